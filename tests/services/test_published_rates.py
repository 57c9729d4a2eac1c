"""Rates that are published each day: added once, and never changed behind anybody's back."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import text

from expenseiq_core.services import published_rates, rate_file, rates
from expenseiq_core.services.published_rates import Kept
from expenseiq_core.services.rates import Rate

FRIDAY = dt.date(2026, 11, 20)
NOBODY = uuid.UUID(int=0)
FOUND = {
    FRIDAY: {"USD": Decimal("1.0823"), "JPY": Decimal(175)},
    dt.date(2026, 11, 19): {"USD": Decimal("1.08")},
}


async def test_rates_are_added_once_however_often(sessions):
    for new in (3, 0):
        async with sessions.begin() as session:
            assert await published_rates.keep(session, FOUND) == Kept(new=new, different=0)
    async with sessions() as session:
        assert await published_rates.newest(session) == FRIDAY
        found = await rates.between(session, NOBODY, "EUR", "USD", FRIDAY)
    assert found == Rate(rate=Decimal("1.0823"), date=FRIDAY)


async def test_a_rate_that_is_known_otherwise_stays_and_is_counted(sessions):
    async with sessions.begin() as session:
        await published_rates.keep(session, FOUND)
    async with sessions.begin() as session:
        other = {FRIDAY: {"USD": Decimal("1.2"), "JPY": Decimal("175.0")}}
        assert await published_rates.keep(session, other) == Kept(new=0, different=1)
        kept = await session.scalar(
            text("SELECT per_euro FROM rates WHERE currency = 'USD' AND date = '2026-11-20'")
        )
    assert kept == Decimal("1.0823")


async def test_years_before_the_first_published_day_still_come_from_the_file(sessions):
    async with sessions.begin() as session:
        await published_rates.keep(session, FOUND)
        long_ago = await rates.between(session, NOBODY, "EUR", "JPY", dt.date(2020, 1, 2))
        assert long_ago is not None
        assert long_ago.date == dt.date(2020, 1, 2)
        assert await rates.refresh(session, {"USD"})
        assert not await rates.refresh(session, {"USD"})
        count = await session.scalar(text("SELECT count(*) FROM rates WHERE currency = 'USD'"))
    assert count == len(rate_file.rates_of("USD")) + 2
