"""`remind @bob`: whoever is owed something asks for it through us, at most once a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bots.dialog import naming, owing, reminders
from bots.dialog.messages import Answer, Button, line
from bots.dialog.notices.remind_due import TOO_LATE
from bots.dialog.turn import Turn
from expenseiq_core.domain.plans import Row
from expenseiq_core.domain.quiet import waking
from expenseiq_core.errors import ConflictError, NotAllowedError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import (
    deliveries,
    destinations,
    plans,
    preferences,
    reminded,
    reminding,
    settling,
)
from expenseiq_core.services.chats import Member
from expenseiq_core.services.deliveries import ACTS_IN, Notice
from expenseiq_core.services.destinations import Destination
from expenseiq_core.services.settling import Due


async def handle(turn: Turn, member: Member) -> Answer:
    """Let somebody be asked for what they owe the speaker: alone, or else here and now."""
    who, name = turn.who, naming.shown(turn.who, member.id)
    balances = await kept.of_ledger(turn.session, who)
    if owing.is_one_purse(turn, balances):
        raise ConflictError(owing.NO_DEBTS)
    if member.id == who.member_id:
        raise ConflictError("That is you. To see what you owe: balance")
    due = await settling.due(turn.session, who, balances)
    rows = [r for r in due.rows if (r.payer, r.payee) == (member.id, who.member_id)]
    rows = [row for row in rows if row.amount.minor]
    if not rows:
        raise ConflictError(f"{name} has nothing to pay you. To see who pays whom: settle")
    if member.removed_at is not None:
        raise ConflictError(f"{name} was removed from {who.ledger_name}: I don't write to them.")
    if due.is_new:
        await plans.keep(turn.session, who, due.plan, now=turn.now)
    debtor = await reminding.reach(turn.session, who, member.id)
    users = {debtor.user_id} if debtor.user_id is not None else set()
    places = await destinations.private(turn.session, users, kind=reminding.KIND)
    found = next(iter(places.values()), ())
    is_muted = debtor.user_id is not None and (
        await preferences.of(turn.session, debtor.user_id)
    ).is_muted(turn.now)
    if is_muted or not debtor.wants(turn.today) or (debtor.started and not found):
        raise NotAllowedError(f"{name} doesn't want reminders from me here.")
    if found:
        return await _alone(turn, name, rows, found)
    if not debtor.takes_part:
        raise ConflictError(f"{name} left and never wrote to me: I can't reach them.")
    return await _here(turn, name, due, rows)


async def _alone(
    turn: Turn, name: str, rows: Sequence[Row], places: Sequence[Destination]
) -> Answer:
    """Send it to their private chats, when they are awake."""
    first = places[0]
    at = waking(turn.now, first.timezone, first.quiet_from, first.quiet_until)
    occurrence = f"{reminding.KIND}:{turn.id}"
    await _book(turn, name, rows, at.astimezone(ZoneInfo(first.timezone)).date(), occurrence)
    notices = [
        Notice(
            occurrence=occurrence,
            kind=reminding.KIND,
            user_id=place.user_id,
            ledger_id=turn.who.ledger_id,
            chat_id=place.chat_id,
            about={ACTS_IN: str(turn.who.ledger_id), "asks": str(turn.who.member_id)},
            due_at=at,
            expires_at=at + TOO_LATE,
        )
        for place in places
    ]
    await deliveries.put(turn.session, notices, now=turn.now)
    total = reminders.total(turn.who, rows)
    text = f"I ask {name} for {total} in your name, in private."
    if at > turn.now:
        clock = at.astimezone(ZoneInfo(turn.who.timezone))
        text = f"{name} has quiet hours: I ask for {total} at {clock:%H:%M}."
    return _answer(turn, text, at)


async def _here(turn: Turn, name: str, due: Due, rows: Sequence[Row]) -> Answer:
    """Say it in the group: to somebody without an account, or who never wrote to us."""
    await _book(turn, name, rows, turn.today, f"{reminding.KIND}:{turn.id}")
    me = naming.shown(turn.who, turn.who.member_id)
    text = f"{name}, {me} kindly asks for {reminders.total(turn.who, rows)}."
    paid = tuple(
        Button(
            label="Paid" if len(rows) == 1 else f"{row.position} Paid",
            action=f"paid row {row.position} of {due.plan.id.hex}",
            for_all=True,
        )
        for row in rows
    )
    return replace(_answer(turn, text, turn.now), rows=(paid,))


async def _book(turn: Turn, name: str, rows: Sequence[Row], day: dt.date, occurrence: str) -> None:
    """Note that they are asked on a date; raises ConflictError if they were."""
    pairs = [(row.payer, row.payee) for row in rows]
    booked = await reminded.book(
        turn.session, turn.who.ledger_id, pairs, day=day, occurrence=occurrence
    )
    if not booked:
        raise ConflictError(f"{name} was reminded of that today. Once a day is enough.")


def _answer(turn: Turn, text: str, at: dt.datetime) -> Answer:
    data = {"asks": {"for": naming.unique(turn.who, turn.who.member_id), "at": at.isoformat()}}
    return Answer(lines=(line(text),), data=data, wrote=True)
