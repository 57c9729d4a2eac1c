"""Notices that are not to be sent after all, that others left behind, or that are long over."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

AT_ONCE: Final = 1000
"""Rows changed by one statement."""
KEPT: Final = dt.timedelta(days=90)
"""How long it is known what became of a notice."""
KEPT_BUDGET: Final = dt.timedelta(days=400)
"""The same of budget warnings: one for a year's budget comes once in that year."""


async def tidy(session: AsyncSession, *, now: dt.datetime, most_tries: int) -> None:
    """Take over from processes that died, follow chats that moved, skip what nobody is to be told.

    What somebody switched off or muted is skipped when it is due: they may change their mind.
    """
    await session.execute(_LOST, {"p_now": now, "p_most": most_tries, "p_limit": AT_ONCE})
    await session.execute(_MOVED, {"p_limit": AT_ONCE})
    # All of it: what is left would be claimed, and said.
    while await _skipped(session, now=now) == AT_ONCE:
        pass


async def _skipped(session: AsyncSession, *, now: dt.datetime) -> int:
    rows = await session.execute(_SKIPPED, {"p_now": now, "p_limit": AT_ONCE})
    return len(rows.all())


async def forget(session: AsyncSession, *, now: dt.datetime) -> int:
    """Forget some of what was settled long ago; return how many notices that were."""
    rows = await session.execute(
        _FORGOTTEN,
        {
            "p_before": _first_id(now - KEPT),
            "p_budget_before": _first_id(now - KEPT_BUDGET),
            "p_limit": AT_ONCE,
        },
    )
    return len(rows.all())


def _first_id(at: dt.datetime) -> uuid.UUID:
    """Return the least UUIDv7 of an instant: ids are in the order of time."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80)


# Whoever meets a row that another process tidies leaves it alone: nobody waits for anybody.
_LOST: Final = text("""
    WITH lost AS (
      SELECT id, state = 'claimed' AND tries < :p_most AS again FROM deliveries
       WHERE state IN ('claimed', 'sending') AND claimed_until < clock_timestamp()
       ORDER BY id LIMIT :p_limit FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d
       SET state = CASE WHEN again THEN 'pending' WHEN d.state = 'claimed' THEN 'failed'
                        ELSE 'uncertain' END,
           settled_at = CASE WHEN NOT again THEN CAST(:p_now AS timestamptz) END,
           reason = CASE WHEN again THEN NULL WHEN d.state = 'claimed' THEN 'tried too often'
                         ELSE 'whoever was sending it died' END,
           claimed_until = NULL
      FROM lost WHERE d.id = lost.id
""")
_MOVED: Final = text("""
    WITH moved AS (
      SELECT d.id, d.occurrence, n.id AS chat_id FROM deliveries d JOIN chats o ON o.id = d.chat_id
        JOIN chats n ON n.platform = o.platform AND n.workspace = o.workspace
                    AND n.external_id = o.moved_to
       WHERE d.state = 'pending' AND n.id <> o.id
       ORDER BY d.id LIMIT :p_limit FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE deliveries d SET chat_id = moved.chat_id, thread = NULL, turn_id = NULL
      FROM (SELECT DISTINCT ON (chat_id, occurrence) * FROM moved
             ORDER BY chat_id, occurrence, id) moved
     WHERE d.id = moved.id AND NOT EXISTS (
           SELECT FROM deliveries e WHERE e.chat_id = moved.chat_id
              AND e.occurrence = moved.occurrence)
""")
_SKIPPED: Final = text("""
    WITH unwanted AS (
      SELECT d.id, r.reason FROM deliveries d LEFT JOIN chats k ON k.id = d.chat_id
        LEFT JOIN users u ON u.id = d.user_id
        LEFT JOIN preferences p ON p.user_id = d.user_id
        LEFT JOIN emails e ON e.user_id = d.user_id AND d.chat_id IS NULL
       CROSS JOIN LATERAL (SELECT CASE
             WHEN d.expires_at < :p_now THEN 'too late'
             WHEN k.private AND k.ledger_id IS DISTINCT FROM u.personal_ledger_id
             THEN 'no longer their chat'
             WHEN k.blocked_at IS NOT NULL THEN 'closed to us'
             WHEN k.moved_to <> k.external_id AND EXISTS (
                  SELECT FROM chats n JOIN deliveries o ON o.chat_id = n.id
                   WHERE n.platform = k.platform AND n.workspace = k.workspace
                     AND n.external_id = k.moved_to AND o.occurrence = d.occurrence)
             THEN 'told under its new name'
             WHEN d.kind = ANY(p.off) OR d.kind = ANY(e.off) THEN 'switched off'
             WHEN d.kind <> 'account' AND p.muted_until > :p_now THEN 'muted'
             WHEN d.kind <> 'account' AND d.chat_id IS NULL AND e.verified_at IS NULL
             THEN 'no address'
           END AS reason) r
       WHERE d.state = 'pending' AND d.due_at <= :p_now AND r.reason IS NOT NULL
       ORDER BY d.id LIMIT :p_limit FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'skipped', settled_at = :p_now, reason = unwanted.reason
      FROM unwanted WHERE d.id = unwanted.id RETURNING d.id
""")
_FORGOTTEN: Final = text("""
    DELETE FROM deliveries WHERE id IN (
      SELECT id FROM deliveries
       WHERE id < :p_before AND (kind <> 'budget' OR id < :p_budget_before)
         AND state IN ('sent', 'uncertain', 'failed', 'skipped')
       ORDER BY id LIMIT :p_limit FOR UPDATE SKIP LOCKED)
    RETURNING id
""")
