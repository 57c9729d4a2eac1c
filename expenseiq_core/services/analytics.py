"""Sums over a ledger's entries: what was spent, on what, and when.

Only expenses in spending categories count as spent (a refund lowers them). Every figure is made by
one statement over an index; entries without a base amount cannot be added up and are counted.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def day_total(session: AsyncSession, ledger_id: uuid.UUID, day: dt.date) -> int:
    """Return what was spent on a day, in minor units of the ledger's currency."""
    total = await session.scalar(
        text("""
            SELECT coalesce(sum(e.base_amount), 0)::bigint FROM entries e
              LEFT JOIN categories k ON k.ledger_id = e.ledger_id AND k.id = e.category_id
             WHERE e.ledger_id = :p_ledger AND e.date = :p_day AND e.voided_at IS NULL
               AND e.kind = 'expense' AND coalesce(k.kind, 'spending') = 'spending'
        """),
        {"p_ledger": ledger_id, "p_day": day},
    )
    return total or 0
