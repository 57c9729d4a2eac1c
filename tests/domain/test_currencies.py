"""The table of currencies is Babel's."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.core import get_global
from babel.numbers import get_currency_precision, is_currency

from expenseiq_core.domain.currencies import CODES, exponent


def in_use(day):
    """Return the legal tender somewhere on a day, as CLDR knows it."""
    found = set()
    for currencies in get_global("territory_currencies").values():
        for code, start, end, tender in currencies:
            begun = start is None or dt.date(*start) <= day
            if tender and begun and (end is None or dt.date(*end) >= day):
                found.add(code)
    return found


def test_every_code_is_a_currency_of_cldr():
    assert all(is_currency(code) for code in CODES)


def test_all_legal_tender_of_today_is_known():
    # Those made of gold, and funds codes, are no money that anybody pays with.
    assert in_use(dt.date(2026, 1, 1)) - CODES <= {"CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI"}


@pytest.mark.parametrize("code", sorted(CODES))
def test_decimals_are_those_of_cldr(code):
    assert exponent(code) == get_currency_precision(code)


def test_an_unknown_code_is_a_programmers_mistake():
    with pytest.raises(AssertionError):
        exponent("XXX")
