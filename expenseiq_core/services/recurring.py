"""Recurring entries: what each records, when it is due next, and what it was before a change.

Each has a row in `recurring`, and one in `schedules` that says when. One that is stopped keeps
both, so that stopping it can be taken back.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import recurring_state, schedules
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recurring_state import State
from expenseiq_core.services.recurring_template import Template, from_plain, to_plain
from expenseiq_core.services.schedules import Schedule

KIND: Final = "recurring"
"""Of its schedules and deliveries; and what the sources of its entries begin with."""
AT: Final = dt.time(0, 5)
"""When it is recorded, by the clock of whoever set it up: the date has just begun."""
MOST: Final = 200
"""Recurring entries that a ledger may have; a number is never given again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurring entry."""

    ledger_id: uuid.UUID
    id: uuid.UUID
    no: int
    author_id: uuid.UUID
    state: State
    before: State | None
    version: int
    made_by: uuid.UUID
    created_at: dt.datetime
    schedule: Schedule

    @property
    def template(self) -> Template:
        """What each occurrence records."""
        return self.state.template

    @property
    def next_on(self) -> dt.date | None:
        """The date on which it is due next; None: paused, stopped, or over."""
        return self.schedule.next_on

    @property
    def is_over(self) -> bool:
        """Whether nothing comes of it any more."""
        return self.state.stopped or (self.next_on is None and not self.state.paused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An occurrence that is still to come; `amount_minor` is as its entry will have it."""

    ledger_id: uuid.UUID
    date: dt.date
    kind: str
    description: str
    amount_minor: int
    currency: str


async def coming(
    session: AsyncSession, ledger_ids: Collection[uuid.UUID], until: dt.date
) -> list[Coming]:
    """Return what recurs next in each ledger until a date (inclusive), by date."""
    rows = await session.execute(
        text(f"""
            {_SELECT} WHERE r.ledger_id = ANY(CAST(:p_ledgers AS uuid[]))
               AND r.stopped_at IS NULL AND s.next_at IS NOT NULL AND s.next_on <= :p_until
        """),
        {"p_ledgers": sorted(ledger_ids), "p_until": until},
    )
    found = []
    for series in map(_series, rows):
        day, template = series.next_on, series.template
        while day is not None and day <= until:
            found.append(
                Coming(
                    ledger_id=series.ledger_id,
                    date=day,
                    kind=template.kind,
                    description=template.description,
                    amount_minor=template.amount.minor,
                    currency=template.amount.currency,
                )
            )
            day = series.state.rule.following(day)
    return sorted(found, key=lambda c: (c.date, c.description))


async def lock(session: AsyncSession, ledger_id: uuid.UUID) -> None:
    """Let nobody else record in a ledger until the end of the transaction."""
    await session.execute(
        text("SELECT FROM ledgers WHERE id = :p_ledger FOR NO KEY UPDATE"), {"p_ledger": ledger_id}
    )


async def add(
    session: AsyncSession,
    who: Resolved,
    state: State,
    *,
    thread: str | None,
    turn_id: uuid.UUID,
    now: dt.datetime,
) -> Series:
    """Set up a recurring entry, under the next number."""
    await lock(session, who.ledger_id)
    recurring_id = new_id()
    no = await session.scalar(
        text("""
            INSERT INTO recurring (ledger_id, id, no, author_id, template, made_by, changed_by,
                                   created_at)
            SELECT :p_ledger, :p_id, coalesce(max(no), 0) + 1, :p_author,
                   CAST(:p_template AS jsonb), :p_turn, :p_turn, :p_now
              FROM recurring WHERE ledger_id = :p_ledger
            RETURNING no
        """),
        {
            "p_ledger": who.ledger_id,
            "p_id": recurring_id,
            "p_author": who.member_id,
            "p_template": json.dumps(to_plain(state.template)),
            "p_turn": turn_id,
            "p_now": now,
        },
    )
    schedule = Schedule(
        kind=KIND,
        ledger_id=who.ledger_id,
        subject_id=recurring_id,
        rule=state.rule,
        at=AT,
        timezone=who.timezone,
        chat_id=who.chat_id,
        thread=thread,
    )
    return Series(
        ledger_id=who.ledger_id,
        id=recurring_id,
        no=int(no or 0),
        author_id=who.member_id,
        state=state,
        before=None,
        version=1,
        made_by=turn_id,
        created_at=now,
        schedule=await schedules.put(session, schedule, now=now),
    )


async def of(session: AsyncSession, ledger_id: uuid.UUID) -> list[Series]:
    """Return the recurring entries of a ledger by number, those that are stopped and over too."""
    rows = await session.execute(
        text(f"{_SELECT} WHERE r.ledger_id = :p_ledger ORDER BY r.no"), {"p_ledger": ledger_id}
    )
    return [_series(row) for row in rows]


async def of_id(
    session: AsyncSession, ledger_id: uuid.UUID, recurring_id: uuid.UUID
) -> Series | None:
    """Return a recurring entry by its id."""
    row = (
        await session.execute(
            text(f"{_SELECT} WHERE r.ledger_id = :p_ledger AND r.id = :p_id"),
            {"p_ledger": ledger_id, "p_id": recurring_id},
        )
    ).one_or_none()
    return None if row is None else _series(row)


async def of_turn(session: AsyncSession, ledger_id: uuid.UUID, turn_id: uuid.UUID) -> Series | None:
    """Return the recurring entry that a turn set up."""
    row = (
        await session.execute(
            text(f"{_SELECT} WHERE r.ledger_id = :p_ledger AND r.made_by = :p_turn"),
            {"p_ledger": ledger_id, "p_turn": turn_id},
        )
    ).one_or_none()
    return None if row is None else _series(row)


async def changed_last(
    session: AsyncSession, ledger_id: uuid.UUID, user_id: uuid.UUID
) -> tuple[Series, uuid.UUID] | None:
    """Return the recurring entry that somebody set up or changed last, and their turn."""
    row = (
        await session.execute(
            text(f"""
                {_SELECT} JOIN turns t ON t.id = r.changed_by
                 WHERE r.ledger_id = :p_ledger AND t.user_id = :p_user AND t.taken_back_by IS NULL
                 ORDER BY t.id DESC LIMIT 1
            """),
            {"p_ledger": ledger_id, "p_user": user_id},
        )
    ).one_or_none()
    return None if row is None else (_series(row), row.changed_by)


async def change(
    session: AsyncSession,
    series: Series,
    state: State,
    *,
    turn_id: uuid.UUID,
    now: dt.datetime,
) -> Series | None:
    """Let a recurring entry be something else from now on; None: somebody was faster."""
    changed = await session.scalar(
        text("""
            UPDATE recurring SET template = CAST(:p_template AS jsonb), version = version + 1,
                   before = CAST(:p_before AS jsonb), changed_by = :p_turn,
                   paused_at = CASE WHEN :p_paused THEN coalesce(paused_at, :p_now) END,
                   stopped_at = CASE WHEN :p_stopped THEN coalesce(stopped_at, :p_now) END
             WHERE ledger_id = :p_ledger AND id = :p_id AND version = :p_version
            RETURNING version
        """),
        {
            "p_template": json.dumps(to_plain(state.template)),
            "p_before": json.dumps(recurring_state.to_plain(series.state)),
            "p_turn": turn_id,
            "p_paused": state.paused,
            "p_stopped": state.stopped,
            "p_ledger": series.ledger_id,
            "p_id": series.id,
            "p_version": series.version,
            "p_now": now,
        },
    )
    if changed is None:
        return None
    schedule = await _reschedule(session, series.schedule, state, now=now)
    return replace(series, state=state, before=series.state, version=changed, schedule=schedule)


async def _reschedule(
    session: AsyncSession, schedule: Schedule, state: State, *, now: dt.datetime
) -> Schedule:
    """Let it be due by another rule, in the same row: of another cadence too."""
    if state.rule.cadence != schedule.rule.cadence:
        await schedules.drop(session, [schedule.id])
    put = await schedules.put(session, replace(schedule, rule=state.rule), now=now)
    if not (state.paused or state.stopped):
        return put
    await session.execute(
        text("UPDATE schedules SET next_on = NULL, next_at = NULL WHERE id = :p_id"),
        {"p_id": put.id},
    )
    return replace(put, next_on=None, next_at=None)


_SELECT: Final = """
    SELECT r.ledger_id, r.id AS recurring_id, r.no, r.author_id, r.template, r.version, r.before,
           r.made_by, r.changed_by, r.created_at, r.paused_at, r.stopped_at, s.id, s.kind,
           s.user_id, s.subject_id, s.cadence, s.every, s.day, s.weekday, s.month, s.starts,
           s.until, s.at, s.timezone, s.next_on, s.next_at, s.settings, s.chat_id, s.thread
      FROM recurring r JOIN schedules s
        ON s.kind = 'recurring' AND s.ledger_id = r.ledger_id AND s.subject_id = r.id
"""


def _series(row: Row[Any]) -> Series:
    schedule = schedules.of_row(row)
    state = State(
        template=from_plain(row.template),
        rule=schedule.rule,
        paused=row.paused_at is not None,
        stopped=row.stopped_at is not None,
    )
    return Series(
        ledger_id=row.ledger_id,
        id=row.recurring_id,
        no=row.no,
        author_id=row.author_id,
        state=state,
        before=recurring_state.from_plain(row.before) if row.before else None,
        version=row.version,
        made_by=row.made_by,
        created_at=row.created_at,
        schedule=schedule,
    )
