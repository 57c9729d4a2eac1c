"""Reading entries: by number, and their history."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import EntryRow, ShareRow
from expenseiq_core.domain.ledger import Base, Content, Entry, Share
from expenseiq_core.domain.money import Money


async def by_numbers(
    session: AsyncSession, ledger_id: uuid.UUID, numbers: Sequence[int]
) -> list[Entry]:
    """Return the living entries of these numbers, in the order of the numbers."""
    return await where(session, ledger_id, EntryRow.no.in_(numbers), EntryRow.voided_at.is_(None))


async def history(session: AsyncSession, ledger_id: uuid.UUID, no: int) -> list[Entry]:
    """Return all versions of an entry, the oldest first; the last one may be voided."""
    return await where(session, ledger_id, EntryRow.no == no)


async def where(
    session: AsyncSession, ledger_id: uuid.UUID, *conditions: ColumnElement[bool]
) -> list[Entry]:
    """Return entries of a ledger with their shares, by number and version."""
    rows = (
        await session.scalars(
            select(EntryRow)
            .where(EntryRow.ledger_id == ledger_id, *conditions)
            .order_by(EntryRow.no, EntryRow.version)
        )
    ).all()
    shares = await session.scalars(
        select(ShareRow)
        .where(ShareRow.ledger_id == ledger_id, ShareRow.entry_id.in_([row.id for row in rows]))
        .order_by(ShareRow.member_id)
    )
    by_entry: dict[uuid.UUID, list[Share]] = {}
    for share in shares:
        by_entry.setdefault(share.entry_id, []).append(
            Share(member_id=share.member_id, paid=share.paid, owed=share.owed)
        )
    return [to_entry(row, by_entry.get(row.id, [])) for row in rows]


def to_entry(row: EntryRow, shares: Sequence[Share]) -> Entry:
    """Turn an entry's row into the value that leaves the services."""
    base = None
    if row.base_amount is not None and row.rate is not None and row.rate_date is not None:
        base = Base(minor=row.base_amount, rate=row.rate, rate_date=row.rate_date)
    return Entry(
        id=row.id,
        no=row.no,
        version=row.version,
        content=Content(
            kind=row.kind,
            amount=Money(row.amount, row.currency),
            base=base,
            date=row.date,
            description=row.description,
            category_id=row.category_id,
            payment_method=row.payment_method,
            tags=tuple(row.tags),
            note=row.note,
            shares=tuple(shares),
        ),
        source=row.source,
        author_id=row.author_id,
        odd_turn=row.odd_turn,
        created_at=row.created_at,
        turn_id=row.turn_id,
        replaces=row.replaces,
        voided_at=row.voided_at,
        voided_by=row.voided_by,
    )
