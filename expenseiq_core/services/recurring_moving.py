"""Recurring entries of a book that ends, or goes on as another: they end, or come along."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import recurring, schedules
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_template import Template, to_plain

Ids = Mapping[uuid.UUID, uuid.UUID]


async def end(session: AsyncSession, ledger_id: uuid.UUID, *, now: dt.datetime) -> list[Series]:
    """Stop all that comes back in a ledger; return what that was."""
    living = [s for s in await recurring.of(session, ledger_id) if not s.is_over]
    await _stop(session, ledger_id, [series.id for series in living], now=now)
    return living


async def copy(
    session: AsyncSession,
    *,
    old: uuid.UUID,
    kept: uuid.UUID,
    members: Ids,
    categories: Ids,
    now: dt.datetime,
) -> list[list[uuid.UUID]]:
    """Let what comes back in one ledger come back in another; return old and new ids.

    It goes on with the date that it was due next, under the next numbers.
    """
    made = []
    for series in await end(session, old, now=now):
        recurring_id = new_id()
        await session.execute(
            text(_COPY),
            {
                "p_old": old,
                "p_kept": kept,
                "p_old_id": series.id,
                "p_id": recurring_id,
                "p_author": members[series.author_id],
                "p_template": json.dumps(to_plain(_moved(series.template, members, categories))),
            },
        )
        schedule = replace(series.schedule, id=new_id(), ledger_id=kept, subject_id=recurring_id)
        await schedules.put(session, schedule, now=now)
        await session.execute(
            text("""
                UPDATE schedules SET next_on = :p_next_on, next_at = :p_next_at WHERE id = :p_id
            """),
            {
                "p_id": schedule.id,
                "p_next_on": series.schedule.next_on,
                "p_next_at": series.schedule.next_at,
            },
        )
        made.append([series.id, recurring_id])
    return made


async def take_back(
    session: AsyncSession,
    *,
    old: uuid.UUID,
    kept: uuid.UUID,
    made: Sequence[Sequence[str]],
    now: dt.datetime,
) -> None:
    """Let what was copied come back in the first ledger again, from now on."""
    await _stop(session, kept, [uuid.UUID(new) for _, new in made], now=now)
    for old_id, _ in made:
        await session.execute(
            text("""
                UPDATE recurring SET stopped_at = NULL WHERE ledger_id = :p_ledger AND id = :p_id
            """),
            {"p_ledger": old, "p_id": uuid.UUID(old_id)},
        )
        series = await recurring.of_id(session, old, uuid.UUID(old_id))
        if series is not None and not series.state.paused:
            await schedules.put(session, series.schedule, now=now)


def _moved(template: Template, members: Ids, categories: Ids) -> Template:
    moved = template.renamed(lambda member_id: members[member_id])
    category_id = template.category_id and categories.get(template.category_id)
    return replace(moved, category_id=category_id)


async def _stop(
    session: AsyncSession, ledger_id: uuid.UUID, ids: Sequence[uuid.UUID], *, now: dt.datetime
) -> None:
    for statement in _STOP:
        await session.execute(
            text(statement), {"p_ledger": ledger_id, "p_ids": list(ids), "p_now": now}
        )


_STOP: Final = (
    """
    UPDATE recurring SET stopped_at = coalesce(stopped_at, :p_now)
     WHERE ledger_id = :p_ledger AND id = ANY(CAST(:p_ids AS uuid[]))
    """,
    """
    UPDATE schedules SET next_on = NULL, next_at = NULL
     WHERE kind = 'recurring' AND ledger_id = :p_ledger
       AND subject_id = ANY(CAST(:p_ids AS uuid[]))
    """,
)
_COPY: Final = """
INSERT INTO recurring (ledger_id, id, no, author_id, template, made_by, changed_by, paused_at,
                       created_at)
SELECT :p_kept, :p_id, (SELECT coalesce(max(no), 0) + 1 FROM recurring WHERE ledger_id = :p_kept),
       :p_author, CAST(:p_template AS jsonb), made_by, changed_by, paused_at, created_at
  FROM recurring WHERE ledger_id = :p_old AND id = :p_old_id
"""
"""What it was before its last change names members and categories of the old one: left out."""
