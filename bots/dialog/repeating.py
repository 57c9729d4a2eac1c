"""How often something comes back: from what a message says to a rule, and to words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from babel import Locale

from bots.dialog import wording
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.parsing.reading import Recurrence as Said

_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_LAST = 31
_DAY = dt.timedelta(days=1)


def rule_of(said: Said, *, first: dt.date) -> Recurrence | None:
    """Return the rule that a message says, from the first date on that fits it.

    What it leaves open is as on that day. None: it ends before it begins.
    """
    rule = Recurrence(
        cadence=said.cadence,
        day=(said.day or first.day) if said.cadence in ("monthly", "yearly") else None,
        weekday=_weekday(said, first) if said.cadence == "weekly" else None,
        month=(said.month or first.month) if said.cadence == "yearly" else None,
        starts=first,
        until=said.until,
    )
    begins = rule.following(first - _DAY)
    return None if begins is None else replace(rule, every=said.every, starts=begins)


def _weekday(said: Said, first: dt.date) -> int:
    return first.weekday() if said.weekday is None else said.weekday


def after(rule: Recurrence, day: dt.date) -> Recurrence | None:
    """Return the rest of a rule: what comes after a date; None if nothing does."""
    following = rule.following(day)
    return None if following is None else replace(rule, starts=following)


def last_before(rule: Recurrence, day: dt.date) -> dt.date | None:
    """Return the newest date before a day on which the rule, had it begun earlier, would be due."""
    back = {"daily": 1, "weekly": 7, "monthly": 31, "yearly": 366}[rule.cadence]
    earlier = replace(rule, every=1, starts=day - dt.timedelta(days=back), until=None)
    found, following = None, earlier.following(earlier.starts - _DAY)
    while following is not None and following < day:
        found, following = following, earlier.following(following)
    return found


def text(rule: Recurrence, locale: str, *, today: dt.date) -> str:
    """Return `monthly on the 1st`, `every 2 weeks on Monday, until Sun 31 Dec 2028`."""
    unit = _UNITS[rule.cadence]
    often = rule.cadence if rule.every == 1 else f"every {rule.every} {unit}s"
    on = _on(rule, locale)
    until = f", until {wording.day(rule.until, locale, today=today)}" if rule.until else ""
    return f"{often}{on}{until}"


def what_follows(said: Said, locale: str, *, first: dt.date, today: dt.date) -> str:
    """Return `Monthly on the 18th, next Fri 18 Dec.` of what is recorded now."""
    rule = rule_of(said, first=first)
    rest = rule and after(rule, today)
    if rule is None or rest is None:
        return ""
    often = wording.title(text(rule, locale, today=today))
    return f"{often}, next {wording.day(rest.starts, locale, today=today)}."


def _on(rule: Recurrence, locale: str) -> str:
    names = Locale.parse(locale)
    if rule.cadence == "weekly" and rule.weekday is not None:
        return f" on {names.days['format']['wide'][rule.weekday]}"
    if rule.cadence == "monthly" and rule.day is not None:
        return " on the last day" if rule.day == _LAST else f" on the {ordinal(rule.day)}"
    if rule.cadence == "yearly" and rule.day is not None and rule.month is not None:
        return f" on {rule.day} {names.months['format']['wide'][rule.month]}"
    return ""


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 11th."""
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
