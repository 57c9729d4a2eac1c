"""Recurring entries in words: one in a line, its next date, the buttons that change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bots.dialog import naming, repeating, wording
from bots.dialog.messages import Button
from bots.dialog.turn import Turn
from expenseiq_core.domain.split import Split
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_template import Everybody, Template


def what(turn: Turn, template: Template) -> str:
    """Return `Rent · €1,200.00 · 🏠 Home · with Ana`."""
    parts = [wording.title(template.description), wording.money(template.amount, turn.who.locale)]
    category = turn.who.category(template.category_id)
    if category is not None:
        parts.append(category.label)
    if template.kind == "income":
        parts.append("income")
    parts += _people(turn, template)
    return " · ".join(parts)


def _people(turn: Turn, template: Template) -> list[str]:
    """Return who shares it, and who pays it if not the speaker."""
    who, shared = turn.who, template.shared
    parts = []
    if isinstance(shared, Split):
        parts.append(naming.listed(who, [part.member_id for part in shared.parts]))
    elif who.is_group and who.mode != "shared":
        without = shared.without if isinstance(shared, Everybody) else ()
        names = ", ".join(naming.you(who, member_id) for member_id in without)
        guests = shared.guests if isinstance(shared, Everybody) else 0
        more = f", {wording.plural(guests, 'guest')}" if guests else ""
        parts.append((f"all but {names}" if names else "all") + more)
    if who.is_group and who.member(template.payer_id).id != who.member_id:
        verb = "gets it" if template.kind == "income" else "pays"
        parts.append(f"{naming.shown(who, template.payer_id)} {verb}")
    return parts


def when(turn: Turn, series: Series) -> str:
    """Return `Monthly on the 1st, next Tue 1 Dec.`, or that nothing comes any more."""
    often = wording.title(repeating.text(series.state.rule, turn.who.locale, today=turn.today))
    if series.state.stopped:
        return f"{often}: stopped."
    if series.state.paused:
        return f"{often}: paused."
    if series.next_on is None:
        return f"{often}: that was the last one."
    return f"{often}, next {day(turn, series.next_on)}."


def day(turn: Turn, date: dt.date) -> str:
    """Return a date as answers show it."""
    return wording.day(date, turn.who.locale, today=turn.today)


def buttons(series: Series) -> tuple[Button, ...]:
    """Return what can be done with it now."""
    no = series.no
    if series.is_over:
        return ()
    skip = Button(label="Skip next", action=f"recurring skip {no}")
    pause = Button(label="Pause", action=f"recurring pause {no}")
    if series.state.paused:
        pause = Button(label="Resume", action=f"recurring resume {no}")
    change = Button(label="Change", action=f"recurring change {no}")
    stop = Button(label="Stop", action=f"recurring stop {no}")
    return (pause, change, stop) if series.state.paused else (skip, pause, change, stop)


def back(series: Series, label: str = "Undo") -> Button:
    """Return the button that takes its last change back, once."""
    return Button(label=label, action=f"recurring undo {series.no} v{series.version}")


def data(turn: Turn, series: Series) -> Mapping[str, object]:
    """Return a recurring entry for programs. Amounts are decimal strings in major units."""
    template, rule, who = series.template, series.state.rule, turn.who
    category = who.category(template.category_id)
    shared = template.shared
    people: object = "all" if isinstance(shared, Everybody) else None
    if isinstance(shared, Split):
        people = [naming.unique(who, part.member_id) for part in shared.parts]
    return {
        "number": series.no,
        "kind": template.kind,
        "amount": str(template.amount.amount),
        "currency": template.amount.currency,
        "description": template.description,
        "category": category.name if category else None,
        "tags": list(template.tags),
        "payment_method": template.payment_method,
        "note": template.note,
        "payer": naming.unique(who, template.payer_id),
        "people": people,
        "cadence": rule.cadence,
        "every": rule.every,
        "day": rule.day,
        "weekday": rule.weekday,
        "month": rule.month,
        "until": rule.until and rule.until.isoformat(),
        "next": series.next_on and series.next_on.isoformat(),
        "paused": series.state.paused,
        "stopped": series.state.stopped,
    }
