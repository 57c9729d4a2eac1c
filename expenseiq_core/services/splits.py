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
