"""Rates: from the file to the table, across the euro, and one's own."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import text

from expenseiq_core.domain.ledger import Base
from expenseiq_core.domain.money import Money
from expenseiq_core.services import rate_file, rates
from expenseiq_core.services.rates import Rate

NOBODY = uuid.UUID(int=0)
FRIDAY = dt.date(2026, 10, 30)


def test_the_file_has_every_published_day_as_decimals():
    found = dict(rate_file.rates_of("USD"))
    assert found[dt.date(1999, 1, 4)] == Decimal("1.1789")
    assert len(found) > 7000
    assert rate_file.rates_of("VND") == []


def test_the_newest_day_of_each_currency_is_its_own():
    newest = rate_file.newest()
    assert newest["BGN"] == dt.date(2025, 12, 31)
    assert newest["USD"] == max(newest.values())
    assert newest["USD"] == rate_file.rates_of("USD")[-1][0]


async def test_a_currency_is_filled_on_first_need_and_once(sessions):
    for _ in range(2):
        async with sessions.begin() as session:
            found = await rates.between(session, NOBODY, "USD", "EUR", FRIDAY)
            count = await session.scalar(text("SELECT count(*) FROM rates"))
    assert found is not None
    assert found.date == FRIDAY
    assert round(found.rate, 6) == round(1 / Decimal("1.1172"), 6)
    assert count == len(rate_file.rates_of("USD"))


async def test_a_day_before_all_rates_has_none(sessions):
    async with sessions.begin() as session:
        assert await rates.between(session, NOBODY, "USD", "EUR", dt.date(1998, 12, 31)) is None


async def test_a_newer_rate_in_the_file_is_found_behind_an_old_one_in_the_table(sessions):
    async with sessions.begin() as session:
        await session.execute(text("INSERT INTO rates VALUES ('USD', '2020-01-02', 1.1193)"))
        found = await rates.between(session, NOBODY, "EUR", "USD", FRIDAY)
    assert found == Rate(rate=Decimal("1.1172"), date=FRIDAY)


async def test_a_rate_that_was_refreshed_is_not_overwritten(sessions):
    day = dt.date(2026, 11, 17)
    async with sessions.begin() as session:
        await session.execute(text("INSERT INTO rates VALUES ('USD', '2026-11-17', 2)"))
        assert await rates.between(session, NOBODY, "EUR", "USD", day) == Rate(
            rate=Decimal(2), date=day
        )
        found = await rates.between(session, NOBODY, "EUR", "USD", FRIDAY)
    assert found == Rate(rate=Decimal("1.1172"), date=FRIDAY)


def test_a_rate_is_old_after_a_week():
    base = Base(minor=100, rate=Decimal("1.1"), rate_date=FRIDAY)
    assert not rates.is_old(base, FRIDAY + dt.timedelta(days=7))
    assert rates.is_old(base, FRIDAY + dt.timedelta(days=8))


def test_an_own_base_amount_keeps_the_sign_of_a_refund():
    own = rates.own_base(Money(-900_000, "VND"), Money(3400, "EUR"), FRIDAY)
    assert own.minor == -3400


def test_an_amount_beyond_all_measure_has_no_base():
    rate = Rate(rate=Decimal(10) ** 30, date=FRIDAY)
    assert rates.based(Money(10**12, "EUR"), rate, "VND") is None
