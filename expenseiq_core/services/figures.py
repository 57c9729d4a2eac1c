"""A period in figures, added up from sums of entries and of shares in groups."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace

from expenseiq_core.domain.ledger import CategoryKind, EntryKind
from expenseiq_core.domain.period import Period
from expenseiq_core.services.own_view import GroupSum


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTotal:
    """What was spent in a living category, in minor units of the ledger's currency."""

    category_id: uuid.UUID | None
    minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A period in figures, in minor units of the ledger's currency."""

    count: int
    """Entries of any kind."""
    spent: int
    by_category: tuple[CategoryTotal, ...]
    """The largest first."""
    income: int
    saved: int
    moved: int
    without_rate: int
    spent_so_far: int
    """Up to the day to which the period before is compared."""
    spent_before: int
    in_groups: int = 0
    """What of the spending is shares in groups."""
    homeless: tuple[GroupSum, ...] = ()
    """Shares whose category is none of one's own: they count in Other. The largest first."""


@dataclass(slots=True)
class Sums:
    """The figures while they are added up."""

    count: int = 0
    without_rate: int = 0
    income: int = 0
    so_far: int = 0
    before: int = 0
    in_groups: int = 0
    kinds: dict[CategoryKind, int] = field(
        default_factory=lambda: {"spending": 0, "saving": 0, "neutral": 0}
    )
    by_category: dict[uuid.UUID | None, int] = field(default_factory=dict)
    homeless: dict[tuple[uuid.UUID, str], GroupSum] = field(default_factory=dict)

    def add(
        self, kind: EntryKind, counts_as: CategoryKind, category_id: uuid.UUID | None, minor: int
    ) -> None:
        """Add what counts in the period."""
        if kind == "income":
            self.income += minor
        elif kind == "expense":
            self.kinds[counts_as] += minor
            if counts_as == "spending":
                self.by_category[category_id] = self.by_category.get(category_id, 0) + minor

    def add_share(
        self, share: GroupSum, *, period: Period, until: dt.date, before_until: dt.date
    ) -> None:
        """Add what one owes in a group."""
        is_spent = share.kind == "expense" and share.counts_as == "spending"
        if share.start in period:
            self.count += share.entries
            self.without_rate += share.without_rate
            category_id = share.category.id if share.category else None
            self.add(share.kind, share.counts_as, category_id, share.minor)
            if is_spent:
                self.in_groups += share.minor
                self.so_far += share.minor if share.start < until else 0
            if share.homeless is not None and share.kind == "expense":
                key = (share.ledger_id, share.homeless)
                known = self.homeless.get(key)
                minor = share.minor + (known.minor if known else 0)
                self.homeless[key] = replace(share, minor=minor)
        elif is_spent and share.start < before_until:
            self.before += share.minor

    def figures(self) -> Figures:
        """Return them."""
        totals = [
            CategoryTotal(category_id=c, minor=minor)
            for c, minor in self.by_category.items()
            if minor
        ]
        return Figures(
            count=self.count,
            spent=self.kinds["spending"],
            by_category=tuple(sorted(totals, key=lambda total: -total.minor)),
            income=self.income,
            saved=self.kinds["saving"],
            moved=self.kinds["neutral"],
            without_rate=self.without_rate,
            spent_so_far=self.so_far,
            spent_before=self.before,
            in_groups=self.in_groups,
            homeless=tuple(sorted(self.homeless.values(), key=lambda share: -share.minor)),
        )
