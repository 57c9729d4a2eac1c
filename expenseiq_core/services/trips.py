"""One ledger of a chat after another: a trip that is over, and a thread with a book of its own."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import resplit
from expenseiq_core.services import ledgers, reminding
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recording import OvertakenError


async def over(session: AsyncSession, who: Resolved, *, name: str, now: dt.datetime) -> uuid.UUID:
    """Close the ledger and begin one for the same people, with its settings; return its id.

    Every chat and thread that pointed to the old one points to the new one.
    """
    await ledgers.begin_change(session, who)
    ledger_id = await _begin(session, who, name=name, created_by=who.created_by, now=now)
    parameters = {"p_old": who.ledger_id, "p_new": ledger_id, "p_now": now}
    for statement in _CLOSE:
        await session.execute(text(statement), parameters)
    await reminding.end(session, who.ledger_id)
    return ledger_id


async def here(
    session: AsyncSession, who: Resolved, *, thread: str, name: str, now: dt.datetime
) -> uuid.UUID:
    """Give a thread of the chat a ledger of its own, for the same people; return its id."""
    await ledgers.begin_change(session, who)
    ledger_id = await _begin(session, who, name=name, created_by=who.user_id, now=now)
    made = await session.scalar(
        text("""
            INSERT INTO threads (chat_id, thread, ledger_id, created_at)
            VALUES (:p_chat, :p_thread, :p_ledger, :p_now)
            ON CONFLICT DO NOTHING RETURNING ledger_id
        """),
        {"p_chat": who.chat_id, "p_thread": thread, "p_ledger": ledger_id, "p_now": now},
    )
    if made is None:
        raise OvertakenError(thread)
    return ledger_id


async def _begin(
    session: AsyncSession,
    who: Resolved,
    *,
    name: str,
    created_by: uuid.UUID | None,
    now: dt.datetime,
) -> uuid.UUID:
    ledger_id = new_id()
    # Whoever was removed stays so: else the new one would take them for somebody new.
    removed = [m for m in who.members if m.removed_at is not None and m.user_id is not None]
    member_ids = {member.id: new_id() for member in (*who.active, *removed)}
    # The merged ones too: their first names go on meaning what took over.
    category_ids = {old: new_id() for old in (*(c.id for c in who.categories), *who.merged)}
    parameters: dict[str, Any] = {
        "p_old": who.ledger_id,
        "p_new": ledger_id,
        "p_name": name[:80],
        "p_created_by": created_by,
        "p_now": now,
        "p_old_members": list(member_ids),
        "p_members": list(member_ids.values()),
        "p_old_categories": list(category_ids),
        "p_categories": list(category_ids.values()),
    }
    for statement in _BEGIN:
        await session.execute(text(statement), parameters)
    if who.default_split is not None:
        active = [member.id for member in who.active]
        default = resplit.among(who.default_split, active)
        if default is not None:
            default = resplit.renamed(default, lambda member_id: member_ids[member_id])
        await ledgers.set_default_split(session, ledger_id, default)
    return ledger_id


_BEGIN = (
    """
    INSERT INTO ledgers (id, kind, mode, name, currency, entry_currency, month_start, created_by,
                         simplify, confirms, remind_offered_at, created_at)
    SELECT :p_new, kind, mode, :p_name, currency, entry_currency, month_start,
           CAST(:p_created_by AS uuid), simplify, confirms, remind_offered_at, :p_now
      FROM ledgers WHERE id = :p_old
    """,
    """
    INSERT INTO members (ledger_id, id, user_id, name, handle, joined_at, removed_at, added_by)
    SELECT :p_new, n.new_id, m.user_id, m.name, m.handle, m.joined_at, m.removed_at, m.added_by
      FROM unnest(CAST(:p_old_members AS uuid[]), CAST(:p_members AS uuid[])) AS n(old_id, new_id)
      JOIN members m ON m.ledger_id = :p_old AND m.id = n.old_id
    """,
    """
    INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, description, aliases,
                            default_name, merged_into, position, created_at)
    SELECT :p_new, n.new_id, k.name, k.folded, k.kind, k.emoji, k.colour, k.description, k.aliases,
           k.default_name, i.new_id, k.position, :p_now
      FROM unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
           AS n(old_id, new_id)
      JOIN categories k ON k.ledger_id = :p_old AND k.id = n.old_id
      LEFT JOIN unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
           AS i(old_id, new_id) ON i.old_id = k.merged_into
    """,
    """
    INSERT INTO learned_words (ledger_id, word, category_id, learned_at)
    SELECT :p_new, w.word, n.new_id, w.learned_at
      FROM learned_words w
      JOIN unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
           AS n(old_id, new_id) ON n.old_id = w.category_id
     WHERE w.ledger_id = :p_old
    """,
    """
    INSERT INTO ledger_rates (ledger_id, base, quote, date, rate)
    SELECT :p_new, base, quote, date, rate FROM ledger_rates WHERE ledger_id = :p_old
    """,
)
_CLOSE = (
    "UPDATE ledgers SET closed_at = :p_now WHERE id = :p_old",
    "UPDATE chats SET ledger_id = :p_new WHERE ledger_id = :p_old",
    "UPDATE threads SET ledger_id = :p_new WHERE ledger_id = :p_old",
    "UPDATE plans SET closed_at = :p_now WHERE ledger_id = :p_old AND closed_at IS NULL",
    "DELETE FROM invitations WHERE ledger_id = :p_old",
)
