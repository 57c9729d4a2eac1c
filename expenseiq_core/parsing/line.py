"""A line while it is being read: its tokens, what is already spoken for, and who reads."""

from __future__ import annotations

import re
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing.numbers import decimal_mark
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.tokens import Token, scan
from expenseiq_core.parsing.whole_names import joined

_SPACES = re.compile(r"\s+")
_EDGES: Final = ' !\t,;:.-–—=*_~|/\\+&<>•·`"“”„«»،'
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")


class Line:
    """One line or part of it: tokens by number, and which of them are taken."""

    __slots__ = (
        "context",
        "cuts",
        "exponent",
        "mark",
        "quantity",
        "quoted",
        "taken",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.tokens: list[Token] = joined(scan(text, context.locale), text, context.people)
        self.taken = bytearray(len(self.tokens))
        self.quantity = 1  # "2x coffee"
        self.quoted = False
        self.cuts: list[tuple[int, int]] = []
        self.mark = decimal_mark(context.locale)
        self.exponent = exponent(context.currency)
        self.words = {token.folded for token in self.tokens if token.kind == "w"}

    def take(self, first: int, last: int) -> None:
        """Mark tokens as spoken for and cut them out of the description."""
        for i in range(first, last + 1):
            self.taken[i] = 1
        self.cut(self.tokens[first].start, self.tokens[last].end)

    def cut(self, start: int, end: int) -> None:
        """Cut a span of characters out of the description."""
        self.cuts.append((start, end))

    def is_name(self, i: int) -> bool:
        """Whether token `i` is the name of somebody known: `bob` is no money of Bolivia then."""
        token = self.tokens[i]
        shouted = token.text.isupper() and len(token.text) > 1  # E is nobody's money
        return token.folded in self.context.people and not shouted

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        return i > 0 and self.tokens[i - 1].end == self.tokens[i].start

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last token inside a span of characters."""
        inside = [i for i, t in enumerate(self.tokens) if t.start >= start and t.end <= end]
        return (inside[0], inside[-1]) if inside else None

    def left(self) -> list[Token]:
        """Return the words and signs that nothing has claimed yet."""
        return [t for t, taken in zip(self.tokens, self.taken, strict=True) if not taken]

    def description(self) -> str | None:
        """Return what is left of the text, tidied; None if nothing is."""
        pieces, position = [], 0
        for start, end in sorted(self.cuts):
            if start > position:
                pieces.append(self.text[position:start])
            position = max(position, end)
        pieces.append(self.text[position:])
        text = _SPACES.sub(" ", " ".join(pieces))
        if "(" in text or "[" in text or "{" in text:
            text = _EMPTY_BRACKETS.sub("", text)
        return _tidied(text.strip()) or None


def _tidied(text: str) -> str:
    """Strip separators at the edges, but no sign that belongs to a word (`C++`, `c#`, `J.`)."""
    tagged = "<" in text and ">" in text  # <b>bold</b> was typed so, and is shown so
    edges = _EDGES.replace("<", "").replace(">", "") if tagged else _EDGES
    start = 0
    while start < len(text) and text[start] in edges:
        start += 1
    if start and start < len(text) and text[start - 1] in "+.-" and text[start].isdigit():
        start -= 1
    end = len(text)
    while end > start and text[end - 1] in edges and not _belongs(text, end - 1):
        end -= 1
    return text[start:end].strip()


def _belongs(text: str, i: int) -> bool:
    if text[i] in '"”' and i > 0 and text[i - 1].isdigit():
        return text.count(text[i]) == 1  # 55": inches
    return text[i] in "+!" and i > 0 and not text[i - 1].isspace()
