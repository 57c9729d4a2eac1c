"""The rates that the European Central Bank publishes each working day, added to the table."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.parsing.rate_feed import Rates
from expenseiq_core.services import rate_file

EVERYWHERE: Final = "USD"
"""A currency that has a rate on every day on which any has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What adding rates did."""

    new: int
    different: int
    """Rates that we have otherwise: they stay as they are, for entries were valued by them."""


async def newest(session: AsyncSession) -> dt.date | None:
    """Return the newest day of which rates are known, from the table or the file."""
    day: dt.date | None = await session.scalar(
        text("SELECT max(date) FROM rates WHERE currency = :p_currency"),
        {"p_currency": EVERYWHERE},
    )
    in_file = (await asyncio.to_thread(rate_file.newest)).get(EVERYWHERE)
    return max((known for known in (day, in_file) if known is not None), default=None)


async def keep(session: AsyncSession, found: Rates) -> Kept:
    """Add rates that are not known yet, however often."""
    rows = sorted((code, day, rate) for day, of in found.items() for code, rate in of.items())
    row = (
        await session.execute(
            _KEEP,
            {
                "p_currencies": [currency for currency, _, _ in rows],
                "p_days": [day for _, day, _ in rows],
                "p_rates": [rate for _, _, rate in rows],
            },
        )
    ).one()
    return Kept(new=row.new, different=row.different)


_KEEP: Final = text("""
    WITH given AS MATERIALIZED (
      SELECT currency, date, rate
        FROM unnest(CAST(:p_currencies AS text[]), CAST(:p_days AS date[]),
                    CAST(:p_rates AS numeric[])) AS g(currency, date, rate)
       ORDER BY currency, date
    ), made AS (
      INSERT INTO rates (currency, date, per_euro) SELECT currency, date, rate FROM given
      ON CONFLICT DO NOTHING RETURNING currency
    )
    SELECT (SELECT count(*) FROM made) AS new,
           (SELECT count(*) FROM given g
              JOIN rates r ON r.currency = g.currency AND r.date = g.date
             WHERE r.per_euro <> g.rate) AS different
""")
"""Sorted, so that two that add the same wait for each other, not both."""
