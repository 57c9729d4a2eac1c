"""Reminders to settle: whom one may reach how, who wants none, whether they were offered."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Resolved

KIND: Final = "remind"
"""Of schedules, of deliveries, and of what somebody may not want to hear of."""
NEVER: Final = dt.date.max
"""The date from which on somebody is reminded who never wants to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """Somebody who may owe something in a group, and how they may be told."""

    ledger_id: uuid.UUID
    member_id: uuid.UUID
    user_id: uuid.UUID | None
    """None: they have no account."""
    started: bool
    """They have talked to us alone, if only once: where that is closed now, we keep silent."""
    takes_part: bool
    """They have not left."""
    remind_from: dt.date | None

    @property
    def in_group(self) -> bool:
        """Whether they are told in the group's chat: they never talked to us alone."""
        return self.takes_part and not self.started

    def wants(self, day: dt.date) -> bool:
        """Whether they want to be reminded on a date."""
        return self.remind_from is None or self.remind_from <= day


async def debtors(session: AsyncSession, ledgers: Collection[uuid.UUID]) -> list[Debtor]:
    """Return who may owe something in open groups that split bills; not who was removed.

    Where the fewest payments are looked for, those with less than nothing in some currency; else
    everybody who is not even, or was not: who owes whom is not kept.
    """
    rows = await session.execute(text(_DEBTORS), {"p_ledgers": sorted(ledgers)})
    return [Debtor(**row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)


_REACHED = """
SELECT m.ledger_id, m.id AS member_id, m.user_id, m.remind_from, m.left_at IS NULL AS takes_part,
       m.user_id IS NOT NULL AND EXISTS (
         SELECT FROM users u JOIN chats c ON c.ledger_id = u.personal_ledger_id AND c.private
          WHERE u.id = m.user_id) AS started
  FROM members m JOIN ledgers l ON l.id = m.ledger_id
"""
_REACH = _REACHED + " WHERE m.ledger_id = :p_ledger AND m.id = :p_member"
_DEBTORS = (
    _REACHED
    + """
 WHERE m.ledger_id = ANY(CAST(:p_ledgers AS uuid[])) AND l.closed_at IS NULL
   AND l.kind = 'group' AND l.mode = 'split'
   AND m.removed_at IS NULL AND m.merged_into IS NULL
   AND EXISTS (SELECT FROM balances b WHERE b.ledger_id = m.ledger_id AND b.member_id = m.id
                  AND (b.amount < 0 OR NOT l.simplify))
 ORDER BY m.ledger_id, m.id
"""
)


async def speakers(
    session: AsyncSession, ledger_id: uuid.UUID, *, by: uuid.UUID | None
) -> list[uuid.UUID]:
    """Return the users who take part in a group, a given one first, then who came first."""
    found = await session.scalars(
        text("""
            SELECT user_id FROM members
             WHERE ledger_id = :p_ledger AND user_id IS NOT NULL
               AND num_nonnulls(left_at, removed_at, merged_into) = 0
             ORDER BY user_id IS DISTINCT FROM CAST(:p_by AS uuid), joined_at, id
        """),
        {"p_ledger": ledger_id, "p_by": by},
    )
    return list(found)


async def reach(session: AsyncSession, who: Resolved, member_id: uuid.UUID) -> Debtor:
    """Return how one member of a group that the speaker is in may be told."""
    row = (
        await session.execute(text(_REACH), {"p_ledger": who.ledger_id, "p_member": member_id})
    ).one()
    return Debtor(**row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)


async def hearing(session: AsyncSession, deliveries: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return those deliveries to users that still go where the user is, and are still wanted."""
    found = await session.scalars(
        text("""
            SELECT d.id FROM deliveries d JOIN users u ON u.id = d.user_id
              LEFT JOIN chats c ON c.id = d.chat_id
              LEFT JOIN preferences p ON p.user_id = u.id
             WHERE d.id = ANY(CAST(:p_ids AS uuid[]))
               AND (d.chat_id IS NULL OR c.ledger_id = u.personal_ledger_id)
               AND NOT (:p_kind = ANY(coalesce(p.off, '{}')))
        """),
        {"p_ids": list(deliveries), "p_kind": KIND},
    )
    return set(found)


async def remind_from(session: AsyncSession, who: Resolved) -> dt.date | None:
    """Return the date before which the speaker wants no reminders here; None: they always do."""
    found: dt.date | None = await session.scalar(
        text("SELECT remind_from FROM members WHERE ledger_id = :p_ledger AND id = :p_member"),
        {"p_ledger": who.ledger_id, "p_member": who.member_id},
    )
    return found


async def set_remind_from(session: AsyncSession, who: Resolved, day: dt.date | None) -> None:
    """Let the speaker not be reminded here before a date; what is on its way does not come."""
    parameters = {
        "p_ledger": who.ledger_id,
        "p_member": who.member_id,
        "p_user": who.user_id,
        "p_day": day,
        "p_kind": KIND,
    }
    for statement in (_SET, *((_TAKE_BACK,) if day is not None else ())):
        await session.execute(text(statement), parameters)


_SET = """
UPDATE members SET remind_from = :p_day WHERE ledger_id = :p_ledger AND id = :p_member
"""
_TAKE_BACK = """
DELETE FROM deliveries WHERE ledger_id = :p_ledger AND user_id = :p_user AND kind = :p_kind
   AND state IN ('pending', 'claimed')
"""


async def offer(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> bool:
    """Whether reminders are to be offered to the group now: once, unless it has them already."""
    made = await session.scalar(
        text("""
            UPDATE ledgers SET remind_offered_at = :p_now
             WHERE id = :p_ledger AND remind_offered_at IS NULL AND mode = 'split'
               AND NOT EXISTS (SELECT FROM schedules
                                WHERE kind = :p_kind AND ledger_id = :p_ledger)
            RETURNING id
        """),
        {"p_ledger": who.ledger_id, "p_now": now, "p_kind": KIND},
    )
    return made is not None


async def end(session: AsyncSession, ledger_id: uuid.UUID) -> bool:
    """Let a group be reminded no more, nor of what was due already; whether it was to be."""
    parameters = {"p_ledger": ledger_id, "p_kind": KIND}
    gone = await session.execute(
        text("DELETE FROM schedules WHERE kind = :p_kind AND ledger_id = :p_ledger RETURNING id"),
        parameters,
    )
    ids = [f"{KIND}:{schedule_id}:" for schedule_id in gone.scalars()]
    await session.execute(
        text("""
            DELETE FROM deliveries d USING unnest(CAST(:p_prefixes AS text[])) AS p(prefix)
             WHERE d.ledger_id = :p_ledger AND d.state IN ('pending', 'claimed')
               AND starts_with(d.occurrence, p.prefix)
        """),
        {**parameters, "p_prefixes": ids},
    )
    return bool(ids)
