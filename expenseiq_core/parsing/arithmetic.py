"""Sums, products, divisions, percentages and tips that people type instead of one amount.

A percentage or a division is rounded once, half up, to the currency's decimals.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing.candidate import TIMES, Candidate
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.numbers import read_number
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.tokens import Token

_MOST_PARTS: Final = 100
TIP_OR_TAX: Final = words.TIP_WORDS | words.TAX_WORDS


def combine(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Join numbers that belong to one amount; drop fractions."""
    out: list[Candidate] = []
    for candidate in found:
        if out and out[-1].value is not None and candidate.value is not None:
            joined = _joined(line, out[-1], candidate)
            if joined:
                continue
        out.append(candidate)
    return [c for c in out if not _is_fraction(line, c)]


def _joined(line: Line, left: Candidate, right: Candidate) -> bool:
    """Join `right` into `left` if a sign between them says so."""
    assert left.value is not None
    assert right.value is not None
    between = line.tokens[left.last + 1 : right.first]
    if right.sign == "+" and not between:
        return _absorb(left, right, left.value + right.value)
    if not between:
        return _minor_part(left, right)
    sign = between[0].folded if len(between) == 1 else ""
    if sign == "+":
        return _absorb(left, right, left.value + right.value)
    if sign in TIMES or sign == "@":
        return _product(line, left, right, between[0])
    return sign in {"/", "÷"} and _divided(line, left, right)


def _minor_part(left: Candidate, right: Candidate) -> bool:
    """Join `5 euros 50 cents`."""
    if (
        right.scale < 1 <= left.scale
        and left.marked
        and right.value is not None
        and right.value < 1
    ):
        assert left.value is not None
        return _absorb(left, right, left.value + right.value)
    return False


def _product(line: Line, left: Candidate, right: Candidate, sign: Token) -> bool:
    assert left.value is not None
    assert right.value is not None
    price = left.value
    glued = sign.end == line.tokens[right.first].start
    apart = sign.start != line.tokens[left.last].end
    _absorb(left, right, left.value * right.value)
    if glued and apart:
        left.other = price  # "coffee 3.50 x2"
    return True


def _divided(line: Line, left: Candidate, right: Candidate) -> bool:
    assert left.value is not None
    assert right.value is not None
    whole, parts = left.value, right.value
    if parts != parts.to_integral_value() or not 1 < parts <= _MOST_PARTS or whole <= parts:
        return False
    if right.marked or right.decimals:
        return False
    _absorb(left, right, rounded(whole / parts, left.currency or line.context.currency))
    left.other, left.parts = whole, int(parts)
    return True


def _absorb(left: Candidate, right: Candidate, value: Decimal) -> bool:
    left.value = value
    left.last, left.end = right.last, right.end
    left.currency = left.currency or right.currency
    left.marked = left.marked or right.marked
    left.decimals = max(left.decimals, right.decimals)
    left.other = None
    left.weak = left.weak and right.weak
    return True


def _is_fraction(line: Line, candidate: Candidate) -> bool:
    """Whether the number is a side of `1/2` or `24/7`."""
    if candidate.marked or candidate.decimals:
        return False
    tokens, after, before = line.tokens, candidate.last + 1, candidate.first - 1
    right = after + 1 < len(tokens) and tokens[after].text == "/" and line.glued(after)
    left = before > 0 and tokens[before].text == "/" and line.glued(candidate.first)
    return (right and line.glued(after + 1) and tokens[after + 1].kind == "n") or (
        left and line.glued(before) and tokens[before - 1].kind == "n"
    )


def rounded(value: Decimal, currency: str) -> Decimal:
    """Return the value in the currency's decimals, rounded half up."""
    return value.quantize(Decimal(1).scaleb(-exponent(currency)), ROUND_HALF_UP)


class Extras:
    """What comes on top of the amount: `+ 10%`, `tip 3`, `tax 8.875%`."""

    __slots__ = ("fixed", "percent")

    def __init__(self) -> None:
        self.percent = Decimal(0)
        self.fixed = Decimal(0)

    def applied(self, value: Decimal, currency: str) -> Decimal:
        """Return the amount with what comes on top."""
        if not self.percent:
            return value + self.fixed
        return rounded(value * (100 + self.percent) / 100, currency) + self.fixed


def take_extras(line: Line) -> Extras | None:
    """Take percentages and tips that stand after a number; None if there are none."""
    if "%" not in line.text and line.words.isdisjoint(TIP_OR_TAX):
        return None
    extras = Extras()
    seen = taken = False
    for i, token in enumerate(line.tokens):
        if token.kind != "n" or line.taken[i]:
            continue
        percent = i + 1 < len(line.tokens) and line.tokens[i + 1].text == "%"
        first, last = _extent(line, i, percent=percent)
        if seen and first < last and (percent or first < i):
            # As with every multiplied number, a lone separator marks decimals: 8.875%.
            number = read_number(token.text, line.mark, 9).value or Decimal(0)
            if line.tokens[max(i - 1, 0)].text == "-":
                number = -number
            if percent:
                extras.percent += number
            else:
                extras.fixed += number
            line.take(first, last)
            taken = True
        elif not percent:
            seen = True
    return extras if taken else None


def _extent(line: Line, i: int, *, percent: bool) -> tuple[int, int]:
    """Return the tokens of `+ 10% tip`; one token only if nothing says it comes on top."""
    tokens = line.tokens
    first = last = i
    said = False
    named = i + 1 < len(tokens) and tokens[i + 1].folded in TIP_OR_TAX
    if i > 0 and tokens[i - 1].text in {"+", "-"} and (percent or named):
        first, said = i - 1, True
    if i > 0 and tokens[i - 1].folded in TIP_OR_TAX:
        first, said = i - 1, True
    if percent:
        last = i + 1
    if last + 1 < len(tokens) and tokens[last + 1].folded in TIP_OR_TAX and (percent or said):
        last, said = last + 1, True
    if not said:
        return i, i
    if first > 0 and tokens[first - 1].text in {"+", ",", "and"}:
        first -= 1
    return first, last
