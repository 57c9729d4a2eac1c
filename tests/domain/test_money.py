"""Money: exact, of one currency, and divided without losing a unit."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.currencies import CODES, exponent
from expenseiq_core.domain.money import MAX_MINOR, Money
from expenseiq_core.errors import AmountError, CurrencyError

minors = st.integers(-MAX_MINOR, MAX_MINOR)
weights = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        ("12.500", "EUR", 1250),
        ("-0.01", "EUR", -1),
        ("1200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("1E+3", "EUR", 100000),
        ("10000000000", "EUR", MAX_MINOR),
    ],
)
def test_an_amount_becomes_whole_minor_units(amount, currency, minor):
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency", "message"),
    [
        ("12.505", "EUR", "EUR has 2 decimals, not more. Try: lunch 12.50"),
        ("1.5", "JPY", "JPY has no decimals. Try a whole number: lunch 1200 JPY"),
        ("1.2345", "KWD", "KWD has 3 decimals, not more. Try: lunch 12.500"),
        ("10000000000.01", "EUR", "That amount is too large for me."),
        ("1E+1000000", "EUR", "That amount is too large for me."),
        ("1E-1000000", "EUR", "EUR has 2 decimals"),
        ("-1E+13", "JPY", "That amount is too large for me."),
        ("NaN", "EUR", "That amount is too large for me."),
        ("Infinity", "EUR", "That amount is too large for me."),
    ],
)
def test_what_is_too_fine_or_too_large_is_refused(amount, currency, message):
    with pytest.raises(AmountError) as refused:
        Money.of(Decimal(amount), currency)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("currency", ["XXX", "eur", "", "€"])
def test_an_unknown_currency_is_refused(currency):
    with pytest.raises(CurrencyError):
        Money.of(Decimal(1), currency)


@given(minors, st.sampled_from(sorted(CODES)))
def test_major_units_have_exactly_the_currencys_decimals_and_read_back(minor, currency):
    money = Money(minor, currency)
    assert -money.amount.as_tuple().exponent == exponent(currency)
    assert Money.of(money.amount, currency) == money


@given(minors, minors)
def test_adding_and_taking_away_are_exact(one, other):
    a, b = Money(one, "EUR"), Money(other, "EUR")
    assert (a + b).minor == one + other
    assert (a - b).minor == one - other
    assert a + b - b == a
    assert -a + a == Money(0, "EUR")


def test_two_currencies_do_not_add():
    with pytest.raises(AssertionError):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(AssertionError):
        Money(1, "EUR") - Money(1, "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "rate", "into", "expected"),
    [
        (1250, "EUR", "1.1", "USD", 1375),
        (1, "EUR", "0.5", "USD", 1),  # half up
        (-1, "EUR", "0.5", "USD", -1),
        (1, "EUR", "0.49", "USD", 0),
        (100, "EUR", "165.5", "JPY", 166),
        (1000, "JPY", "0.006", "EUR", 600),
        (1000, "KWD", "3.25", "USD", 325),
        (100, "USD", "0.3075", "KWD", 308),
    ],
)
def test_conversion_rounds_once_half_up(minor, currency, rate, into, expected):
    assert Money(minor, currency).convert(Decimal(rate), into) == Money(expected, into)


def test_equal_parts_always_add_up():
    for minor, people in product(range(-50, 300), range(1, 8)):
        for turn in range(people):
            parts = [p.minor for p in Money(minor, "EUR").allocate([1] * people, turn=turn)]
            assert sum(parts) == minor
            assert max(parts) - min(parts) <= 1


def test_small_weights_always_add_up():
    for minor in (-7, -1, 0, 1, 2, 10, 99, 100):
        for chosen in combinations_with_replacement(range(5), 4):
            if any(chosen):
                parts = Money(minor, "EUR").allocate(chosen)
                assert sum(p.minor for p in parts) == minor


@given(minors, weights, st.integers(0, 10**6))
def test_parts_add_up_and_are_within_one_unit_of_their_quota(minor, chosen, turn):
    parts = Money(minor, "EUR").allocate(chosen, turn=turn)
    assert sum(part.minor for part in parts) == minor
    assert len(parts) == len(chosen)
    for part, weight in zip(parts, chosen, strict=True):
        assert abs(part.minor * sum(chosen) - minor * weight) < sum(chosen)
        assert weight or not part.minor, "who has no weight gets nothing"


@given(minors, weights, st.integers(0, 1000))
def test_a_negative_amount_is_divided_as_the_positive_one(minor, chosen, turn):
    parts = Money(minor, "EUR").allocate(chosen, turn=turn)
    assert Money(-minor, "EUR").allocate(chosen, turn=turn) == [-part for part in parts]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40), st.integers(1, 7))
def test_odd_units_rotate_over_consecutive_equal_splits(amounts, people):
    turn, carried = 0, [0] * people
    for minor in amounts:
        parts = Money(minor, "EUR").allocate([1] * people, turn=turn)
        least = minor // people
        for i, part in enumerate(parts):
            carried[i] += part.minor - least
        turn += minor % people
    assert max(carried) - min(carried) <= 1


def test_who_weighs_more_never_gets_less():
    for minor in range(200):
        parts = Money(minor, "EUR").allocate([1, 2, 3, 5])
        assert all(a.minor <= b.minor for a, b in pairwise(parts))


@pytest.mark.parametrize("wrong", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_wrong_weights_are_a_programmers_mistake(wrong):
    with pytest.raises(AssertionError):
        Money(1, "EUR").allocate(wrong)
