"""Which days a digest is about, and which it compares them with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from expenseiq_core.domain.period import Cadence, Period, add_months, days_in_month, period_of

EVENING: Final = dt.time(17)
"""From this hour on a digest is about its own day too; before, about those until yesterday."""
WEEKS: Final = 8
MONTHS: Final = 3
NEW_AFTER: Final = dt.timedelta(days=60)
"""What was not bought for so long is bought for the first time again."""
WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of one digest. All of them are known before it: nothing lies behind `today`."""

    cadence: Cadence
    today: dt.date
    period: Period
    """Since the last digest."""
    before: Period
    """As much before that."""
    month: Period
    """The ledger's month that the last day is in, so far."""
    months_before: tuple[Period, ...]
    """The same stretch of each of the months before it, the latest first."""
    weeks: tuple[Period, ...]
    """The last week and those before it, the latest first; none where no week ended."""
    year_before: Period | None
    """Of a monthly digest: the same days a year ago."""

    @property
    def usual_since(self) -> dt.date:
        """From when on entries say what is usual."""
        return self.months_before[-1].start

    @property
    def new_since(self) -> dt.date:
        """From when on a category that was used is not new."""
        return self.period.start - NEW_AFTER

    def edges(self) -> tuple[dt.date, ...]:
        """Return the dates between which sums are needed, rising; a year ago apart."""
        known = [self.period, self.before, self.month, *self.months_before, *self.weeks]
        found = {edge for period in known for edge in (period.start, period.end)}
        return tuple(sorted({*found, self.new_since}))


def days_of(
    cadence: Cadence, on: dt.date, *, evening: bool, day: int | None = None, month_start: int = 1
) -> Days:
    """Return the days of the digest of a date; `day` is that of the month it is monthly on."""
    periods = _periods(cadence, on, evening=evening, day=day or on.day)
    period, before = next(periods), next(periods)
    last = period.end - dt.timedelta(days=1)
    month = period_of(last, "monthly", month_start=month_start)
    weekly = cadence == "weekly" or (cadence == "daily" and not period.end.weekday())
    return Days(
        cadence=cadence,
        today=on,
        period=period,
        before=before,
        month=Period(month.start, period.end),
        months_before=tuple(_stretch(month, period.end, back) for back in range(1, MONTHS + 1)),
        weeks=tuple(
            Period(period.end - (back + 1) * WEEK, period.end - back * WEEK)
            for back in range(WEEKS if weekly else 0)
        ),
        year_before=Period(add_months(period.start, -12), add_months(period.end, -12))
        if cadence == "monthly"
        else None,
    )


def _periods(cadence: Cadence, on: dt.date, *, evening: bool, day: int) -> Iterator[Period]:
    """Yield the days since the last digest, then since the one before that, and so on."""
    shift = dt.timedelta(days=int(evening))
    back = 0
    while True:
        end, start = (_back(cadence, on, n, day=day) + shift for n in (back, back + 1))
        yield Period(start, end)
        back += 1


def _back(cadence: Cadence, on: dt.date, count: int, *, day: int) -> dt.date:
    """Return the date of the digest so many before that of `on`."""
    if cadence != "monthly":
        return on - count * (WEEK if cadence == "weekly" else dt.timedelta(days=1))
    if not count:
        return on
    first = add_months(on.replace(day=1), -count)
    return first.replace(day=min(day, days_in_month(first.year, first.month)))


def _stretch(month: Period, until: dt.date, back: int) -> Period:
    """Return the days of an earlier month up to the same one: all of it if the month is over."""
    start = add_months(month.start, -back)
    end = add_months(month.start, 1 - back)
    return Period(start, end if until == month.end else min(start + (until - month.start), end))
