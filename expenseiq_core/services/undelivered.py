"""Notices that did not arrive, or of which nobody knows: for whoever looks after them.

Never what they say, nor to whom.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

STATES: Final = ("uncertain", "failed")
OVERDUE: Final = dt.timedelta(hours=1)
"""Longer than anything that is due waits where a scheduler runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A notice that is uncertain, or failed."""

    id: uuid.UUID
    kind: str
    platform: str
    state: str
    at: dt.datetime
    reason: str


async def undelivered(
    session: AsyncSession, *, since: dt.datetime, states: Collection[str] = STATES
) -> list[Undelivered]:
    """Return what is uncertain or failed since an instant, the last one first."""
    rows = await session.execute(
        text("""
            SELECT d.id, d.kind, coalesce(k.platform, 'mail') AS platform, d.state, d.settled_at,
                   coalesce(d.reason, 'nobody knows why') AS reason
              FROM deliveries d LEFT JOIN chats k ON k.id = d.chat_id
             WHERE d.state = ANY(CAST(:p_states AS text[])) AND d.settled_at >= :p_since
             ORDER BY d.settled_at DESC, d.id DESC
        """),
        {"p_since": since, "p_states": list(states)},
    )
    return [
        Undelivered(
            id=row.id,
            kind=row.kind,
            platform=row.platform,
            state=row.state,
            at=row.settled_at,
            reason=row.reason,
        )
        for row in rows
    ]


async def overdue(session: AsyncSession, *, now: dt.datetime) -> int:
    """Return how many notices wait though they were due long ago: perhaps no scheduler runs."""
    count = await session.scalar(
        text("SELECT count(*) FROM deliveries WHERE state = 'pending' AND due_at < :p_before"),
        {"p_before": now - OVERDUE},
    )
    return int(count or 0)


async def retry(session: AsyncSession, ids: Collection[uuid.UUID], *, now: dt.datetime) -> int:
    """Let what is uncertain or failed be sent again, however late; return how many those are.

    A chat that was closed to us is tried again with it.
    """
    rows = await session.execute(
        text("""
            WITH again AS (
              UPDATE deliveries SET state = 'pending', due_at = :p_now, expires_at = NULL,
                     reason = NULL, settled_at = NULL
               WHERE id = ANY(CAST(:p_ids AS uuid[])) AND state = ANY(CAST(:p_states AS text[]))
               RETURNING id, chat_id
            ), opened AS (
              UPDATE chats SET blocked_at = NULL FROM again
               WHERE chats.id = again.chat_id AND chats.blocked_at IS NOT NULL
            )
            SELECT id FROM again
        """),
        {"p_ids": list(ids), "p_states": list(STATES), "p_now": now},
    )
    return len(rows.all())


async def state_of(session: AsyncSession, delivery_id: uuid.UUID) -> str | None:
    """Return the state of a notice; None: there is none of that name."""
    state: str | None = await session.scalar(
        text("SELECT state FROM deliveries WHERE id = :p_id"), {"p_id": delivery_id}
    )
    return state
