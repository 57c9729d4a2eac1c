"""Debts between two, from all living entries: who paid for whom, and who paid whom back."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import debts
from expenseiq_core.domain.ledger import Share
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Resolved

_SCAN = text("""
WITH payers AS (
  SELECT e.ledger_id, s.entry_id, e.currency, (array_agg(s.member_id))[1] AS payer_id,
         count(*) AS payers
    FROM entries e JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
   WHERE e.ledger_id = ANY(CAST(:p_ledgers AS uuid[])) AND e.voided_at IS NULL AND s.paid <> 0
   GROUP BY e.ledger_id, s.entry_id, e.currency
)
SELECT p.ledger_id, NULL::uuid AS entry_id, p.currency, p.payer_id, s.member_id, 0 AS paid,
       sum(s.owed)::bigint AS owed
  FROM payers p JOIN shares s ON s.ledger_id = p.ledger_id AND s.entry_id = p.entry_id
 WHERE p.payers = 1 AND s.member_id <> p.payer_id AND s.owed <> 0
 GROUP BY p.ledger_id, p.currency, p.payer_id, s.member_id
UNION ALL
SELECT p.ledger_id, p.entry_id, p.currency, NULL, s.member_id, s.paid, s.owed
  FROM payers p JOIN shares s ON s.ledger_id = p.ledger_id AND s.entry_id = p.entry_id
 WHERE p.payers > 1
""")
"""What one payer is owed is added up there; only several payers of one entry share it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody with whom one shares groups: what they owe one (plus), or are owed."""

    names: tuple[str, ...]
    """What they are called, as it is shown first."""
    groups: Mapping[str, Mapping[str, int]]
    """Name of a group -> currency -> minor units."""

    @property
    def sums(self) -> dict[str, int]:
        """The same of all groups together."""
        found: defaultdict[str, int] = defaultdict(int)
        for own in self.groups.values():
            for currency, minor in own.items():
                found[currency] += minor
        return dict(found)


async def pairwise(session: AsyncSession, who: Resolved) -> dict[str, list[Transfer]]:
    """Return by currency what each two members owe each other; looks through the whole book."""
    found = await _scan(session, [who.ledger_id], who.merged_members)
    ordered = sorted(found, key=lambda key: (key[1] != who.currency, key[1]))
    return {currency: found[ledger, currency] for ledger, currency in ordered}


async def with_others(session: AsyncSession, who: Resolved) -> list[Other]:
    """Return everybody with whom the speaker shares a group, with the debts between the two.

    Whoever has an account is one in all groups; others are one by their name.
    """
    rows = (await session.execute(_MEMBERS, {"p_user": who.user_id})).all()
    merged = {row.id: row.merged_into for row in rows if row.merged_into is not None}
    members = {row.id: row for row in rows if row.merged_into is None}
    ledgers = sorted({row.ledger_id for row in rows})
    groups: dict[object, dict[str, dict[str, int]]] = {}
    names: dict[object, dict[str, None]] = {}
    for row in members.values():
        if row.user_id != who.user_id:
            key = row.user_id or fold(row.name)
            names.setdefault(key, {}).update(dict.fromkeys([row.name, *_handles(row)]))
            groups.setdefault(key, {}).setdefault(row.ledger_name, {})
    for (_, currency), debts_found in (await _scan(session, ledgers, merged)).items():
        for debt in debts_found:
            sign = 1 if members[debt.payee].user_id == who.user_id else -1
            if sign < 0 and members[debt.payer].user_id != who.user_id:
                continue
            other = members[debt.payer if sign > 0 else debt.payee]
            own = groups[other.user_id or fold(other.name)][other.ledger_name]
            own[currency] = own.get(currency, 0) + sign * debt.minor
    return [Other(names=tuple(names[key]), groups=groups[key]) for key in groups]


def _handles(row: Row[Any]) -> list[str]:
    return [handle for handle in (row.handle, *(row.handles or ())) if handle]


async def _scan(
    session: AsyncSession, ledger_ids: Sequence[uuid.UUID], merged: Mapping[uuid.UUID, uuid.UUID]
) -> dict[tuple[uuid.UUID, str], list[Transfer]]:
    """Return the debts by ledger and currency, those of merged members with who took over."""
    rows = (await session.execute(_SCAN, {"p_ledgers": list(ledger_ids)})).all()
    found: defaultdict[tuple[uuid.UUID, str], list[tuple[tuple[uuid.UUID, uuid.UUID], int]]]
    found = defaultdict(list)
    for row in rows:
        if row.entry_id is None:
            pair = (
                merged.get(row.member_id, row.member_id),
                merged.get(row.payer_id, row.payer_id),
            )
            found[row.ledger_id, row.currency].append((pair, row.owed))
    for key, shares in _of_several(rows, merged):
        found[key] += debts.of_shares(shares, key[1]).items()
    netted = {key: debts.netted(own) for key, own in found.items()}
    return {key: own for key, own in netted.items() if own}


def _of_several(
    rows: Iterable[Row[Any]], merged: Mapping[uuid.UUID, uuid.UUID]
) -> list[tuple[tuple[uuid.UUID, str], list[Share]]]:
    """Return the shares of the entries that several paid."""
    entries: dict[uuid.UUID, tuple[tuple[uuid.UUID, str], list[Share]]] = {}
    for row in rows:
        if row.entry_id is not None:
            member_id = merged.get(row.member_id, row.member_id)
            share = Share(member_id=member_id, paid=row.paid, owed=row.owed)
            key = (row.ledger_id, row.currency)
            entries.setdefault(row.entry_id, (key, []))[1].append(share)
    return list(entries.values())


_MEMBERS = text("""
SELECT m.ledger_id, m.id, m.user_id, m.name, m.handle, m.merged_into, l.name AS ledger_name,
       (SELECT array_agg(i.handle) FROM identities i WHERE i.user_id = m.user_id) AS handles
  FROM members m JOIN ledgers l ON l.id = m.ledger_id
 WHERE m.ledger_id IN (SELECT o.ledger_id FROM members o
                        WHERE o.user_id = :p_user AND o.removed_at IS NULL
                          AND o.merged_into IS NULL)
   AND (l.kind = 'group' OR l.closed_at IS NULL)
 ORDER BY m.id
""")
