"""Which entries add up to a member's balance."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import Entry
from expenseiq_core.services import entries
from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Entries that move a balance, the oldest first, and what earlier ones come to."""

    entries: tuple[Entry, ...]
    earlier: int
    """How many there are besides."""
    earlier_minor: int
    """By how much these moved the balance, in minor units."""


_OF_MEMBER = """
  FROM entries e
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(s.paid - s.owed), 0)::bigint AS moved FROM shares s
     WHERE s.ledger_id = e.ledger_id AND s.entry_id = e.id
       AND s.member_id = ANY(CAST(:p_members AS uuid[]))) own
 WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL AND e.currency = :p_currency
   AND e.no < :p_before AND own.moved <> 0
"""


async def of_member(
    session: AsyncSession,
    who: Resolved,
    member_id: uuid.UUID,
    currency: str,
    *,
    limit: int,
    before: int | None = None,
) -> Explained:
    """Return the newest entries that move a member's balance, those below the number `before`.

    So many that they and a line about earlier ones are `limit` + 1.
    """
    members = [old for old, living in who.merged_members.items() if living == member_id]
    parameters: dict[str, object] = {
        "p_ledger": who.ledger_id,
        "p_members": [member_id, *members],
        "p_currency": currency,
        "p_before": who.next_no if before is None else before,
    }
    newest = text(f"SELECT e.no {_OF_MEMBER} ORDER BY e.no DESC LIMIT :p_limit")
    rows = await session.scalars(newest, {**parameters, "p_limit": limit + 2})
    numbers = list(rows)
    more = len(numbers) > limit + 1
    shown = numbers[:limit] if more else numbers
    found = await entries.by_numbers(session, who.ledger_id, shown)
    earlier, minor = 0, 0
    if more:
        sums = text(f"SELECT count(*) AS earlier, sum(own.moved)::bigint AS minor {_OF_MEMBER}")
        row = (await session.execute(sums, {**parameters, "p_before": shown[-1]})).one()
        earlier, minor = row.earlier, row.minor
    return Explained(entries=tuple(found), earlier=earlier, earlier_minor=minor)
