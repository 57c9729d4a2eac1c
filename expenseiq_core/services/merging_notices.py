"""How somebody wants to be told things, and when, where two accounts become one.

The kept account's choices win; what it has none of comes along. The joined one's schedules rest.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import retiming
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id


async def copy(session: AsyncSession, old: Resolved, kept: Resolved) -> list[str]:
    """Let what the kept user lacks come along; return the ids of the schedules that were made."""
    parameters = {"p_old": old.user_id, "p_kept": kept.user_id}
    await session.execute(text(_PREFERENCES), parameters)
    found = (await session.scalars(text(_LACKED), parameters)).all()
    ids = [new_id() for _ in found]
    await session.execute(text(_COPY), {**parameters, "p_found": list(found), "p_ids": ids})
    await retiming.move(session, kept.user_id, kept.timezone)
    await session.execute(text(_REST), parameters)
    return [str(schedule_id) for schedule_id in ids]


async def take_back(
    session: AsyncSession, user_id: uuid.UUID, made: Collection[str], *, now: dt.datetime
) -> None:
    """Remove the schedules that came along; let those of the joined user go on."""
    await session.execute(
        text("DELETE FROM schedules WHERE id = ANY(CAST(:p_ids AS uuid[]))"),
        {"p_ids": sorted(made)},
    )
    await retiming.resume(session, user_id, now=now)


_PREFERENCES = """
INSERT INTO preferences (user_id, quiet_from, quiet_until, muted_until, off, hear, digest_offers,
                         digest_offered_at)
SELECT :p_kept, quiet_from, quiet_until, muted_until, off, hear, digest_offers, digest_offered_at
  FROM preferences WHERE user_id = :p_old
ON CONFLICT (user_id) DO UPDATE
   SET digest_offers = greatest(preferences.digest_offers, excluded.digest_offers)
"""
_LACKED = """
SELECT id FROM schedules o
 WHERE user_id = :p_old
   AND NOT EXISTS (SELECT FROM schedules k WHERE k.user_id = :p_kept AND k.kind = o.kind)
 ORDER BY id
"""
_COPY = """
INSERT INTO schedules (id, kind, user_id, ledger_id, subject_id, cadence, every, day, weekday,
                       month, starts, until, at, timezone, tz_version, next_on, next_at, settings,
                       chat_id, thread, created_at)
SELECT m.id, o.kind, :p_kept, o.ledger_id, o.subject_id, o.cadence, o.every, o.day, o.weekday,
       o.month, o.starts, o.until, o.at, o.timezone, o.tz_version, o.next_on, o.next_at,
       o.settings, o.chat_id, o.thread, o.created_at
  FROM unnest(CAST(:p_found AS uuid[]), CAST(:p_ids AS uuid[])) AS m(old_id, id)
  JOIN schedules o ON o.id = m.old_id
"""
_REST = "UPDATE schedules SET next_on = NULL, next_at = NULL WHERE user_id = :p_old"
