"""The payment method that the last words of a message name: `cash`, `by card`, `mit Karte`."""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing.currencies import word_after
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.tables.words import PAYMENT_METHODS

_LONGEST: Final = 4
_ENDINGS: Final = frozenset(phrase.split()[-1] for phrase in PAYMENT_METHODS)


def take_payment_method(line: Line) -> str | None:
    """Take the words that name the method if they end the line, after another word or a number.

    "gift card 50" does not end with a method; a lone "card" is not one.
    """
    if line.words.isdisjoint(_ENDINGS):
        return None
    last = len(line.tokens) - 1
    while last >= 0 and (line.taken[last] or line.tokens[last].kind == "p"):
        last -= 1
    for size in range(min(_LONGEST, last), 0, -1):
        first = last - size + 1
        tokens = line.tokens[first : last + 1]
        if any(t.kind != "w" for t in tokens) or any(line.taken[first : last + 1]):
            continue
        method = PAYMENT_METHODS.get(" ".join(t.folded for t in tokens))
        if method is not None and _stands_alone(line, first):
            line.take(first, last)
            return method
    return None


def _stands_alone(line: Line, first: int) -> bool:
    """Whether a number or sign stands right before: "12 cash", not "12 gift card"."""
    before = first - 1
    if line.taken[before] or line.tokens[before].kind != "w":
        return True
    own, locale = line.context.currency, line.context.locale
    counted = before > 0 and line.tokens[before - 1].kind == "n"
    return counted and word_after(line.tokens, before, own, locale) is not None
