"""What a ledger knows of its splits so far."""

from __future__ import annotations

import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def was_among(session: AsyncSession, ledger_id: uuid.UUID, *, count: int) -> bool:
    """Whether something was split among so many members before."""
    found = await session.scalar(
        text("""
            SELECT EXISTS (SELECT FROM entries
                            WHERE ledger_id = :p_ledger
                              AND jsonb_array_length(split -> 'parts') = :p_count)
        """),
        {"p_ledger": ledger_id, "p_count": count},
    )
    return bool(found)


async def forget_member(session: AsyncSession, ledger_id: uuid.UUID, member_id: uuid.UUID) -> bool:
    """Remove somebody without an account about whom nothing is recorded.

    False: something is. What was recorded and taken back still names them, so the name stays.
    """
    gone = await session.scalar(
        text("""
            UPDATE members m SET removed_at = m.joined_at, handle = NULL
             WHERE m.ledger_id = :p_ledger AND m.id = :p_member AND m.user_id IS NULL
               AND NOT EXISTS (
                   SELECT FROM shares s
                     JOIN entries e ON e.ledger_id = s.ledger_id AND e.id = s.entry_id
                    WHERE s.ledger_id = m.ledger_id AND s.member_id = m.id
                      AND e.voided_at IS NULL)
            RETURNING m.id
        """),
        {"p_ledger": ledger_id, "p_member": member_id},
    )
    return gone is not None
