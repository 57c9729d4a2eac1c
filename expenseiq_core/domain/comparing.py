"""What a period is compared with: the one before, up to the same day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from expenseiq_core.domain.period import CADENCES, Cadence, Period, period_of, previous_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same stretch of two neighbouring periods: `[start, until)` and `[before, before_until)`.

    Of a period that is not over, only the days gone so far are compared.
    """

    until: dt.date
    before: Period
    before_until: dt.date

    @property
    def is_partial(self) -> bool:
        """Whether only the first days of the period before are compared."""
        return self.before_until < self.before.end


def cadence_of(period: Period, *, month_start: int = 1) -> Cadence | None:
    """Return whether this is a whole day, week, month or year, or None."""
    for cadence in CADENCES:
        if period_of(period.start, cadence, month_start=month_start) == period:
            return cadence
    return None


def comparison(period: Period, *, today: dt.date, month_start: int = 1) -> Comparison | None:
    """Return what a period is compared with; None where it has no end or has not begun."""
    if dt.date.min in (period.start, period.end) or period.end == dt.date.max:
        return None
    if period.start > today:
        return None
    cadence = cadence_of(period, month_start=month_start)
    if cadence is not None:
        before = previous_period(period, cadence, month_start=month_start)
    else:
        before = Period(period.start - dt.timedelta(days=period.days), period.start)
    until = min(period.end, today + dt.timedelta(days=1))
    if until == period.end:
        return Comparison(until=until, before=before, before_until=before.end)
    before_until = min(before.start + (until - period.start), before.end)
    return Comparison(until=until, before=before, before_until=before_until)


def percents(values: Sequence[int]) -> list[int]:
    """Return each value's share of the positive ones in whole percent; together they are 100.

    Largest remainder: what rounding down leaves goes to those who lost most. Values that are not
    positive have no share.
    """
    positive = [max(value, 0) for value in values]
    total = sum(positive)
    if not total:
        return [0] * len(positive)
    shares = [value * 100 // total for value in positive]
    lost = sorted(range(len(positive)), key=lambda i: (-(positive[i] * 100 % total), i))
    for position in lost[: 100 - sum(shares)]:
        shares[position] += 1
    return shares
