"""Rules by which something comes back, and the dates on which it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count

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
    """No earlier date counts; of `every` 2 and more, periods are counted from the one it is in."""
    until: dt.date | None = None
    """The last date that may count."""

    def following(self, after: dt.date) -> dt.date | None:
        """Return the first date after `after` that counts, or None if there is none."""
        after = max(after, self.starts - dt.timedelta(days=1))
        first = max(0, self._periods_until(after) - 1)
        for number in count(first):
            try:
                day = self._in_period(number)
            except (OverflowError, ValueError):
                return None
            if day > after:
                return day if self.until is None or day <= self.until else None
        raise AssertionError("dates go up")

    def _periods_until(self, day: dt.date) -> int:
        """Return about how many periods lie between the first one and that of a date."""
        if self.cadence == "daily":
            passed = (day - self.starts).days
        elif self.cadence == "weekly":
            passed = (day - self._monday()).days // 7
        else:
            passed = (day.year - self.starts.year) * 12 + day.month - self.starts.month
            passed //= 12 if self.cadence == "yearly" else 1
        return max(0, passed // self.every)

    def _monday(self) -> dt.date:
        return self.starts - dt.timedelta(days=self.starts.weekday())

    def _in_period(self, number: int) -> dt.date:
        """Return the date that counts in a period: they are numbered from that of `starts` on."""
        steps = number * self.every
        if self.cadence == "daily":
            return self.starts + dt.timedelta(days=steps)
        if self.cadence == "weekly":
            weekday = self.starts.weekday() if self.weekday is None else self.weekday
            return self._monday() + dt.timedelta(weeks=steps, days=weekday)
        month = self.starts.replace(day=1)
        if self.cadence == "yearly":
            month, steps = month.replace(month=self.month or month.month), steps * 12
        month = add_months(month, steps)
        day = self.day or self.starts.day
        return month.replace(day=min(day, days_in_month(month.year, month.month)))
