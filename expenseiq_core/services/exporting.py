"""Entries as a CSV file that spreadsheets open as it is meant.

UTF-8 with a byte order mark (without one Excel takes it for the local code page), lines and quotes
as RFC 4180 has them, ISO dates, decimal points. Rows come from a server-side cursor in batches:
one snapshot of the book, and never more of it in memory than a batch and the file itself.
"""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import EntryRow, ShareRow
from expenseiq_core.domain.filter import Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.searching import conditions

BATCH: Final = 2000
COLUMNS: Final = (
    "number",
    "date",
    "kind",
    "description",
    "amount",
    "currency",
    "base_amount",
    "base_currency",
    "rate",
    "rate_date",
    "category",
    "tags",
    "payment_method",
    "note",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

E = EntryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file, and how many entries are in it."""

    count: int
    content: bytes


async def csv_file(session: AsyncSession, who: Resolved, wanted: Filter) -> Export:
    """Return the living entries that fit, the oldest first.

    In a ledger of several members two columns a member say what they paid and owed.
    """
    members = await _members(session, who.ledger_id)
    several = len(members) > 1
    shares = _shares_column() if several else literal_column("NULL").label("shares")
    statement = (
        select(*E.__table__.columns, shares)
        .where(*conditions(who.ledger_id, wanted))
        .order_by(E.date, E.id)
        .execution_options(yield_per=BATCH)
    )
    # The file is written as bytes at once: as one text it would be in memory twice.
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *(_share_columns(members) if several else ())])
    count = 0
    async for batch in (await session.stream(statement)).partitions():
        writer.writerows(_cells(row, who, members if several else {}) for row in batch)
        count += len(batch)
    out.flush()
    return Export(count=count, content=raw.getvalue())


def safe(cell: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


async def _members(session: AsyncSession, ledger_id: uuid.UUID) -> Mapping[uuid.UUID, str]:
    rows = await session.execute(
        text("SELECT id, name FROM members WHERE ledger_id = :p_ledger ORDER BY joined_at, id"),
        {"p_ledger": ledger_id},
    )
    return {row.id: row.name for row in rows}


def _shares_column() -> Any:  # a scalar subquery, whose type SQLAlchemy does not name
    shares = func.jsonb_object_agg(
        ShareRow.member_id, func.jsonb_build_array(ShareRow.paid, ShareRow.owed)
    )
    return (
        select(shares)
        .where(ShareRow.ledger_id == E.ledger_id, ShareRow.entry_id == E.id)
        .scalar_subquery()
        .label("shares")
    )


def _share_columns(members: Mapping[uuid.UUID, str]) -> list[str]:
    return [safe(f"{name} {what}") for name in members.values() for what in ("paid", "owed")]


def _cells(row: Any, who: Resolved, members: Mapping[uuid.UUID, str]) -> Sequence[object]:
    """Return a line of the file; `row` has the columns of an entry, and its shares."""
    category = who.category(row.category_id)
    base = row.base_amount
    cells: list[object] = [
        row.no,
        row.date.isoformat(),
        "refund" if row.kind == "expense" and row.amount < 0 else row.kind,
        safe(row.description),
        Money(row.amount, row.currency).amount,
        row.currency,
        "" if base is None else Money(base, who.currency).amount,
        "" if base is None else who.currency,
        "" if row.rate is None else f"{row.rate:f}",
        "" if row.rate_date is None else row.rate_date.isoformat(),
        safe(category.name) if category else "",
        safe(" ".join(f"#{tag}" for tag in row.tags)),
        safe(row.payment_method or ""),
        safe(row.note or ""),
    ]
    for member_id in members:
        shared = (row.shares or {}).get(str(member_id))
        cells += [Money(minor, row.currency).amount for minor in shared] if shared else ["", ""]
    return cells
