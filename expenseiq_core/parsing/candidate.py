"""A number that may be the amount, and a number while it is being read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from expenseiq_core.parsing.currencies import Money
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.tokens import Token

TIMES: Final = frozenset("x х × *".split())
"""Folded signs of a product."""
PHONE_DIGITS: Final = 7
"""Numbers joined by a hyphen with this many digits are a telephone number."""

METER_DIGITS: Final = 4
"""A car's meter shows at least so many."""


@dataclass(slots=True)
class Candidate:
    """A number that may be the amount."""

    first: int  # tokens
    last: int
    start: int  # characters
    end: int
    value: Decimal | None
    other: Decimal | None = None
    problem: str | None = None
    currency: str | None = None
    marked: bool = False  # a currency stands beside it
    multiplied: bool = False
    sign: str = ""
    decimals: int = 0
    weak: bool = False  # a label, a count or a year: money only if nothing else is
    label: bool = False  # a word before it makes it a name or a count: room 204, with 3 friends
    price: bool = False  # "for" or its like before it: two shirts for 40
    clock: bool = False  # "at" or its like before it: see you at 8
    brackets: bool = False
    doubtful_currency: bool = False
    parts: int | None = None  # "/ 3" behind it
    scale: Decimal = Decimal(1)


class Attempt:
    """One number being read: what stands before it, its digits, and what follows."""

    __slots__ = (
        "after", "before", "end", "factor", "i", "joined", "last", "line", "locale", "out", "own",
        "text", "tokens",
    )  # fmt: skip

    def __init__(self, line: Line, i: int) -> None:
        token = line.tokens[i]
        self.line = line
        self.tokens = line.tokens
        self.i = i
        self.last = i  # the last token that belongs to the amount, and its last character
        self.end = token.end
        self.text = token.text
        self.own = line.context.currency
        self.locale = line.context.locale
        self.before: Money | None = None
        self.after: Money | None = None
        self.factor = 1
        self.joined = False  # multiplied already
        self.out = Candidate(i, i, token.start, token.end, None)

    def next(self) -> Token | None:
        """Return the token behind what was read so far, unless it is taken."""
        k = self.last + 1
        return self.tokens[k] if k < len(self.tokens) and not self.line.taken[k] else None

    def peek(self, k: int) -> Token | None:
        """Return token `k`, if there is one."""
        return self.tokens[k] if k < len(self.tokens) else None
