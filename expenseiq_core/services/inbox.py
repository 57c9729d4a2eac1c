"""What somebody was told without asking, newest first, and what they have read of it.

Notices that say the same in several places are one. What turned out to be untrue is none.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place

NOTICE: Final = "notice"
"""The command of a notice's turn, but for those of what recurs."""
NOT_SAID: Final = ("muted", "too late", "closed to us")
"""Why something was skipped that would have been news."""
AHEAD: Final = 500
"""Rows of one person looked at: more are of no interest, however old the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that was said, or should have been."""

    id: uuid.UUID
    kind: str
    at: dt.datetime
    state: str
    """sent, uncertain, failed or skipped."""
    reason: str | None
    said: Mapping[str, Any] | None
    """As it was said (`turns.reply`); None: it was not put into words."""
    is_read: bool


async def of(
    session: AsyncSession, user_id: uuid.UUID, *, skip: int = 0, limit: int
) -> tuple[Item, ...]:
    """Return some of what somebody was told, newest first."""
    rows = await session.execute(
        _OF,
        {"p_user": user_id, "p_reasons": list(NOT_SAID), "p_rows": AHEAD, "p_skip": skip,
         "p_limit": limit},
    )  # fmt: skip
    return tuple(
        Item(
            id=row.id,
            kind=row.kind,
            at=row.at,
            state=row.state,
            reason=row.reason,
            said=row.notice,
            is_read=row.is_read,
        )
        for row in rows
    )


async def unread(session: AsyncSession, user_id: uuid.UUID) -> int:
    """Return how many of the newest somebody has not read."""
    found = await session.scalar(
        _UNREAD, {"p_user": user_id, "p_reasons": list(NOT_SAID), "p_rows": AHEAD}
    )
    return int(found or 0)


async def waiting(session: AsyncSession, place: Place, *, now: dt.datetime) -> int:
    """Return how much there is to be told in a chat in which nothing can be said unasked."""
    found = await session.scalar(
        _WAITING,
        {
            "p_platform": place.platform,
            "p_workspace": place.workspace,
            "p_chat": place.chat,
            "p_now": now,
        },
    )
    return int(found or 0)


async def mark_read(
    session: AsyncSession, user_id: uuid.UUID, ids: Collection[uuid.UUID], *, now: dt.datetime
) -> None:
    """Note that somebody saw these, in each place where they were said."""
    await session.execute(_READ, {"p_user": user_id, "p_ids": sorted(ids), "p_now": now})


async def pressed(session: AsyncSession, turn_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Note that somebody pressed a button of a notice: they have read it."""
    await session.execute(_PRESSED, {"p_turn": turn_id, "p_now": now})


_NEWS: Final = """
    news AS (
      SELECT DISTINCT ON (d.occurrence) d.*, coalesce(d.settled_at, d.due_at) AS at,
             bool_or(d.read_at IS NOT NULL) OVER (PARTITION BY d.occurrence) AS is_read
        FROM (SELECT * FROM deliveries WHERE user_id = :p_user
               ORDER BY created_at DESC LIMIT :p_rows) d
       WHERE (d.state IN ('sent', 'uncertain', 'failed')
              OR d.state = 'skipped' AND d.reason = ANY(CAST(:p_reasons AS text[])))
         AND NOT (d.kind = 'account' AND d.about ->> 'what' = 'code')
       ORDER BY d.occurrence,
                array_position(ARRAY['sent', 'uncertain', 'failed', 'skipped'], d.state::text),
                d.chat_id NULLS LAST
    )
"""
"""A mail with a code is no news: whoever asked for it waits for it."""
_OF: Final = text(f"""
    WITH {_NEWS}
    SELECT id, kind, at, state, reason, notice, is_read FROM news
     ORDER BY at DESC, id DESC OFFSET :p_skip LIMIT :p_limit
""")
_UNREAD: Final = text(f"WITH {_NEWS} SELECT count(*) FROM news WHERE NOT is_read")
_WAITING: Final = text("""
    SELECT count(*) FROM deliveries d JOIN chats c ON c.id = d.chat_id
      LEFT JOIN preferences p ON p.user_id = d.user_id
     WHERE c.platform = :p_platform AND c.workspace = :p_workspace AND c.external_id = :p_chat
       AND d.state = 'pending' AND d.due_at <= :p_now AND d.user_id IS NOT NULL
       AND (d.expires_at IS NULL OR d.expires_at >= :p_now)
       AND (p.muted_until IS NULL OR p.muted_until <= :p_now)
       AND NOT d.kind = ANY(coalesce(p.off, '{}'))
""")
_READ: Final = text("""
    UPDATE deliveries d SET read_at = :p_now
      FROM deliveries seen
     WHERE seen.id = ANY(CAST(:p_ids AS uuid[])) AND seen.user_id = :p_user
       AND d.user_id = seen.user_id AND d.occurrence = seen.occurrence AND d.read_at IS NULL
""")
_PRESSED: Final = text("""
    UPDATE deliveries d SET read_at = :p_now
      FROM turns t JOIN deliveries one ON one.chat_id = t.chat_id
       AND one.occurrence IN (t.source, substr(t.source, length('notice:') + 1))
     WHERE t.id = :p_turn AND one.turn_id = t.id
       AND d.user_id = one.user_id AND d.occurrence = one.occurrence AND d.read_at IS NULL
""")
