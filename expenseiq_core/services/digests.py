"""Digests: what thousands of people, and groups, are told of their days, in a few statements.

Figures are as of now, by the rules of the answers to `report`, `left` and `balance`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import BudgetStatus
from expenseiq_core.domain.digest import MONTHS, WEEKS, Days
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.domain.remarkable import Remarkable
from expenseiq_core.services import (
    digest_beside,
    digest_sums,
    group_spending,
    own_queries,
    own_view,
    recurring,
)
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.digest_beside import GroupCategory, Named, Standing
from expenseiq_core.services.digest_readers import Reader, Request, readers
from expenseiq_core.services.digest_sums import Stretch, Sum
from expenseiq_core.services.digest_tallies import Placed, Tally, stretch
from expenseiq_core.services.figures import Figures
from expenseiq_core.services.own_view import GroupSum
from expenseiq_core.services.recurring import Coming

KIND: Final = "digest"
"""Of its schedules and deliveries."""
AHEAD: Final = {"daily": 1, "weekly": 6, "monthly": 30}
"""Days for which a digest says what recurs next, behind its own day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What there is to say. Amounts are minor units of the reader's currency."""

    who: Resolved
    days: Days
    figures: Figures
    """Of the days since the last one; `spent_before` is that of the days before."""
    usual: int | None
    """Spent in an average week, or month; None: not known, or it is a daily one."""
    month: int
    month_before: int
    """In the month before, up to the same day."""
    year_before: int | None
    budgets: tuple[BudgetStatus, ...]
    """Those that run, the worst first."""
    standings: tuple[Standing, ...]
    """Of oneself in one's groups; of a group's members in it."""
    paid: Mapping[uuid.UUID, int]
    """By whom what a group spent was paid."""
    coming: tuple[Coming, ...]
    remarkable: Remarkable | None
    named: Named | None
    """The entry that is remarkable."""


async def digests(session: AsyncSession, requests: Sequence[Request]) -> dict[uuid.UUID, Digest]:
    """Return the digests of all requests that may still be answered, by their keys."""
    found = await readers(session, requests)
    tallies = await _tallies(session, found)
    statuses = [_statuses(tally) for tally in tallies]
    own = await digest_beside.own_standings(session, found)
    groups = await digest_beside.group_standings(session, found)
    paid = await digest_beside.paid(session, found)
    coming = await _coming(session, found)
    remarkable = [tally.remarkable() for tally in tallies]
    largest = [
        tally.largest[one.category_id] if one and one.kind in ("large", "first") else None
        for tally, one in zip(tallies, remarkable, strict=True)
    ]
    named = await digest_beside.named(
        session, {(one.ledger_id, one.entry_id) for one in largest if one}
    )
    made = {}
    for n, tally in enumerate(tallies):
        reader, days, entry = found[n], found[n].days, largest[n]
        who = reader.who
        open_now = groups.get(who.ledger_id, ()) if who.is_group else own.get(who.user_id, ())
        made[reader.request.key] = Digest(
            who=who,
            days=days,
            figures=tally.figures(),
            usual=_usual(tally),
            month=tally.spent(days.month),
            month_before=tally.spent(days.months_before[0]),
            year_before=tally.spent(days.year_before) if days.year_before else None,
            budgets=statuses[n],
            standings=tuple(open_now),
            paid=paid.get(n, {}),
            coming=coming[n],
            remarkable=remarkable[n],
            named=named.get(entry.entry_id) if entry else None,
        )
    return made


def _usual(tally: Tally) -> int | None:
    """Return what an average week or month of those before spent, if all of them are known."""
    days = tally.reader.days
    if days.cadence == "daily":
        return None
    if days.cadence == "monthly":
        before = [*days.months_before]
        count = MONTHS
    else:
        before = [*days.weeks[1:]]
        count = WEEKS - 1
    if tally.reader.since > before[-1].start:
        return None
    return sum(tally.spent(period) for period in before) // count


async def _tallies(session: AsyncSession, found: Sequence[Reader]) -> list[Tally]:
    """Return what each reader spent: entries of their book, and shares in groups."""
    tallies = [Tally(reader=reader) for reader in found]
    wanted = [one for n, reader in enumerate(found) for one in _stretches(n, reader)]
    for one in await digest_sums.own(session, wanted):
        who = found[one.n].who
        category = who.category(one.category_id)
        counts_as = category.kind if category else "spending"
        tallies[one.n].add(Placed(sum=one, category=category, counts_as=counts_as))
    reach = [n for n, reader in enumerate(found) if reader.who.reaches]
    wanted = [one for n in reach for one in _stretches(n, found[n], budgets=True)]
    shares = await digest_sums.shares(session, wanted)
    keys = {(one.ledger_id, one.category_id) for one in shares if one.category_id is not None}
    categories = await digest_beside.categories(session, keys)
    names = {n: own_queries.names(found[n].who) for n in {one.n for one in shares}}
    for one in shares:
        theirs = one.category_id and categories[one.ledger_id, one.category_id]
        tallies[one.n].add(placed_share(found[one.n], one, theirs or None, names[one.n]))
    return tallies


def _stretches(n: int, reader: Reader, *, budgets: bool = False) -> list[Stretch]:
    days, who = reader.days, reader.who
    more = group_spending.edges(who.budgets, [_judged(days)]) if budgets else ()
    edges = [stretch(reader, more)]
    year = days.year_before
    if year is not None and year.end <= edges[0][0]:
        edges.append((year.start, year.end))
    elif year is not None:
        # A budget that carries over looks back further: nothing may be counted twice.
        edges = [stretch(reader, {*more, year.start, year.end})]
    return [
        Stretch(
            n=n,
            ledger_id=who.ledger_id,
            user_id=reader.request.user_id,
            currency=who.currency,
            edges=dates,
            named_from=days.period.start,
        )
        for dates in edges
    ]


def placed_share(
    reader: Reader, one: Sum, theirs: GroupCategory | None, names: Mapping[str, uuid.UUID]
) -> Placed:
    """Return where a share in a group counts; `names` are those of the reader's own categories."""
    own_id, kind = None, None
    if theirs is not None:
        own_id = names.get(theirs.folded) or reader.own_categories.get(theirs.folded)
        kind = theirs.kind
    category, counts_as, _ = own_view.placed(reader.who, own_id, kind)
    return Placed(sum=one, category=category, counts_as=counts_as, is_share=True)


def _judged(days: Days) -> dt.date:
    """Return the day on which budgets are looked at: a monthly digest says how they ended."""
    return days.period.end - dt.timedelta(days=1) if days.cadence == "monthly" else days.today


def _statuses(tally: Tally) -> tuple[BudgetStatus, ...]:
    """Return how the budgets stand that run on that day, the worst first."""
    who, day = tally.reader.who, _judged(tally.reader.days)
    if not who.budgets:
        return ()
    shares = [one for placed in tally.shares if placed.is_spent for one in group_sums(placed)]
    parts = group_spending.parts(who.budgets, [day], shares)
    found = []
    for budget in group_spending.added(who.budgets, parts):
        if budget.period(day) is not None:
            period = period_of(day, budget.cadence, month_start=budget.month_start)
            found.append(budget.status(day, budget.spent.get(period.start, 0)))
    return tuple(sorted(found, key=lambda s: (-s.percent, s.left_minor)))


def group_sums(one: Placed) -> list[GroupSum]:
    """Return the same as one's own view has it, by the dates it lies between."""
    return [_group_sum(one, start, minors) for start, minors in one.sum.minors.items()]


def _group_sum(one: Placed, start: dt.date, minors: Sequence[int | None]) -> GroupSum:
    known = [minor for minor in minors if minor is not None]
    return GroupSum(
        ledger_id=one.sum.ledger_id,
        group="",
        kind=one.sum.kind,
        category=one.category,
        counts_as=one.counts_as,
        homeless=None,
        start=start,
        minor=sum(known),
        minor_before=sum(known),
        entries=len(minors),
        without_rate=len(minors) - len(known),
    )


async def _coming(session: AsyncSession, found: Sequence[Reader]) -> list[tuple[Coming, ...]]:
    """Return what recurs next in each reader's book."""
    if not found:
        return []
    nexts = [_next_days(reader.days) for reader in found]
    ledgers = {reader.who.ledger_id for reader in found}
    by_ledger: dict[uuid.UUID, list[Coming]] = {}
    last = max(period.end for period in nexts) - dt.timedelta(days=1)
    for one in await recurring.coming(session, ledgers, last):
        by_ledger.setdefault(one.ledger_id, []).append(one)
    return [
        tuple(one for one in by_ledger.get(reader.who.ledger_id, ()) if one.date in period)
        for reader, period in zip(found, nexts, strict=True)
    ]


def _next_days(days: Days) -> Period:
    return Period(days.today, days.today + dt.timedelta(days=AHEAD[days.cadence] + 1))
