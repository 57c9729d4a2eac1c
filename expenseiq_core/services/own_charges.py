"""What a change in one's own ledger comes to when one's shares in groups are counted too."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import analytics, group_spending, own_view, watchers
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.recording import Charge, Recorded


async def with_shares(
    session: AsyncSession, who: Resolved, recorded: Recorded, *, day: dt.date
) -> tuple[Resolved, Recorded]:
    """Return the day's total and the budgets' sums of a change with what groups add to them.

    One statement, and one before it where a budget is concerned: from there on nobody else judges
    the budgets of this user, so that of two expenses at once, here and in a group, exactly one
    crosses a threshold.
    """
    if recorded.charges:
        await watchers.lock(session, who.user_id)
    days = {charge.period_start for charge in recorded.charges}
    charged = {charge.budget_id for charge in recorded.charges}
    budgets = [budget for budget in who.budgets if budget.id in charged]
    next_day = day + dt.timedelta(days=1)
    edges = {day, next_day, *group_spending.edges(budgets, days)}
    shares = await own_view.sums(session, who, edges)
    parts = group_spending.parts(budgets, days, shares)
    total = analytics.spent_in_groups([s for s in shares if s.start == day])
    return (
        replace(who, budgets=group_spending.added(who.budgets, parts)),
        replace(
            recorded,
            day_total=recorded.day_total + total,
            charges=tuple(_charge(charge, parts) for charge in recorded.charges),
        ),
    )


def _charge(charge: Charge, parts: group_spending.Parts) -> Charge:
    part = parts.get((charge.budget_id, charge.period_start), group_spending.Part())
    return replace(charge, before=charge.before + part.after, after=charge.after + part.after)
