"""What is to be paid now: the plan that is kept, as far as it still agrees with the balances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import converting
from expenseiq_core.domain import plans as rules
from expenseiq_core.domain.debts import netted
from expenseiq_core.domain.plans import Row
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.errors import CurrencyError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import debts, plans, rates
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The payments that are to be made now."""

    plan: Plan
    rows: tuple[Row, ...]
    """Those of the plan that are not paid."""
    is_new: bool = False
    """The plan is not kept yet: it must be before anybody sees it."""
    before: tuple[Row, ...] = ()
    """Of the plan whose place it takes."""


Paid = Sequence[tuple[str, Transfer]]
"""Currency and payment of what is about to be recorded."""


async def due(session: AsyncSession, who: Resolved, balances: Balances, *, paid: Paid = ()) -> Due:
    """Return what is to be paid, in the currency of the kept plan as long as that agrees.

    The balances are those after `paid`, which is not recorded yet.
    """
    stored = await plans.open_plan(session, who)
    if stored is not None and stored.currency is not None:
        left = rules.unpaid(stored.rows, kept.nonzero(balances))
        if left is not None:
            return Due(plan=stored, rows=tuple(left))
    return await _plain(session, who, balances, stored, paid)


async def plain(session: AsyncSession, who: Resolved, balances: Balances) -> Due:
    """Return what is to be paid, each currency for itself."""
    return await _plain(session, who, balances, await plans.open_plan(session, who))


async def converted(
    session: AsyncSession, who: Resolved, balances: Balances, currency: str, *, day: dt.date
) -> Due:
    """Return what is to be paid if all is converted into one currency, by the rates of a day.

    Raises CurrencyError for a currency that has no rate.
    """
    stored = await plans.open_plan(session, who)
    if stored is not None and stored.currency == currency:
        left = rules.unpaid(stored.rows, kept.nonzero(balances))
        if left:
            return Due(plan=stored, rows=tuple(left))
    found = {c: await rates.between(session, who.ledger_id, c, currency, day)
             for c in kept.nonzero(balances)}  # fmt: skip
    for missing in (c for c, rate in found.items() if rate is None):
        raise CurrencyError(f"I know no rate for {missing}. Try: rate 1 {currency} = 25 {missing}")
    known = {c: rate for c, rate in found.items() if rate is not None}
    rows = converting.converted(balances, {c: rate.rate for c, rate in known.items()}, currency)
    rate_date = min((r.date for c, r in known.items() if c != currency), default=None)
    plan = Plan(id=new_id(), currency=currency, rate_date=rate_date, rows=tuple(rows))
    before = stored.rows if stored is not None and stored.currency == currency else ()
    return Due(plan=plan, rows=plan.rows, is_new=True, before=before)


async def _plain(
    session: AsyncSession,
    who: Resolved,
    balances: Balances,
    stored: Plan | None,
    paid: Paid = (),
) -> Due:
    before = stored.rows if stored is not None and stored.currency is None else ()
    left = rules.unpaid(before, kept.nonzero(balances))
    if who.simplify and left is not None and stored is not None:
        return Due(plan=stored, rows=tuple(left))
    if who.simplify:
        wanted = _fewest(balances, before)
    else:
        wanted = await _between_two(session, who, paid)
    rows = tuple(rules.numbered(before, wanted))
    if stored is not None and stored.currency is None and all(row in before for row in rows):
        return Due(plan=stored, rows=rows)
    plan = Plan(id=new_id(), currency=None, rate_date=None, rows=rows)
    return Due(plan=plan, rows=rows, is_new=True, before=before)


def _fewest(balances: Balances, before: Sequence[Row]) -> list[tuple[str, Transfer]]:
    wanted = []
    for currency, own in balances.items():
        old = [
            Transfer(payer=row.payer, payee=row.payee, minor=row.amount.minor)
            for row in before
            if row.amount.currency == currency
        ]
        wanted += [(currency, transfer) for transfer in rules.updated(old, own)]
    return wanted


async def _between_two(
    session: AsyncSession, who: Resolved, paid: Paid
) -> list[tuple[str, Transfer]]:
    pairs = await debts.pairwise(session, who)
    found = {c: [((t.payer, t.payee), t.minor) for t in own] for c, own in pairs.items()}
    for currency, payment in paid:
        # Whoever was paid owes it, as in the entry that it becomes.
        own = found.setdefault(currency, [])
        own.append(((payment.payee, payment.payer), payment.minor))
    return [(c, debt) for c, own in found.items() for debt in netted(own)]
