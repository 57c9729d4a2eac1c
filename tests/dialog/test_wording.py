"""What we write is what we read: formatted amounts come back as the same value."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from bots.dialog import wording
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.domain.money import MAX_MINOR, Money
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context

NOON = dt.datetime(2026, 11, 18, 12)  # noqa: DTZ001 (a wall clock)
LOCALES = sorted(
    name
    for name in localedata.locale_identifiers()
    # Toki Pona groups digits by two and nobody pays in it; Nigerian Pidgin writes KA$ for CA$.
    if Locale.parse(name).territory is not None and not name.startswith(("tok_", "pcm_"))
)
USUAL = ("EUR", "USD", "JPY", "KWD", "SEK")

# Signs at home that are a letter or two and not read yet: D0.01, E0.01, Le0.01, 1 K, 0.001 د.أ.
NOT_READ_YET = {"GMD", "JOD", "LSL", "MMK", "SCR", "SLE", "SZL", "VES", "XOF"}

amounts = st.builds(
    Money,
    st.integers(-MAX_MINOR, MAX_MINOR).filter(bool),
    st.sampled_from(sorted(CODES - NOT_READ_YET)),
)


def reads_back(amount: Money, shown: str, locale: str) -> bool:
    context = Context(at=NOON, locale=locale, currency=amount.currency)
    reading = read(f"lunch {shown}", context).first
    read_amount = reading.amount
    currency = reading.currency or amount.currency
    return (read_amount, currency) == (abs(amount.amount), amount.currency)


@pytest.mark.parametrize("write", [wording.money, wording.short_money])
def test_every_locale_reads_back_what_it_writes(write):
    wrong = [
        (locale, shown)
        for locale in LOCALES
        for currency in USUAL
        for minor in (1250, 1_234_567, -99)
        if not reads_back(amount := Money(minor, currency), shown := write(amount, locale), locale)
    ]
    assert wrong == []


@given(amount=amounts, locale=st.sampled_from(LOCALES))
def test_any_amount_reads_back(amount, locale):
    shown = wording.money(amount, locale)
    assert reads_back(amount, shown, locale), shown


@given(amount=amounts, locale=st.sampled_from(LOCALES))
def test_a_bare_figure_reads_back(amount, locale):
    shown = wording.plain_amount(Money(abs(amount.minor), amount.currency), locale)
    assert reads_back(amount, shown, locale), shown


def test_a_whole_amount_is_short_and_cents_are_never_dropped():
    assert wording.short_money(Money(20000, "EUR"), "en_GB") == "€200"
    assert wording.short_money(Money(3120, "EUR"), "en_GB") == "€31.20"
    assert wording.short_money(Money(-20000, "EUR"), "de_DE") == "−200\xa0€"


def test_dates_name_the_year_only_if_it_is_another():
    today = dt.date(2026, 11, 18)
    assert wording.day(dt.date(2026, 11, 13), "en_GB", today=today) == "Fri 13 Nov"
    assert wording.day(dt.date(2025, 11, 13), "en_GB", today=today) == "Thu 13 Nov 2025"
    assert wording.month(dt.date(2025, 11, 1), "en_GB", today=today) == "November 2025"
