"""How budgets read: terms, what is left, the pace, and all of them with the worst first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from bots.dialog import standing, wording
from bots.dialog.bars import bar
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.standing import View
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import Budget, BudgetStatus
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Cadence, period_of

PAGE = 7
_PER: dict[Cadence, str] = {
    "daily": "a day",
    "weekly": "a week",
    "monthly": "a month",
    "yearly": "a year",
}


def status_of(budget: Budget, today: dt.date) -> BudgetStatus:
    """Return how a budget stands, from the spent sums that are loaded with it."""
    period = period_of(today, budget.cadence, month_start=budget.month_start)
    return budget.status(today, budget.spent.get(period.start, 0))


def typed_name(turn: View, budget: Budget) -> str:
    """Return what is typed for a budget's category: `food`, `all`."""
    category = turn.who.category(budget.category_id)
    return category.name.casefold() if category else "all"


def terms(turn: Turn, budget: Budget) -> str:
    """Return `Food €200 a month from 1 Jan until 31 Dec, rest carries over`."""
    text = f"{standing.budget_name(turn, budget)} {limit_text(turn, budget)}"
    if budget.starts > turn.today:
        text += f" from {_day(turn, budget.starts)}"
    if budget.ends is not None:
        text += f" until {_day(turn, budget.ends - dt.timedelta(days=1))}"
    text += ", the rest carries over" if budget.rollover else ""
    return text if budget.warns is None else f"{text}, {warns_text(budget.warns)}"


def warns_text(thresholds: Sequence[int]) -> str:
    """Return `warns at 50 % and 90 %`, or `no warnings`."""
    return f"warns at {percents_text(thresholds)}" if thresholds else "no warnings"


def percents_text(thresholds: Sequence[int]) -> str:
    """Return `50 %, 75 % and 90 %`."""
    *most, last = [f"{threshold} %" for threshold in thresholds]
    return f"{', '.join(most)} and {last}" if most else last


def limit_text(turn: Turn, budget: Budget) -> str:
    """Return `€200 a month`."""
    limit = wording.short_money(Money(budget.limit_minor, budget.currency), turn.who.locale)
    return f"{limit} {_PER[budget.cadence]}"


def details(turn: Turn, found: Sequence[Budget]) -> Answer:
    """Return one budget, or those of one category, in full."""
    rows: list[Line] = []
    for budget in found[:2]:
        rows += _block(turn, budget)
    name = typed_name(turn, found[0])
    buttons = (
        Button(label="Change", action=f"budget {name} change{_cadence(found)}"),
        _rollover_button(turn, found[0], _cadence(found)),
        Button(label="All budgets", action="budgets"),
    )
    return Answer(lines=tuple(rows), rows=(buttons,), data=data_of(turn, found))


def overview(turn: Turn, found: Sequence[Budget], *, page: int) -> Answer:
    """Return all budgets, a line each, the most used up first."""
    if not found:
        return Answer(lines=(line("No budgets yet. Try: budget food 200 monthly"),))
    today = turn.today
    ordered = sorted(found, key=lambda b: (_worst_first(status_of(b, today)), b.id))
    last_page = -(-len(ordered) // PAGE)
    page = min(page, last_page)
    shown = ordered[(page - 1) * PAGE : page * PAGE]
    rows = tuple(line(_row(turn, budget)) for budget in shown)
    more = Button(label="More", action=f"budgets page {page + 1}")
    return Answer(
        lines=rows, rows=((more,),) if page < last_page else (), data=data_of(turn, ordered)
    )


def changed(turn: Turn, budget: Budget, before: Budget | None) -> Answer:
    """Return what a budget is now, how it stands, and a way back."""
    was = None
    if before is not None and before.limit_minor != budget.limit_minor:
        was = wording.short_money(Money(before.limit_minor, before.currency), turn.who.locale)
    heading = f"Budget: {terms(turn, budget)}" + (f" (was {was})" if was else "")
    rows = (line(heading), *_how_it_stands(turn, budget))
    name, cadence = typed_name(turn, budget), budget.cadence
    if before is None:
        back = Button(label="Remove", action=f"budget {name} off {cadence}")
    elif was is not None:
        amount = _typed(turn, before.limit_minor, before.currency)
        back = Button(label=f"Back to {was}", action=f"budget {name} {amount} {cadence}")
    else:
        back = _rollover_button(turn, budget, f" {cadence}")
    every = Button(label="All budgets", action="budgets")
    return Answer(lines=rows, rows=((back, every),), data=data_of(turn, [budget]), wrote=True)


def closed(turn: Turn, found: Sequence[Budget]) -> Answer:
    """Return that budgets count no longer, and a way back."""
    rows = tuple(line(f"Budget closed: {terms(turn, budget)}") for budget in found)
    buttons = tuple(
        Button(label=_back_label(turn, budget), action=_again(turn, budget)) for budget in found[:3]
    )
    return Answer(lines=rows, rows=(buttons,), data=data_of(turn, found), wrote=True)


def suggestions(turn: Turn, budget: Budget) -> Answer:
    """Return limits that may be meant, and how to type another."""
    limit = Money(budget.limit_minor, budget.currency)
    name, locale = typed_name(turn, budget), turn.who.locale
    offered = [
        Money(round_limit(limit.minor * percent // 100, limit), budget.currency)
        for percent in (110, 125, 150)
    ]
    buttons = tuple(
        Button(
            label=wording.short_money(new, locale),
            action=f"budget {name} {_typed(turn, new.minor, new.currency)} {budget.cadence}",
        )
        for new in dict.fromkeys(offered)
        if new != limit
    )
    remove = Button(label="Remove", action=f"budget {name} off {budget.cadence}")
    typed = _typed(turn, limit.minor, budget.currency)
    rows = (
        line(terms(turn, budget)),
        line(f"What shall it be? Or type: budget {name} {typed} {budget.cadence}"),
    )
    return Answer(lines=rows, rows=(buttons, (remove,)), data=data_of(turn, [budget]))


def round_limit(minor: int, limit: Money) -> int:
    """Return a limit rounded up to two leading digits, as people choose limits."""
    step: int = 10 ** max(len(str(abs(limit.minor))) - 2, 0)
    return -(-minor // step) * step


def _block(turn: Turn, budget: Budget) -> list[Line]:
    rows = [line(terms(turn, budget))]
    return [*rows, *_how_it_stands(turn, budget)]


def _how_it_stands(turn: Turn, budget: Budget) -> list[Line]:
    """Return bar, what is left and the pace; nothing before a budget's first day."""
    if turn.today < budget.starts:
        return []
    if budget.ends is not None and turn.today >= budget.ends:
        return [line("It has ended.")]
    status = status_of(budget, turn.today)
    currency, locale = budget.currency, turn.who.locale
    spent = wording.short_money(Money(status.spent_minor, currency), locale)
    limit = wording.short_money(Money(status.limit_minor, currency), locale)
    rows = [
        line(f"{bar(status.percent)} {spent} of {limit} ({status.percent} %)"),
        line(standing.left_text(turn, status)),
    ]
    pace = pace_text(turn, status)
    return [*rows, line(pace)] if pace else rows


def pace_text(turn: Turn, status: BudgetStatus) -> str | None:
    """Return `At this pace gone on the 24th`, if it will not last."""
    day = status.gone_on
    if day is None or day <= turn.today or status.percent >= 100:
        return None
    if (day.year, day.month) == (turn.today.year, turn.today.month):
        return f"At this pace gone on the {ordinal(day.day)}"
    return f"At this pace gone on {_day(turn, day)}"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th."""
    if 10 <= number % 100 <= 13:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _row(turn: Turn, budget: Budget) -> str:
    category = turn.who.category(budget.category_id)
    name = category.label if category else "All spending"
    if budget.cadence != "monthly":
        name += f", {budget.cadence}"
    if turn.today < budget.starts:
        return f"{name} from {_day(turn, budget.starts)}"
    if budget.ends is not None and turn.today >= budget.ends:
        return f"{name} has ended"
    status = status_of(budget, turn.today)
    left = Money(abs(status.left_minor), budget.currency)
    what = "left" if status.left_minor >= 0 else "over"
    money = wording.short_money(left, turn.who.locale)
    return f"{bar(status.percent, width=6)} {name} {status.percent} %, {money} {what}"


def _rollover_button(turn: Turn, budget: Budget, cadence: str) -> Button:
    to = "off" if budget.rollover else "on"
    name = typed_name(turn, budget)
    return Button(label=f"Rollover {to}", action=f"budget {name} rollover {to}{cadence}")


def _cadence(found: Sequence[Budget]) -> str:
    return f" {found[0].cadence}"


def _back_label(turn: Turn, budget: Budget) -> str:
    return f"Back to {limit_text(turn, budget)}"


def _again(turn: Turn, budget: Budget) -> str:
    """Return the text that makes a closed budget again."""
    amount = _typed(turn, budget.limit_minor, budget.currency)
    text = f"budget {typed_name(turn, budget)} {amount} {budget.cadence}"
    text += f" from {budget.starts.isoformat()}"
    if budget.ends is not None:
        text += f" until {(budget.ends - dt.timedelta(days=1)).isoformat()}"
    text += " rollover on" if budget.rollover else ""
    return text if budget.warns is None else f"{text} warn {typed_warns(budget.warns)}"


def typed_warns(thresholds: Sequence[int]) -> str:
    """Return thresholds as they are typed: `at 50 90`, or `off`."""
    return f"at {' '.join(map(str, thresholds))}" if thresholds else "off"


def _typed(turn: Turn, minor: int, currency: str) -> str:
    """Return an amount as somebody would type it, without decimals if it is whole."""
    amount = Money(minor, currency)
    whole = amount.amount == amount.amount.to_integral_value()
    return f"{amount.amount:.0f}" if whole else wording.plain_amount(amount, turn.who.locale)


def _day(turn: Turn, day: dt.date) -> str:
    return wording.day(day, turn.who.locale, today=turn.today)


def _worst_first(status: BudgetStatus) -> tuple[bool, Fraction]:
    """Return what sorts budgets: those without a limit left, then by the part that is gone."""
    if status.limit_minor <= 0:
        return False, Fraction(0)
    return True, -Fraction(status.spent_minor, status.limit_minor)


def data_of(turn: Turn, found: Sequence[Budget]) -> dict[str, object]:
    """Return budgets for programs."""
    return {"budgets": [_values(turn, budget) for budget in found]}


def _values(turn: Turn, budget: Budget) -> dict[str, object]:
    """Return one budget for programs."""
    status, currency = status_of(budget, turn.today), budget.currency
    category = turn.who.category(budget.category_id)
    return {
        "category": category.name if category else None,
        "cadence": budget.cadence,
        "limit": str(Money(budget.limit_minor, currency).amount),
        "currency": currency,
        "starts": budget.starts.isoformat(),
        "ends": budget.ends.isoformat() if budget.ends else None,
        "rollover": budget.rollover,
        "warns": list(budget.thresholds),
        "available": str(Money(status.limit_minor, currency).amount),
        "spent": str(Money(status.spent_minor, currency).amount),
        "left": str(Money(status.left_minor, currency).amount),
        "percent": status.percent,
        "days_left": status.days_left,
    }
