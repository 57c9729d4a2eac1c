"""The clauses of a phrase that says when: `every 2 weeks`, `on the 1st`, `at 9`, `until 2028`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

from expenseiq_core.domain.period import Cadence, days_in_month
from expenseiq_core.parsing.dates import find_dates
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.tables.dates import names
from expenseiq_core.parsing.times import CLOCK, time_of
from expenseiq_core.parsing.when import usual_order

Fields = dict[str, Any]
"""Fields of a `Timing`."""
MOST: Final = 99
"""Weeks, months or years between two dates."""
LEAP_YEAR: Final = 2024
UNTIL_WORDS: Final = 4


def clause_at(text: str, position: int, context: Context) -> tuple[Fields | None, int]:
    """Return what the clause that begins there says (None: there is none), and where it ends."""
    clauses = _clauses(_language(context))
    until = clauses.until.match(text, position)
    if until is not None:
        return _until(text, until.end(), context, clauses)
    for pattern, meaning in clauses.rows:
        match = pattern.match(text, position)
        found = None if match is None else meaning(match)
        if match is not None and found is not None:
            return found, match.end()
    return None, position


def _language(context: Context) -> str:
    return re.split("[-_]", context.locale.lower(), maxsplit=1)[0]


def _any(known: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


def _numbered(table: dict[str, tuple[str, ...]], language: str) -> dict[str, int]:
    """Return the names of months or weekdays in English and a language, with their numbers."""
    rows = (table["en"], table.get(language, ()))
    return {name: n for row in rows for n, same in enumerate(row) for name in same.split()}


_EVERY_WORDS: Final = _any(words.EVERY_WORDS | {"tous", "toutes", "toda", "todo", "a cada"})
_EVERY: Final = rf"(?:{_EVERY_WORDS})\s(?:(?:the|los|las|les|os|as)\s)?"
_ON: Final = r"(?:(?:on|in|am|an|im|en|em|na|no|aos|в|во|по)\s)?"
_ON_DAY: Final = r"(?:on|day|no|dia|el|le|am)\s(?:(?:the|day|dia)\s)*"
_THE: Final = r"(?:(?:the|dem|den|der|el|los|le|les|dia|o)\s)*"
_NTH: Final = r"(?:st|nd|rd|th|er|re|\.|o|a|-?(?:го|ого|е|ое))"
_OF_MONTH: Final = (
    r"(?:\s(?:of|in)\s(?:(?:the|each|every)\s)?month|\sdes\smonats|\sdel\smes|\sdo\smes"
    r"|\sdu\smois|\sчисла)?"
)
_TIMES: Final[dict[str, tuple[Cadence, int]]] = {
    "fortnightly": ("weekly", 2),
    "quarterly": ("monthly", 3),
}
Meaning = Callable[[re.Match[str]], Fields | None]


class _Clauses:
    """The clauses that may stand in a phrase of a language, in the order of trying."""

    def __init__(self, language: str) -> None:
        self._weekdays = words.WEEKDAYS | _numbered(names.WEEKDAYS, language)
        self._months = _numbered(names.MONTHS, language)
        month, weekday = _any(self._months), rf"(?P<weekday>{_any(self._weekdays)})s?"
        on_date = (
            rf"(?:(?P<day>\d{{1,2}}){_NTH}?\s(?:(?:of|de)\s)?(?P<month>{month})"
            rf"|(?P<month2>{month})\s(?:the\s)?(?P<day2>\d{{1,2}}){_NTH}?)\.?"
        )
        last_day, period = _any(words.LAST_DAYS), _any(words.PERIODS)
        number = r"(?:(?P<n>\d{1,3}|other|second|zwei(?:te)?)[nrs]?\.?\s)?"
        self.date = re.compile(rf"{on_date}(?:,?\s(?P<year>\d{{4}}))?")
        self.month = re.compile(rf"(?P<month>{month})\.?(?:\s(?P<year>\d{{4}}))?")
        self.until = re.compile(rf"(?:{_any(words.UNTIL_WORDS)})\s(?:(?:the|end\sof|zum|le|el)\s)*")
        rows: tuple[tuple[str, Meaning], ...] = (
            (rf"{_EVERY}{number}(?P<period>{period})", self._every_period),
            (rf"{_EVERY}(?P<n>other|second|zweiten)?\s?{weekday}", self._every_weekday),
            (rf"{_EVERY}(?:{last_day})", lambda _: {"cadence": "monthly", "every": 1, "day": 31}),
            (rf"{_EVERY}{on_date}", self._every_date),
            (rf"{_EVERY}(?P<day>\d{{1,2}}){_NTH}{_OF_MONTH}", self._every_day),
            (rf"(?P<cadence>{_any(words.CADENCES)})",
             lambda match: _every(words.CADENCES[match["cadence"]], 1)),
            (rf"(?P<cadence>{_any(_TIMES)})", lambda match: _every(*_TIMES[match["cadence"]])),
            (rf"{_ON}{_THE}{on_date}", self._date),
            (CLOCK.pattern, _clock),
            (rf"{_ON}{_THE}(?P<day>\d{{1,2}}){_NTH}{_OF_MONTH}", _day),
            (rf"{_ON_DAY}(?P<day>\d{{1,2}}){_OF_MONTH}", _day),
            (r"(?P<day>\d{1,2})\sчисла", _day),
            (rf"{_ON}{_THE}(?:{last_day})", lambda _: {"day": 31}),
            (rf"{_ON}{_THE}{weekday}", lambda match: {"weekday": self._weekday(match)}),
        )  # fmt: skip
        self.rows = tuple(
            (re.compile(rf"(?:{pattern})(?![\w:]|[.]\d)", re.VERBOSE), meaning)
            for pattern, meaning in rows
        )

    def _weekday(self, match: re.Match[str]) -> int:
        return self._weekdays[match["weekday"]]

    def _every_period(self, match: re.Match[str]) -> Fields | None:
        number = match["n"] or "1"
        every = int(number) if number.isdecimal() else 2
        return _every(words.PERIODS[match["period"]], every)

    def _every_weekday(self, match: re.Match[str]) -> Fields | None:
        every = _every("weekly", 2 if match["n"] else 1)
        return every and {**every, "weekday": self._weekday(match)}

    def _every_date(self, match: re.Match[str]) -> Fields | None:
        found = self._date(match)
        return found and {"cadence": "yearly", "every": 1, **found}

    def _every_day(self, match: re.Match[str]) -> Fields | None:
        day = int(match["day"])
        return {"cadence": "monthly", "every": 1, "day": day} if 1 <= day <= 31 else None

    def _date(self, match: re.Match[str]) -> Fields | None:
        day = int(match["day"] or match["day2"])
        month = self.number_of(match["month"] or match["month2"])
        return {"day": day, "month": month} if 1 <= day <= days_in_month(LEAP_YEAR, month) else None

    def number_of(self, month: str) -> int:
        """Return the number of a month, January being 1."""
        return self._months[month] + 1


@lru_cache(maxsize=32)
def _clauses(language: str) -> _Clauses:
    return _Clauses(language)


def _every(cadence: Cadence, every: int) -> Fields | None:
    return {"cadence": cadence, "every": every} if 1 <= every <= MOST else None


def _clock(match: re.Match[str]) -> Fields | None:
    at = time_of(match)
    return None if at is None else {"at": at}


def _day(match: re.Match[str]) -> Fields | None:
    day = int(match["day"])
    return {"day": day} if 1 <= day <= 31 else None


def _until(
    text: str, position: int, context: Context, clauses: _Clauses
) -> tuple[Fields | None, int]:
    """Read the longest date that follows `until`; a year or month ends with its last day."""
    parts = [match.end() for match in re.finditer(r"\S+", text[position:])][:UNTIL_WORDS]
    for length in reversed(parts):
        phrase = text[position : position + length].rstrip(" ,;")
        day = _last_date(phrase, context, clauses)
        if day is not None:
            return {"until": day}, position + len(phrase)
    return None, position


def _last_date(phrase: str, context: Context, clauses: _Clauses) -> dt.date | None:
    today = context.at.date()
    if re.fullmatch(r"20\d\d", phrase):
        return dt.date(int(phrase), 12, 31)
    match = clauses.month.fullmatch(phrase)
    if match is not None:
        month = clauses.number_of(match["month"])
        year = int(match["year"] or today.year + (month < today.month))
        return _on(year, month, 31)
    match = clauses.date.fullmatch(phrase)
    if match is not None:
        month = clauses.number_of(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
        year = int(match["year"] or today.year + ((month, day) < (today.month, today.day)))
        return _on(year, month, day) if 1 <= day <= days_in_month(LEAP_YEAR, month) else None
    if not re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?", phrase):
        return None
    order = context.date_order or usual_order(context.locale)
    found = find_dates(phrase, at=context.at, locale=context.locale, date_order=order)
    return found[0].date if found else None


def _on(year: int, month: int, day: int) -> dt.date | None:
    """Return a date; a day that the month does not have becomes its last."""
    if not 1 <= year < dt.MAXYEAR:
        return None
    return dt.date(year, month, min(day, days_in_month(year, month)))
