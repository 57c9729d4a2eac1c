"""Outgoing -> what Slack shows: rich text and plain text only, since in those nothing comes alive.

`text`, which notifications and screen readers get, is escaped. A long answer becomes several
messages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bots.dialog.messages import Line, Outgoing, SentButton, Span, Style
from bots.dialog.replies import entry_numbers
from bots.slack.form_view import details_button
from bots.slack.interactions import block_id
from bots.slack.text import escaped

LONGEST_TEXT: Final = 3000
"""Characters of a message, escaped; `chat.update` takes 4000, a text object 3000."""
LARGEST_BLOCKS: Final = 9_000
"""Characters of a message's text as JSON; beyond about 13,200, with the buttons, Slack refuses."""
LONGEST_LABEL: Final = 75
BUTTONS_IN_A_ROW: Final = 25
ROWS: Final = 40
NOTHING: Final = "✓"
"""Slack refuses an empty message."""

_STYLES: Final[dict[Style, dict[str, bool]]] = {
    "plain": {},
    "bold": {"bold": True},
    "code": {"code": True},
}
_OVERHEAD: Final = 64
"""Characters of JSON around a span's text, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message: what notifications read, and what is shown."""

    text: str
    blocks: list[dict[str, Any]]


def messages(outgoing: Outgoing, *, group: bool = False) -> list[Shown]:
    """Return an answer as messages, in order; its buttons are below the last one.

    One of a channel's book has no button to the form, which is about one's own.
    """
    pieces = list(_pieces(outgoing.lines)) or [[Span(NOTHING)]]
    shown = [Shown(text=_text(piece), blocks=[_rich(piece)]) for piece in pieces]
    shown[-1].blocks.extend(_rows(outgoing, group=group))
    return shown


def _pieces(lines: tuple[Line, ...]) -> Iterator[list[Span]]:
    """Cut an answer where it gets too long for one message, between lines if possible."""
    piece: list[Span] = []
    for line in lines:
        spans = [short for span in line for short in _cut(span)]
        if piece and not _fits([*piece, Span("\n"), *spans]):
            if _says(piece):
                yield piece
            piece = []
        if piece or not spans:
            spans = [Span("\n"), *spans]
        for span in spans:
            if not _fits([*piece, span]):
                if _says(piece):
                    yield piece
                piece = []
            piece.append(span)
    if _says(piece):
        yield piece


def _cut(span: Span) -> Iterator[Span]:
    """Cut a span that is too long for one message by itself."""
    most = LONGEST_TEXT // len("&amp;")
    if len(escaped(span.text)) <= LONGEST_TEXT:
        most = len(span.text)
    for start in range(0, len(span.text), most or 1):
        yield Span(span.text[start : start + most], span.style)


def _fits(piece: list[Span]) -> bool:
    text = sum(len(escaped(span.text)) for span in piece)
    blocks = sum(len(json.dumps(span.text)) + _OVERHEAD for span in piece)
    return text <= LONGEST_TEXT and blocks <= LARGEST_BLOCKS


def _says(piece: list[Span]) -> bool:
    return any(span.text.strip() for span in piece)


def _text(piece: list[Span]) -> str:
    return escaped("".join(span.text for span in piece).strip("\n"))


def _rich(piece: list[Span]) -> dict[str, Any]:
    elements = []
    for span in _joined(piece):
        element: dict[str, Any] = {"type": "text", "text": span.text}
        if _STYLES[span.style]:
            element["style"] = dict(_STYLES[span.style])
        elements.append(element)
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "elements": [section]}


def _joined(piece: list[Span]) -> list[Span]:
    """Join neighbours of one style."""
    joined: list[Span] = []
    for span in piece:
        if joined and joined[-1].style == span.style:
            joined[-1] = Span(joined[-1].text + span.text, span.style)
        else:
            joined.append(span)
    return joined


def _rows(outgoing: Outgoing, *, group: bool) -> Iterator[dict[str, Any]]:
    numbers = entry_numbers(outgoing.text)
    for position, row in enumerate(row for row in outgoing.rows[:ROWS] if row):
        elements = [
            _button(button, f"answer-{position}-{place}")
            for place, button in enumerate(row[:BUTTONS_IN_A_ROW])
        ]
        details = None if group else details_button(outgoing, row)
        if details is not None:
            elements = [*elements[: BUTTONS_IN_A_ROW - 1], details]
        yield {
            "type": "actions",
            "block_id": block_id(position, numbers, group=group),
            "elements": elements,
        }


def _button(button: SentButton, name: str) -> dict[str, Any]:
    label = button.label if button.label.strip() else NOTHING
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1] + "…"
    # Without `emoji`: a category that is called ":smile:" is shown as that.
    return {
        "type": "button",
        "action_id": name,
        "value": button.id,
        "text": {"type": "plain_text", "text": label, "emoji": False},
    }
