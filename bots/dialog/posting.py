"""An occurrence of a recurring entry becomes an entry, in the way in which a typed one does."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import dividing
from bots.dialog.following import follow
from bots.dialog.messages import Incoming
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split
from expenseiq_core.services import chats, rates, recurring_places, turns
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recording import NewEntry, Recorded
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_places import Spot, source_of
from expenseiq_core.services.recurring_template import Everybody


async def turn_at(session: AsyncSession, spot: Spot, *, source: str, now: dt.datetime) -> Turn:
    """Return a turn in which somebody would speak at a spot of a ledger."""
    who = await chats.resolve(session, spot.place, source=source, words=(), thread=spot.thread)
    assert who is not None, "the spot is one where the user is known"
    incoming = Incoming(
        place=spot.place,
        message_id=source,
        sent_at=now,
        thread=spot.thread,
        group=who.ledger_name if spot.is_group else None,
    )
    return Turn(
        session=session,
        incoming=incoming,
        who=who,
        now=now,
        id=new_id(),
        source=source,
        follow=follow,
        command=turns.POSTED,
    )


async def new_entry(turn: Turn, series: Series, day: dt.date) -> NewEntry:
    """Return the entry of a date, whoever's turn it is recorded in."""
    found = dividing.occurrence(
        turn, series.template, day, author_id=series.author_id, odd_turn=turn.who.odd_turn
    )
    base = await rates.base_for(turn.session, turn.who, found.content)
    return NewEntry(
        content=replace(found.content, base=base),
        source=source_of(series.id, day),
        no=turn.who.next_no,
        author_id=turn.who.member(series.author_id).id,
        odd_turn=turn.who.odd_turn,
        odd=found.odd,
    )


async def post(turn: Turn, series: Series, day: dt.date) -> Recorded | None:
    """Record the entry of a date; None: it was recorded before.

    Its ledger is locked, so that nobody is faster. The turn needs no answer: a notice is its.
    """
    ledger_id = turn.who.ledger_id
    if await recurring_places.recorded(turn.session, ledger_id, series.id, day) is not None:
        return None
    recorded = await turn.write(new=[await new_entry(turn, series, day)])
    await turns.note_answered(turn.session, turn.id, now=turn.now)
    return recorded


def missing(turn: Turn, series: Series) -> list[uuid.UUID]:
    """Return those without whom it is not known who shares it, or who paid."""
    return dividing.gone(turn, series.template)


def adds_up(amount: Money, shared: Split | Everybody | None) -> bool:
    """Whether the shares that are named are the whole amount."""
    return not isinstance(shared, Split) or split.left_over(amount, shared).minor == 0
