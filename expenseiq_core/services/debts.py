"""Debts between two, from all living entries: who paid for whom, and who paid whom back."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import debts
from expenseiq_core.domain.ledger import Share
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.services.chats import Resolved

_SCAN = text("""
WITH payers AS (
  SELECT s.entry_id, e.currency, (array_agg(s.member_id))[1] AS payer_id, count(*) AS payers
    FROM entries e JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
   WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL AND s.paid <> 0
   GROUP BY s.entry_id, e.currency
)
SELECT NULL::uuid AS entry_id, p.currency, p.payer_id, s.member_id, 0 AS paid,
       sum(s.owed)::bigint AS owed
  FROM payers p JOIN shares s ON s.ledger_id = :p_ledger AND s.entry_id = p.entry_id
 WHERE p.payers = 1 AND s.member_id <> p.payer_id AND s.owed <> 0
 GROUP BY p.currency, p.payer_id, s.member_id
UNION ALL
SELECT p.entry_id, p.currency, NULL, s.member_id, s.paid, s.owed
  FROM payers p JOIN shares s ON s.ledger_id = :p_ledger AND s.entry_id = p.entry_id
 WHERE p.payers > 1
""")
"""What one payer is owed is added up there; only several payers of one entry share it here."""


async def pairwise(session: AsyncSession, who: Resolved) -> dict[str, list[Transfer]]:
    """Return by currency what each two members owe each other; looks through the whole book."""
    rows = (await session.execute(_SCAN, {"p_ledger": who.ledger_id})).all()
    found: defaultdict[str, list[tuple[tuple[uuid.UUID, uuid.UUID], int]]] = defaultdict(list)
    for row in rows:
        if row.entry_id is None:
            pair = (who.member(row.member_id).id, who.member(row.payer_id).id)
            found[row.currency].append((pair, row.owed))
    for currency, shares in _of_several(who, rows):
        found[currency] += debts.of_shares(shares, currency).items()
    ordered = sorted(found, key=lambda currency: (currency != who.currency, currency))
    netted = {currency: debts.netted(found[currency]) for currency in ordered}
    return {currency: own for currency, own in netted.items() if own}


def _of_several(who: Resolved, rows: Iterable[Row[Any]]) -> list[tuple[str, list[Share]]]:
    """Return the shares of the entries that several paid."""
    entries: dict[uuid.UUID, tuple[str, list[Share]]] = {}
    for row in rows:
        if row.entry_id is not None:
            share = Share(member_id=who.member(row.member_id).id, paid=row.paid, owed=row.owed)
            entries.setdefault(row.entry_id, (row.currency, []))[1].append(share)
    return list(entries.values())
