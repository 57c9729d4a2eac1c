"""Whose own budgets a group's expense may concern, and where they can be told alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place

TERMINAL: Final = "console"
"""Where nothing can be said that was not asked for."""
RECENT: Final = 200
"""Turns looked at to see which chat somebody uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Somebody with budgets, and the private chat to tell them in."""

    user_id: uuid.UUID
    chat_id: uuid.UUID
    place: Place


async def locked(session: AsyncSession, users: Collection[uuid.UUID]) -> list[Watcher]:
    """Return those who have budgets and a private chat that is open to us, and lock them.

    In the order of their ids, so that two groups wait for each other and not both; until the end of
    the transaction nobody else judges their budgets (`lock`). Of several chats it is the one they
    used last.
    """
    rows = await session.execute(
        text(f"""
            SELECT u.id, c.id AS chat_id, c.platform, c.workspace, c.external_id, i.external_id AS
                   sender
              FROM users u
              JOIN LATERAL (
                   SELECT k.* FROM chats k
                    WHERE k.ledger_id = u.personal_ledger_id AND k.private
                      AND k.blocked_at IS NULL
                    ORDER BY k.platform = '{TERMINAL}',
                          (SELECT max(t.created_at) FROM (
                            SELECT chat_id, created_at FROM turns
                             WHERE ledger_id = u.personal_ledger_id AND user_id = u.id
                             ORDER BY id DESC LIMIT {RECENT}) t
                           WHERE t.chat_id = k.id) DESC NULLS LAST,
                          k.created_at DESC, k.id
                    LIMIT 1) c ON true
              JOIN LATERAL (
                   SELECT n.external_id FROM identities n
                    WHERE n.user_id = u.id AND n.platform = c.platform
                      AND n.workspace = c.workspace
                    ORDER BY n.external_id <> c.external_id, n.external_id LIMIT 1) i ON true
             WHERE u.id = ANY(CAST(:p_users AS uuid[]))
               AND EXISTS (SELECT FROM budgets b
                            WHERE b.ledger_id = u.personal_ledger_id AND b.closed_at IS NULL)
             ORDER BY u.id FOR NO KEY UPDATE OF u
        """),
        {"p_users": sorted(users)},
    )
    return [
        Watcher(
            user_id=row.id,
            chat_id=row.chat_id,
            place=Place(
                platform=row.platform,
                workspace=row.workspace,
                chat=row.external_id,
                sender=row.sender,
            ),
        )
        for row in rows
    ]


async def lock(session: AsyncSession, user_id: uuid.UUID) -> None:
    """Let nobody else judge a user's budgets until the end of the transaction."""
    await session.execute(
        text("SELECT FROM users WHERE id = :p_user FOR NO KEY UPDATE"), {"p_user": user_id}
    )
