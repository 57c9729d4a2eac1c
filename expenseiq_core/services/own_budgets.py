"""How the own budgets of many people stand, with what they owe in groups, in a few statements."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget, BudgetStatus
from expenseiq_core.domain.ledger import Content
from expenseiq_core.services import (
    digest_beside,
    digest_readers,
    digest_sums,
    group_spending,
    own_queries,
    own_view,
)
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.digest_readers import Reader, Request
from expenseiq_core.services.digest_sums import Stretch
from expenseiq_core.services.digests import group_sums, placed_share
from expenseiq_core.services.own_view import GroupSum


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A user, and how their own budgets stand on their own day, by id; none that does not run."""

    who: Resolved
    today: dt.date
    statuses: Mapping[uuid.UUID, BudgetStatus]


async def owners(
    session: AsyncSession, users: Collection[uuid.UUID], *, now: dt.datetime
) -> list[Reader]:
    """Return users with their budgets, and what their own entries spent of them."""
    on = now.date()
    requests = [Request(key=user, user_id=user, cadence="daily", on=on) for user in sorted(users)]
    return await digest_readers.readers(session, requests) if requests else []


async def standings(
    session: AsyncSession, users: Collection[uuid.UUID], *, now: dt.datetime
) -> dict[uuid.UUID, Standing]:
    """Return how the budgets of users stand now."""
    found = await owners(session, users, now=now)
    shares = await _shares(session, found, now=now)
    standing = {}
    for n, reader in enumerate(found):
        today = reader.who.today(now)
        running = [budget for budget in reader.who.budgets if budget.period(today) is not None]
        parts = group_spending.parts(running, [today], shares.get(n, ()))
        statuses = {
            budget.id: _status(budget, today) for budget in group_spending.added(running, parts)
        }
        standing[reader.who.user_id] = Standing(who=reader.who, today=today, statuses=statuses)
    return standing


def _status(budget: Budget, today: dt.date) -> BudgetStatus:
    period = budget.period(today)
    assert period is not None, "it runs"
    return budget.status(today, budget.spent.get(period.start, 0))


async def _shares(
    session: AsyncSession, found: Sequence[Reader], *, now: dt.datetime
) -> dict[int, list[GroupSum]]:
    """Return what each owes in groups, between the dates that their budgets need."""
    stretches = []
    for n, reader in enumerate(found):
        who = reader.who
        edges = group_spending.edges(who.budgets, [who.today(now)]) if who.reaches else ()
        if edges:
            stretches.append(
                Stretch(
                    n=n,
                    ledger_id=who.ledger_id,
                    user_id=who.user_id,
                    currency=who.currency,
                    edges=tuple(sorted(edges)),
                )
            )
    sums = await digest_sums.shares(session, stretches)
    keys = {(one.ledger_id, one.category_id) for one in sums if one.category_id is not None}
    categories = await digest_beside.categories(session, keys) if keys else {}
    names = {n: own_queries.names(found[n].who) for n in {one.n for one in sums}}
    shares: dict[int, list[GroupSum]] = {}
    for one in sums:
        theirs = categories[one.ledger_id, one.category_id] if one.category_id else None
        placed = placed_share(found[one.n], one, theirs, names[one.n])
        shares.setdefault(one.n, []).extend(group_sums(placed))
    return shares


def concerned(reader: Reader, group: Resolved, contents: Sequence[Content]) -> tuple[Budget, ...]:
    """Return the reader's budgets in which some of a group's expenses may count."""
    names = own_queries.names(reader.who)
    found: set[uuid.UUID] = set()
    for content in contents:
        theirs = group.category(content.category_id)
        own_id, kind = None, None
        if theirs is not None:
            kind = theirs.kind
            own_id = names.get(theirs.folded) or reader.own_categories.get(theirs.folded)
        category, counts_as, _ = own_view.placed(reader.who, own_id, kind)
        for budget in reader.who.budgets if counts_as == "spending" else ():
            covers = budget.covers(category.id if category else None)
            if covers and budget.period(content.date) is not None:
                found.add(budget.id)
    return tuple(budget for budget in reader.who.budgets if budget.id in found)
