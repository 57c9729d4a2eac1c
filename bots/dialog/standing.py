"""How the day and the budgets stand after a change: the second and third line of its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bots.dialog import wording
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import Budget, BudgetStatus, crossed
from expenseiq_core.domain.money import Money
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.recording import Charge, Recorded


class View(Protocol):
    """Whom something is told, and what day it is for them: a turn is one."""

    @property
    def who(self) -> Resolved:
        """The reader, and their ledger."""
        ...

    @property
    def today(self) -> dt.date:
        """The reader's date."""
        ...


def lines_of(turn: Turn, recorded: Recorded, *, day: bool = True) -> list[str]:
    """Return what the day looks like (if `day`), and the entry's budget, or its warning."""
    first = recorded.entries[0].content
    if first.kind != "expense":
        return []
    warned = warned_of(turn, recorded.charges)
    if warned:
        return warnings(turn, warned)
    when = "Today" if first.date == turn.today else "That day"
    parts = [f"{when} {wording.short_money(turn.base_money(recorded.day_total), turn.who.locale)}"]
    parts = parts if day else []
    living = turn.who.category(first.category_id)
    parts += [
        budget_text(turn, status)
        for _, status in charged(turn, recorded.charges)
        if turn.today in status.period and status.budget.covers(living.id if living else None)
    ][:1]
    return [" · ".join(parts)] if parts else []


def warned_of(turn: View, charges: Sequence[Charge]) -> list[BudgetStatus]:
    """Return the budgets that this change brought over a threshold; none of a period gone by.

    Those of one category come before the one of all spending.
    """
    return [
        status
        for charge, status in charged(turn, charges)
        if status.period.end > turn.today and crossed(before_minor=charge.before, status=status)
    ]


def charged(turn: View, charges: Sequence[Charge]) -> list[tuple[Charge, BudgetStatus]]:
    """Return each charged budget's status, those of one category before the overall one."""
    budgets = {budget.id: budget for budget in turn.who.budgets}
    found = []
    for charge in charges:
        budget = budgets[charge.budget_id]
        inside = charge.period_start
        period = budget.period(turn.today)
        day = turn.today if period is not None and period.start == inside else inside
        found.append((charge, budget.status(day, charge.after)))
    return sorted(found, key=lambda pair: pair[1].budget.category_id is None)


def budget_name(turn: View, budget: Budget) -> str:
    """Return the name of what a budget is for."""
    category = turn.who.category(budget.category_id)
    return category.name if category else "All spending"


def budget_text(turn: View, status: BudgetStatus) -> str:
    """Return `Food €118 of €200`."""
    currency, locale = status.budget.currency, turn.who.locale
    spent = wording.short_money(Money(status.spent_minor, currency), locale)
    limit = wording.short_money(Money(status.limit_minor, currency), locale)
    return f"{budget_name(turn, status.budget)} {spent} of {limit}"


def warnings(turn: View, warned: Sequence[BudgetStatus]) -> list[str]:
    """Return two lines: of one budget how much is gone and what is left, of several a line each."""
    first, *others = warned
    second = " · ".join(headline(turn, status) for status in others)
    return [headline(turn, first), second or left_text(turn, first)]


def headline(turn: View, status: BudgetStatus) -> str:
    """Return `⚠️ Food: €164 of €200 (82 %)`."""
    name = budget_name(turn, status.budget)
    rest = budget_text(turn, status).removeprefix(name).strip()
    return f"⚠️ {name}: {rest} ({status.percent} %)"


def left_text(turn: View, status: BudgetStatus) -> str:
    """Return `€36 left for 12 days, €3 a day`, or by how much it is over."""
    locale, currency = turn.who.locale, status.budget.currency
    left = wording.short_money(Money(abs(status.left_minor), currency), locale)
    if status.left_minor < 0:
        return f"{left} over, {wording.plural(status.days_left, 'day')} to go"
    text = f"{left} left for {wording.plural(status.days_left, 'day')}"
    if status.days_left > 1 and status.per_day_minor:
        per_day = wording.short_money(Money(status.per_day_minor, currency), locale)
        text += f", {per_day} a day"
    return text


def after_undo(turn: Turn, recorded: Recorded) -> list[str]:
    """Return where a budget stands after something was taken back: `Food is back at €118 of €200.`.

    The budget of the category comes before the one of all spending; one is enough.
    """
    for charge, status in charged(turn, recorded.charges):
        name = budget_name(turn, status.budget)
        rest = budget_text(turn, status).removeprefix(name).strip()
        return [f"{name} is {'back ' if charge.after < charge.before else ''}at {rest}."]
    return []
