"""Whose turn it is to be sent something: limits that all processes share.

Time is the database's: a process whose clock is wrong neither floods a chat nor waits for ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.pacing import Limit, Slot, slots


async def reserve(
    session: AsyncSession, wanted: Sequence[Sequence[Limit]], *, horizon: dt.timedelta
) -> list[Slot]:
    """Give each message the first slot that all of its limits have, if that is near enough.

    Until the end of the transaction nobody else is given one of the same limits.
    """
    names = sorted({limit.name for limits in wanted for limit in limits})
    if not names:
        return [Slot(dt.timedelta(0), is_taken=True) for _ in wanted]
    # In the order of their names: two processes must not wait for each other.
    rows = await session.execute(
        text("""
            INSERT INTO paces AS p (name, free_at)
            SELECT name, clock_timestamp() FROM unnest(CAST(:p_names AS text[])) AS n(name)
             ORDER BY name
            ON CONFLICT (name) DO UPDATE SET free_at = p.free_at
            RETURNING name, free_at, clock_timestamp() AS now
        """),
        {"p_names": names},
    )
    found = rows.all()
    free = {row.name: row.free_at for row in found}
    # Of the last one: when all are locked.
    now = max(row.now for row in found)
    given, then = slots(wanted, free, now=now, horizon=horizon)
    await session.execute(
        text("""
            UPDATE paces SET free_at = n.free_at
              FROM unnest(CAST(:p_names AS text[]), CAST(:p_ats AS timestamptz[]))
                   AS n(name, free_at)
             WHERE paces.name = n.name
        """),
        {"p_names": names, "p_ats": [then[name] for name in names]},
    )
    return given


async def hold(session: AsyncSession, name: str, seconds: float) -> None:
    """Let nothing be sent where the platform asks for a pause."""
    await session.execute(
        text("""
            INSERT INTO paces AS p (name, free_at)
            VALUES (:p_name, clock_timestamp() + make_interval(secs => :p_seconds))
            ON CONFLICT (name) DO UPDATE SET free_at = greatest(p.free_at, excluded.free_at)
        """),
        {"p_name": name, "p_seconds": float(seconds)},
    )


async def forget(session: AsyncSession, *, limit: int) -> None:
    """Forget limits that nothing takes up any more."""
    await session.execute(
        text("""
            DELETE FROM paces WHERE name IN (
              SELECT name FROM paces WHERE free_at < clock_timestamp() - interval '1 hour'
               LIMIT :p_limit FOR UPDATE SKIP LOCKED)
        """),
        {"p_limit": limit},
    )
