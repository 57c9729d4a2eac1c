"""Times of day: they are neither amount, date nor description."""

from __future__ import annotations

import re
from typing import Final

from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.tables import words

_CLOCK = re.compile(r"[0-9]{1,2}\s?[:hap]")
_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-4])(?:[.,][0-5][0-9])?")
_SURE: Final = frozenset("kl klo kello".split())
"""Words that nothing but a time of day follows: `frokost 45 kl. 12.30`."""


def take_clock(line: Line) -> None:
    """Take clock times out of the line, with the preposition before them."""
    tokens, numbers = line.tokens, None
    for i, token in enumerate(tokens):
        if line.taken[i]:
            continue
        if token.kind == "x" and _CLOCK.match(token.text):
            joins = i > 0 and tokens[i - 1].folded in words.CLOCK_WORDS
            line.take(i - 1 if joins and not line.taken[i - 1] else i, i)
        elif token.folded in _SURE:
            last = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
            if last < len(tokens) and _HOUR.fullmatch(tokens[last].text):
                numbers = numbers or sum(other.kind == "n" for other in tokens)
                if numbers > 1:  # the only number may as well be the price
                    line.take(i, last)
