"""Which turn a reply is about, by the platform's name of the message that it replies to."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliedTo:
    """The turn whose answer, or whose own message, somebody replies to."""

    turn_id: uuid.UUID
    ledger_id: uuid.UUID | None
    """Another one than the speaker's if accounts were linked or parted since."""
    said: str | None
    numbers: tuple[int, ...]
    reply: Mapping[str, Any] | None
    receipt_numbers: tuple[int | None, ...]
    """Of the receipts that came with its message; None: not known yet what it cost."""


async def replied_to(
    session: AsyncSession, who: Resolved, message_id: str, *, source: str
) -> RepliedTo | None:
    """Return the newest turn whose answer is called so in this chat, or whose message is."""
    row = (
        await session.execute(
            text("""
                SELECT t.id, t.ledger_id, t.said, t.numbers, t.reply,
                       ARRAY(SELECT r.no FROM receipts r
                              WHERE r.ledger_id = t.ledger_id AND r.turn_id = t.id
                              ORDER BY r.id) AS receipt_numbers
                  FROM turns t
                 WHERE t.id IN (SELECT id FROM turns
                                 WHERE chat_id = :p_chat AND answer_id = :p_message
                                 UNION ALL
                                SELECT id FROM turns
                                 WHERE chat_id = :p_chat AND source = :p_source)
                 ORDER BY t.id DESC LIMIT 1
            """),
            {
                "p_chat": who.chat_id,
                "p_message": message_id,
                "p_source": source,
            },
        )
    ).one_or_none()
    if row is None:
        return None
    return RepliedTo(
        turn_id=row.id,
        ledger_id=row.ledger_id,
        said=row.said,
        numbers=tuple(row.numbers),
        reply=row.reply,
        receipt_numbers=tuple(row.receipt_numbers),
    )
