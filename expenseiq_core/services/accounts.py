"""First contact: the user, the identity, the ledger and the chat that a private message needs."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import (
    CategoryRow,
    ChatRow,
    IdentityRow,
    LedgerRow,
    MemberRow,
    UserRow,
)
from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id


async def first_contact(
    session: AsyncSession,
    place: Place,
    *,
    name: str,
    locale: str,
    timezone: str,
    timezone_known: bool = True,
    currency: str,
    now: dt.datetime,
) -> None:
    """Make what a private chat needs and does not have yet: user, identity, ledger, chat.

    Two first messages at once make one of each: the second waits on the first one's keys.
    """
    user_id = await known_user(
        session,
        place,
        name=name,
        locale=locale,
        timezone=timezone,
        timezone_known=timezone_known,
        now=now,
    )
    ledger_id = await session.scalar(
        text("SELECT personal_ledger_id FROM users WHERE id = :p_user FOR UPDATE"),
        {"p_user": user_id},
    )
    if ledger_id is None:
        ledger_id = await _personal_ledger(session, user_id, name=name, currency=currency, now=now)
    chat = insert(ChatRow).values(
        id=new_id(),
        platform=place.platform,
        workspace=place.workspace,
        external_id=place.chat,
        private=True,
        ledger_id=ledger_id,
        created_at=now,
    )
    await session.execute(
        chat.on_conflict_do_update(
            index_elements=["platform", "workspace", "external_id"],
            set_={"ledger_id": chat.excluded.ledger_id},
            where=ChatRow.ledger_id.is_(None),
        )
    )


async def known_user(
    session: AsyncSession,
    place: Place,
    *,
    name: str,
    locale: str,
    timezone: str,
    timezone_known: bool,
    now: dt.datetime,
    handle: str | None = None,
) -> uuid.UUID:
    """Return the user behind a sender; made, with their identity, if they are new."""
    find = text(
        "SELECT user_id FROM identities WHERE platform = :p_platform"
        " AND workspace = :p_workspace AND external_id = :p_sender"
    )
    key = {
        "p_platform": place.platform,
        "p_workspace": place.workspace,
        "p_sender": place.sender,
    }
    known: uuid.UUID | None = await session.scalar(find, key)
    if known is not None:
        return known
    user_id = new_id()
    await session.execute(
        insert(UserRow).values(
            id=user_id,
            name=name[:80],
            locale=locale,
            timezone=timezone,
            timezone_known=timezone_known,
            created_at=now,
        )
    )
    made = await session.scalar(
        insert(IdentityRow)
        .values(
            platform=place.platform,
            workspace=place.workspace,
            external_id=place.sender,
            user_id=user_id,
            handle=handle,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(IdentityRow.user_id)
    )
    if made is not None:
        return user_id
    # Somebody was faster: theirs counts, ours goes.
    await session.execute(text("DELETE FROM users WHERE id = :p_user"), {"p_user": user_id})
    faster: uuid.UUID = (await session.execute(find, key)).scalar_one()
    return faster


async def _personal_ledger(
    session: AsyncSession, user_id: uuid.UUID, *, name: str, currency: str, now: dt.datetime
) -> uuid.UUID:
    ledger_id = new_id()
    await session.execute(
        insert(LedgerRow).values(
            id=ledger_id, kind="personal", name=name[:80], currency=currency, created_at=now
        )
    )
    await session.execute(
        insert(MemberRow).values(
            ledger_id=ledger_id, id=new_id(), user_id=user_id, name=name[:80], joined_at=now
        )
    )
    await default_categories(session, ledger_id, now=now)
    await session.execute(
        text("UPDATE users SET personal_ledger_id = :p_ledger WHERE id = :p_user"),
        {"p_ledger": ledger_id, "p_user": user_id},
    )
    return ledger_id


async def default_categories(
    session: AsyncSession, ledger_id: uuid.UUID, *, now: dt.datetime
) -> None:
    """Give a new ledger the categories that it begins with."""
    await session.execute(
        insert(CategoryRow),
        [
            {
                "ledger_id": ledger_id,
                "id": new_id(),
                "name": default.name,
                "folded": fold(default.name),
                "kind": default.kind,
                "emoji": default.emoji,
                "colour": default.colour,
                "description": default.description,
                "aliases": [fold(alias) for alias in default.aliases],
                "default_name": default.name,
                "position": position,
                "created_at": now,
            }
            for position, default in enumerate(DEFAULT_CATEGORIES)
        ],
    )
