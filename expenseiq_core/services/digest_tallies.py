"""One reader's sums, by what they count as: what a period spent, and what is remarkable in it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from expenseiq_core.domain.digest import WEEKS
from expenseiq_core.domain.ledger import CategoryKind
from expenseiq_core.domain.period import Period
from expenseiq_core.domain.remarkable import Remarkable, Spending, remarkable
from expenseiq_core.services.chats import Category
from expenseiq_core.services.digest_readers import Reader
from expenseiq_core.services.digest_sums import Sum
from expenseiq_core.services.figures import Figures, Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A sum, and where it counts."""

    sum: Sum
    category: Category | None
    counts_as: CategoryKind
    is_share: bool = False

    @property
    def is_spent(self) -> bool:
        """Whether it counts as spent."""
        return self.sum.kind == "expense" and self.counts_as == "spending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Largest:
    """The largest expense of a category in a period."""

    ledger_id: uuid.UUID
    entry_id: uuid.UUID
    minor: int


@dataclass(slots=True)
class Tally:
    """What one reader spent, in minor units of their currency."""

    reader: Reader
    placed: list[Placed] = field(default_factory=list)

    def spent(self, period: Period) -> int:
        """Return what a period spent; its ends must be among the dates that were asked about."""
        return sum(sum(one.sum.minors) for one in self._in(period))

    def figures(self) -> Figures:
        """Return the period of the digest, as `report` has it."""
        period, sums = self.reader.days.period, Sums()
        for one in self.placed:
            if one.sum.start not in period:
                continue
            minor = sum(one.sum.minors)
            sums.count += len(one.sum.minors) + one.sum.without_rate
            sums.without_rate += one.sum.without_rate
            category_id = one.category.id if one.category else None
            sums.add(one.sum.kind, one.counts_as, category_id, minor)
            if one.is_spent:
                sums.so_far += minor
                sums.in_groups += minor if one.is_share else 0
        sums.before = self.spent(self.reader.days.before)
        return sums.figures()

    def largest(self) -> Mapping[uuid.UUID | None, Largest]:
        """Return the largest expense of each category in the period."""
        found: dict[uuid.UUID | None, Largest] = {}
        for one in self._in(self.reader.days.period):
            category_id = one.category.id if one.category else None
            minor = max(one.sum.minors, default=0)
            if category_id not in found or minor > found[category_id].minor:
                found[category_id] = Largest(
                    ledger_id=one.sum.ledger_id, entry_id=one.sum.largest, minor=minor
                )
        return found

    def remarkable(self) -> Remarkable | None:
        """Return what is remarkable in the period."""
        days = self.reader.days
        since = days.months_before[-1].start
        return remarkable(
            [self._spending(category_id) for category_id in self.largest()],
            weeks=[self.spent(week) for week in days.weeks],
            since=self.reader.since,
            months_from=since,
            new_from=days.new_since,
            weeks_from=days.weeks[WEEKS - 1].start if days.weeks else None,
        )

    def _spending(self, category_id: uuid.UUID | None) -> Spending:
        days = self.reader.days
        mine = [
            one
            for one in self.placed
            if one.is_spent and (one.category.id if one.category else None) == category_id
        ]
        before = Period(days.usual_since, days.period.start)
        recent = Period(days.new_since, days.period.start)
        return Spending(
            category_id=category_id,
            now=_minors(mine, days.period),
            usual=_minors(mine, before),
            month=sum(_minors(mine, days.month)),
            months_before=[sum(_minors(mine, month)) for month in days.months_before],
            recent=sum(
                len(one.sum.minors) + one.sum.without_rate
                for one in mine
                if one.sum.start in recent
            ),
        )

    def _in(self, period: Period) -> Iterable[Placed]:
        return (one for one in self.placed if one.is_spent and one.sum.start in period)


def _minors(placed: Iterable[Placed], period: Period) -> list[int]:
    return [minor for one in placed if one.sum.start in period for minor in one.sum.minors]


def stretch(reader: Reader, days: Iterable[dt.date] = ()) -> tuple[dt.date, ...]:
    """Return the dates between which a reader's sums are needed, with some more."""
    return tuple(sorted({*reader.days.edges(), *days}))
