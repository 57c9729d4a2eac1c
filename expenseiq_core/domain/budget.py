"""Budgets: a limit per period, what is left of it, how fast it goes, and when to warn."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from expenseiq_core.domain.period import Cadence, Period, next_period, period_of

THRESHOLDS = (80, 100)
"""Percent of the limit at which a budget warns, unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A limit in minor units of `currency` for a category (None: all spending) per period."""

    id: uuid.UUID
    category_id: uuid.UUID | None
    limit_minor: int
    currency: str
    cadence: Cadence
    starts: dt.date
    ends: dt.date | None = None
    rollover: bool = False
    warns: tuple[int, ...] | None = None
    """Percents of the limit at which it warns, rising; None: the usual ones; empty: never."""
    month_start: int = 1
    spent: Mapping[dt.date, int] = field(default_factory=dict)
    """Spent minor units by first day of period, as far as loaded."""

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Percents of the limit at which it warns, rising."""
        return THRESHOLDS if self.warns is None else self.warns

    def period(self, day: dt.date) -> Period | None:
        """Return the period that an expense of that day counts in; None before start, after end."""
        if day < self.starts or (self.ends is not None and day >= self.ends):
            return None
        return period_of(day, self.cadence, month_start=self.month_start)

    def covers(self, category_id: uuid.UUID | None) -> bool:
        """Whether spending in this category counts."""
        return self.category_id is None or self.category_id == category_id

    def available(self, period: Period) -> int:
        """Return a period's limit; with rollover, plus what earlier periods left or overdrew."""
        if not self.rollover:
            return self.limit_minor
        limit = self.limit_minor
        earlier = period_of(self.starts, self.cadence, month_start=self.month_start)
        while earlier.start < period.start:
            limit += self.limit_minor - self.spent.get(earlier.start, 0)
            earlier = next_period(earlier, self.cadence, month_start=self.month_start)
        return limit

    def status(self, day: dt.date, spent_minor: int) -> BudgetStatus:
        """Return how the period of `day` stands when `spent_minor` of it is spent."""
        period = period_of(day, self.cadence, month_start=self.month_start)
        return BudgetStatus(
            budget=self,
            period=period,
            limit_minor=self.available(period),
            spent_minor=spent_minor,
            days_left=(period.end - day).days,
            days_gone=(day - period.start).days + 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStatus:
    """One budget on one day. Amounts in minor units of the budget's currency."""

    budget: Budget
    period: Period
    limit_minor: int
    spent_minor: int
    days_left: int
    """Today included: what is left can be spent on this many days."""
    days_gone: int
    """Today included."""

    @property
    def left_minor(self) -> int:
        """What may still be spent; negative when overdrawn."""
        return self.limit_minor - self.spent_minor

    @property
    def percent(self) -> int:
        """Spent in percent of the limit, rounded down: 100 only when it is gone."""
        if self.limit_minor <= 0:
            return 100 if self.spent_minor >= self.limit_minor else 0
        return self.spent_minor * 100 // self.limit_minor

    @property
    def reached(self) -> int | None:
        """The highest threshold that what is spent has reached, or None."""
        spent, limit = self.spent_minor * 100, self.limit_minor
        return max((t for t in self.budget.thresholds if t * limit <= spent), default=None)

    @property
    def per_day_minor(self) -> int:
        """What is left per remaining day, rounded down to whole minor units; 0 when overdrawn."""
        return max(self.left_minor, 0) // max(self.days_left, 1)

    @property
    def gone_on(self) -> dt.date | None:
        """The day on which the limit is used up at the pace so far; None if it lasts the period."""
        if self.spent_minor <= 0 or self.limit_minor <= 0:
            return None
        days = -(-self.limit_minor * self.days_gone // self.spent_minor)
        if days > self.period.days:
            return None  # before it is made a date: of a large limit there is none
        return self.period.start + dt.timedelta(days=days - 1)


def moved_start(budget: Budget, *, today: dt.date) -> dt.date:
    """Return the first day of a period nearest to a budget's start, after months have moved.

    The nearest, so that moving the month's start there and back leaves it where it was; but never
    in the future if the budget counts already.
    """
    period = period_of(budget.starts, budget.cadence, month_start=budget.month_start)
    before, after = budget.starts - period.start, period.end - budget.starts
    if before <= after or (budget.starts <= today < period.end):
        return period.start
    return period.end


def crossed(*, before_minor: int, status: BudgetStatus) -> int | None:
    """Return the highest threshold that going from before to what is spent reached, or None.

    Before and after come from one atomic update, so of two expenses at once exactly one crosses;
    going below a threshold again (undo) arms it again.
    """
    reached = status.reached
    if reached is None or before_minor * 100 >= reached * status.limit_minor:
        return None
    return reached


def fallen(*, before_minor: int, status: BudgetStatus) -> tuple[int, ...]:
    """Return the thresholds that going from before to what is spent took back."""
    return tuple(
        threshold
        for threshold in status.budget.thresholds
        if status.spent_minor * 100 < threshold * status.limit_minor <= before_minor * 100
    )
