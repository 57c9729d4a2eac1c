"""Groups: the ledger of a chat, made when it is first needed, and who takes part in it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import ChatRow, LedgerRow, MemberRow
from expenseiq_core.domain.words import as_name, fold
from expenseiq_core.services import accounts
from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id

NAMELESS: Final = "Somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A user who comes to a group."""

    user_id: uuid.UUID
    name: str
    takes_place: bool = False
    """They are the member of their name who has no account, if there is one."""


async def meet(
    session: AsyncSession,
    place: Place,
    newcomer: Newcomer,
    *,
    title: str,
    currency: str,
    now: dt.datetime,
    thread: str | None = None,
) -> uuid.UUID:
    """Let a user be a member of the ledger of a group chat (or of its thread); return its id.

    The ledger is made if the chat has none yet: then the user is the one who created it. Two first
    messages at once make one ledger: the second waits on the first one's keys.
    """
    ledger_id = await _ledger_of(session, place, thread)
    if ledger_id is None:
        await _make_chat(
            session, place, title=title, user_id=newcomer.user_id, currency=currency, now=now
        )
        ledger_id = await _ledger_of(session, place, thread)
    assert ledger_id is not None, "the chat has a ledger now"
    await join(session, ledger_id, newcomer, now=now)
    return ledger_id


async def join(
    session: AsyncSession, ledger_id: uuid.UUID, newcomer: Newcomer, *, now: dt.datetime
) -> uuid.UUID:
    """Return the member that a user is in a ledger; made if they were none.

    One who left or was removed stays so.
    """
    if newcomer.takes_place:
        await _take_place(session, ledger_id, newcomer)
    await session.execute(
        insert(MemberRow)
        .values(
            ledger_id=ledger_id,
            id=new_id(),
            user_id=newcomer.user_id,
            name=as_name(newcomer.name)[:80] or NAMELESS,
            joined_at=now,
        )
        .on_conflict_do_nothing(index_elements=["ledger_id", "user_id"])
    )
    member_id: uuid.UUID = (
        await session.execute(
            text("SELECT id FROM members WHERE ledger_id = :p_ledger AND user_id = :p_user"),
            {"p_ledger": ledger_id, "p_user": newcomer.user_id},
        )
    ).scalar_one()
    return member_id


async def _take_place(session: AsyncSession, ledger_id: uuid.UUID, newcomer: Newcomer) -> None:
    rows = await session.execute(
        text("""
            SELECT id, name FROM members
             WHERE ledger_id = :p_ledger AND user_id IS NULL AND merged_into IS NULL
               AND NOT EXISTS (SELECT FROM members o
                                WHERE o.ledger_id = :p_ledger AND o.user_id = :p_user)
        """),
        {"p_ledger": ledger_id, "p_user": newcomer.user_id},
    )
    same = [row for row in rows if _compared(row.name) == _compared(newcomer.name)]
    if len(same) == 1:
        # "@ana" is how she was typed, "Ana" is what she calls herself.
        name = as_name(newcomer.name)[:80] if same[0].name.islower() else same[0].name
        await session.execute(
            text(
                "UPDATE members SET user_id = :p_user, name = :p_name"
                " WHERE ledger_id = :p_ledger AND id = :p_member"
                # Somebody may be faster: another of that name, or who merges them.
                " AND num_nonnulls(user_id, merged_into) = 0"
            ),
            {
                "p_user": newcomer.user_id,
                "p_name": name or same[0].name,
                "p_ledger": ledger_id,
                "p_member": same[0].id,
            },
        )


def _compared(name: str) -> str:
    return fold(name.replace("_", " "))


async def new_ledger(
    session: AsyncSession,
    *,
    name: str,
    created_by: uuid.UUID,
    currency: str,
    now: dt.datetime,
) -> uuid.UUID:
    """Make the empty ledger of a group; nobody is a member of it yet."""
    ledger_id = new_id()
    await session.execute(
        insert(LedgerRow).values(
            id=ledger_id,
            kind="group",
            name=as_name(name)[:80] or "Group",
            currency=currency,
            created_by=created_by,
            created_at=now,
        )
    )
    await accounts.default_categories(session, ledger_id, now=now)
    return ledger_id


async def _make_chat(
    session: AsyncSession,
    place: Place,
    *,
    title: str,
    user_id: uuid.UUID,
    currency: str,
    now: dt.datetime,
) -> None:
    chat = insert(ChatRow).values(
        id=new_id(),
        platform=place.platform,
        workspace=place.workspace,
        external_id=place.chat,
        private=False,
        ledger_id=None,
        title=title[:80] or None,
        created_at=now,
    )
    chat_id = await session.scalar(
        chat.on_conflict_do_update(
            index_elements=["platform", "workspace", "external_id"],
            set_={"title": chat.excluded.title},
            where=ChatRow.ledger_id.is_(None),
        ).returning(ChatRow.id)
    )
    if chat_id is None:
        return  # somebody was faster
    ledger_id = await new_ledger(
        session, name=title, created_by=user_id, currency=currency, now=now
    )
    await session.execute(
        text("UPDATE chats SET ledger_id = :p_ledger WHERE id = :p_chat"),
        {"p_ledger": ledger_id, "p_chat": chat_id},
    )


async def _ledger_of(session: AsyncSession, place: Place, thread: str | None) -> uuid.UUID | None:
    found: uuid.UUID | None = await session.scalar(
        text("""
            SELECT coalesce((SELECT h.ledger_id FROM threads h
                              WHERE h.chat_id = c.id AND h.thread = :p_thread), c.ledger_id)
              FROM chats c
             WHERE c.platform = :p_platform AND c.workspace = :p_workspace
               AND c.external_id = :p_chat
        """),
        {
            "p_platform": place.platform,
            "p_workspace": place.workspace,
            "p_chat": place.chat,
            "p_thread": thread or "",
        },
    )
    return found
