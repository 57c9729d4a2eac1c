"""Balances as they are kept: what each member gets back (plus) or owes (minus), by currency.

They are maintained with every entry, so looking them up costs the same in a large book.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Resolved

Balances = Mapping[str, Mapping[uuid.UUID, int]]
"""Currency -> member -> minor units."""


async def of_ledger(session: AsyncSession, who: Resolved) -> dict[str, dict[uuid.UUID, int]]:
    """Return the balances of a ledger, those of merged members with who took over.

    The ledger's currency comes first. Who never had an entry in a currency is not in it.
    """
    rows = await session.execute(
        text("""
            SELECT currency, member_id, amount FROM balances
             WHERE ledger_id = :p_ledger ORDER BY currency, member_id
        """),
        {"p_ledger": who.ledger_id},
    )
    found: dict[str, dict[uuid.UUID, int]] = {}
    for row in rows:
        own = found.setdefault(row.currency, {})
        member_id = who.member(row.member_id).id
        own[member_id] = own.get(member_id, 0) + row.amount
    return dict(sorted(found.items(), key=lambda item: (item[0] != who.currency, item[0])))


def nonzero(balances: Balances) -> dict[str, dict[uuid.UUID, int]]:
    """Return only what somebody still owes or gets."""
    found = {
        currency: {member_id: minor for member_id, minor in own.items() if minor}
        for currency, own in balances.items()
    }
    return {currency: own for currency, own in found.items() if own}
