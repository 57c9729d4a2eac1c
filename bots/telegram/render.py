"""Outgoing -> messages of Telegram: text with entities beside it, never markup.

Telegram counts in UTF-16 units. What is longer than a message is cut where a line ends; an entity
is cut only if it is longer than a message itself, a character never.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bots.dialog.messages import Line, Outgoing, SentButton

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
MOST_ENTITIES: Final = 100
MOST_IN_A_ROW: Final = 8
MOST_ROWS: Final = 12

_ENTITIES: Final = {"bold": MessageEntity.BOLD, "code": MessageEntity.CODE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message: a text and its entities, offsets in UTF-16 units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A stretch of the text in a style, by characters."""

    start: int
    end: int
    kind: str
    url: str | None = None


def parts(outgoing: Outgoing, *, most: int = LONGEST_TEXT) -> list[Part]:
    """Return an answer's text as messages of at most `most` UTF-16 units, none of them blank."""
    text, marked = _flat(outgoing.lines)
    # Where each character begins, in UTF-16 units.
    units = [0, *accumulate(2 if ord(c) > 0xFFFF else 1 for c in text)]
    made, start = [], 0
    while start < len(text):
        end = _cut(text, start, units, marked, most)
        if text[start:end].strip():
            made.append(_part(text, start, end, units, marked))
        start = end
    return made


def keyboard(rows: Iterable[Sequence[SentButton]]) -> InlineKeyboardMarkup | None:
    """Return the buttons below an answer; long rows are broken."""
    shown = [
        [InlineKeyboardButton(button.label, callback_data=button.id) for button in some]
        for row in rows
        for some in _batched(row)
    ]
    return InlineKeyboardMarkup(shown[:MOST_ROWS]) if shown else None


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


def _batched(row: Sequence[SentButton]) -> Iterable[Sequence[SentButton]]:
    return (row[i : i + MOST_IN_A_ROW] for i in range(0, len(row), MOST_IN_A_ROW))


def _flat(lines: Sequence[Line]) -> tuple[str, list[_Marked]]:
    """Return the text of lines, and what in it has a style."""
    text, marked = "", []
    for number, line in enumerate(lines):
        text += "\n" if number else ""
        for span in line:
            # Half a surrogate pair cannot be sent at all.
            shown = span.text.encode("utf-8", "replace").decode()
            kind = MessageEntity.TEXT_LINK if span.url else _ENTITIES.get(span.style)
            if kind is not None and shown.strip():
                end = len(text) + len(shown)
                marked.append(_Marked(start=len(text), end=end, kind=kind, url=span.url))
            text += shown
    return text, marked


def _cut(text: str, start: int, units: Sequence[int], marked: Sequence[_Marked], most: int) -> int:
    """Return where the message that begins at `start` ends."""
    end = bisect_right(units, units[start] + most) - 1
    if end >= len(text):
        return len(text)
    for separator in ("\n", " "):
        at = text.rfind(separator, start, end)
        while at >= start:
            if not _inside(at + 1, marked):
                return at + 1
            at = text.rfind(separator, start, at)
    cutting = _inside(end, marked)
    return cutting.start if cutting is not None and cutting.start > start else end


def _inside(at: int, marked: Sequence[_Marked]) -> _Marked | None:
    return next((m for m in marked if m.start < at < m.end), None)


def _part(text: str, start: int, end: int, units: Sequence[int], marked: Sequence[_Marked]) -> Part:
    entities = []
    for mark in marked:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last and text[first:last].strip():
            offset = units[first] - units[start]
            length = units[last] - units[first]
            entities.append(MessageEntity(mark.kind, offset, length, url=mark.url))
    return Part(text=text[start:end], entities=tuple(entities[:MOST_ENTITIES]))
