"""Whether answers arrive: turns without one, chats that are closed to us or have moved."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import ChatRow
from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A turn whose answer has not reached its platform, so far as we know."""

    turn_id: uuid.UUID
    place: Place
    """Where it was said."""
    chat: str
    """Where it is answered: the name that the chat goes by now."""
    message_id: str
    said: str
    thread: str | None
    said_at: dt.datetime


async def answered(
    session: AsyncSession, turn_id: uuid.UUID, *, answer_id: str | None, now: dt.datetime
) -> None:
    """Note that the answer of a turn has reached the platform, and how it is called there.

    A chat in which it has a name is open to us. A server that crashes may forget it: then the
    answer is given twice, and no flush is waited for.
    """
    await session.execute(text("SET LOCAL synchronous_commit TO off"))
    await session.execute(
        text("""
            WITH answered AS (
              UPDATE turns
                 SET answered_at = :p_now, answer_id = coalesce(CAST(:p_answer AS text), answer_id)
               WHERE id = :p_turn RETURNING chat_id
            )
            UPDATE chats SET blocked_at = NULL FROM answered
             WHERE chats.id = answered.chat_id AND blocked_at IS NOT NULL
               AND CAST(:p_answer AS text) IS NOT NULL
        """),
        {"p_now": now, "p_answer": answer_id, "p_turn": turn_id},
    )


async def unanswered(
    session: AsyncSession,
    platform: str,
    *,
    after: dt.datetime,
    before: dt.datetime,
    limit: int,
    beyond: uuid.UUID | None = None,
) -> list[Unanswered]:
    """Return turns of a platform between two instants that nobody answered, oldest first.

    `beyond` is the turn after which to begin.
    """
    rows = await session.execute(
        text("""
            SELECT t.id, t.source, t.said, t.thread, t.created_at, c.workspace, c.external_id,
                   coalesce(c.moved_to, c.external_id) AS chat, i.external_id AS sender
              FROM turns t JOIN chats c ON c.id = t.chat_id
              JOIN LATERAL (SELECT external_id FROM identities
                             WHERE user_id = t.user_id AND platform = c.platform
                               AND workspace = c.workspace
                             ORDER BY external_id <> c.external_id, external_id LIMIT 1) i ON true
             WHERE t.answered_at IS NULL AND t.created_at BETWEEN :p_after AND :p_before
               AND (CAST(:p_beyond AS uuid) IS NULL OR t.id > :p_beyond)
               AND c.platform = :p_platform AND c.blocked_at IS NULL AND c.ledger_id IS NOT NULL
               AND starts_with(t.source, concat(c.platform, ':', nullif(c.workspace, '') || ':',
                                                c.external_id, ':'))
             ORDER BY t.id LIMIT :p_limit
        """),
        {
            "p_platform": platform,
            "p_after": after,
            "p_before": before,
            "p_beyond": beyond,
            "p_limit": limit,
        },
    )
    found = []
    for row in rows:
        place = Place(
            platform=platform, workspace=row.workspace, chat=row.external_id, sender=row.sender
        )
        found.append(
            Unanswered(
                turn_id=row.id,
                place=place,
                chat=row.chat,
                message_id=row.source.removeprefix(place.source_prefix),
                said=row.said or "",
                thread=row.thread,
                said_at=row.created_at,
            )
        )
    return found


async def block(session: AsyncSession, place: Place, *, now: dt.datetime) -> None:
    """Note that we may not write to a chat: blocked, removed, archived."""
    await session.execute(
        text(f"UPDATE chats SET blocked_at = :p_now WHERE {_PLACE} AND blocked_at IS NULL"),
        {"p_now": now, **_key(place)},
    )


async def unblock(session: AsyncSession, place: Place) -> None:
    """Note that we may write to a chat again."""
    await session.execute(
        text(f"UPDATE chats SET blocked_at = NULL WHERE {_PLACE} AND blocked_at IS NOT NULL"),
        _key(place),
    )


async def is_known(session: AsyncSession, place: Place) -> bool:
    """Whether somebody has a chat here that leads to a ledger: not new, and not erased."""
    found = await session.scalar(
        text(f"SELECT EXISTS (SELECT FROM chats WHERE {_PLACE} AND ledger_id IS NOT NULL)"),
        _key(place),
    )
    return bool(found)


async def listens(session: AsyncSession, place: Place) -> bool | None:
    """Whether overheard expenses of a group chat are logged; None: the chat keeps no ledger."""
    found: bool | None = await session.scalar(
        text(f"SELECT listens FROM chats WHERE {_PLACE} AND ledger_id IS NOT NULL"), _key(place)
    )
    return found


async def enter(session: AsyncSession, place: Place, *, now: dt.datetime) -> bool:
    """Note a group chat to which we were invited; False: it was known before.

    It keeps no ledger until somebody wants one.
    """
    made = await session.scalar(
        insert(ChatRow)
        .values(
            id=new_id(),
            platform=place.platform,
            workspace=place.workspace,
            external_id=place.chat,
            private=False,
            ledger_id=None,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["platform", "workspace", "external_id"])
        .returning(ChatRow.id)
    )
    return made is not None


async def leave(session: AsyncSession, place: Place, *, now: dt.datetime) -> None:
    """Note that a group chat sent us away: a ledger is kept, an empty chat is forgotten."""
    await session.execute(
        text(f"""
            DELETE FROM chats WHERE {_PLACE} AND ledger_id IS NULL AND NOT private
               AND NOT EXISTS (SELECT FROM turns WHERE turns.chat_id = chats.id)
        """),
        _key(place),
    )
    await block(session, place, now=now)


_PLACE = "platform = :p_platform AND workspace = :p_workspace AND external_id = :p_chat"


def _key(place: Place) -> dict[str, str]:
    return {
        "p_platform": place.platform,
        "p_workspace": place.workspace,
        "p_chat": place.chat,
    }
