"""Entries put into somebody's book without typing them: for tests of what looks at books."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from expenseiq_core.domain.ledger import Base, Content, Entry, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.services import chats, recording
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recording import NewEntry, TurnNote
from tests.dialog.conftest import NOON, Conversation


async def who_of(says: Conversation) -> Resolved:
    """Who speaks in a conversation, and their book."""
    async with says.sessions() as session:
        who = await chats.resolve(session, says.place, source="books", words=[])
    if who is None:
        await says("start", message_id="start")
        async with says.sessions() as session:
            who = await chats.resolve(session, says.place, source="books", words=[])
    assert who is not None
    return who


def bought(**content: object) -> dict[str, object]:
    """What `spend` records: `bought(amount="12.50", description="lunch", category="Food")`."""
    return content


async def spend(says: Conversation, *contents: dict[str, object]) -> tuple[Entry, ...]:
    """Record entries in one turn."""
    who = await who_of(says)
    new = [
        NewEntry(
            content=_content(who, **content),
            source=f"books:{new_id()}",
            no=who.next_no + part,
        )
        for part, content in enumerate(contents)
    ]
    note = TurnNote(id=new_id(), source=f"books:{new_id()}", command="expense", said="", now=NOON)
    async with says.sessions.begin() as session:
        recorded = await recording.write(session, who, note, new=new)
    return recorded.entries


def _content(
    who: Resolved,
    *,
    amount: str = "10",
    description: str = "lunch",
    category: str | None = "Food",
    date: str | dt.date = "2026-11-18",
    kind: str = "expense",
    currency: str | None = None,
    base: str | None = "same",
    tags: tuple[str, ...] = (),
    method: str | None = None,
    note: str | None = None,
) -> Content:
    """The base amount is the amount itself unless another, or None, is given."""
    money = Money.of(Decimal(amount), currency or who.currency)
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    own = (
        None
        if base is None
        else Money.of(Decimal(amount if base == "same" else base), who.currency)
    )
    named = who.category_named(category) if category else None
    return Content(
        kind=kind,
        amount=money,
        base=Base(minor=own.minor, rate=Decimal(1), rate_date=day) if own else None,
        date=day,
        description=description,
        category_id=named.id if named else None,
        payment_method=method,
        tags=tags,
        note=note,
        shares=own_share(who.member_id, money),
    )
