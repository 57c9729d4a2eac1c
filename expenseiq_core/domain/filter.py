"""Which entries are asked for: by words, category, tags, amount, dates, payment method."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from expenseiq_core.domain.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRange:
    """Bounds of an amount, whatever its sign, in minor units; both count as inside."""

    least: int = 0
    most: int | None = None
    currency: str | None = None
    """As typed; None compares what an entry is worth in the ledger's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an entry must be; a part that is not set lets every entry through."""

    words: tuple[str, ...] = ()
    """Folded words that description and note contain."""
    categories: tuple[uuid.UUID, ...] = ()
    """Any of these: of one category its own id first, then those merged into it."""
    tags: tuple[str, ...] = ()
    """All of these."""
    amounts: AmountRange | None = None
    period: Period | None = None
    payment_method: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it lets every entry through."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of entries ended, newest first: the next one begins behind it."""

    date: dt.date
    id: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The categories of a ledger that are no spending, with those merged into them."""

    saving: frozenset[uuid.UUID] = field(default_factory=frozenset)
    neutral: frozenset[uuid.UUID] = field(default_factory=frozenset)
