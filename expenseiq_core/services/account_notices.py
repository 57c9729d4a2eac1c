"""News of somebody's account, told in their other chats: accounts joined, parted, their e-mail.

Told at once, at night too, and whatever is muted: who did not do it can only take it back if they
hear of it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import deliveries, destinations
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.destinations import TERMINAL

KIND: Final = "account"
TOO_LATE: Final = dt.timedelta(days=1)
"""How long a link can be taken back."""
WELCOME_AFTER: Final = dt.timedelta(days=1)


async def tell(
    session: AsyncSession,
    user_id: uuid.UUID,
    about: Mapping[str, Any],
    *,
    occurrence: str,
    done_in: uuid.UUID | None,
    now: dt.datetime,
) -> int:
    """Tell a user in all their open chats but the one in which it was done; return in how many."""
    chats = await session.scalars(
        text("""
            SELECT c.id FROM users u
              JOIN chats c ON c.ledger_id = u.personal_ledger_id AND c.private
             WHERE u.id = :p_user AND c.blocked_at IS NULL AND c.platform <> :p_terminal
               AND c.id IS DISTINCT FROM CAST(:p_done_in AS uuid)
        """),
        {"p_user": user_id, "p_terminal": TERMINAL, "p_done_in": done_in},
    )
    notices = [
        Notice(
            occurrence=occurrence,
            kind=KIND,
            user_id=user_id,
            chat_id=chat_id,
            about={**about, "awake": True},
            due_at=now,
            expires_at=now + TOO_LATE,
        )
        for chat_id in chats
    ]
    return await deliveries.put(session, notices, now=now)


async def welcome(session: AsyncSession, user_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Tell somebody who writes on several platforms, once in a life, what that means; tomorrow."""
    found = await destinations.private(session, [user_id], kind=KIND)
    notices = [
        Notice(
            occurrence=f"welcome:{user_id}",
            kind=KIND,
            user_id=user_id,
            chat_id=place.chat_id,
            about={"what": "welcome"},
            due_at=now + WELCOME_AFTER,
            expires_at=now + WELCOME_AFTER + TOO_LATE,
        )
        for place in found.get(user_id, ())
        if place.chat_id is not None
    ]
    await deliveries.put(session, notices[:1], now=now)
