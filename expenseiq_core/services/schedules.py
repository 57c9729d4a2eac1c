"""Schedules: what comes back, when it is due next, and who takes what is due."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.occurrences import instant
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import timezones
from expenseiq_core.services.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Something that comes back at a wall clock time in a time zone."""

    id: uuid.UUID = field(default_factory=new_id)
    kind: str
    user_id: uuid.UUID | None = None
    ledger_id: uuid.UUID | None = None
    subject_id: uuid.UUID | None = None
    rule: Recurrence
    at: dt.time
    timezone: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    chat_id: uuid.UUID | None = None
    thread: str | None = None
    next_on: dt.date | None = None
    next_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A schedule that this process took, and the date that it is due for."""

    schedule: Schedule
    on: dt.date
    at: dt.datetime
    """The instant at which it was due."""

    @property
    def occurrence(self) -> str:
        """The name of this occurrence for ever."""
        return f"{self.schedule.kind}:{self.schedule.subject_id or self.schedule.id}:{self.on}"


async def put(session: AsyncSession, schedule: Schedule, *, now: dt.datetime) -> Schedule:
    """Set a schedule, in the place of the one of the same kind, owner, subject and cadence.

    It is due first at the first date whose time is still to come.
    """
    day, at = upcoming(schedule, after=now)
    rule = schedule.rule
    made = await session.scalar(
        _PUT,
        {
            "p_id": schedule.id,
            "p_kind": schedule.kind,
            "p_user": schedule.user_id,
            "p_ledger": schedule.ledger_id,
            "p_subject": schedule.subject_id,
            "p_cadence": rule.cadence,
            "p_every": rule.every,
            "p_day": rule.day,
            "p_weekday": rule.weekday,
            "p_month": rule.month,
            "p_starts": rule.starts,
            "p_until": rule.until,
            "p_at": schedule.at,
            "p_timezone": schedule.timezone,
            "p_tz_version": timezones.release(),
            "p_next_on": day,
            "p_next_at": at,
            "p_settings": json.dumps(dict(schedule.settings)),
            "p_chat": schedule.chat_id,
            "p_thread": schedule.thread,
            "p_now": now,
        },
    )
    return Schedule(
        id=uuid.UUID(str(made)),
        kind=schedule.kind,
        user_id=schedule.user_id,
        ledger_id=schedule.ledger_id,
        subject_id=schedule.subject_id,
        rule=rule,
        at=schedule.at,
        timezone=schedule.timezone,
        settings=schedule.settings,
        chat_id=schedule.chat_id,
        thread=schedule.thread,
        next_on=day,
        next_at=at,
    )


async def of(
    session: AsyncSession,
    *,
    kind: str,
    user_id: uuid.UUID | None = None,
    ledger_id: uuid.UUID | None = None,
) -> tuple[Schedule, ...]:
    """Return the schedules of a kind that a user, or a ledger, has."""
    rows = await session.execute(
        text(f"""
            SELECT {COLUMNS} FROM schedules
             WHERE kind = :p_kind AND user_id IS NOT DISTINCT FROM CAST(:p_user AS uuid)
               AND ledger_id IS NOT DISTINCT FROM CAST(:p_ledger AS uuid)
             ORDER BY created_at, id
        """),
        {"p_kind": kind, "p_user": user_id, "p_ledger": ledger_id},
    )
    return tuple(of_row(row) for row in rows)


async def drop(session: AsyncSession, ids: Sequence[uuid.UUID]) -> None:
    """Let schedules be no more."""
    await session.execute(
        text("DELETE FROM schedules WHERE id = ANY(CAST(:p_ids AS uuid[]))"), {"p_ids": list(ids)}
    )


async def claim(
    session: AsyncSession, kind: str, *, now: dt.datetime, limit: int, catches_up: bool
) -> list[Due]:
    """Take schedules that are due, until the end of the transaction; other processes get others.

    With `catches_up` each is due for the first date that was not handled, else for the last.
    """
    rows = await session.execute(
        text(f"""
            SELECT {COLUMNS} FROM schedules WHERE kind = :p_kind AND next_at <= :p_now
             ORDER BY next_at, id LIMIT :p_limit FOR UPDATE SKIP LOCKED
        """),
        {"p_kind": kind, "p_now": now, "p_limit": limit},
    )
    return [_due(of_row(row), now=now, catches_up=catches_up) for row in rows]


async def advance(session: AsyncSession, dues: Sequence[Due]) -> None:
    """Let schedules be due next on the date after the one they were due for."""
    nexts = [_after(due.schedule, due.on) for due in dues]
    await session.execute(
        text("""
            UPDATE schedules s SET next_on = n.next_on, next_at = n.next_at
              FROM unnest(CAST(:p_ids AS uuid[]), CAST(:p_ons AS date[]),
                          CAST(:p_ats AS timestamptz[])) AS n(id, next_on, next_at)
             WHERE s.id = n.id
        """),
        {
            "p_ids": [due.schedule.id for due in dues],
            "p_ons": [day for day, _ in nexts],
            "p_ats": [at for _, at in nexts],
        },
    )


async def postpone(session: AsyncSession, ids: Sequence[uuid.UUID], *, until: dt.datetime) -> None:
    """Let what could not be handled be tried again, for the same date.

    What somebody stopped since, or another process handled, stays as that left it.
    """
    await session.execute(
        text("""
            UPDATE schedules SET next_at = :p_until
             WHERE id = ANY(CAST(:p_ids AS uuid[])) AND next_at < :p_until
        """),
        {"p_ids": list(ids), "p_until": until},
    )


def upcoming(
    schedule: Schedule, *, after: dt.datetime
) -> tuple[dt.date, dt.datetime] | tuple[None, None]:
    """Return the first date whose time comes after an instant, and that time."""
    zone = ZoneInfo(timezones.known(schedule.timezone))
    day = after.astimezone(zone).date() - dt.timedelta(days=1)
    while True:
        found = _after(schedule, day)
        if found[1] is None or found[1] > after:
            return found
        day = found[0]


def timed(schedule: Schedule) -> tuple[dt.date, dt.datetime] | tuple[dt.date | None, None]:
    """Return the date that a schedule is due for next, and its time as it is known now."""
    if schedule.next_on is None or schedule.next_at is None:
        return schedule.next_on, None
    at = _instant(schedule, schedule.next_on)
    return _after(schedule, schedule.next_on) if at is None else (schedule.next_on, at)


def _instant(schedule: Schedule, day: dt.date) -> dt.datetime | None:
    return instant(day, schedule.at, timezones.known(schedule.timezone))


def _after(schedule: Schedule, day: dt.date) -> tuple[dt.date, dt.datetime] | tuple[None, None]:
    following = schedule.rule.following(day)
    while following is not None:
        at = _instant(schedule, following)
        if at is not None:
            return following, at
        following = schedule.rule.following(following)
    return None, None


def _due(schedule: Schedule, *, now: dt.datetime, catches_up: bool) -> Due:
    assert schedule.next_on is not None, "what has no next date is not due"
    day = schedule.next_on
    at = _instant(schedule, day) or now
    while not catches_up:
        following = _after(schedule, day)
        if following[1] is None or following[1] > now:
            break
        day, at = following
    return Due(schedule=schedule, on=day, at=at)


def of_row(row: Row[Any]) -> Schedule:
    """Return the schedule of a row that has its columns."""
    rule = Recurrence(
        cadence=row.cadence,
        every=row.every,
        day=row.day,
        weekday=row.weekday,
        month=row.month,
        starts=row.starts,
        until=row.until,
    )
    return Schedule(
        id=row.id,
        kind=row.kind,
        user_id=row.user_id,
        ledger_id=row.ledger_id,
        subject_id=row.subject_id,
        rule=rule,
        at=row.at,
        timezone=row.timezone,
        settings=row.settings,
        chat_id=row.chat_id,
        thread=row.thread,
        next_on=row.next_on,
        next_at=row.next_at,
    )


COLUMNS: Final = """id, kind, user_id, ledger_id, subject_id, cadence, every, day, weekday, month,
 starts, until, at, timezone, settings, chat_id, thread, next_on, next_at"""
_PUT: Final = text("""
    INSERT INTO schedules (id, kind, user_id, ledger_id, subject_id, cadence, every, day, weekday,
                           month, starts, until, at, timezone, tz_version, next_on, next_at,
                           settings, chat_id, thread, created_at)
    VALUES (:p_id, :p_kind, :p_user, :p_ledger, :p_subject, :p_cadence, :p_every, :p_day,
            :p_weekday, :p_month, :p_starts, :p_until, :p_at, :p_timezone, :p_tz_version,
            :p_next_on, :p_next_at, CAST(:p_settings AS jsonb), :p_chat, :p_thread, :p_now)
    ON CONFLICT (kind, user_id, ledger_id, subject_id, cadence) DO UPDATE SET
           every = excluded.every, day = excluded.day, weekday = excluded.weekday,
           month = excluded.month, starts = excluded.starts, until = excluded.until,
           at = excluded.at, timezone = excluded.timezone, tz_version = excluded.tz_version,
           next_on = excluded.next_on, next_at = excluded.next_at, settings = excluded.settings,
           chat_id = excluded.chat_id, thread = excluded.thread
    RETURNING id
""")
