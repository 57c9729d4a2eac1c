"""The friends in a personal book that is copied into another: members without an account."""

from __future__ import annotations

import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id


async def copy(session: AsyncSession, old: Resolved, kept: Resolved) -> dict[str, list[uuid.UUID]]:
    """Let everybody of the old book be in the kept one; return their old and new ids as parameters.

    Friends of one name are one: both books are one person's.
    """
    known = {fold(m.name): m.id for m in kept.members if m.user_id is None}
    mapped, made = {old.member_id: kept.member_id}, {}
    for member in old.members:
        if member.id not in mapped:
            made[member.id] = new_id()
            mapped[member.id] = known.get(fold(member.name)) or made[member.id]
            if mapped[member.id] != made[member.id]:
                del made[member.id]
    mapped |= {gone: mapped[taking] for gone, taking in old.merged_members.items()}
    if made:
        await session.execute(
            text(_COPY),
            {
                "p_old": old.ledger_id,
                "p_kept": kept.ledger_id,
                "p_old_ids": list(made),
                "p_ids": list(made.values()),
            },
        )
    return {"p_old_members": list(mapped), "p_members": list(mapped.values())}


async def keep_shares(session: AsyncSession, kept: Resolved, *, turn_id: uuid.UUID) -> None:
    """Let what a turn copied keep its shares as they are: the rule that made them is not copied.

    It names members of the old book, and where its odd units went depends on their order.
    """
    await session.execute(text(_EXACT), {"p_kept": kept.ledger_id, "p_turn": turn_id})


async def derive_balances(session: AsyncSession, ledger_id: uuid.UUID) -> None:
    """Derive the balances of a personal book anew, if it has friends in it."""
    friends = await session.scalar(
        text("SELECT EXISTS (SELECT FROM members WHERE ledger_id = :p_ledger AND user_id IS NULL)"),
        {"p_ledger": ledger_id},
    )
    if friends:
        await session.execute(
            text("DELETE FROM balances WHERE ledger_id = :p_ledger"), {"p_ledger": ledger_id}
        )
        await session.execute(text(_BALANCES), {"p_ledger": ledger_id})


_COPY = """
INSERT INTO members (ledger_id, id, name, handle, joined_at, left_at, removed_at, added_by)
SELECT :p_kept, c.id, o.name, o.handle, o.joined_at, o.left_at, o.removed_at, o.added_by
  FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[])) AS c(old_id, id)
  JOIN members o ON o.ledger_id = :p_old AND o.id = c.old_id
"""
_EXACT = """
UPDATE entries e
   SET split = jsonb_build_object('mode', 'exact', 'items', CAST('[]' AS jsonb), 'parts', p.parts)
  FROM (SELECT c.id, jsonb_agg(jsonb_build_object('member', s.member_id, 'exact', abs(s.part))
                               ORDER BY s.member_id) FILTER (WHERE s.part <> 0) AS parts
          FROM entries c
          JOIN LATERAL (SELECT member_id, CASE c.kind WHEN 'income' THEN paid ELSE owed END AS part
                          FROM shares
                         WHERE ledger_id = c.ledger_id AND entry_id = c.id) s ON true
         WHERE c.ledger_id = :p_kept AND c.turn_id = :p_turn AND c.kind <> 'settlement'
         GROUP BY c.id HAVING count(*) > 1) p
 WHERE e.ledger_id = :p_kept AND e.id = p.id
"""
_BALANCES = """
INSERT INTO balances (ledger_id, member_id, currency, amount)
SELECT :p_ledger, coalesce(m.merged_into, m.id), e.currency, sum(s.paid - s.owed)
  FROM entries e
  JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
  JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
 WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL
 GROUP BY coalesce(m.merged_into, m.id), e.currency
"""
