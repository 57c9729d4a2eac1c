"""Notices: what is to be said without being asked, at each destination at most once.

How they are sent is `dispatching`; what is not to be sent after all, `tidying`.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id

MAIL: Final = "mail"
"""The platform, as it were, of what goes by e-mail."""
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
    timezone: str | None
    """Of whoever is told; None: nobody knows when it is night there."""
    quiet_from: dt.time
    quiet_until: dt.time


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
            DELETE FROM deliveries
             WHERE user_id = :p_user AND state IN ('pending', 'claimed', 'skipped')
               AND occurrence = ANY(CAST(:p_occurrences AS text[]))
        """),
        {"p_user": user_id, "p_occurrences": list(occurrences)},
    )
