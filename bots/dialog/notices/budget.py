"""Budget warnings that no answer carries: a share in a group brought one's own budget over.

Whether it is so is judged when they are sent; what is due at the same time is one message.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import standing, warnings, wording
from bots.dialog.budgets import typed_name
from bots.dialog.messages import Answer, Button, line
from bots.dialog.notices.kind import Composed, Kind, Skip
from expenseiq_core.domain.budget import BudgetStatus
from expenseiq_core.services import budget_notices, own_budgets
from expenseiq_core.services.budget_notices import Crossing
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.own_budgets import Standing

MOST: Final = 6
"""Budgets in a message."""

Entries = Mapping[tuple[uuid.UUID, int], tuple[str, str | None]]
"""Ledger and number of an entry -> what for, and in which group."""


async def compose(session: AsyncSession, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
    """Return the warnings that are true, with the figures of now."""
    said = await budget_notices.together(session, claimed)
    users = {one.user_id for one in claimed if one.user_id is not None}
    stands = await own_budgets.standings(session, users, now=now)
    keys = {(c.ledger_id, c.no) for crossings in said.values() for c in crossings}
    entries = await budget_notices.entries(session, keys)
    return {
        one.id: _words(stands.get(one.user_id) if one.user_id else None, said[one.id], entries)
        if one.id in said
        else Skip(budget_notices.WITH_ANOTHER)
        for one in claimed
    }


def _words(
    stands: Standing | None, crossings: Sequence[Crossing], entries: Entries
) -> Answer | Skip:
    if stands is None:
        return Skip("the book is closed")
    true = {c.budget_id: c for c in crossings if _is_true(c, stands.statuses.get(c.budget_id))}
    if not true:
        return Skip("not true any more")
    statuses = [stands.statuses[budget_id] for budget_id in true]
    statuses.sort(key=lambda status: status.budget.category_id is None)
    first = statuses[0]
    rows = [standing.headline(stands, status) for status in statuses[:MOST]]
    rows += _by({(c.ledger_id, c.no) for c in true.values()}, entries)
    rows += [standing.left_text(stands, first)] if len(statuses) == 1 else []
    buttons = (*warnings.buttons(stands, first.budget), _less(stands, first))
    data = {budget_notices.SAID: [crossing.occurrence for crossing in crossings]}
    return Answer(lines=tuple(line(row) for row in rows), rows=(buttons,), data=data)


def _is_true(crossing: Crossing, status: BudgetStatus | None) -> bool:
    """Whether a threshold is the one that its budget has reached.

    Of a higher one, whoever reached that one is told; of a period gone by nobody wants to hear.
    """
    return (
        status is not None
        and status.period.start == crossing.start
        and status.budget.limit_minor == crossing.limit_minor
        and status.reached == crossing.threshold
    )


def _by(keys: Collection[tuple[uuid.UUID, int]], entries: Entries) -> list[str]:
    """Return `by Dinner in Lisbon`, if it was one entry and is still there."""
    found = [entries[key] for key in keys if key in entries]
    if len(keys) != 1 or not found:
        return []
    what, group = found[0]
    return [f"by {wording.title(what)}{f' in {group}' if group else ''}"]


def _less(stands: Standing, status: BudgetStatus) -> Button:
    """Return the button for fewer warnings of this budget: only of the last threshold, or none."""
    budget, reached = status.budget, status.reached
    named = f"warn {typed_name(stands, budget)} {budget.cadence}"
    last = budget.thresholds[-1]
    if reached is not None and reached < last:
        return Button(label=f"Only at {last} %", action=f"{named} at {last}")
    return Button(label="Don't warn", action=f"{named} off")


KIND: Final = Kind(name=budget_notices.KIND, compose=compose)
