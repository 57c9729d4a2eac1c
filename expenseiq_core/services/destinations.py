"""Where people are told what they did not ask for: which of their chats, or by e-mail."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import timezones

TERMINAL: Final = "console"
"""Where nothing can be said that was not asked for."""
RECENT: Final = 200
"""Turns looked at to see which chat somebody uses."""
ALL: Final = "all"
"""The preference to be told on every platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One place where a user wants to hear of something, and when not."""

    user_id: uuid.UUID
    chat_id: uuid.UUID | None
    """None: by e-mail."""
    timezone: str
    quiet_from: dt.time
    quiet_until: dt.time


async def private(
    session: AsyncSession, users: Collection[uuid.UUID], *, kind: str
) -> dict[uuid.UUID, tuple[Destination, ...]]:
    """Return where each user wants to be told a kind of notice: nowhere if it is off, or closed.

    The chat that they used last; or those of the platform they chose, of which there may be none
    any more (then again the last one); or all. And by e-mail, where they asked for that.
    """
    rows = await session.execute(
        _PRIVATE, {"p_users": sorted(users), "p_kind": kind, "p_recent": RECENT}
    )
    found: dict[uuid.UUID, tuple[Destination, ...]] = {}
    for row in rows:
        one = Destination(
            user_id=row.user_id,
            chat_id=row.chat_id,
            timezone=timezones.known(row.timezone),
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
        )
        found[row.user_id] = (*found.get(row.user_id, ()), one)
    return found


async def of_group(
    session: AsyncSession, ledgers: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[uuid.UUID, str | None]]:
    """Return the chat, and the thread of it, in which each group is spoken to; none if closed."""
    rows = await session.execute(_GROUP, {"p_ledgers": sorted(ledgers)})
    return {row.ledger_id: (row.chat_id, row.thread) for row in rows}


_PRIVATE: Final = text(f"""
    WITH wanted AS (
      SELECT u.id, u.timezone, u.personal_ledger_id, p.hear,
             coalesce(p.quiet_from, '22:00') AS quiet_from,
             coalesce(p.quiet_until, '07:00') AS quiet_until
        FROM users u LEFT JOIN preferences p ON p.user_id = u.id
       WHERE u.id = ANY(CAST(:p_users AS uuid[]))
         AND NOT (CAST(:p_kind AS text) = ANY(coalesce(p.off, '{{}}')))
    ), open AS (
      SELECT w.*, k.id AS chat_id,
             row_number() OVER (
               PARTITION BY w.id, CASE w.hear WHEN '{ALL}' THEN k.platform END
               ORDER BY k.platform = '{TERMINAL}', k.platform IS DISTINCT FROM w.hear,
                        (SELECT max(t.created_at) FROM (
                          SELECT chat_id, created_at FROM turns
                           WHERE ledger_id = w.personal_ledger_id AND user_id = w.id
                           ORDER BY id DESC LIMIT :p_recent) t
                         WHERE t.chat_id = k.id) DESC NULLS LAST,
                        k.created_at DESC, k.id) AS rank
        FROM wanted w
        JOIN chats k ON k.ledger_id = w.personal_ledger_id AND k.private
             AND k.blocked_at IS NULL
    )
    SELECT id AS user_id, chat_id, timezone, quiet_from, quiet_until FROM open WHERE rank = 1
     UNION ALL
    SELECT w.id, NULL, w.timezone, w.quiet_from, w.quiet_until
      FROM wanted w JOIN emails e ON e.user_id = w.id AND e.verified_at IS NOT NULL
       AND NOT (CAST(:p_kind AS text) = ANY(e.off))
     ORDER BY user_id, chat_id
""")
_GROUP: Final = text("""
    SELECT DISTINCT ON (ledger_id) ledger_id, chat_id, thread FROM (
      SELECT h.ledger_id, h.chat_id, h.thread, c.created_at FROM threads h
        JOIN chats c ON c.id = h.chat_id WHERE c.blocked_at IS NULL AND c.moved_to IS NULL
       UNION ALL
      SELECT c.ledger_id, c.id, NULL, c.created_at FROM chats c
       WHERE NOT c.private AND c.blocked_at IS NULL AND c.moved_to IS NULL) found
     WHERE ledger_id = ANY(CAST(:p_ledgers AS uuid[]))
     ORDER BY ledger_id, created_at DESC, chat_id
""")
