"""What one's shares in groups take from one's own budgets, period by period.

`spent` counts the entries of a budget's own ledger; shares are added when it is read, so that a
group writes nothing into anybody's personal ledger.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.period import Period, next_period, period_of
from expenseiq_core.services import own_view
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.own_view import GroupSum

Parts = Mapping[tuple[uuid.UUID, dt.date], "Part"]
"""By budget and first day of its period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What groups took from a budget in a period, before and after what is asked about."""

    before: int = 0
    after: int = 0


async def group_spending(
    session: AsyncSession,
    who: Resolved,
    budgets: Sequence[Budget],
    *,
    days: Collection[dt.date],
    new: Sequence[uuid.UUID] = (),
    void: Sequence[uuid.UUID] = (),
) -> Parts:
    """Return what shares take from budgets in the periods of some days, in one statement for all.

    Of a budget that carries over, in all periods until then. `new` and `void` are the ids of
    entries that were just recorded and voided.
    """
    shares = await own_view.sums(session, who, edges(budgets, days), new=new, void=void)
    return parts(budgets, days, shares)


def edges(budgets: Iterable[Budget], days: Collection[dt.date]) -> set[dt.date]:
    """Return the dates between which sums are needed."""
    return {
        edge
        for budget in budgets
        for period in _periods(budget, days)
        for edge in (period.start, period.end)
    }


def parts(
    budgets: Iterable[Budget], days: Collection[dt.date], shares: Sequence[GroupSum]
) -> dict[tuple[uuid.UUID, dt.date], Part]:
    """Return what sums between those dates take from each budget and period."""
    found: dict[tuple[uuid.UUID, dt.date], Part] = {}
    spent = [s for s in shares if s.kind == "expense" and s.counts_as == "spending"]
    for budget in budgets:
        wanted = {period.start: period for period in _periods(budget, days)}
        for share in spent:
            period = budget.period(share.start)
            counts = budget.covers(share.category.id if share.category else None)
            if counts and period is not None and period.start in wanted:
                key = (budget.id, period.start)
                part = found.get(key, Part())
                found[key] = Part(
                    before=part.before + share.minor_before, after=part.after + share.minor
                )
    return found


def added(budgets: Iterable[Budget], found: Parts) -> tuple[Budget, ...]:
    """Return budgets with what groups took counted as spent, in the periods that were looked at."""
    return tuple(replace(budget, spent=_spent(budget, found)) for budget in budgets)


def _spent(budget: Budget, found: Parts) -> dict[dt.date, int]:
    spent = dict(budget.spent)
    for (budget_id, start), part in found.items():
        if budget_id == budget.id:
            spent[start] = spent.get(start, 0) + part.after
    return spent


def _periods(budget: Budget, days: Collection[dt.date]) -> set[Period]:
    found = {period for day in days if (period := budget.period(day)) is not None}
    if budget.rollover and found:
        last = max(period.start for period in found)
        earlier = period_of(budget.starts, budget.cadence, month_start=budget.month_start)
        while earlier.start < last:
            found.add(earlier)
            earlier = next_period(earlier, budget.cadence, month_start=budget.month_start)
    return found
