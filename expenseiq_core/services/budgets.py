"""Budgets of a ledger: set, closed, listed, and what was spent of them derived anew."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget, moved_start
from expenseiq_core.services import group_spending, ledgers
from expenseiq_core.services.chats import Resolved

DERIVED = """
SELECT b.ledger_id, b.id AS budget_id,
       CASE b.cadence
         WHEN 'daily' THEN e.date
         WHEN 'weekly' THEN date_trunc('week', e.date::timestamp)::date
         WHEN 'monthly'
         THEN date_trunc('month', (e.date - (l.month_start - 1))::timestamp)::date
              + (l.month_start - 1)
         ELSE date_trunc('year', (e.date - (l.month_start - 1))::timestamp)::date
              + (l.month_start - 1)
       END AS period_start,
       e.base_amount AS amount
  FROM budgets b
  JOIN ledgers l ON l.id = b.ledger_id
  JOIN entries e ON e.ledger_id = b.ledger_id AND e.voided_at IS NULL AND e.kind = 'expense'
       AND e.base_amount IS NOT NULL AND e.date >= b.starts
       AND (b.ends IS NULL OR e.date < b.ends)
  LEFT JOIN categories k ON k.ledger_id = e.ledger_id AND k.id = e.category_id
 WHERE b.closed_at IS NULL AND coalesce(k.kind, 'spending') = 'spending'
   AND (b.category_id IS NULL OR b.category_id = coalesce(k.merged_into, k.id))
"""
"""Each entry that an open budget counts, with the first day of its period: the rules of
`Budget.period`, `Budget.covers` and `spending_minor`, said once more as a set."""


async def standing(session: AsyncSession, who: Resolved, *, today: dt.date) -> tuple[Budget, ...]:
    """Return the open budgets as they are in the database, with what was spent of them.

    In one's own ledger, what one owes in groups counts in the period of `today`, and in those that
    carry over into it.
    """
    found = await own_standing(session, who, today=today)
    shares = await group_spending.group_spending(session, who, found, days=[today])
    return group_spending.added(found, shares)


async def own_standing(
    session: AsyncSession, who: Resolved, *, today: dt.date
) -> tuple[Budget, ...]:
    """Return the open budgets with what the ledger's own entries spent of them.

    Spent periods older than a year are loaded only where they carry over.
    """
    rows = await session.execute(
        text("""
            SELECT b.id, b.category_id, b.limit_minor, b.currency, b.cadence, b.starts, b.ends,
                   b.rollover, b.warns, l.month_start,
                   (SELECT jsonb_object_agg(s.period_start, s.amount) FROM spent s
                     WHERE s.ledger_id = b.ledger_id AND s.budget_id = b.id
                       AND (b.rollover OR s.period_start > :p_since)) AS spent
              FROM budgets b JOIN ledgers l ON l.id = b.ledger_id
             WHERE b.ledger_id = :p_ledger AND b.closed_at IS NULL
             ORDER BY b.created_at, b.id
        """),
        {"p_ledger": who.ledger_id, "p_since": today - dt.timedelta(days=370)},
    )
    return tuple(
        Budget(
            **{
                **row._mapping,  # noqa: SLF001 (SQLAlchemy's public name)
                "warns": None if row.warns is None else tuple(row.warns),
                "spent": {dt.date.fromisoformat(d): a for d, a in (row.spent or {}).items()},
            }
        )
        for row in rows
    )


async def put(session: AsyncSession, who: Resolved, wanted: Budget, *, now: dt.datetime) -> None:
    """Make this budget, or change the open one of its id; what is spent follows at once."""
    await ledgers.begin_change(session, who)
    await keep(session, who.ledger_id, wanted, now=now)
    before = next((b for b in who.budgets if b.id == wanted.id), None)
    if before is None or (before.starts, before.ends) != (wanted.starts, wanted.ends):
        await derive(session, who.ledger_id, [wanted.id])


async def keep(
    session: AsyncSession, ledger_id: uuid.UUID, wanted: Budget, *, now: dt.datetime
) -> None:
    """Write a budget in a ledger that is locked already; what is spent is not derived."""
    await session.execute(
        text("""
            INSERT INTO budgets (ledger_id, id, category_id, limit_minor, currency, cadence,
                                 starts, ends, rollover, warns, created_at)
            VALUES (:p_ledger, :p_id, CAST(:p_category AS uuid), :p_limit, :p_currency, :p_cadence,
                    :p_starts, CAST(:p_ends AS date), :p_rollover,
                    CAST(:p_warns AS smallint[]), :p_now)
            ON CONFLICT (ledger_id, id) DO UPDATE
               SET limit_minor = excluded.limit_minor, currency = excluded.currency,
                   starts = excluded.starts, ends = excluded.ends, rollover = excluded.rollover,
                   warns = excluded.warns
        """),
        {
            "p_ledger": ledger_id,
            "p_id": wanted.id,
            "p_category": wanted.category_id,
            "p_limit": wanted.limit_minor,
            "p_currency": wanted.currency,
            "p_cadence": wanted.cadence,
            "p_starts": wanted.starts,
            "p_ends": wanted.ends,
            "p_rollover": wanted.rollover,
            "p_warns": None if wanted.warns is None else list(wanted.warns),
            "p_now": now,
        },
    )


async def warn_at(
    session: AsyncSession,
    who: Resolved,
    budgets: Collection[Budget],
    warns: tuple[int, ...] | None,
) -> None:
    """Let budgets warn at percents of their limits; None: at the usual ones."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("""
            UPDATE budgets SET warns = CAST(:p_warns AS smallint[])
             WHERE ledger_id = :p_ledger AND id = ANY(CAST(:p_ids AS uuid[]))
        """),
        {
            "p_ledger": who.ledger_id,
            "p_ids": [budget.id for budget in budgets],
            "p_warns": None if warns is None else list(warns),
        },
    )


async def close(
    session: AsyncSession, who: Resolved, budgets: Collection[Budget], *, now: dt.datetime
) -> None:
    """End budgets: they count and warn no longer."""
    await ledgers.begin_change(session, who)
    await end(session, who.ledger_id, [budget.id for budget in budgets], now=now)


async def end(
    session: AsyncSession, ledger_id: uuid.UUID, ids: Collection[uuid.UUID], *, now: dt.datetime
) -> None:
    """Close budgets in a ledger that is locked already."""
    parameters = {"p_ledger": ledger_id, "p_ids": list(ids), "p_now": now}
    await session.execute(
        text("""
            WITH closed AS (
              UPDATE budgets SET closed_at = :p_now
               WHERE ledger_id = :p_ledger AND id = ANY(CAST(:p_ids AS uuid[])))
            DELETE FROM spent
             WHERE ledger_id = :p_ledger AND budget_id = ANY(CAST(:p_ids AS uuid[]))
        """),
        parameters,
    )


async def derive(
    session: AsyncSession, ledger_id: uuid.UUID, ids: Collection[uuid.UUID] | None = None
) -> None:
    """Compute what is spent of budgets (None: all open ones) in every period, from the entries.

    The ledger must be locked (`ledgers.begin_change`): else a concurrent expense counts twice or
    not at all.
    """
    parameters = {"p_ledger": ledger_id, "p_ids": None if ids is None else list(ids)}
    chosen = "(CAST(:p_ids AS uuid[]) IS NULL OR budget_id = ANY(CAST(:p_ids AS uuid[])))"
    await session.execute(
        text(f"DELETE FROM spent WHERE ledger_id = :p_ledger AND {chosen}"), parameters
    )
    await session.execute(
        text(f"""
            INSERT INTO spent (ledger_id, budget_id, period_start, amount)
            SELECT ledger_id, budget_id, period_start, sum(amount)
              FROM ({DERIVED}) counted
             WHERE ledger_id = :p_ledger AND {chosen}
             GROUP BY ledger_id, budget_id, period_start
        """),
        parameters,
    )


async def move_starts(
    session: AsyncSession, who: Resolved, *, month_start: int, today: dt.date
) -> None:
    """Let budgets begin on a first day of a period again after the month's start has moved."""
    for budget in who.budgets:
        moved = replace(budget, month_start=month_start)
        starts = moved_start(moved, today=today)
        if starts != budget.starts:
            await session.execute(
                text(
                    "UPDATE budgets SET starts = :p_starts WHERE ledger_id = :p_ledger"
                    " AND id = :p_id"
                ),
                {"p_ledger": who.ledger_id, "p_id": budget.id, "p_starts": starts},
            )
