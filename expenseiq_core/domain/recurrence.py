"""Rules by which something comes back, and the dates on which it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from expenseiq_core.domain.period import Cadence, add_months, days_in_month


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Every so many days, weeks, months or years, on a day, from a date on."""

    cadence: Cadence
    every: int = 1
    day: int | None = None
    """Of the month, 1 to 31: in a shorter month its last. None: that of `starts`."""
    weekday: int | None = None
    """Monday is 0. None: that of `starts`."""
    month: int | None = None
    """Of the year. None: that of `starts`."""
    starts: dt.date
    """No earlier date counts. The first one that fits does, and of `every` 2 and more it is the
    one to count from."""
    until: dt.date | None = None
    """The last date that may count."""

    def following(self, after: dt.date) -> dt.date | None:
        """Return the first date after `after` that counts, or None if there is none."""
        try:
            day = self._following(after)
        except (OverflowError, ValueError):  # the calendar ends before
            return None
        return day if self.until is None or day <= self.until else None

    def _following(self, after: dt.date) -> dt.date:
        before = int(self._on(0) < self.starts)
        if after < self.starts:
            return self._on(before)
        number = self._periods_until(after)
        number -= (number - before) % self.every
        # That of the last period that counts, unless it is not after the date: then the next.
        day = self._on(max(number, before))
        return day if day > after else self._on(max(number, before) + self.every)

    def _periods_until(self, day: dt.date) -> int:
        """Return how many periods lie between that of `starts` and that of a date."""
        if self.cadence == "daily":
            return (day - self.starts).days
        if self.cadence == "weekly":
            return (day - self._monday()).days // 7
        if self.cadence == "monthly":
            return (day.year - self.starts.year) * 12 + day.month - self.starts.month
        return day.year - self.starts.year

    def _monday(self) -> dt.date:
        return self.starts - dt.timedelta(days=self.starts.weekday())

    def _on(self, number: int) -> dt.date:
        """Return the date in a period, that of `starts` being 0."""
        if self.cadence == "daily":
            return self.starts + dt.timedelta(days=number)
        if self.cadence == "weekly":
            weekday = self.starts.weekday() if self.weekday is None else self.weekday
            return self._monday() + dt.timedelta(weeks=number, days=weekday)
        month = self.starts.replace(day=1)
        if self.cadence == "yearly":
            month, number = month.replace(month=self.month or month.month), number * 12
        month = add_months(month, number)
        day = self.day or self.starts.day
        return month.replace(day=min(day, days_in_month(month.year, month.month)))
