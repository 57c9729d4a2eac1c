"""Whose own budgets a change may concern: from when on nobody else judges them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def locked(session: AsyncSession, users: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Return those of the users who have budgets, and lock them.

    In the order of their ids, so that two groups wait for each other and not both; until the end of
    the transaction nobody else judges their budgets (`lock`).
    """
    found = await session.scalars(
        text("""
            SELECT u.id FROM users u
             WHERE u.id = ANY(CAST(:p_users AS uuid[]))
               AND EXISTS (SELECT FROM budgets b
                            WHERE b.ledger_id = u.personal_ledger_id AND b.closed_at IS NULL)
             ORDER BY u.id FOR NO KEY UPDATE OF u
        """),
        {"p_users": sorted(users)},
    )
    return list(found)


async def lock(session: AsyncSession, user_id: uuid.UUID) -> None:
    """Let nobody else judge a user's budgets until the end of the transaction."""
    await session.execute(
        text("SELECT FROM users WHERE id = :p_user FOR NO KEY UPDATE"), {"p_user": user_id}
    )
