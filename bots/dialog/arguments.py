"""Amounts, dates and categories typed inside commands: `budget food 200 from 1 jan`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from bots.dialog.turn import Said
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import AmountError, NotFoundError
from expenseiq_core.parsing.dates import find_dates
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.when import usual_order
from expenseiq_core.services.chats import Category

_YEAR = re.compile(r"\d{4}")
_CLOSE = 70


def money_in(said: Said, text: str) -> Money | None:
    """Return the amount that the whole text is, in the ledger's currency unless it names one.

    None: it is no amount. Raises AmountError for one that cannot be.
    """
    if not any(c.isdecimal() for c in text):
        return None
    # Read as an expense would be, so that every form of an amount works here too.
    context = replace(said.context, currency=said.who.currency, categories={}, learned={})
    message = read(f"thing {text}", context)
    reading = message.first
    if len(message.readings) > 1 or reading.date is not None or reading.tags or reading.note:
        return None
    if reading.problem is not None and reading.description is None:
        raise AmountError(reading.problem.message)
    if reading.kind != "expense" or reading.amount is None or reading.description != "thing":
        return None
    return Money.of(reading.amount, reading.currency or said.who.currency)


def date_in(said: Said, text: str, *, not_before: dt.date | None = None) -> dt.date | None:
    """Return the day that the whole text names; yearless ones mean the newest.

    With `not_before` they mean the next from that day on.
    """
    day = _date_at(said, text, said.context.at)
    if day is None or not_before is None or day >= not_before or _YEAR.search(text):
        return day
    return day if _is_by_clock(said, text, day) else _next_year(day, not_before)


def nearest_date_in(said: Said, text: str) -> dt.date | None:
    """Return the day that the whole text names; of a day and month the nearest: 1 dec in November.

    Days by the clock (monday, the 5th, 3 days ago) stay past ones.
    """
    today, day = said.context.at.date(), date_in(said, text)
    if day is None or _is_by_clock(said, text, day):
        return day
    coming = date_in(said, text, not_before=today)
    return coming if coming is not None and coming - today < today - day else day


def _is_by_clock(said: Said, text: str, day: dt.date) -> bool:
    """Whether a text names another day a week later: `yesterday`, `monday`, `the 5th`."""
    moved = _date_at(said, text, said.context.at + dt.timedelta(days=7))
    return moved is None or (day.month, day.day) != (moved.month, moved.day)


def _date_at(said: Said, text: str, at: dt.datetime) -> dt.date | None:
    order = said.context.date_order or usual_order(said.context.locale)
    text = text.strip()
    for span in find_dates(text, at=at, locale=said.context.locale, date_order=order):
        if (span.start, span.end) == (0, len(text)):
            return span.date
    return None


def category_in(said: Said, text: str) -> Category | None:
    """Return the category that the text names, by its name, an alias or its first name."""
    name = said.context.categories.get(fold(text))
    return said.who.category_named(name if name is not None else text)


def category_wanted(said: Said, text: str) -> Category:
    """Return the category that the text names, or raise what it may have meant."""
    found = category_in(said, text)
    if found is None:
        raise NotFoundError(no_category(said, text))
    return found


def no_category(said: Said, text: str) -> str:
    """Return the sentence for a name that no category has."""
    near = process.extractOne(
        fold(text),
        [c.name for c in said.who.categories],
        processor=fold,
        scorer=fuzz.WRatio,
        score_cutoff=_CLOSE,
    )
    meant = f"Did you mean {near[0]}?" if near else "To see yours: categories"
    return f"There is no category “{text}”. {meant}"


def _next_year(day: dt.date, today: dt.date) -> dt.date:
    """Return the next date of this day and month that is not past."""
    while day < today:
        year = day.year + 1
        leapless = day.month == 2 and day.day == 29
        day = dt.date(year, 3, 1) if leapless else day.replace(year=year)
    return day
