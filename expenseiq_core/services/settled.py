"""Whose share of an entry is paid: by payments made for it, or because nothing is owed any more."""

from __future__ import annotations

import uuid
from collections import defaultdict

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.services import balances, debts
from expenseiq_core.services.chats import Resolved


def still_due(content: Content) -> dict[uuid.UUID, int]:
    """Return what each member owes by one entry (minus: is owed), in minor units, without zeros."""
    due = {share.member_id: share.owed - share.paid for share in content.shares}
    return {member_id: minor for member_id, minor in due.items() if minor}


async def linked(session: AsyncSession, who: Resolved, entry: Entry) -> dict[uuid.UUID, int]:
    """Return what each member paid of their share by payments for this entry, in minor units."""
    rows = await session.execute(
        text("""
            SELECT s.member_id, sum(s.paid)::bigint AS paid
              FROM entries e JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
             WHERE e.ledger_id = :p_ledger AND e.pays = :p_no AND e.voided_at IS NULL
               AND e.currency = :p_currency AND s.paid > 0
             GROUP BY s.member_id
        """),
        {
            "p_ledger": who.ledger_id,
            "p_no": entry.no,
            "p_currency": entry.content.amount.currency,
        },
    )
    paid: defaultdict[uuid.UUID, int] = defaultdict(int)
    for row in rows:
        paid[who.member(row.member_id).id] += row.paid
    return dict(paid)


async def paid_shares(session: AsyncSession, who: Resolved, entry: Entry) -> frozenset[uuid.UUID]:
    """Return the members whose share of an entry is paid.

    Payments for it cover what they owe by it, or they are even with those whom they owed it: with
    everybody, or with these two by two. Who paid the entry has no share to pay.
    """
    due = still_due(entry.content)
    owing = {who.member(m).id: minor for m, minor in due.items() if minor > 0}
    payees = {who.member(m).id for m, minor in due.items() if minor < 0}
    paid = await linked(session, who, entry)
    settled = {m for m, minor in owing.items() if paid.get(m, 0) >= minor}
    currency = entry.content.amount.currency
    if owing.keys() - settled:
        own = (await balances.of_ledger(session, who)).get(currency, {})
        settled |= {m for m in owing if not own.get(m, 0)}
    if owing.keys() - settled:
        pairs = (await debts.pairwise(session, who)).get(currency, [])
        indebted = {debt.payer for debt in pairs if debt.payee in payees}
        settled |= owing.keys() - indebted
    return frozenset(settled)
