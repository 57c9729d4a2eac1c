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
        inside = _within([one.sum], period)
        category_id = one.category.id if one.category else None
        if inside:
            self._count(one, inside, category_id)
        if one.is_share:
            self.shares.append(one)
        if one.is_spent:
            self.by_category.setdefault(category_id, []).append(one.sum)
            for start, minors in one.sum.minors.items():
                self.by_start[start] = self.by_start.get(start, 0) + sum(filter(None, minors))

    def _count(
        self, one: Placed, inside: Sequence[int | None], category_id: uuid.UUID | None
    ) -> None:
        sums, known = self.sums, _known(inside)
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
        mine = self.by_category[category_id]
        return Spending(
            category_id=category_id,
            now=_known(_within(mine, days.period)),
            usual=_known(_within(mine, Period(days.usual_since, days.period.start))),
            month=sum(_known(_within(mine, days.month))),
            months_before=[sum(_known(_within(mine, month))) for month in days.months_before],
            recent=len(_within(mine, Period(days.new_since, days.period.start))),
        )


def _within(sums: Iterable[Sum], period: Period) -> list[int | None]:
    """Return what each entry of a period is worth; its ends are among the dates of the sums."""
    first, end = period.start, period.end
    return [
        minor
        for one in sums
        for start, minors in one.minors.items()
        if first <= start < end
        for minor in minors
    ]


def _known(minors: Iterable[int | None]) -> list[int]:
    return [minor for minor in minors if minor is not None]


def stretch(reader: Reader, days: Iterable[dt.date] = ()) -> tuple[dt.date, ...]:
    """Return the dates between which a reader's sums are needed, with some more."""
    return tuple(sorted({*reader.days.edges(), *days}))
