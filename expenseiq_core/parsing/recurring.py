"""How often an expense comes back: `monthly on the 1st`, `every 2 weeks`, `every 12th`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from expenseiq_core.domain.period import Cadence
from expenseiq_core.parsing.dates import find_dates
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Recurrence
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.when import usual_order

_TRIGGERS: Final = frozenset(words.CADENCES) | words.EVERY_WORDS
_ORDINAL: Final = frozenset("st nd rd th er . го е ое".split())
_YEAR = re.compile(r"20[0-9]{2}")
_SAFE: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def take_recurrence(line: Line) -> Recurrence | None:
    """Take the words that say how often; None if nothing does."""
    if line.words.isdisjoint(_TRIGGERS):
        return None
    for i, token in enumerate(line.tokens):
        if token.kind != "w" or line.taken[i]:
            continue
        if token.folded in words.CADENCES:
            return _with_day(line, i, i, words.CADENCES[token.folded])
        if token.folded in words.EVERY_WORDS:
            found = _every(line, i)
            if found is not None:
                return found
    return None


def _every(line: Line, i: int) -> Recurrence | None:
    """Read `every month`, `every monday`, `every 2 weeks`, `every 12th`."""
    folded = [token.folded for token in line.tokens[i + 1 : i + 3]] + ["", ""]
    if folded[0] in words.PERIODS:
        return _with_day(line, i, i + 1, words.PERIODS[folded[0]])
    if folded[0] in words.WEEKDAYS:
        rule = Recurrence(cadence="weekly", weekday=words.WEEKDAYS[folded[0]])
        return _with_until(line, i, i + 1, rule)
    number = int(folded[0]) if folded[0].isdigit() and len(folded[0]) <= 2 else 0
    if number and folded[1] in words.PERIODS:
        return _with_day(line, i, i + 2, words.PERIODS[folded[1]], every=number)
    if 0 < number <= 31 and folded[1] in _ORDINAL and line.glued(i + 2):
        return _with_until(line, i, i + 2, Recurrence(cadence="monthly", day=number))
    return None


def _with_day(line: Line, first: int, last: int, cadence: Cadence, every: int = 1) -> Recurrence:
    """Read the day that follows: `on the 1st`, `on monday`, `on 3 march`."""
    context, end = line.context, line.tokens[last].end
    order = context.date_order or usual_order(context.locale)
    rule = Recurrence(cadence=cadence, every=every)
    if cadence == "daily":
        return _with_until(line, first, last, rule)
    for span in find_dates(line.text, at=context.at, locale=context.locale, date_order=order):
        inside = line.span(span.start, span.end)
        if span.start < end or inside is None or span.strength == "numeric":
            continue
        if line.text[end : span.start].strip():
            break
        rule = _on(rule, span.date)
        last = inside[1]
        break
    return _with_until(line, first, last, rule)


def _on(rule: Recurrence, day: date) -> Recurrence:
    if rule.cadence == "weekly":
        return Recurrence(cadence="weekly", every=rule.every, weekday=day.weekday())
    month = day.month if rule.cadence == "yearly" else None
    return Recurrence(cadence=rule.cadence, every=rule.every, day=day.day, month=month)


def _with_until(line: Line, first: int, last: int, rule: Recurrence) -> Recurrence:
    line.take(first, last)
    for k in range(last + 1, len(line.tokens) - 1):
        if line.tokens[k].folded in words.UNTIL_WORDS:
            ends = _until(line, k + 1)
            if ends is None:
                return rule
            day, stop = ends
            line.take(k, stop)
            return Recurrence(
                cadence=rule.cadence, every=rule.every, day=rule.day,
                weekday=rule.weekday, month=rule.month, until=day,
            )  # fmt: skip
    return rule


def _until(line: Line, k: int) -> tuple[date, int] | None:
    token = line.tokens[k]
    context = line.context
    order = context.date_order or usual_order(context.locale)
    for span in find_dates(line.text, at=context.at, locale=context.locale, date_order=order):
        inside = line.span(span.start, span.end)
        if inside is not None and span.start == token.start:
            day = span.date
            # A yearless date means the past elsewhere; an end lies ahead.
            if day < context.at.date() and str(day.year) not in line.text:
                day = day.replace(year=day.year + 1, day=min(day.day, _SAFE[day.month]))
            return day, inside[1]
    return (date(int(token.text), 12, 31), k) if _YEAR.fullmatch(token.text) else None
