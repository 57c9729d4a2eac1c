"""Filters as texts that read back to the same: buttons name what they list in this way.

Dates are written out, so that a button means the same when it is pressed a month later.
"""

from __future__ import annotations

import datetime as dt

from bots.dialog import wording
from expenseiq_core.domain.filter import AmountRange, Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period
from expenseiq_core.parsing.ranges import EVER
from expenseiq_core.services.chats import Resolved


def typed(wanted: Filter, who: Resolved) -> str:
    """Return a text that reads as this filter, whenever it is read."""
    parts = [f'"{word}"' for word in wanted.words]
    category = who.category(wanted.categories[0]) if wanted.categories else None
    if category is not None:
        parts.append(f'in "{category.name}"')
    parts += [f"#{tag}" for tag in wanted.tags]
    if wanted.amounts is not None:
        parts.append(_typed_amounts(wanted.amounts, who))
    if wanted.period is not None:
        parts.append(typed_period(wanted.period))
    if wanted.payment_method is not None:
        parts.append(f'by "{wanted.payment_method}"')
    return " ".join(parts)


def typed_period(period: Period) -> str:
    """Return a range as ISO dates, the last one inside."""
    if period == EVER:
        return "all time"
    if period.end == EVER.end:
        return f"since {period.start}"
    last = period.end - dt.timedelta(days=1)
    if period.start == EVER.start:
        return f"until {last}"
    return f"{period.start}..{last}"


def _typed_amounts(amounts: AmountRange, who: Resolved) -> str:
    def amount(minor: int) -> str:
        money = Money(minor, amounts.currency or who.currency)
        figure = wording.plain_amount(money, who.locale)
        return f"{figure} {amounts.currency}" if amounts.currency else figure

    if amounts.most is None:
        return f">={amount(amounts.least)}"
    if amounts.least == 0:
        return f"<={amount(amounts.most)}"
    return f"{amount(amounts.least)}..{amount(amounts.most)}"
