"""One reader's sums, by what they count as: what a period spent, and what is remarkable in it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
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
    sums: Sums = field(default_factory=Sums)
    """Of the period."""
    by_start: dict[dt.date, int] = field(default_factory=dict)
    """Spent by the first of two neighbouring dates."""
    by_category: dict[uuid.UUID | None, list[Sum]] = field(default_factory=dict)
    """What counts as spent."""
    shares: list[Placed] = field(default_factory=list)
    largest: dict[uuid.UUID | None, Largest] = field(default_factory=dict)
    """The largest expense of each category of the period."""

    def add(self, one: Placed) -> None:
        """Let a sum count."""
        period = self.reader.days.period
        inside = [
            minor
            for start, minor in zip(one.sum.starts, one.sum.minors, strict=True)
            if period.start <= start < period.end
        ]
        category_id = one.category.id if one.category else None
        if inside:
            self._count(one, inside, category_id)
        if one.is_share:
            self.shares.append(one)
        if one.is_spent:
            self.by_category.setdefault(category_id, []).append(one.sum)
            for start, minor in zip(one.sum.starts, one.sum.minors, strict=True):
                self.by_start[start] = self.by_start.get(start, 0) + (minor or 0)

    def _count(
        self, one: Placed, inside: Sequence[int | None], category_id: uuid.UUID | None
    ) -> None:
        sums, known = self.sums, [minor for minor in inside if minor is not None]
        minor = sum(known)
        sums.count += len(inside)
        sums.without_rate += len(inside) - len(known)
        sums.add(one.sum.kind, one.counts_as, category_id, minor)
        if not one.is_spent:
            return
        sums.so_far += minor
        sums.in_groups += minor if one.is_share else 0
        most, before = max(known, default=0), self.largest.get(category_id)
        if one.sum.largest is not None and (before is None or most > before.minor):
            self.largest[category_id] = Largest(
                ledger_id=one.sum.ledger_id, entry_id=one.sum.largest, minor=most
            )

    def spent(self, period: Period) -> int:
        """Return what a period spent; its ends must be among the dates that were asked about."""
        return sum(minor for start, minor in self.by_start.items() if start in period)

    def figures(self) -> Figures:
        """Return the period of the digest, as `report` has it."""
        self.sums.before = self.spent(self.reader.days.before)
        return self.sums.figures()

    def remarkable(self) -> Remarkable | None:
        """Return what is remarkable in the period."""
        days = self.reader.days
        return remarkable(
            [self._spending(category_id) for category_id in self.largest],
            weeks=[self.spent(week) for week in days.weeks],
            since=self.reader.since,
            months_from=days.usual_since,
            new_from=days.new_since,
            weeks_from=days.weeks[WEEKS - 1].start if days.weeks else None,
        )

    def _spending(self, category_id: uuid.UUID | None) -> Spending:
        days = self.reader.days
        mine = [
            (start, minor)
            for one in self.by_category[category_id]
            for start, minor in zip(one.starts, one.minors, strict=True)
        ]
        known = [(start, minor) for start, minor in mine if minor is not None]
        recent = Period(days.new_since, days.period.start)
        return Spending(
            category_id=category_id,
            now=_minors(known, days.period),
            usual=_minors(known, Period(days.usual_since, days.period.start)),
            month=sum(_minors(known, days.month)),
            months_before=[sum(_minors(known, month)) for month in days.months_before],
            recent=sum(start in recent for start, _ in mine),
        )


def _minors(known: Iterable[tuple[dt.date, int]], period: Period) -> list[int]:
    return [minor for start, minor in known if start in period]


def stretch(reader: Reader, days: Iterable[dt.date] = ()) -> tuple[dt.date, ...]:
    """Return the dates between which a reader's sums are needed, with some more."""
    return tuple(sorted({*reader.days.edges(), *days}))
