"""Answers as turns keep them, and replies to answers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from bots.dialog.messages import FOR_ALL, Answer, Button, Outgoing, SentButton, Span

_NUMBER = re.compile(r"#(\d{1,12})\b")
_ENTRY_LINE = re.compile(r"^#(\d{1,12}) ", re.MULTILINE)
_ELSEWHERE = re.compile(r"In .+:\n")
_SHARE_LINE = re.compile(r"^(?!#).* #\d{1,12} .* · .* of .*$", re.MULTILINE)
"""A share in a group, as one's own lists show it: its number is the group's."""


def entry_numbers(answer_text: str | None) -> tuple[int, ...]:
    """Return the numbers of the entries that a quoted answer is about.

    Those that begin a line, an entry each; else the first number anywhere (`Undone: #23 …`). What
    was done in a group while alone with us (`In Lisbon:`) has the group's numbers, not one's own.
    """
    if _ELSEWHERE.match(answer_text or ""):
        return ()
    shown = _ENTRY_LINE.findall(answer_text or "")
    if not shown:
        shown = _NUMBER.findall(_SHARE_LINE.sub("", answer_text or ""))[:1]
    return tuple(dict.fromkeys(int(number) for number in shown))


def continues(shown: str, outgoing: Outgoing) -> bool:
    """Whether the answer to a pressed button takes the place of the answer it was below.

    It does if it is about the same entries, or if that one was about none (a menu, a report); else
    what was logged would vanish behind a list that somebody only wanted to look at. A file stands
    beside the question or the entry that it was asked for at: their buttons are still needed.
    """
    if outgoing.file or outgoing.receipts:
        return False
    before, now = entry_numbers(shown), entry_numbers(outgoing.text)
    return not before or (bool(now) and set(now) <= set(before))


def to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as its turn keeps it; a file is not kept."""
    return {
        "lines": [[[span.text, span.style, span.url] for span in row] for row in answer.lines],
        "rows": [[[button.label, button.kept] for button in row] for row in answer.rows],
        "data": dict(answer.data),
        "wrote": answer.wrote,
    }


def text_of(reply: Mapping[str, Any]) -> str:
    """Return an answer that a turn kept as plain text."""
    return "\n".join("".join(text for text, *_ in row) for row in reply["lines"])


def from_json(reply: Mapping[str, Any]) -> Answer:
    """Return the answer that a turn kept."""
    return Answer(
        lines=tuple(tuple(Span(*span) for span in row) for row in reply["lines"]),
        rows=tuple(tuple(_button(label, kept) for label, kept in row) for row in reply["rows"]),
        data=reply["data"],
        wrote=True,
    )


def sent(turn_id: uuid.UUID, actions: Sequence[str], button: Button) -> SentButton:
    """Return a button as a platform gets it: which action of which turn it stands for."""
    assert button.kept in actions, f"the turn does not know {button.kept!r}"
    index = actions.index(button.kept)
    return SentButton(label=button.label, id=f"{turn_id}:{index}", for_all=button.for_all)


def _button(label: str, kept: str) -> Button:
    action = kept.removeprefix(FOR_ALL)
    return Button(label=label, action=action, for_all=action != kept)
