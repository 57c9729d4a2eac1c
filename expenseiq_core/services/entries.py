"""Reading entries: by number, and their history."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import EntryRow, MemberRow, ShareRow
from expenseiq_core.domain import split
from expenseiq_core.domain.ledger import Base, Content, Entry, Share
from expenseiq_core.domain.money import Money
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.recording import Twin, twin


async def by_numbers(
    session: AsyncSession, ledger_id: uuid.UUID, numbers: Sequence[int]
) -> list[Entry]:
    """Return the living entries of these numbers, in the order of the numbers."""
    return await where(session, ledger_id, EntryRow.no.in_(numbers), EntryRow.voided_at.is_(None))


async def history(session: AsyncSession, ledger_id: uuid.UUID, no: int) -> list[Entry]:
    """Return all versions of an entry, the oldest first; the last one may be voided."""
    return await where(session, ledger_id, EntryRow.no == no)


async def newest(session: AsyncSession, who: Resolved) -> Entry | None:
    """Return the living entry that the speaker logged last."""
    no = await session.scalar(
        select(func.max(EntryRow.no)).where(
            EntryRow.ledger_id == who.ledger_id,
            EntryRow.author_id == who.member_id,
            EntryRow.voided_at.is_(None),
        )
    )
    found = [] if no is None else await by_numbers(session, who.ledger_id, [no])
    return found[0] if found else None


async def recorded_by_message(
    session: AsyncSession, who: Resolved, turn_id: uuid.UUID, source: str
) -> list[int]:
    """Return the numbers of what the speaker's message recorded: in its turn, or by an edit."""
    numbers = await session.scalars(
        text("""
            SELECT e.no FROM turns t
              JOIN entries e ON e.ledger_id = t.ledger_id AND e.no = ANY(t.numbers)
                   AND e.version = 1 AND e.turn_id = t.id
             WHERE t.ledger_id = :p_ledger AND t.user_id = :p_user AND t.id >= :p_turn
               AND (t.id = :p_turn OR starts_with(t.source, :p_edits))
        """),
        {
            "p_ledger": who.ledger_id,
            "p_user": who.user_id,
            "p_turn": turn_id,
            "p_edits": f"{source}:edit:",
        },
    )
    return list(numbers)


async def twin_of(session: AsyncSession, ledger_id: uuid.UUID, entry: Entry) -> Twin | None:
    """Return the entry that was taken for the same when this one was recorded, if it lives."""
    found = await session.scalar(
        text("""
            SELECT jsonb_build_object('no', e.no, 'description', e.description,
                                      'author_id', e.author_id)
              FROM entries e JOIN entries own
                ON own.ledger_id = e.ledger_id AND own.id = :p_id
             WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL AND e.no < own.no
               AND e.date BETWEEN own.date - 1 AND own.date + 1 AND e.kind = own.kind
               AND e.amount = own.amount AND e.currency = own.currency
               AND e.created_at > own.created_at - interval '1 day'
               AND (e.author_id <> own.author_id
                    OR (e.date = own.date AND e.folded = own.folded
                        AND e.created_at > own.created_at - interval '2 minutes'))
             ORDER BY e.no DESC LIMIT 1
        """),
        {"p_ledger": ledger_id, "p_id": entry.id},
    )
    return twin(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """A turn that changed an entry: which command, and who."""

    command: str
    by: str | None
    """None: somebody who is no longer known."""
    asked_by: str | None = None
    """At whose request, if somebody else wanted it."""


async def doings(
    session: AsyncSession, ledger_id: uuid.UUID, versions: Sequence[Entry]
) -> dict[uuid.UUID, Doing]:
    """Return who did what in each turn that made or voided one of these versions."""
    ids = {v.turn_id for v in versions} | {v.voided_by for v in versions if v.voided_by}
    rows = await session.execute(
        text("""
            SELECT t.id, t.command, m.name, a.name AS asked_by FROM turns t
              LEFT JOIN members m ON m.ledger_id = t.ledger_id AND m.user_id = t.user_id
              LEFT JOIN members a ON a.ledger_id = t.ledger_id AND a.id = t.asked_by
             WHERE t.ledger_id = :p_ledger AND t.id = ANY(CAST(:p_ids AS uuid[]))
        """),
        {"p_ledger": ledger_id, "p_ids": list(ids)},
    )
    return {row.id: Doing(command=row.command, by=row.name, asked_by=row.asked_by) for row in rows}


async def where(
    session: AsyncSession, ledger_id: uuid.UUID, *conditions: ColumnElement[bool]
) -> list[Entry]:
    """Return entries of a ledger with their shares, by number and version.

    Shares of a member who was merged into another are the other's.
    """
    rows = (
        await session.scalars(
            select(EntryRow)
            .where(EntryRow.ledger_id == ledger_id, *conditions)
            .order_by(EntryRow.no, EntryRow.version)
        )
    ).all()
    member_id = func.coalesce(MemberRow.merged_into, MemberRow.id).label("member_id")
    shares = await session.execute(
        select(
            ShareRow.entry_id,
            member_id,
            func.sum(ShareRow.paid).label("paid"),
            func.sum(ShareRow.owed).label("owed"),
        )
        .join(
            MemberRow,
            (MemberRow.ledger_id == ShareRow.ledger_id) & (MemberRow.id == ShareRow.member_id),
        )
        .where(ShareRow.ledger_id == ledger_id, ShareRow.entry_id.in_([row.id for row in rows]))
        .group_by(ShareRow.entry_id, member_id)
        .order_by(member_id)
    )
    by_entry: dict[uuid.UUID, list[Share]] = {}
    for share in shares:
        by_entry.setdefault(share.entry_id, []).append(
            Share(member_id=share.member_id, paid=int(share.paid), owed=int(share.owed))
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
            split=split.from_plain(row.split) if row.split else None,
            pays=row.pays,
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
