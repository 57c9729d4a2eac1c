"""Chats that get another name: a group that became a supergroup keeps its ledger."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import ChatRow
from expenseiq_core.services import absorbing
from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id


async def move(session: AsyncSession, place: Place, *, to: str, now: dt.datetime) -> None:
    """Let a chat go on under a new name, with one ledger. Once done, it changes nothing.

    Its old name still leads to the ledger: what was said under it may be delivered late, or again.
    Where the new name has a ledger of its own, as its first message came before this was known,
    one of the two takes in the other.
    """
    chats = {"p_platform": place.platform, "p_workspace": place.workspace, "p_old": place.chat}
    if await session.scalar(text(_OLD), chats) is None:
        return
    new = insert(ChatRow).values(
        id=new_id(),
        platform=place.platform,
        workspace=place.workspace,
        external_id=to,
        private=False,
        ledger_id=None,
        created_at=now,
    )
    await session.execute(new.on_conflict_do_nothing())
    found = await session.execute(text(_BOTH), {**chats, "p_new": to})
    rows = {row.external_id: row for row in found}
    old_chat, new_chat = rows[place.chat], rows[to]
    if new_chat.ledger_id is None:
        await session.execute(text(_FOLLOW), {"p_old": old_chat.id, "p_new": new_chat.id})
    elif old_chat.ledger_id is not None and old_chat.ledger_id != new_chat.ledger_id:
        kept, gone = old_chat.ledger_id, new_chat.ledger_id
        if old_chat.entries == 0 < new_chat.entries:
            kept, gone = gone, kept
        await absorbing.absorb(session, kept=kept, gone=gone, chat_id=new_chat.id, now=now)
    await session.execute(text(_MOVED), {"p_chat": old_chat.id, "p_to": to})
    for statement in _NOTICES:
        await session.execute(text(statement), {"p_old": old_chat.id, "p_new": new_chat.id})


async def readdress(session: AsyncSession, place: Place, *, to: str, now: dt.datetime) -> None:
    """Let a chat be called otherwise, where its messages keep their names. Done once or twice.

    Replies, edits and buttons still find what they are about. Where the new name has a ledger of
    its own, the chat moves there as `move` says.
    """
    new = Place(platform=place.platform, workspace=place.workspace, chat=to, sender=place.sender)
    names = {"p_platform": place.platform, "p_workspace": place.workspace, "p_new": to}
    await session.execute(text(_EMPTY), names)
    chat_id = await session.scalar(text(_READDRESSED), {**names, "p_old": place.chat})
    if chat_id is None:
        await move(session, place, to=to, now=now)
        return
    prefixes = {"p_before": place.source_prefix, "p_after": new.source_prefix}
    await session.execute(text(_SOURCES), {"p_chat": chat_id, **prefixes})


async def retitle(session: AsyncSession, place: Place, title: str) -> None:
    """Note the new title of a group's chat; its ledger has it too, unless it was given a name."""
    await session.execute(
        text("""
            WITH chat AS (
              SELECT id, ledger_id, title FROM chats
               WHERE platform = :p_platform AND workspace = :p_workspace AND external_id = :p_chat
                 FOR UPDATE
            ), renamed AS (
              UPDATE ledgers SET name = :p_title FROM chat
               WHERE ledgers.id = chat.ledger_id AND ledgers.name = chat.title
            )
            UPDATE chats SET title = :p_title FROM chat WHERE chats.id = chat.id
        """),
        {
            "p_platform": place.platform,
            "p_workspace": place.workspace,
            "p_chat": place.chat,
            "p_title": title[:80] or "Group",
        },
    )


_OLD = """
SELECT id FROM chats
 WHERE platform = :p_platform AND workspace = :p_workspace AND external_id = :p_old FOR UPDATE
"""
_BOTH = """
SELECT id, external_id, ledger_id,
       (SELECT count(*) FROM entries e WHERE e.ledger_id = chats.ledger_id) AS entries
  FROM chats
 WHERE platform = :p_platform AND workspace = :p_workspace
   AND external_id IN (:p_old, :p_new) FOR UPDATE
"""
_FOLLOW = """
UPDATE chats n SET ledger_id = o.ledger_id, brief = o.brief, listens = o.listens, title = o.title,
       private = o.private
  FROM chats o WHERE n.id = :p_new AND o.id = :p_old
"""
_MOVED = "UPDATE chats SET moved_to = :p_to WHERE id = :p_chat"
_NOTICES = (
    "UPDATE schedules SET chat_id = :p_new WHERE chat_id = :p_old",
    """
    UPDATE deliveries d SET chat_id = :p_new
     WHERE d.chat_id = :p_old AND d.state = 'pending'
       AND NOT EXISTS (SELECT FROM deliveries o
                        WHERE o.chat_id = :p_new AND o.occurrence = d.occurrence)
    """,
)
"""What is still to be said is said under the new name."""
_EMPTY = """
DELETE FROM chats WHERE platform = :p_platform AND workspace = :p_workspace
   AND external_id = :p_new AND ledger_id IS NULL
   AND NOT EXISTS (SELECT FROM turns WHERE turns.chat_id = chats.id)
"""
_READDRESSED = """
UPDATE chats SET external_id = :p_new
 WHERE platform = :p_platform AND workspace = :p_workspace AND external_id = :p_old
   AND NOT EXISTS (SELECT FROM chats n WHERE n.platform = :p_platform
                      AND n.workspace = :p_workspace AND n.external_id = :p_new)
RETURNING id
"""
_SOURCES = """
UPDATE turns SET source = :p_after || substr(source, length(:p_before) + 1)
 WHERE chat_id = :p_chat AND starts_with(source, :p_before)
"""
