"""Ranges of dates as people ask for them: `last month`, `november`, `since monday`, `1-12 nov`.

The words of months, units and "last" are those of the date tables, so a range is read in the
reader's language and in English. A range without a year means the newest that has begun; months
and years begin on the ledger's `month_start` and are named after the month that they begin in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from expenseiq_core.domain.period import Cadence, Period, add_months, period_of
from expenseiq_core.parsing.date_grammar import grammar
from expenseiq_core.parsing.date_words import LANGUAGES, Lexeme, Value
from expenseiq_core.parsing.dates import find_dates
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.text import fold
from expenseiq_core.parsing.when import usual_order

EVER: Final = Period(dt.date.min, dt.date.max)
"""All dates; a range that is open on one side has that side's end of it."""
MAX_WORDS: Final = 9
FIRST_YEAR, LAST_YEAR = 1970, 2100

_WORD = re.compile(r"\S+")
_EDGES: Final = " \t,;:.!?()"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EVER_WORDS: Final = frozenset(("all time", "ever", "all dates", "everything"))
_INSIDE = re.compile(r"(?:in|on|during|of|for|over|im|am|en|em|au|в|за)\s+", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|from|seit|ab|von|desde|depuis|с)\s+", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|nach|despues de|apres|depois de|после)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to|bis|hasta|jusqu'a|ate|до)\s+", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|vor|antes de|avant|перед)\s+", re.IGNORECASE)
_PAIR = re.compile(
    r"(?:(?:from|between|von|zwischen|desde|entre|de|du|с)\s+)?(.+?)"
    r"(?:\s+(?:-|–|—|to|till|until|and|bis|und|hasta|y|a|au|et|e|до|по|и)\s+|\s*(?:\.\.+|…|–|—)\s*)"
    r"(.+)",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})\s*(?:-|–|\.\.)\s*(\d{1,2}(?:\.|st|nd|rd|th)?\s+\D.*)")
_MONTH_AND_DAYS = re.compile(r"(\D+\s)(\d{1,2})\s*(?:-|–|\.\.)\s*(\d{1,2})((?:,?\s+\d{4})?)")
_CADENCE: Final[Mapping[Value, Cadence]] = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Who asks and when, and on which day the ledger's months begin."""

    context: Context
    month_start: int = 1

    @property
    def today(self) -> dt.date:
        """The asker's date."""
        return self.context.at.date()


@dataclass(frozen=True, slots=True)
class FoundRange:
    """A range in a text, and where its words stand."""

    start: int
    end: int
    period: Period


def find_range(text: str, calendar: Calendar) -> FoundRange | None:
    """Return the longest phrase of a text that is a range of dates, the first of equals."""
    words = list(_WORD.finditer(text))
    for count in range(min(MAX_WORDS, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            start, end = words[first].start(), words[first + count - 1].end()
            period = read_range(text[start:end], calendar)
            if period is not None:
                return FoundRange(start, end, period)
    return None


def read_range(phrase: str, calendar: Calendar, *, bare: bool = False) -> Period | None:
    """Return the range that a whole phrase names, or None; `bare`: "month" is this month."""
    phrase = phrase.strip(_EDGES)
    if not phrase:
        return None
    if fold(phrase) in _EVER_WORDS or (bare and fold(phrase) == "all"):
        return EVER
    return (
        _pair(phrase, calendar)
        or _open(phrase, calendar)
        or _point(_INSIDE.sub("", phrase, count=1), calendar, bare=bare)
    )


def _pair(phrase: str, calendar: Calendar) -> Period | None:
    """Read `1 nov - 12 nov`, `2026-11-01..2026-11-12`, `1-12 nov`, `nov 1-12`."""
    for first, second in _halves(phrase):
        if _YEAR.search(second) and not _YEAR.search(first):
            with_year = _point(f"{first} {_YEAR.findall(second)[0]}", calendar)
            start = with_year or _point(first, calendar)
        else:
            start = _point(first, calendar)
        end = _point(second, calendar)
        if start is None or end is None:
            continue
        if end.end <= start.start and not _YEAR.search(second):
            # Without a year each half means the newest: "1 nov - 30 nov", said on the 18th.
            end = Period(add_months(end.start, 12), add_months(end.end, 12))
        if end.end > start.start:
            return Period(start.start, end.end)
    return None


def _halves(phrase: str) -> Iterator[tuple[str, str]]:
    days = _DAYS_OF_MONTH.fullmatch(phrase)
    if days is not None:
        month = days[2].split(maxsplit=1)[1]
        yield f"{days[1]} {month}", days[2]
    days = _MONTH_AND_DAYS.fullmatch(phrase)
    if days is not None:
        yield f"{days[1]}{days[2]}{days[4]}", f"{days[1]}{days[3]}{days[4]}"
    pair = _PAIR.fullmatch(phrase)
    if pair is not None:
        yield pair[1], pair[2]


def _open(phrase: str, calendar: Calendar) -> Period | None:
    """Read `since monday`, `until 12 nov`, `before november`, `after yesterday`."""
    for form in (_SINCE, _AFTER, _UNTIL, _BEFORE):
        match = form.match(phrase)
        point = _point(phrase[match.end() :], calendar) if match else None
        if point is None:
            continue
        if form in (_SINCE, _AFTER):
            return Period(point.start if form is _SINCE else point.end, EVER.end)
        return Period(EVER.start, point.end if form is _UNTIL else point.start)
    return None


def _point(phrase: str, calendar: Calendar, *, bare: bool = False) -> Period | None:
    """Read one period or day: `last month`, `november 2025`, `2026`, `yesterday`, `12 nov`."""
    phrase = phrase.strip(_EDGES)
    for name in _languages(calendar.context.locale):
        found = _named(_meanings(name, phrase), calendar, bare=bare)
        if found is not None:
            return found
    spans = find_dates(
        phrase,
        at=calendar.context.at,
        locale=calendar.context.locale,
        date_order=calendar.context.date_order or usual_order(calendar.context.locale),
    )
    if len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(phrase)):
        return period_of(spans[0].date, "daily")
    return None


def _languages(locale: str) -> list[str]:
    own = re.split("[-_]", locale.lower(), maxsplit=1)[0]
    return [name for name in dict.fromkeys((own, "en")) if name in LANGUAGES]


def _meanings(language: str, phrase: str) -> list[Lexeme]:
    """Return the words of a phrase with what each may mean, without "the" and "of"."""
    _, lexemes = grammar(language)[0].read(phrase)
    return [
        lexeme
        for lexeme in lexemes
        if not (lexeme.values and lexeme.values.keys() <= {"the", "of", "prep", "dprep"})
    ]


def _named(words: list[Lexeme], calendar: Calendar, *, bare: bool) -> Period | None:
    """Read a unit, month or year, with what stands beside it."""
    found: Period | None = None
    match [word.values for word in words]:
        case [{"period": str(period)}]:
            unit, _, away = period.partition(":")
            found = _unit(unit, int(away), calendar)
        case [{"lead": int(count)}, {"unit": str(unit)}] | [
            {"unit": str(unit)},
            {"tail": int(count)},
        ]:
            found = _unit(unit, count, calendar)
        case [{"unit": str(unit)}] if bare:
            found = _unit(unit, 0, calendar)
        case [{"lead": -1}, {"num": int(count)}, {"unit": str(unit)}]:
            found = _last(count, unit, calendar)
        case [{"month": int(month)}]:
            found = _newest_month(month, calendar, complete=False)
        case [{"lead": int(count)}, {"month": int(month)}]:
            found = _newest_month(month, calendar, complete=count < 0)
        case [{"month": int(month)}, {"year": int(year)}] if FIRST_YEAR <= year <= LAST_YEAR:
            found = _month(year, month, calendar)
        case [{"year": int(year)}] if FIRST_YEAR <= year <= LAST_YEAR:
            found = period_of(dt.date(year, 1, 28), "yearly", month_start=calendar.month_start)
    return found


def _unit(unit: str, away: int, calendar: Calendar) -> Period | None:
    """Return this week, last month, the year before last."""
    cadence, today = _CADENCE.get(unit), calendar.today
    if cadence is None:
        return None
    if cadence in ("daily", "weekly"):
        days = away * (7 if cadence == "weekly" else 1)
        return period_of(today + dt.timedelta(days=days), cadence)
    current = period_of(today, cadence, month_start=calendar.month_start)
    months = away * (12 if cadence == "yearly" else 1)
    return Period(add_months(current.start, months), add_months(current.end, months))


def _last(count: int, unit: str, calendar: Calendar) -> Period | None:
    """Return the last so many days, weeks, months or years up to today."""
    end = calendar.today + dt.timedelta(days=1)
    if unit not in _CADENCE or not 0 < count <= 1000:
        return None
    if unit in ("day", "week"):
        return Period(end - dt.timedelta(days=count * (7 if unit == "week" else 1)), end)
    months = count * (12 if unit == "year" else 1)
    return Period(add_months(end, -months), end) if months < 12 * 100 else None


def _newest_month(month: int, calendar: Calendar, *, complete: bool) -> Period:
    """Return the newest such month that has begun, or, if asked for, that is over."""
    today = calendar.today
    newest = (_month(year, month, calendar) for year in range(today.year, today.year - 3, -1))
    return next(p for p in newest if (p.end if complete else p.start) <= today)


def _month(year: int, month: int, calendar: Calendar) -> Period:
    day = dt.date(year, month, calendar.month_start)
    return period_of(day, "monthly", month_start=calendar.month_start)
