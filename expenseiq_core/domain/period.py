"""Periods: half-open ranges of local dates, `[start, end)`.

A week starts on Monday (ISO 8601). A month may start on another day than the first, the day the
salary comes; a year starts with its first month so moved.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

Cadence = Literal["daily", "weekly", "monthly", "yearly"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)


@dataclass(frozen=True, slots=True)
class Period:
    """The dates from `start` up to, and not including, `end`."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many dates it has."""
        return (self.end - self.start).days

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end


def period_of(day: dt.date, cadence: Cadence, *, month_start: int = 1) -> Period:
    """Return the period of this cadence that `day` is in."""
    if cadence == "daily":
        return Period(day, day + dt.timedelta(days=1))
    if cadence == "weekly":
        start = day - dt.timedelta(days=day.weekday())
        return Period(start, start + dt.timedelta(days=7))
    if cadence == "monthly":
        start = day.replace(day=month_start)
        if start > day:
            start = add_months(start, -1)
        return Period(start, add_months(start, 1))
    start = day.replace(month=1, day=month_start)
    if start > day:
        start = add_months(start, -12)
    return Period(start, add_months(start, 12))


def next_period(period: Period, cadence: Cadence, *, month_start: int = 1) -> Period:
    """Return the period that begins where this one ends."""
    return period_of(period.end, cadence, month_start=month_start)


def previous_period(period: Period, cadence: Cadence, *, month_start: int = 1) -> Period:
    """Return the period that ends where this one begins."""
    return period_of(period.start - dt.timedelta(days=1), cadence, month_start=month_start)


def add_months(day: dt.date, months: int) -> dt.date:
    """Move by months; a day that the month does not have becomes its last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days a month of the Gregorian calendar has."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).day
