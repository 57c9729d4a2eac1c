"""Where a group's category counts among one's own: chosen once, and remembered by its name."""

from __future__ import annotations

import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.words import fold
from expenseiq_core.services import own_queries
from expenseiq_core.services.chats import Resolved


async def known_as(session: AsyncSession, who: Resolved, name: str) -> str | None:
    """Return how the user's groups write a category of this name; None: no group has it."""
    found: str | None = await session.scalar(
        text(f"""
            WITH {own_queries.MEMBERSHIPS}
            SELECT k.name FROM groups g JOIN categories k ON k.ledger_id = g.ledger_id
             WHERE k.folded = :p_folded AND k.merged_into IS NULL ORDER BY k.id DESC LIMIT 1
        """),
        {"p_user": who.user_id, "p_folded": fold(name)},
    )
    return found


async def choose(session: AsyncSession, who: Resolved, name: str, category_id: uuid.UUID) -> None:
    """Let groups' categories of this name count as one of one's own."""
    await session.execute(
        text("""
            INSERT INTO own_categories (ledger_id, folded, category_id)
            VALUES (:p_ledger, :p_folded, :p_category)
            ON CONFLICT (ledger_id, folded) DO UPDATE SET category_id = excluded.category_id
        """),
        {"p_ledger": who.ledger_id, "p_folded": fold(name), "p_category": category_id},
    )
