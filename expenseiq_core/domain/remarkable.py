"""The one remarkable thing of some days: the first of four that is true."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

TIMES_MEDIAN: Final = 3
LEAST_ENTRIES: Final = 5
"""Of a category: of fewer nobody knows what is usual."""
PERCENT: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was spent in a category. Amounts are minor units of one currency."""

    category_id: uuid.UUID | None
    now: Sequence[int]
    """Each expense of the days that are looked at."""
    usual: Sequence[int]
    """Each expense of the three months before them."""
    month: int
    """This month so far."""
    months_before: Sequence[int]
    """The three months before it, each up to the same day."""
    recent: int
    """How many expenses there were in the sixty days before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarkable:
    """A large entry, a category with more than usual, one not used for long, or a cheap week."""

    kind: Literal["large", "more", "first", "cheap"]
    category_id: uuid.UUID | None = None
    minor: int
    usual_minor: int | None = None
    """The median of a large entry's category; the average of a category's months."""


def remarkable(
    spent: Sequence[Spending],
    *,
    weeks: Sequence[int],
    since: dt.date,
    months_from: dt.date,
    new_from: dt.date,
    weeks_from: dt.date | None,
) -> Remarkable | None:
    """Return the first thing that is true; of several categories the one where it is most.

    `weeks` are sums, the latest first. `since` is when the book began: what would have to be known
    from before that is not judged.
    """
    found = [_large(spending) for spending in spent]
    if since <= months_from and not any(found):
        found = [_more(spending) for spending in spent]
    if since <= new_from and not any(found):
        found = [_first(spending) for spending in spent]
    true = [one for one in found if one is not None]
    if true:
        return max(true, key=lambda one: one.minor - (one.usual_minor or 0))
    if weeks_from is not None and since <= weeks_from and weeks and 0 < weeks[0] < min(weeks[1:]):
        return Remarkable(kind="cheap", minor=weeks[0])
    return None


def twice_median(minors: Sequence[int]) -> int:
    """Return twice the amount in the middle: between two amounts lies half a minor unit."""
    ordered = sorted(minors)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _large(spent: Spending) -> Remarkable | None:
    usual = [minor for minor in spent.usual if minor > 0]
    largest = max(spent.now, default=0)
    if len(usual) < LEAST_ENTRIES or 2 * largest < TIMES_MEDIAN * twice_median(usual):
        return None
    return Remarkable(
        kind="large",
        category_id=spent.category_id,
        minor=largest,
        usual_minor=twice_median(usual) // 2,
    )


def _more(spent: Spending) -> Remarkable | None:
    """Say it only on a day on which something was spent: it stays true until the month is over."""
    before = sum(spent.months_before)
    months = len(spent.months_before)
    if not sum(spent.now) > 0 or before <= 0 or spent.month * 100 * months < PERCENT * before:
        return None
    return Remarkable(
        kind="more",
        category_id=spent.category_id,
        minor=spent.month,
        usual_minor=before // months,
    )


def _first(spent: Spending) -> Remarkable | None:
    largest = max(spent.now, default=0)
    if spent.recent or largest <= 0:
        return None
    return Remarkable(kind="first", category_id=spent.category_id, minor=largest)
