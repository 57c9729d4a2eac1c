"""What a change of entries means beyond its ledger: to its members' own days and budgets.

In one's own ledger, what one owes in groups counts too. In a group, whose own budget is nearly or
wholly gone by it is told alone, never in the group.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bots.dialog import replies, standing, wording
from bots.dialog.messages import Answer, lines
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import BudgetStatus, crossed, fallen
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.quiet import waking
from expenseiq_core.services import (
    budgets,
    chats,
    deliveries,
    group_spending,
    own_charges,
    watchers,
)
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.recording import Charge, Recorded
from expenseiq_core.services.watchers import Watcher

KIND: Final = "budget"
TOO_LATE: Final = dt.timedelta(hours=12)
"""A night longer than somebody sleeps: what waited so long is no news."""


async def follow(turn: Turn, recorded: Recorded, void: Sequence[Entry]) -> Recorded:
    """Return a change with what groups add to it; tell whoever has to know of one in a group."""
    entries = (*recorded.entries, *void)
    if not turn.who.reaches or all(e.content.kind != "expense" for e in entries):
        return recorded
    if turn.who.is_group:
        await _tell_all(turn, recorded.entries, void)
        return recorded
    day = entries[0].content.date
    turn.who, recorded = await own_charges.with_shares(turn.session, turn.who, recorded, day=day)
    await _take_back(turn, turn.who.user_id, standing.charged(turn, recorded.charges))
    return recorded


async def _tell_all(turn: Turn, new: Sequence[Entry], void: Sequence[Entry]) -> None:
    members = {
        share.member_id
        for entry in (*new, *void)
        if entry.content.kind == "expense"
        for share in entry.content.shares
        if share.owed
    }
    found = (turn.who.member(member_id).user_id for member_id in members)
    if users := {user_id for user_id in found if user_id is not None}:
        for watcher in await watchers.locked(turn.session, users):
            await _tell(turn, watcher, new, void)


async def _tell(turn: Turn, watcher: Watcher, new: Sequence[Entry], void: Sequence[Entry]) -> None:
    """Judge somebody's own budgets by their shares before and after, and let them be told."""
    theirs = await chats.resolve(turn.session, watcher.place, source="", words=())
    if theirs is None or theirs.is_group:
        return
    alone = replace(turn, who=theirs)
    own = await budgets.own_standing(turn.session, theirs, today=alone.today)
    found = await group_spending.group_spending(
        turn.session,
        theirs,
        own,
        days={alone.today, *(entry.content.date for entry in (*new, *void))},
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
    alone.who = replace(theirs, budgets=group_spending.added(own, found))
    charged = standing.charged(alone, charges)
    await _take_back(alone, watcher.user_id, charged)
    # Whoever types in a group is awake.
    is_awake = watcher.user_id == turn.who.user_id
    due_at = turn.now if is_awake else waking(turn.now, theirs.timezone)
    for charge, status in charged:
        threshold = crossed(before_minor=charge.before, status=status)
        if threshold is None or status.period.end <= alone.today:
            continue
        named = _occurrence(charge, threshold)
        answer = Answer(lines=lines(_text(turn, alone, status, (*new, *void)[0])))
        notice = Notice(
            occurrence=named,
            kind=KIND,
            user_id=watcher.user_id,
            chat_id=watcher.chat_id,
            about={"said": replies.to_json(answer)},
            due_at=due_at,
            expires_at=turn.now + TOO_LATE,
        )
        # One warning for one budget: the highest.
        every = status.budget.thresholds
        lower = [_occurrence(charge, other) for other in every if other < threshold]
        await deliveries.take_back(turn.session, watcher.user_id, lower)
        await deliveries.put(turn.session, [notice], now=turn.now)


async def _take_back(
    turn: Turn, user_id: uuid.UUID, charged: Sequence[tuple[Charge, BudgetStatus]]
) -> None:
    """Let nobody be told of a threshold that a budget is below again."""
    untrue = [
        _occurrence(charge, threshold)
        for charge, status in charged
        for threshold in fallen(before_minor=charge.before, status=status)
    ]
    if untrue:
        await deliveries.take_back(turn.session, user_id, untrue)


def _occurrence(charge: Charge, threshold: int) -> str:
    return f"{KIND}:{charge.budget_id}:{charge.period_start}:{threshold}"


def _text(turn: Turn, alone: Turn, status: BudgetStatus, entry: Entry) -> str:
    """Return three lines: how much is gone, by what, and what is left."""
    by = wording.title(entry.content.description)
    return "\n".join(
        [
            standing.headline(alone, status),
            f"by {by} in {turn.who.ledger_name}",
            standing.left_text(alone, status),
        ]
    )
