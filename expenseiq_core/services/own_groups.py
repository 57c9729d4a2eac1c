"""The groups that somebody is in, open and closed, with what they get back or owe in each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGroup:
    """A group as one of its members sees it."""

    ledger_id: uuid.UUID
    member_id: uuid.UUID
    name: str
    mode: str
    members: int
    """Who take part now."""
    nets: tuple[Money, ...]
    """What the member gets back (plus) or owes, by currency; empty: even."""
    closed_at: dt.datetime | None
    left_at: dt.datetime | None


async def of_user(session: AsyncSession, user_id: uuid.UUID, *, search: str = "") -> list[OwnGroup]:
    """Return the groups of a user, the open ones first, then the newest; not where removed.

    `search` is in their names, blind to case and accents.
    """
    rows = await session.execute(text(_OF_USER), {"p_user": user_id})
    wanted = fold(search)
    return [
        OwnGroup(
            ledger_id=row.ledger_id,
            member_id=row.member_id,
            name=row.name,
            mode=row.mode,
            members=row.members,
            nets=tuple(Money(minor, currency) for currency, minor in row.nets or ()),
            closed_at=row.closed_at,
            left_at=row.left_at,
        )
        for row in rows
        if wanted in fold(row.name)
    ]


async def names_in(
    session: AsyncSession, ledger_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, frozenset[str]]:
    """Return the folded words by which those who take part in some groups may be named."""
    found: dict[uuid.UUID, set[str]] = {ledger_id: set() for ledger_id in ledger_ids}
    rows = await session.execute(text(_NAMES), {"p_ledgers": list(ledger_ids)})
    for row in rows:
        name = fold(row.name)
        words = [name, *name.split()[:1], row.handle, *(row.handles or ())]
        found[row.ledger_id].update(word for word in words if word)
    return {ledger_id: frozenset(words) for ledger_id, words in found.items()}


async def name_of(session: AsyncSession, ledger_id: uuid.UUID) -> tuple[str, bool]:
    """Return what a ledger is called, and whether it is closed."""
    row = (
        await session.execute(
            text("SELECT name, closed_at FROM ledgers WHERE id = :p_ledger"),
            {"p_ledger": ledger_id},
        )
    ).one_or_none()
    return ("another book", True) if row is None else (row.name, row.closed_at is not None)


_NAMES = """
SELECT m.ledger_id, m.name, m.handle,
       (SELECT array_agg(i.handle) FROM identities i WHERE i.user_id = m.user_id) AS handles
  FROM members m
 WHERE m.ledger_id = ANY(:p_ledgers)
   AND num_nonnulls(m.left_at, m.removed_at, m.merged_into) = 0
"""
_OF_USER = """
SELECT l.id AS ledger_id, m.id AS member_id, l.name, l.mode, l.closed_at, m.left_at,
       (SELECT count(*) FROM members o
         WHERE o.ledger_id = l.id AND num_nonnulls(o.left_at, o.removed_at, o.merged_into) = 0)
       AS members,
       (SELECT jsonb_agg(jsonb_build_array(b.currency, b.amount) ORDER BY b.currency)
          FROM balances b
         WHERE b.ledger_id = l.id AND b.member_id = m.id AND b.amount <> 0) AS nets
  FROM members m JOIN ledgers l ON l.id = m.ledger_id
 WHERE m.user_id = :p_user AND m.removed_at IS NULL AND l.kind = 'group'
 ORDER BY l.closed_at DESC NULLS FIRST, l.id DESC
"""
