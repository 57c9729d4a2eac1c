"""What a change of entries means beyond its ledger: to its members' own days and budgets.

In one's own ledger, what one owes in groups counts too. In a group, whose own budget is nearly or
wholly gone by it is told alone, never in the group.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bots.dialog import standing
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import BudgetStatus, crossed, fallen
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.quiet import waking
from expenseiq_core.services import (
    budget_notices,
    deliveries,
    destinations,
    group_spending,
    own_budgets,
    own_charges,
    recurring,
    turns,
    watchers,
)
from expenseiq_core.services.budget_notices import Crossing
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.destinations import Destination
from expenseiq_core.services.digest_readers import Reader
from expenseiq_core.services.recording import Charge, Recorded

LASTS: Final = dt.timedelta(hours=2)
"""After this long it is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alone:
    """Somebody, and what day it is for them."""

    who: Resolved
    today: dt.date


async def follow(turn: Turn, recorded: Recorded, void: Sequence[Entry]) -> Recorded:
    """Return a change with what groups add to it; tell whoever has to know of it and is not here.

    Whoever is here is warned by the answer.
    """
    entries = (*recorded.entries, *void)
    if all(entry.content.kind != "expense" for entry in entries):
        return recorded
    if turn.who.is_group:
        if turn.who.reaches:
            await _tell_all(turn, recorded.entries, void)
        return recorded
    if turn.who.reaches:
        day = entries[0].content.date
        turn.who, recorded = await own_charges.with_shares(
            turn.session, turn.who, recorded, day=day
        )
    charged = standing.charged(turn, recorded.charges)
    await _take_back(turn, turn.who.user_id, charged)
    if turn.command == turns.POSTED and recorded.entries:
        await _tell_owner(turn, charged, recorded.entries[0])
    return recorded


async def _tell_owner(
    turn: Turn, charged: Sequence[tuple[Charge, BudgetStatus]], entry: Entry
) -> None:
    """Warn of what was recorded by itself, where the notice of that is not wanted."""
    found = crossings(turn, turn, charged, entry)
    if found:
        user_id = turn.who.user_id
        told = await destinations.private(turn.session, [user_id], kind=recurring.KIND)
        if not told.get(user_id):
            await _put(turn, {user_id: found})


async def _tell_all(turn: Turn, new: Sequence[Entry], void: Sequence[Entry]) -> None:
    """Judge the own budgets of all whose shares changed, and let them be told."""
    members = {
        share.member_id
        for entry in (*new, *void)
        if entry.content.kind == "expense"
        for share in entry.content.shares
        if share.owed
    }
    found = (turn.who.member(member_id).user_id for member_id in members)
    users = {user_id for user_id in found if user_id is not None}
    watching = await watchers.locked(turn.session, users) if users else []
    by = next(entry for entry in (*new, *void) if entry.content.kind == "expense")
    reached = {}
    for reader in await own_budgets.owners(turn.session, watching, now=turn.now):
        alone, charged = await _judged(turn, reader, new, void)
        await _take_back(turn, reader.who.user_id, charged)
        reached[reader.who.user_id] = crossings(turn, alone, charged, by)
    await _put(turn, reached)


async def _judged(
    turn: Turn, reader: Reader, new: Sequence[Entry], void: Sequence[Entry]
) -> tuple[_Alone, list[tuple[Charge, BudgetStatus]]]:
    """Return what somebody's own budgets had spent before and after."""
    today = reader.who.today(turn.incoming.sent_at)
    contents = [e.content for e in (*new, *void) if e.content.kind == "expense"]
    own = own_budgets.concerned(reader, turn.who, contents)
    found = await group_spending.group_spending(
        turn.session,
        reader.who,
        own,
        days={content.date for content in contents},
        new=[entry.id for entry in new],
        void=[entry.id for entry in void],
    )
    spent = {budget.id: budget.spent for budget in own}
    charges = [
        Charge(
            budget_id=budget_id,
            period_start=start,
            before=spent[budget_id].get(start, 0) + part.before,
            after=spent[budget_id].get(start, 0) + part.after,
        )
        for (budget_id, start), part in found.items()
        if part.before != part.after
    ]
    who = replace(reader.who, budgets=group_spending.added(own, found))
    alone = _Alone(who=who, today=today)
    return alone, standing.charged(alone, charges)


def crossings(
    turn: Turn,
    view: standing.View,
    charged: Sequence[tuple[Charge, BudgetStatus]],
    entry: Entry,
) -> list[Crossing]:
    """Return which thresholds were reached by an entry of the turn's ledger."""
    return [
        Crossing(
            budget_id=charge.budget_id,
            start=charge.period_start,
            threshold=threshold,
            limit_minor=status.budget.limit_minor,
            ledger_id=turn.who.ledger_id,
            no=entry.no,
        )
        for charge, status in charged
        if status.period.end > view.today
        if (threshold := crossed(before_minor=charge.before, status=status)) is not None
    ]


async def _put(turn: Turn, reached: dict[uuid.UUID, list[Crossing]]) -> None:
    """Let people be told where they want to hear it, out of their quiet hours."""
    reached = {user_id: found for user_id, found in reached.items() if found}
    if not reached:
        return
    told = await destinations.private(turn.session, reached, kind=budget_notices.KIND)
    notices = []
    for user_id, found in reached.items():
        # What was not said, as it was not true when its time came, may be now.
        await _forget(turn, user_id, [crossing.occurrence for crossing in found])
        for place in told.get(user_id, ()):
            notices += [_notice(turn, place, crossing) for crossing in found]
    await deliveries.put(turn.session, notices, now=turn.now)


def _notice(turn: Turn, place: Destination, crossing: Crossing) -> Notice:
    # Whoever types in a group is awake.
    awake = place.user_id == turn.who.user_id and turn.command != turns.POSTED
    due_at = turn.now
    if not awake:
        due_at = waking(turn.now, place.timezone, place.quiet_from, place.quiet_until)
    return Notice(
        occurrence=crossing.occurrence,
        kind=budget_notices.KIND,
        user_id=place.user_id,
        chat_id=place.chat_id,
        about=crossing.about(due_at, awake=awake),
        due_at=due_at,
        expires_at=due_at + LASTS,
    )


async def _take_back(
    turn: Turn, user_id: uuid.UUID, charged: Sequence[tuple[Charge, BudgetStatus]]
) -> None:
    """Let nobody be told of a threshold that a budget is below again."""
    untrue = [
        name
        for charge, status in charged
        for name in budget_notices.of_budget(
            status.budget, charge.period_start, fallen(before_minor=charge.before, status=status)
        )
    ]
    if untrue:
        await _forget(turn, user_id, untrue)


async def _forget(turn: Turn, user_id: uuid.UUID, occurrences: Collection[str]) -> None:
    await deliveries.take_back(turn.session, user_id, occurrences)
