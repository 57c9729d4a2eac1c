"""Where a recurring entry is recorded, and in whose name; what of it was recorded before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Place
from expenseiq_core.services.recurring import KIND, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A chat of a ledger, with somebody of it as the speaker."""

    chat_id: uuid.UUID
    place: Place
    thread: str | None
    user_id: uuid.UUID
    is_group: bool
    is_open: bool
    """We may speak there."""


async def of_series(
    session: AsyncSession, series: Series, *, chats: Sequence[uuid.UUID] = ()
) -> Spot | None:
    """Return where a recurring entry is recorded: in one of some chats, or where it was set up.

    In its author's name; if they are not known any more, in that of whoever runs the group, or
    else of whoever came first. None: nobody of the ledger is known in any of its chats.
    """
    row = (
        await session.execute(
            _SPOT,
            {
                "p_ledger": series.ledger_id,
                "p_author": series.author_id,
                "p_chats": list(chats),
                "p_chat": series.schedule.chat_id,
                "p_thread": series.schedule.thread or "",
            },
        )
    ).one_or_none()
    if row is None:
        return None
    return Spot(
        chat_id=row.chat_id,
        place=Place(
            platform=row.platform, workspace=row.workspace, chat=row.external_id, sender=row.sender
        ),
        thread=row.thread,
        user_id=row.user_id,
        is_group=row.is_group,
        is_open=row.is_open,
    )


async def recorded(
    session: AsyncSession, ledger_id: uuid.UUID, recurring_id: uuid.UUID, day: dt.date
) -> int | None:
    """Return the number of the entry of a date, be it undone; None: it was not recorded."""
    found = await session.scalar(
        text("""
            SELECT no FROM entries
             WHERE ledger_id = :p_ledger AND source = :p_source AND replaces IS NULL
        """),
        {"p_ledger": ledger_id, "p_source": source_of(recurring_id, day)},
    )
    return None if found is None else int(found)


async def caught_up(
    session: AsyncSession, ledger_id: uuid.UUID, recurring_id: uuid.UUID, day: dt.date
) -> list[tuple[int, dt.date]]:
    """Return number and date of what was recorded for earlier dates along with that of a date."""
    rows = await session.execute(
        text("""
            SELECT e.no, e.date FROM entries e
              JOIN entries o ON o.ledger_id = e.ledger_id AND o.source = :p_source
                   AND o.replaces IS NULL
             WHERE e.ledger_id = :p_ledger AND e.source LIKE :p_prefix AND e.date < :p_day
               AND e.voided_at IS NULL AND e.created_at BETWEEN o.created_at - interval '1 hour'
                                                            AND o.created_at
             ORDER BY e.date
        """),
        {
            "p_ledger": ledger_id,
            "p_source": source_of(recurring_id, day),
            "p_prefix": f"{KIND}:{recurring_id}:%",
            "p_day": day,
        },
    )
    return [(row.no, row.date) for row in rows]


def source_of(recurring_id: uuid.UUID, day: dt.date) -> str:
    """Return the source of the entry of a date: it is recorded once for ever."""
    return f"{KIND}:{recurring_id}:{day}"


_SPOT: Final = text("""
    SELECT c.id AS chat_id, c.platform, c.workspace, c.external_id, i.external_id AS sender,
           g.thread, u.id AS user_id, NOT c.private AS is_group,
           c.blocked_at IS NULL AND c.moved_to IS NULL AS is_open
      FROM ledgers l
      JOIN members a ON a.ledger_id = l.id AND a.id = :p_author
      JOIN members m ON m.ledger_id = l.id AND m.merged_into IS NULL AND m.removed_at IS NULL
      JOIN users u ON u.id = m.user_id
      JOIN (SELECT id AS chat_id, ledger_id, NULL::text AS thread FROM chats
             UNION ALL
            SELECT chat_id, ledger_id, thread FROM threads) g ON g.ledger_id = l.id
      JOIN chats c ON c.id = g.chat_id
      JOIN identities i ON i.user_id = u.id AND i.platform = c.platform
           AND i.workspace = c.workspace
     WHERE l.id = :p_ledger AND l.closed_at IS NULL
     ORDER BY m.id <> coalesce(a.merged_into, a.id), c.moved_to IS NOT NULL,
              c.id <> ALL(CAST(:p_chats AS uuid[])), c.blocked_at IS NOT NULL,
              c.id IS DISTINCT FROM CAST(:p_chat AS uuid),
              coalesce(g.thread, '') <> :p_thread, u.id IS DISTINCT FROM l.created_by, m.id,
              c.id, i.external_id LIMIT 1
""")
