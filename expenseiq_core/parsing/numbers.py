"""What a written number says: `1.234,56`, `1,00,000`, `1’234.50`, `.99`.

A lone separator before three digits is the one doubt: grouping, or decimals of a currency that has
three. The likelier reading comes first, the other is kept.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from expenseiq_core.parsing.tables import decimal_marks

MAX_DIGITS: Final = 18
"""More digits than this are no amount whatever the currency."""


class Number(NamedTuple):
    """The value of a written number, and the other value that it may have."""

    value: Decimal | None
    other: Decimal | None = None
    decimals: int = 0  # as written: 12.50 has 2
    problem: str | None = None  # malformed, too_large, too_fine


_PARTS = re.compile(r"[.,'’٫٬،·\u00a0\u202f\u2009\u2007 ]")
_GROUP_ONLY: Final = frozenset("'’٬\u00a0\u202f\u2009\u2007 ")
_DECIMAL_ONLY: Final = frozenset("٫·")
_MARKS: Final = dict.fromkeys(decimal_marks.COMMA.split(), ",") | dict.fromkeys(
    decimal_marks.POINT.split(), "."
)
MALFORMED: Final = Number(None, problem="malformed")
TOO_LARGE: Final = Number(None, problem="too_large")


@lru_cache(maxsize=1024)
def decimal_mark(locale: str) -> str:
    """Return the decimal mark of a locale: a comma or a point."""
    name = locale.replace("-", "_")
    while name not in _MARKS and "_" in name:
        name = name.rpartition("_")[0]
    return _MARKS.get(name, ".")


@lru_cache(maxsize=4096)
def read_number(text: str, mark: str, exponent: int) -> Number:
    """Read a number where `mark` is the decimal mark, for money of `exponent` decimals."""
    if len(text) > MAX_DIGITS * 2:
        return TOO_LARGE if text.isdigit() else MALFORMED
    separators = _PARTS.findall(text)
    digits = _PARTS.split(text)
    if sum(map(len, digits)) > MAX_DIGITS:
        return TOO_LARGE
    if not separators:
        return Number(Decimal(text))
    if len(separators) == 1:
        return _lone(digits[0], separators[0], digits[1], mark=mark, exponent=exponent)
    return _several(digits, separators, exponent=exponent)


def _lone(whole: str, separator: str, rest: str, *, mark: str, exponent: int) -> Number:
    if separator in _GROUP_ONLY:
        return Number(Decimal(whole + rest)) if _grouped([whole, rest]) else MALFORMED
    decimal = Decimal(f"{whole or 0}.{rest}")
    groupable = (
        exponent <= 3 and len(rest) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0")
    )
    if not groupable or separator in _DECIMAL_ONLY:
        return _decimal(decimal, rest, exponent)
    grouped = Number(Decimal(whole + rest))
    if exponent == 3 and separator == mark:
        return Number(decimal, decimals=3)
    if separator != mark or exponent == 0:
        return grouped
    if not rest.endswith("0"):
        # 3.505 where a dot marks decimals: finer than cents, or thousands; nobody can tell.
        return Number(None, grouped.value, 3, "too_fine") if mark == "." else grouped
    return Number(grouped.value, decimal)


def _decimal(value: Decimal, rest: str, exponent: int) -> Number:
    shown = len(rest.rstrip("0"))
    if shown > exponent:
        return Number(None, None, len(rest), "too_fine")
    return Number(value, decimals=len(rest))


def _several(digits: list[str], separators: list[str], *, exponent: int) -> Number:
    last = separators[-1]
    if len(set(separators)) == 1:
        if last in _DECIMAL_ONLY or not _grouped(digits):
            return MALFORMED
        return Number(Decimal("".join(digits)))
    if len(set(separators[:-1])) > 1 or last in separators[:-1] or last in _GROUP_ONLY:
        return MALFORMED
    if not _grouped(digits[:-1]):
        return MALFORMED
    return _decimal(Decimal(f"{''.join(digits[:-1])}.{digits[-1]}"), digits[-1], exponent)


def _grouped(digits: list[str]) -> bool:
    """Whether digits are in groups of three, or in India's of two before the last three."""
    first, *middle, last = digits
    if len(last) != 3 or not 0 < len(first) <= 3 or first.startswith("0"):
        return False
    return all(len(group) == 3 for group in middle) or (
        len(first) <= 2 and all(len(group) == 2 for group in middle)
    )
