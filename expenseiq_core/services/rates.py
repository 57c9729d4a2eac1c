"""Exchange rates: what an amount is in the ledger's currency on a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import Base
from expenseiq_core.domain.money import Money
from expenseiq_core.services.chats import Resolved


async def base_of(session: AsyncSession, who: Resolved, amount: Money, day: dt.date) -> Base | None:
    """Return an amount in the ledger's currency at the newest rate not after `day`, or None."""
    if amount.currency == who.currency:
        return Base(minor=amount.minor, rate=Decimal(1), rate_date=day)
    return None
