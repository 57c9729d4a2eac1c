"""Turns: what was done where, so that it happens once and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import EarlierTurn, Place, Resolved, source_hash
from expenseiq_core.services.recording import TurnNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A turn that changed entries and can be taken back."""

    id: uuid.UUID
    command: str
    numbers: tuple[int, ...]
    user_id: uuid.UUID | None
    takes_back: uuid.UUID | None = None
    """Of an undo: the change that it took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The button that somebody pressed, as its turn knows it."""

    turn_id: uuid.UUID
    chat_id: uuid.UUID
    user_id: uuid.UUID | None
    ledger_id: uuid.UUID | None
    action: str
    command: str
    """Of the answer that the button is below."""


async def remember(
    session: AsyncSession,
    who: Resolved,
    note: TurnNote,
    *,
    reply: Mapping[str, Any],
    numbers: Sequence[int] = (),
) -> bool:
    """Insert a turn that wrote no entries, or (`numbers`) none by `recording.write`.

    False if its message had a turn already, or if the ledger was erased meanwhile.
    """
    made = await session.scalar(
        text("""
            INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, said, numbers,
                               actions, reply, thread, created_at)
            SELECT :p_chat, :p_source, :p_turn, :p_user, id, :p_command, :p_said,
                   CAST(:p_numbers AS bigint[]), CAST(:p_actions AS text[]),
                   CAST(:p_reply AS jsonb), CAST(:p_thread AS text), :p_now
              FROM ledgers WHERE id = :p_ledger FOR KEY SHARE
            ON CONFLICT (chat_id, source) DO NOTHING RETURNING id
        """),
        {
            "p_chat": who.chat_id,
            "p_source": note.source,
            "p_turn": note.id,
            "p_user": who.user_id,
            "p_ledger": who.ledger_id,
            "p_command": note.command,
            "p_said": note.said,
            "p_numbers": list(numbers),
            "p_actions": list(note.actions),
            "p_reply": json.dumps(reply),
            "p_thread": note.thread,
            "p_now": note.now,
        },
    )
    return made is not None


async def keep_reply(session: AsyncSession, turn_id: uuid.UUID, reply: Mapping[str, Any]) -> None:
    """Store the answer of a turn that wrote entries, to say it again on redelivery."""
    await session.execute(
        text("UPDATE turns SET reply = CAST(:p_reply AS jsonb) WHERE id = :p_turn"),
        {"p_reply": json.dumps(reply), "p_turn": turn_id},
    )


async def offer(
    session: AsyncSession, turn_id: uuid.UUID, *, actions: Sequence[str], reply: Mapping[str, Any]
) -> None:
    """Give the answer of a turn that wrote entries more buttons than it was written with."""
    await session.execute(
        text("""
            UPDATE turns SET actions = CAST(:p_actions AS text[]), reply = CAST(:p_reply AS jsonb)
             WHERE id = :p_turn
        """),
        {"p_actions": list(actions), "p_reply": json.dumps(reply), "p_turn": turn_id},
    )


async def pressed(session: AsyncSession, button: str) -> Pressed | None:
    """Return what a button stands for, or None if it is none of ours."""
    turn_id, _, index = button.partition(":")
    try:
        key = uuid.UUID(turn_id)
        position = int(index) if index.isascii() and index.isdigit() and len(index) < 4 else -1
    except ValueError:
        return None
    row = (
        await session.execute(
            text(
                "SELECT id, chat_id, user_id, ledger_id, command, actions FROM turns"
                " WHERE id = :p_turn"
            ),
            {"p_turn": key},
        )
    ).one_or_none()
    if row is None or not 0 <= position < len(row.actions):
        return None
    return Pressed(
        turn_id=row.id,
        chat_id=row.chat_id,
        user_id=row.user_id,
        ledger_id=row.ledger_id,
        action=row.actions[position],
        command=row.command,
    )


async def is_of(session: AsyncSession, button: str, place: Place) -> bool:
    """Whether a button is one of this chat, and its turn one of the book that the chat has now."""
    found = await pressed(session, button)
    if found is None:
        return False
    same = await session.scalar(
        text("""
            SELECT EXISTS (SELECT FROM chats
                            WHERE id = :p_chat AND ledger_id = :p_ledger
                              AND platform = :p_platform AND workspace = :p_workspace
                              AND external_id = :p_external)
        """),
        {
            "p_chat": found.chat_id,
            "p_ledger": found.ledger_id,
            "p_platform": place.platform,
            "p_workspace": place.workspace,
            "p_external": place.chat,
        },
    )
    return bool(same)


QUOTED: Final = "quoted"
"""The command of the turn of a message that somebody else had logged: the change is theirs."""
POSTED: Final = "posted"
"""The command of the turn of a recurring entry's date: nobody's last change, so that a bare undo
takes back what somebody did."""

_CHANGES = """
SELECT t.id, t.command, t.numbers, t.user_id, t.takes_back FROM turns t
 WHERE t.ledger_id = :p_ledger AND t.taken_back_by IS NULL AND cardinality(t.numbers) > 0
"""
_UNDOABLE = _CHANGES + f" AND t.command NOT IN ('undo', 'redo', '{QUOTED}')"


async def last_change(session: AsyncSession, who: Resolved) -> Change | None:
    """Return the speaker's last change of entries in this ledger that is not taken back."""
    statement = text(
        f"{_UNDOABLE} AND t.command <> '{POSTED}' AND t.user_id = :p_user"
        " ORDER BY t.id DESC LIMIT 1"
    )
    return await _change(session, statement, p_ledger=who.ledger_id, p_user=who.user_id)


async def last_change_of(session: AsyncSession, who: Resolved, number: int) -> Change | None:
    """Return the last change of an entry that is not taken back, by whomever."""
    statement = text(_UNDOABLE + " AND :p_no = ANY(t.numbers) ORDER BY t.id DESC LIMIT 1")
    return await _change(session, statement, p_ledger=who.ledger_id, p_no=number)


async def last_undo(session: AsyncSession, who: Resolved) -> Change | None:
    """Return the speaker's last undo that was not made undone: what `redo` takes back."""
    statement = text(
        _CHANGES + " AND t.command = 'undo' AND t.user_id = :p_user ORDER BY t.id DESC LIMIT 1"
    )
    return await _change(session, statement, p_ledger=who.ledger_id, p_user=who.user_id)


async def changed_since(session: AsyncSession, who: Resolved, change: Change) -> bool:
    """Whether one of its entries was changed after it, other than by undo and redo."""
    found = await session.scalar(
        text(f"""
            SELECT EXISTS ({_UNDOABLE}
               AND t.id > :p_turn AND t.numbers && CAST(:p_numbers AS bigint[]))
        """),
        {"p_ledger": who.ledger_id, "p_turn": change.id, "p_numbers": list(change.numbers)},
    )
    return bool(found)


async def changed_by_others(session: AsyncSession, who: Resolved, change: Change) -> str | None:
    """Return who changed one of its entries after it, if anybody did but who made it.

    What somebody changed and took back again counts as nothing.
    """
    row = (
        await session.execute(
            text("""
                SELECT m.name FROM turns t
                  LEFT JOIN members m ON m.ledger_id = t.ledger_id AND m.user_id = t.user_id
                 WHERE t.ledger_id = :p_ledger AND t.id > :p_turn AND t.taken_back_by IS NULL
                   AND t.numbers && CAST(:p_numbers AS bigint[]) AND t.command <> :p_quoted
                   AND t.user_id IS DISTINCT FROM CAST(:p_user AS uuid)
                   AND (t.command NOT IN ('undo', 'redo') OR t.takes_back < :p_turn)
                 ORDER BY t.id DESC LIMIT 1
            """),
            {
                "p_ledger": who.ledger_id,
                "p_turn": change.id,
                "p_numbers": list(change.numbers),
                "p_user": change.user_id,
                "p_quoted": QUOTED,
            },
        )
    ).one_or_none()
    return None if row is None else row.name or "somebody"


async def note_asker(session: AsyncSession, turn_id: uuid.UUID, member_id: uuid.UUID) -> None:
    """Keep at whose request somebody made a change."""
    await session.execute(
        text("UPDATE turns SET asked_by = :p_member WHERE id = :p_turn"),
        {"p_member": member_id, "p_turn": turn_id},
    )


async def note_answered(session: AsyncSession, turn_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Keep that a turn needs no answer: another one has said it."""
    await session.execute(
        text("UPDATE turns SET answered_at = :p_now WHERE id = :p_turn"),
        {"p_now": now, "p_turn": turn_id},
    )


async def _change(
    session: AsyncSession, statement: TextClause, **parameters: object
) -> Change | None:
    row = (await session.execute(statement, parameters)).one_or_none()
    if row is None:
        return None
    return Change(
        id=row.id,
        command=row.command,
        numbers=tuple(row.numbers),
        user_id=row.user_id,
        takes_back=row.takes_back,
    )


async def mark_taken_back(
    session: AsyncSession, turn_id: uuid.UUID, *, by: uuid.UUID | None
) -> None:
    """Note which turn took a change back; None: it counts again."""
    await session.execute(
        text("UPDATE turns SET taken_back_by = CAST(:p_by AS uuid) WHERE id = :p_turn"),
        {"p_by": by, "p_turn": turn_id},
    )


async def of_source(session: AsyncSession, who: Resolved, source: str) -> EarlierTurn | None:
    """Return the turn of this source, if it was handled before."""
    row = (
        await session.execute(
            text("""
                SELECT id, ledger_id, command, said, numbers, actions, reply, edited_at,
                       answered_at
                  FROM turns
                 WHERE chat_id = :p_chat AND source IN (:p_source, :p_hash)
            """),
            {"p_chat": who.chat_id, "p_source": source, "p_hash": source_hash(source)},
        )
    ).one_or_none()
    if row is None:
        return None
    return EarlierTurn(
        id=row.id,
        ledger_id=row.ledger_id,
        command=row.command,
        said=row.said,
        numbers=tuple(row.numbers),
        actions=tuple(row.actions),
        reply=row.reply,
        edited_at=row.edited_at,
        answered_at=row.answered_at,
    )


_ASIDE = ":before:"
"""Between the source of a turn that stepped aside, and its id."""


async def source_of(session: AsyncSession, button: str) -> tuple[str, bool, uuid.UUID] | None:
    """Return the source of the turn that a button is of, whether it stepped aside, and its id."""
    turn_id = uuid.UUID(button.partition(":")[0])
    found = await session.scalar(
        text("SELECT source FROM turns WHERE id = :p_turn FOR UPDATE"), {"p_turn": turn_id}
    )
    if found is None:
        return None
    source, aside, _ = found.partition(_ASIDE)
    return source, bool(aside), turn_id


async def step_aside(session: AsyncSession, turn_id: uuid.UUID) -> None:
    """Let the message of a turn happen anew; the turn's buttons keep working."""
    await session.execute(
        text(f"UPDATE turns SET source = source || '{_ASIDE}' || id WHERE id = :p_turn"),
        {"p_turn": turn_id},
    )


async def note_edit(
    session: AsyncSession, turn_id: uuid.UUID, *, said: str, edited_at: dt.datetime
) -> bool:
    """Keep what a message reads after an edit; False if a newer edit was there already."""
    noted = await session.scalar(
        text("""
            UPDATE turns SET said = :p_said, edited_at = :p_edited_at
             WHERE id = :p_turn AND (edited_at IS NULL OR edited_at < :p_edited_at) RETURNING id
        """),
        {"p_said": said, "p_edited_at": edited_at, "p_turn": turn_id},
    )
    return noted is not None


async def keep_failed(
    session: AsyncSession,
    *,
    failed_id: uuid.UUID,
    platform: str,
    chat: str,
    source: str,
    said: str,
    error: str,
    now: dt.datetime,
) -> None:
    """Keep a message that could not be handled, for the people who run the program."""
    await session.execute(
        text("""
            INSERT INTO failed_messages (id, platform, chat, source, said, error, created_at)
            VALUES (:p_id, :p_platform, :p_chat, :p_source, :p_said, :p_error, :p_now)
        """),
        {
            "p_id": failed_id,
            "p_platform": platform,
            "p_chat": chat,
            "p_source": source,
            "p_said": said,
            "p_error": error,
            "p_now": now,
        },
    )
