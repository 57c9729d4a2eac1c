"""Notices on their way: what is said without being asked, at each destination at most once.

pending -> claimed (a process composes it) -> sending (committed before the platform is called)
-> sent, failed, or uncertain: nobody knows whether it arrived, and it is not sent again. What is
to wait is pending again; what came too late, or is not true or not wanted any more, is skipped.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id

Settled = Literal["sent", "uncertain", "failed", "skipped"]

CLAIM_LASTS: Final = dt.timedelta(minutes=2)
"""To compose a notice, and to wait for its turn to be sent."""
SENDING_LASTS: Final = dt.timedelta(minutes=5)
"""What is being sent for longer was left by a process that died."""
ACTS_IN: Final = "acts_in"
"""In `about`: the group's ledger in which the buttons of a notice act that is told alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to be said at one destination: in a chat, or (no chat) to a user by e-mail."""

    occurrence: str
    """What names it for ever: it is said once at each destination."""
    kind: str
    user_id: uuid.UUID | None = None
    """Who is told; None: everybody in a group's chat."""
    ledger_id: uuid.UUID | None = None
    chat_id: uuid.UUID | None = None
    thread: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    """What its words are made of when it is sent: ids and dates, as JSON has them."""
    turn_id: uuid.UUID | None = None
    """The turn that its answer and buttons are of, if something was recorded by it."""
    due_at: dt.datetime
    expires_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A notice that this process is about to compose and send."""

    id: uuid.UUID
    occurrence: str
    kind: str
    user_id: uuid.UUID | None
    ledger_id: uuid.UUID | None
    chat_id: uuid.UUID | None
    place: Place | None
    """None: by e-mail."""
    thread: str | None
    about: Mapping[str, Any]
    notice: Mapping[str, Any] | None
    """What it says, if it was composed before."""
    turn_id: uuid.UUID | None
    due_at: dt.datetime
    expires_at: dt.datetime | None
    tries: int
    """Which claim this is: of two processes that believe to have it, the later one has."""


async def put(session: AsyncSession, notices: Sequence[Notice], *, now: dt.datetime) -> int:
    """Let things be said when they are due; return how many of them were not known before.

    A user is told the same occurrence in one chat only, unless two chats are given at once.
    """
    if not notices:
        return 0
    rows = [
        {
            "id": str(new_id()),
            "occurrence": n.occurrence,
            "kind": n.kind,
            "user_id": n.user_id and str(n.user_id),
            "ledger_id": n.ledger_id and str(n.ledger_id),
            "chat_id": n.chat_id and str(n.chat_id),
            "thread": n.thread,
            "about": dict(n.about),
            "turn_id": n.turn_id and str(n.turn_id),
            "due_at": n.due_at.isoformat(),
            "expires_at": n.expires_at and n.expires_at.isoformat(),
        }
        for n in notices
    ]
    made = await session.execute(_PUT, {"p_rows": json.dumps(rows), "p_now": now})
    return len(made.all())


_PUT: Final = text("""
    INSERT INTO deliveries (id, occurrence, kind, user_id, ledger_id, chat_id, thread, about,
                            turn_id, due_at, expires_at, created_at)
    SELECT id, occurrence, kind, user_id, ledger_id, chat_id, thread, about, turn_id, due_at,
           expires_at, :p_now
      FROM jsonb_populate_recordset(NULL::deliveries, CAST(:p_rows AS jsonb)) n
     WHERE n.user_id IS NULL OR NOT EXISTS (
           SELECT FROM deliveries o WHERE o.user_id = n.user_id AND o.occurrence = n.occurrence)
     ORDER BY id
    ON CONFLICT DO NOTHING RETURNING id
""")


async def take_back(
    session: AsyncSession, user_id: uuid.UUID, occurrences: Collection[str]
) -> None:
    """Let what is not true any more not be said; what was not sent yet may be said later."""
    await session.execute(
        text("""
            DELETE FROM deliveries WHERE user_id = :p_user AND state IN ('pending', 'claimed')
               AND occurrence = ANY(CAST(:p_occurrences AS text[]))
        """),
        {"p_user": user_id, "p_occurrences": list(occurrences)},
    )


async def claim(
    session: AsyncSession, platforms: Collection[str], *, now: dt.datetime, limit: int
) -> list[Claimed]:
    """Take what is due on some platforms (`mail` is one); other processes get other notices."""
    rows = await session.execute(
        _CLAIM,
        {
            "p_platforms": list(platforms),
            "p_mail": MAIL in platforms,
            "p_now": now,
            "p_until": now + CLAIM_LASTS,
            "p_limit": limit,
        },
    )
    return [
        Claimed(
            id=row.id,
            occurrence=row.occurrence,
            kind=row.kind,
            user_id=row.user_id,
            ledger_id=row.ledger_id,
            chat_id=row.chat_id,
            place=row.chat_id
            and Place(
                platform=row.platform,
                workspace=row.workspace,
                chat=row.external_id,
                sender=row.sender or row.external_id,
            ),
            thread=row.thread,
            about=row.about,
            notice=row.notice,
            turn_id=row.turn_id,
            due_at=row.due_at,
            expires_at=row.expires_at,
            tries=row.tries,
        )
        for row in sorted(rows, key=lambda row: (row.due_at, row.id))
    ]


MAIL: Final = "mail"
_CLAIM: Final = text("""
    WITH due AS (
      SELECT o.id FROM deliveries o LEFT JOIN chats k ON k.id = o.chat_id
       WHERE o.state = 'pending' AND o.due_at <= :p_now
         AND (k.platform = ANY(CAST(:p_platforms AS text[])) AND k.blocked_at IS NULL
              OR o.chat_id IS NULL AND :p_mail)
       ORDER BY o.due_at, o.id LIMIT :p_limit FOR UPDATE OF o SKIP LOCKED
    ), claimed AS (
      UPDATE deliveries d SET state = 'claimed', claimed_until = :p_until, tries = d.tries + 1
        FROM due WHERE d.id = due.id RETURNING d.*
    )
    SELECT d.*, c.platform, c.workspace, c.external_id,
           (SELECT i.external_id FROM identities i
             WHERE i.user_id = d.user_id AND i.platform = c.platform AND i.workspace = c.workspace
             ORDER BY i.external_id <> c.external_id, i.external_id LIMIT 1) AS sender
      FROM claimed d LEFT JOIN chats c ON c.id = d.chat_id
""")


async def announce(
    session: AsyncSession,
    claimed: Claimed,
    *,
    actions: Sequence[str],
    reply: Mapping[str, Any],
    now: dt.datetime,
) -> uuid.UUID | None:
    """Give a notice a turn of its chat, for its buttons and for replies to it; return its id.

    Said again after it could not be sent, it keeps its turn. The sweeper has nothing to do with it.
    """
    turn_id: uuid.UUID | None = await session.scalar(
        _ANNOUNCE,
        {
            "p_chat": claimed.chat_id,
            "p_source": f"notice:{claimed.occurrence}",
            "p_turn": new_id(),
            "p_user": claimed.user_id,
            "p_thread": claimed.thread,
            "p_acts_in": claimed.about.get(ACTS_IN),
            "p_actions": list(actions),
            "p_reply": json.dumps(dict(reply)),
            "p_now": now,
        },
    )
    return turn_id


_ANNOUNCE: Final = text("""
    INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, said, actions, reply,
                       thread, created_at, answered_at)
    SELECT c.id, :p_source, :p_turn, CAST(:p_user AS uuid),
           coalesce(CAST(:p_acts_in AS uuid), t.ledger_id, c.ledger_id), 'notice', '',
           CAST(:p_actions AS text[]), CAST(:p_reply AS jsonb), CAST(:p_thread AS text), :p_now,
           :p_now
      FROM chats c LEFT JOIN threads t ON t.chat_id = c.id AND t.thread = :p_thread
     WHERE c.id = :p_chat
    ON CONFLICT (chat_id, source) DO UPDATE SET actions = excluded.actions, reply = excluded.reply
    RETURNING id
""")


async def begin(
    session: AsyncSession,
    claimed: Claimed,
    *,
    notice: Mapping[str, Any],
    turn_id: uuid.UUID | None,
    now: dt.datetime,
) -> bool:
    """Note that it is being sent, and what it says; False: it is not ours any more.

    To be committed before the platform is called: after that it is never sent again unless the
    platform says that it was not.
    """
    begun = await session.scalar(
        text("""
            UPDATE deliveries SET state = 'sending', claimed_until = :p_until, turn_id = :p_turn,
                   notice = CAST(:p_notice AS jsonb)
             WHERE id = :p_id AND state = 'claimed' AND tries = :p_tries RETURNING id
        """),
        {
            "p_id": claimed.id,
            "p_tries": claimed.tries,
            "p_notice": json.dumps(dict(notice)),
            "p_turn": turn_id,
            "p_until": now + SENDING_LASTS,
        },
    )
    return begun is not None


async def settle(
    session: AsyncSession,
    claimed: Claimed,
    state: Settled,
    *,
    now: dt.datetime,
    reason: str | None = None,
) -> None:
    """Note what became of a notice that this process has."""
    await session.execute(
        text("""
            UPDATE deliveries SET state = :p_state, settled_at = :p_now, reason = :p_reason,
                   claimed_until = NULL
             WHERE id = :p_id AND tries = :p_tries AND state IN ('claimed', 'sending')
        """),
        {
            "p_id": claimed.id,
            "p_tries": claimed.tries,
            "p_state": state,
            "p_reason": reason,
            "p_now": now,
        },
    )


async def put_off(session: AsyncSession, claimed: Claimed, *, until: dt.datetime) -> None:
    """Let a notice that was not sent wait."""
    await session.execute(
        text("""
            UPDATE deliveries SET state = 'pending', due_at = :p_until, claimed_until = NULL
             WHERE id = :p_id AND tries = :p_tries AND state IN ('claimed', 'sending')
        """),
        {"p_id": claimed.id, "p_tries": claimed.tries, "p_until": until},
    )


async def tidy(session: AsyncSession, *, now: dt.datetime) -> None:
    """Take over from processes that died, and skip what is no news any more."""
    await session.execute(_LOST, {"p_now": now})
    await session.execute(_LATE, {"p_now": now})


_LOST: Final = text("""
    UPDATE deliveries SET state = CASE state WHEN 'claimed' THEN 'pending' ELSE 'uncertain' END,
           settled_at = CASE state WHEN 'sending' THEN CAST(:p_now AS timestamptz) END,
           reason = CASE state WHEN 'sending' THEN 'whoever was sending it died' END,
           claimed_until = NULL
     WHERE state IN ('claimed', 'sending') AND claimed_until < :p_now
""")
_LATE: Final = text("""
    UPDATE deliveries SET state = 'skipped', settled_at = :p_now, reason = 'too late'
     WHERE state = 'pending' AND due_at <= :p_now AND expires_at < :p_now
""")
