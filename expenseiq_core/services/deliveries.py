"""Notices on their way: what is said in a chat without being asked there, each at most once.

pending -> sending (committed before the platform is called) -> sent, failed, or uncertain: nobody
knows whether it arrived, and it is not sent again. Of a notice that is to wait, the state is
pending again; one that came too late for what it says is skipped.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id

Settled = Literal["sent", "uncertain", "failed", "skipped"]

LOST_AFTER: Final = dt.timedelta(minutes=5)
"""What is being sent for longer was left by a process that died."""
TOO_LATE: Final = dt.timedelta(hours=12)
"""A night longer than somebody sleeps: what waited so long is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to be said to a user in one of their chats."""

    occurrence: str
    """What names it for ever: it is said once."""
    kind: str
    user_id: uuid.UUID
    chat_id: uuid.UUID
    said: Mapping[str, Any]
    due_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A notice that this process is about to send."""

    id: uuid.UUID
    place: Place
    said: Mapping[str, Any]


async def put(session: AsyncSession, notice: Notice, *, now: dt.datetime) -> bool:
    """Let something be said when it is due; False: the user was told it before.

    Whoever asks must hold the user's lock (`watchers.locked`).
    """
    made = await session.scalar(
        _PUT,
        {
            "p_id": new_id(),
            "p_occurrence": notice.occurrence,
            "p_user": notice.user_id,
            "p_chat": notice.chat_id,
            "p_kind": notice.kind,
            "p_said": dict(notice.said),
            "p_due": notice.due_at,
            "p_now": now,
        },
    )
    return made is not None


_PUT: Final = text("""
    INSERT INTO deliveries (id, occurrence, user_id, chat_id, kind, notice, due_at, created_at)
    SELECT :p_id, CAST(:p_occurrence AS text), CAST(:p_user AS uuid), CAST(:p_chat AS uuid),
           CAST(:p_kind AS text), CAST(:p_said AS jsonb), CAST(:p_due AS timestamptz),
           CAST(:p_now AS timestamptz)
     WHERE NOT EXISTS (SELECT FROM deliveries
                        WHERE user_id = CAST(:p_user AS uuid) AND occurrence = :p_occurrence)
    ON CONFLICT (chat_id, occurrence) DO NOTHING RETURNING id
""").bindparams(bindparam("p_said", type_=JSONB))


async def take_back(
    session: AsyncSession, user_id: uuid.UUID, occurrences: Collection[str]
) -> None:
    """Let what is not true any more not be said; what was not sent yet may be said later."""
    await session.execute(
        text("""
            DELETE FROM deliveries WHERE user_id = :p_user AND state = 'pending'
               AND occurrence = ANY(CAST(:p_occurrences AS text[]))
        """),
        {"p_user": user_id, "p_occurrences": list(occurrences)},
    )


async def claim(
    session: AsyncSession, platform: str, *, now: dt.datetime, limit: int
) -> list[Claimed]:
    """Take what is due on a platform; other processes get other notices.

    `due_at` says from then on since when it is being sent.
    """
    rows = await session.execute(
        text("""
            UPDATE deliveries d SET state = 'sending', due_at = :p_now
              FROM chats c
             WHERE c.id = d.chat_id AND d.id IN (
                   SELECT o.id FROM deliveries o JOIN chats k ON k.id = o.chat_id
                    WHERE o.state = 'pending' AND o.due_at <= :p_now AND k.platform = :p_platform
                      AND k.blocked_at IS NULL
                    ORDER BY o.due_at, o.id LIMIT :p_limit FOR UPDATE OF o SKIP LOCKED)
            RETURNING d.id, d.notice, c.workspace, c.external_id,
                   (SELECT i.external_id FROM identities i
                     WHERE i.user_id = d.user_id AND i.platform = c.platform
                       AND i.workspace = c.workspace
                     ORDER BY i.external_id <> c.external_id, i.external_id LIMIT 1) AS sender
        """),
        {"p_platform": platform, "p_now": now, "p_limit": limit},
    )
    return [
        Claimed(
            id=row.id,
            place=Place(
                platform=platform,
                workspace=row.workspace,
                chat=row.external_id,
                sender=row.sender or row.external_id,
            ),
            said=row.notice,
        )
        for row in rows
    ]


async def settle(
    session: AsyncSession, delivery_id: uuid.UUID, state: Settled, *, now: dt.datetime
) -> None:
    """Note what became of a notice."""
    await session.execute(
        text("""
            UPDATE deliveries SET state = :p_state, settled_at = :p_now
             WHERE id = :p_id AND state = 'sending'
        """),
        {"p_id": delivery_id, "p_state": state, "p_now": now},
    )


async def put_off(session: AsyncSession, delivery_id: uuid.UUID, *, until: dt.datetime) -> None:
    """Let a notice that was not sent wait."""
    await session.execute(
        text("""
            UPDATE deliveries SET state = 'pending', due_at = :p_until
             WHERE id = :p_id AND state = 'sending'
        """),
        {"p_id": delivery_id, "p_until": until},
    )


async def give_up(session: AsyncSession, platform: str, *, now: dt.datetime) -> None:
    """Settle what a process that died was sending, and what is no news any more."""
    await session.execute(
        text("""
            UPDATE deliveries d SET settled_at = :p_now,
                   state = CASE d.state WHEN 'sending' THEN 'uncertain' ELSE 'skipped' END
              FROM chats c
             WHERE c.id = d.chat_id AND c.platform = :p_platform
               AND ((d.state = 'sending' AND d.due_at < :p_lost)
                    OR (d.state = 'pending' AND d.created_at < :p_late AND d.due_at <= :p_now))
        """),
        {
            "p_platform": platform,
            "p_now": now,
            "p_lost": now - LOST_AFTER,
            "p_late": now - TOO_LATE,
        },
    )
