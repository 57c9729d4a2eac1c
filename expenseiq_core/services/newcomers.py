"""People whom a message names for the first time: members from then on."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import MemberRow
from expenseiq_core.domain.words import as_name
from expenseiq_core.services import accounts
from expenseiq_core.services.chats import Place, Resolved
from expenseiq_core.services.recording import OvertakenError


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody who is to become a member."""

    id: uuid.UUID
    name: str
    handle: str | None = None
    """What is typed behind the @ to mention them, folded."""
    external_id: str | None = None
    """Their identity on the platform, where it tells; None: somebody without an account."""


async def add(
    session: AsyncSession, who: Resolved, new: NewMember, *, place: Place, now: dt.datetime
) -> None:
    """Make them a member, and a user if their platform says who they are.

    Raises OvertakenError if they became a member meanwhile.
    """
    user_id = None
    if new.external_id is not None:
        user_id = await accounts.known_user(
            session,
            replace(place, sender=new.external_id),
            name=new.name,
            locale=who.locale,
            timezone=who.timezone,
            timezone_known=False,
            handle=new.handle,
            now=now,
        )
    made = await session.scalar(
        insert(MemberRow)
        .values(
            ledger_id=who.ledger_id,
            id=new.id,
            user_id=user_id,
            name=as_name(new.name)[:80],
            handle=None if user_id else new.handle,
            joined_at=now,
            added_by=who.user_id,
        )
        .on_conflict_do_nothing(index_elements=["ledger_id", "user_id"])
        .returning(MemberRow.id)
    )
    if made is None:
        raise OvertakenError(new.name)
