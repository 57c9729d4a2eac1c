"""When schedules are due, computed anew: a user's time zone changed, or what is known of zones.

The date that a schedule is due for next stays: none is handled twice, and none is left out. Its
time may have passed by the new clock; then it is due at once, as after a time away.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import schedules, timezones
from expenseiq_core.services.schedules import Schedule


async def move(session: AsyncSession, user_id: uuid.UUID, timezone: str) -> None:
    """Let a user's own schedules, and those of their personal ledger, go by another clock."""
    rows = await session.execute(
        text(f"""
            SELECT {schedules.COLUMNS} FROM schedules
             WHERE timezone <> :p_timezone
               AND (user_id = :p_user OR user_id IS NULL AND ledger_id =
                    (SELECT personal_ledger_id FROM users WHERE id = :p_user))
             ORDER BY id FOR UPDATE
        """),
        {"p_user": user_id, "p_timezone": timezone},
    )
    await _compute(session, rows.all(), timezone)


async def retime(session: AsyncSession, *, limit: int) -> int:
    """Compute anew what was computed by another release of the database; return how many.

    To be called until it is none; other processes get other rows.
    """
    rows = await session.execute(
        text(f"""
            SELECT {schedules.COLUMNS} FROM schedules WHERE tz_version <> :p_release
             ORDER BY id LIMIT :p_limit FOR UPDATE SKIP LOCKED
        """),
        {"p_release": timezones.release(), "p_limit": limit},
    )
    found = rows.all()
    await _compute(session, found)
    return len(found)


async def resume(session: AsyncSession, user_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Let a user's schedules that rest be due again, at the first date still to come."""
    rows = await session.execute(
        text(f"""
            SELECT {schedules.COLUMNS} FROM schedules
             WHERE user_id = :p_user AND next_at IS NULL ORDER BY id FOR UPDATE
        """),
        {"p_user": user_id},
    )
    known = [schedules.of_row(row) for row in rows]
    await _update(session, known, [schedules.upcoming(schedule, after=now) for schedule in known])


async def _compute(
    session: AsyncSession, rows: Sequence[Row[Any]], timezone: str | None = None
) -> None:
    known = [schedules.of_row(row) for row in rows]
    known = [replace(schedule, timezone=timezone or schedule.timezone) for schedule in known]
    await _update(session, known, list(map(schedules.timed, known)))


async def _update(
    session: AsyncSession,
    known: Sequence[Schedule],
    nexts: Sequence[tuple[dt.date | None, dt.datetime | None]],
) -> None:
    if not known:
        return
    await session.execute(
        text("""
            UPDATE schedules s
               SET timezone = n.timezone, tz_version = :p_release, next_on = n.next_on,
                   next_at = n.next_at
              FROM unnest(CAST(:p_ids AS uuid[]), CAST(:p_timezones AS text[]),
                          CAST(:p_ons AS date[]), CAST(:p_ats AS timestamptz[]))
                   AS n(id, timezone, next_on, next_at)
             WHERE s.id = n.id
        """),
        {
            "p_release": timezones.release(),
            "p_ids": [schedule.id for schedule in known],
            "p_timezones": [schedule.timezone for schedule in known],
            "p_ons": [day for day, _ in nexts],
            "p_ats": [at for _, at in nexts],
        },
    )
