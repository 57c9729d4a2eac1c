"""Dates in digits: 2026-11-05, 5.11.26, 5/11."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from expenseiq_core.parsing import date_calendar as calendar
from expenseiq_core.parsing.reading import DateOrder

_SEPARATORS = re.compile("[-/.]")
_MONTH_FIRST: Final = frozenset("en hu lt ja zh ko".split())
"""Languages of year-month-day whose short form is month-day; in Swedish 5/11 is 5 November."""
YEARS_BACK: Final = 30
YEARS_AHEAD: Final = 5
RECENT: Final = 15


@dataclass(frozen=True, slots=True)
class Digits:
    """The day that digits name; `sure` if they can hardly be an amount or a fraction."""

    day: date
    sure: bool
    others: tuple[date, ...] = ()


def numeric_date(text: str, today: date, order: DateOrder, language: str) -> Digits | None:
    """Return what the digits name; None if the calendar has no such day."""
    if text.isdigit():
        day = calendar.day_of(int(text[:4]), int(text[4:6]), int(text[6:]))
        return None if day is None else Digits(day, sure=False)
    numbers = _SEPARATORS.split(text)
    if len(numbers) == 2:
        return _yearless(text, today, order, language)
    first, second, third = map(int, numbers)
    if len(numbers[0]) == 4:
        day = calendar.day_of(first, second, third)
        return None if day is None else Digits(day, sure=True)
    return _with_year(numbers, today, order)


def _with_year(numbers: list[str], today: date, order: DateOrder) -> Digits | None:
    first, second, third = map(int, numbers)
    full = len(numbers[2]) == 4
    orders = {
        "DMY": (third, second, first), "MDY": (third, first, second), "YMD": (first, second, third),
    }  # fmt: skip
    wanted = ["MDY", "DMY"] if order == "MDY" else ["DMY", "MDY"]
    if order == "YMD" and not full:
        wanted.insert(0, "YMD")
    days: list[date] = []
    for name in wanted:
        year, month, day = orders[name]
        found = calendar.day_of(calendar.full_year(year, today), month, day)
        near = full or (found and today.year - YEARS_BACK <= found.year <= today.year + YEARS_AHEAD)
        if found is not None and near and found not in days:
            days.append(found)
    # 05-11-26 is in 2026 rather than in 2005, whatever the order: money was spent lately.
    days.sort(key=lambda day: not today.year - RECENT <= day.year <= today.year + 1)
    return Digits(days[0], sure=True, others=tuple(days[1:])) if days else None


def _yearless(text: str, today: date, order: DateOrder, language: str) -> Digits | None:
    first, second = map(int, _SEPARATORS.split(text))
    month_first = order == "MDY" or (order == "YMD" and language in _MONTH_FIRST)
    month, day = (first, second) if month_first else (second, first)
    found = calendar.newest_yearless(today, month, day)
    # 5/13 can only be one day; 5.13 and 5-13 are more often an amount and a range.
    swapped = calendar.newest_yearless(today, day, month) if "/" in text else None
    if found is None:
        return None if swapped is None else Digits(swapped, sure=False)
    ahead = calendar.day_of(today.year, month, day)
    others = (ahead,) if ahead and ahead > today else ()
    if swapped and swapped != found:
        others = (*others, swapped)
    return Digits(found, sure=False, others=others)
