"""Where a group talks, and as whom somebody speaks there: to record in it from elsewhere."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place


async def place_of(
    session: AsyncSession, *, ledger_id: uuid.UUID, user_id: uuid.UUID
) -> tuple[Place, str | None] | None:
    """Return the chat of a group with a user as the speaker, and its thread if it is one's.

    None: the group has no chat (any more) where the user is known.
    """
    row = (
        await session.execute(
            text("""
                SELECT c.platform, c.workspace, c.external_id, i.external_id AS sender, g.thread
                  FROM (SELECT id AS chat_id, NULL::text AS thread FROM chats
                         WHERE ledger_id = :p_ledger AND NOT private
                        UNION ALL
                        SELECT chat_id, thread FROM threads WHERE ledger_id = :p_ledger) g
                  JOIN chats c ON c.id = g.chat_id
                  JOIN identities i ON i.user_id = :p_user AND i.platform = c.platform
                       AND i.workspace = c.workspace
                 ORDER BY c.id, i.external_id LIMIT 1
            """),
            {"p_ledger": ledger_id, "p_user": user_id},
        )
    ).one_or_none()
    if row is None:
        return None
    place = Place(
        platform=row.platform, workspace=row.workspace, chat=row.external_id, sender=row.sender
    )
    return place, row.thread


async def answered_elsewhere(
    session: AsyncSession, turn_id: uuid.UUID, *, now: dt.datetime
) -> None:
    """Note that a turn needs no answer in its chat: it is said where it was asked for."""
    await session.execute(
        text("UPDATE turns SET answered_at = :p_now WHERE id = :p_turn"),
        {"p_now": now, "p_turn": turn_id},
    )
