"""What was changed of a group besides its entries: members and settings, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """A turn that changed no entry."""

    at: dt.datetime
    command: str
    by: str | None
    """None: somebody who is no longer known."""
    reply: Mapping[str, Any]
    """Its answer, as turns keep it."""


async def last(
    session: AsyncSession, who: Resolved, commands: Collection[str], *, limit: int
) -> list[GroupChange]:
    """Return the last changes of the speaker's group by these commands, the newest first."""
    rows = await session.execute(
        text("""
            SELECT t.created_at, t.command, t.reply,
                   (SELECT m.name FROM members m
                     WHERE m.ledger_id = t.ledger_id AND m.user_id = t.user_id) AS by
              FROM turns t
             WHERE t.ledger_id = :p_ledger AND t.command = ANY(CAST(:p_commands AS text[]))
               AND CAST(t.reply->>'wrote' AS boolean)
             ORDER BY t.id DESC LIMIT :p_limit
        """),
        {"p_ledger": who.ledger_id, "p_commands": list(commands), "p_limit": limit},
    )
    return [
        GroupChange(at=row.created_at, command=row.command, by=row.by, reply=row.reply)
        for row in rows
    ]
