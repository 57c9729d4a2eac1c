"""Who was reminded to pay whom today: once a day a pair, however it came about."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

KEPT: Final = dt.timedelta(days=7)
"""How long it is kept who was reminded: it says something about its own day only."""

Pair = tuple[uuid.UUID, uuid.UUID]
"""Who is to pay, and whom."""


async def book(
    session: AsyncSession,
    ledger_id: uuid.UUID,
    pairs: Iterable[Pair],
    *,
    day: dt.date,
    occurrence: str,
) -> set[Pair]:
    """Note who is reminded on a date by a notice; return the pairs that no other notice has.

    Booked again by the same notice, which could not be sent, they are its own.
    """
    wanted = sorted(set(pairs))
    rows = await session.execute(
        text("""
            INSERT INTO reminded (ledger_id, payer_id, payee_id, date, occurrence)
            SELECT :p_ledger, p.payer, p.payee, :p_day, :p_occurrence
              FROM unnest(CAST(:p_payers AS uuid[]), CAST(:p_payees AS uuid[])) AS p(payer, payee)
            ON CONFLICT (ledger_id, payer_id, payee_id, date)
            DO UPDATE SET occurrence = excluded.occurrence
             WHERE reminded.occurrence = excluded.occurrence
            RETURNING payer_id, payee_id
        """),
        {
            "p_ledger": ledger_id,
            "p_payers": [payer for payer, _ in wanted],
            "p_payees": [payee for _, payee in wanted],
            "p_day": day,
            "p_occurrence": occurrence,
        },
    )
    return {(row.payer_id, row.payee_id) for row in rows}


async def tidy(session: AsyncSession, ledgers: Collection[uuid.UUID], *, today: dt.date) -> None:
    """Forget who was reminded long ago."""
    await session.execute(
        text("""
            DELETE FROM reminded
             WHERE ledger_id = ANY(CAST(:p_ledgers AS uuid[])) AND date < :p_before
        """),
        {"p_ledgers": sorted(ledgers), "p_before": today - KEPT},
    )
