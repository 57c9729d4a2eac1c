"""What stands beside the sums of many digests: balances, who paid, the entries that are named."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.money import Money
from expenseiq_core.services.digest_readers import Reader

Nets = Mapping[str, int]
"""Currency -> minor units: what somebody gets back (plus) or owes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands open: of oneself in a group, or of a member of the group that it is about."""

    name: str
    member_id: uuid.UUID
    nets: Nets


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entry that a digest names."""

    no: int
    description: str
    group: str | None
    """None: it is of the book that the digest is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCategory:
    """What a group's category is called and counts as there, merges followed."""

    folded: str
    kind: str


async def own_standings(
    session: AsyncSession, readers: Sequence[Reader]
) -> dict[uuid.UUID, list[Standing]]:
    """Return each user's open balances in the groups in which they take part."""
    users = sorted({r.who.user_id for r in readers if not r.who.is_group and r.who.reaches})
    found: dict[uuid.UUID, dict[uuid.UUID, Standing]] = {}
    if not users:
        return {}
    for row in await session.execute(_OWN_STANDINGS, {"p_users": users}):
        groups = found.setdefault(row.user_id, {})
        known = groups.get(row.ledger_id)
        nets = {**(known.nets if known else {}), row.currency: row.amount}
        groups[row.ledger_id] = Standing(name=row.name, member_id=row.member_id, nets=nets)
    return {user: list(groups.values()) for user, groups in found.items()}


async def group_standings(
    session: AsyncSession, readers: Sequence[Reader]
) -> dict[uuid.UUID, list[Standing]]:
    """Return the open balances of those who take part in each group; none of one purse."""
    found: dict[uuid.UUID, dict[uuid.UUID, Standing]] = {}
    ledgers = [r.who.ledger_id for r in readers if r.who.is_group and r.who.mode != "shared"]
    if not ledgers:
        return {}
    for row in await session.execute(_GROUP_STANDINGS, {"p_ledgers": sorted(set(ledgers))}):
        members = found.setdefault(row.ledger_id, {})
        known = members.get(row.member_id)
        nets = {**(known.nets if known else {}), row.currency: row.amount}
        members[row.member_id] = Standing(name=row.name, member_id=row.member_id, nets=nets)
    return {ledger: list(members.values()) for ledger, members in found.items()}


async def paid(session: AsyncSession, readers: Sequence[Reader]) -> dict[int, dict[uuid.UUID, int]]:
    """Return who paid how much of what a group spent, by the place of its reader.

    Of what was paid in another currency, each has their part of its worth.
    """
    wanted = [
        {
            "n": n,
            "ledger_id": str(reader.who.ledger_id),
            "since": reader.days.period.start.isoformat(),
            "until": reader.days.period.end.isoformat(),
        }
        for n, reader in enumerate(readers)
        if reader.who.is_group
    ]
    if not wanted:
        return {}
    found: dict[int, dict[uuid.UUID, int]] = {}
    for row in await session.execute(_PAID, {"p_wanted": json.dumps(wanted)}):
        who, mine = readers[row.n].who, found.setdefault(row.n, {})
        category = who.category(row.category_id)
        if category is not None and category.kind != "spending":
            continue
        payers = dict(zip(row.members, row.paid, strict=True))
        for member_id, minor in _parts(row.base_amount, row.amount, who.currency, payers).items():
            living = who.member(member_id).id
            mine[living] = mine.get(living, 0) + minor
    return found


def _parts(
    base: int, amount: int, currency: str, payers: Mapping[uuid.UUID, int]
) -> dict[uuid.UUID, int]:
    """Return what each paid of an entry's worth."""
    if base == amount:
        return dict(payers)
    weights = [abs(minor) for minor in payers.values()]
    parts = Money(base, currency).allocate(weights)
    return {member: part.minor for member, part in zip(payers, parts, strict=True)}


async def named(
    session: AsyncSession, entries: Iterable[tuple[uuid.UUID, uuid.UUID]]
) -> dict[uuid.UUID, Named]:
    """Return entries by their id; each is given by its ledger and id."""
    keys = list(entries)
    if not keys:
        return {}
    rows = await session.execute(
        _NAMED, {"p_ledgers": [ledger for ledger, _ in keys], "p_ids": [e for _, e in keys]}
    )
    return {
        row.id: Named(no=row.no, description=row.description, group=row.group_name) for row in rows
    }


async def categories(
    session: AsyncSession, ids: Iterable[tuple[uuid.UUID, uuid.UUID]]
) -> dict[tuple[uuid.UUID, uuid.UUID], GroupCategory]:
    """Return categories by their ledger and id."""
    keys = sorted(set(ids))
    if not keys:
        return {}
    rows = await session.execute(
        _CATEGORIES, {"p_ledgers": [ledger for ledger, _ in keys], "p_ids": [c for _, c in keys]}
    )
    return {
        (row.ledger_id, row.id): GroupCategory(folded=row.folded, kind=row.kind) for row in rows
    }


_OWN_STANDINGS: Final = text("""
    SELECT m.user_id, l.id AS ledger_id, l.name, m.id AS member_id, b.currency, b.amount
      FROM members m
      JOIN ledgers l ON l.id = m.ledger_id AND l.kind = 'group' AND l.closed_at IS NULL
           AND l.mode <> 'shared'
      JOIN balances b ON b.ledger_id = m.ledger_id AND b.member_id = m.id AND b.amount <> 0
     WHERE m.user_id = ANY(CAST(:p_users AS uuid[]))
       AND num_nonnulls(m.left_at, m.removed_at, m.merged_into) = 0
     ORDER BY l.id DESC, b.currency
""")
_GROUP_STANDINGS: Final = text("""
    SELECT m.ledger_id, m.id AS member_id, m.name, b.currency, b.amount
      FROM members m
      JOIN balances b ON b.ledger_id = m.ledger_id AND b.member_id = m.id AND b.amount <> 0
     WHERE m.ledger_id = ANY(CAST(:p_ledgers AS uuid[]))
       AND num_nonnulls(m.left_at, m.removed_at, m.merged_into) = 0
     ORDER BY m.ledger_id, m.id, b.currency
""")
_PAID: Final = text("""
    WITH wanted AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(CAST(:p_wanted AS jsonb))
             AS w(n int, ledger_id uuid, since date, until date)
    )
    SELECT w.n, e.category_id, e.base_amount, e.amount, array_agg(s.member_id) AS members,
           array_agg(s.paid) AS paid
      FROM wanted w
      JOIN entries e ON e.ledger_id = w.ledger_id AND e.voided_at IS NULL AND e.kind = 'expense'
           AND e.date >= w.since AND e.date < w.until AND e.base_amount IS NOT NULL
      JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id AND s.paid <> 0
     GROUP BY w.n, e.ledger_id, e.id
""")
_NAMED: Final = text("""
    SELECT e.id, e.no, e.description, CASE l.kind WHEN 'group' THEN l.name END AS group_name
      FROM unnest(CAST(:p_ledgers AS uuid[]), CAST(:p_ids AS uuid[])) AS k(ledger_id, id)
      JOIN entries e ON e.ledger_id = k.ledger_id AND e.id = k.id
      JOIN ledgers l ON l.id = e.ledger_id
""")
_CATEGORIES: Final = text("""
    SELECT k.ledger_id, k.id, c.folded, c.kind
      FROM unnest(CAST(:p_ledgers AS uuid[]), CAST(:p_ids AS uuid[])) AS w(ledger_id, id)
      JOIN categories k ON k.ledger_id = w.ledger_id AND k.id = w.id
      JOIN categories c ON c.ledger_id = k.ledger_id AND c.id = coalesce(k.merged_into, k.id)
""")
