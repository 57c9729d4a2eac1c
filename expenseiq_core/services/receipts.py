"""Receipts: which file of a platform belongs to which entry. Its content stays on the platform.

A receipt belongs to a number, not to a version: corrections, undo and restore leave it where it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import ReceiptRow
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A file as its platform names it, and where it is kept."""

    platform: str
    workspace: str
    file_id: str
    kind: str
    """photo or document."""
    name: str
    media_type: str


async def keep(
    session: AsyncSession,
    who: Resolved,
    kept: Receipt,
    *,
    turn_id: uuid.UUID,
    no: int | None,
    now: dt.datetime,
) -> None:
    """Keep a file with an entry, or (None) until somebody says what it cost."""
    session.add(
        ReceiptRow(
            ledger_id=who.ledger_id,
            id=new_id(),
            no=no,
            turn_id=turn_id,
            platform=kept.platform,
            workspace=kept.workspace,
            file_id=kept.file_id,
            kind=kept.kind,
            name=kept.name,
            media_type=kept.media_type,
            created_at=now,
        )
    )
    await session.flush()


async def give_number(session: AsyncSession, who: Resolved, *, turn_id: uuid.UUID, no: int) -> None:
    """Put the receipts of a turn that wait for an entry to this one."""
    await session.execute(
        text("""
            UPDATE receipts SET no = :p_no
             WHERE ledger_id = :p_ledger AND turn_id = :p_turn AND no IS NULL
        """),
        {"p_no": no, "p_ledger": who.ledger_id, "p_turn": turn_id},
    )


async def move(
    session: AsyncSession, who: Resolved, *, before: uuid.UUID, turn_id: uuid.UUID
) -> bool:
    """Let the receipts of a turn that stepped aside be those of another; False: it had none."""
    moved = await session.scalars(
        text("""
            UPDATE receipts SET turn_id = :p_turn
             WHERE ledger_id = :p_ledger AND turn_id = :p_before RETURNING id
        """),
        {"p_turn": turn_id, "p_ledger": who.ledger_id, "p_before": before},
    )
    return bool(moved.all())


async def of_entry(session: AsyncSession, who: Resolved, no: int) -> list[Receipt]:
    """Return the receipts of an entry, the oldest first."""
    rows = await session.scalars(
        select(ReceiptRow)
        .where(ReceiptRow.ledger_id == who.ledger_id, ReceiptRow.no == no)
        .order_by(ReceiptRow.id)
    )
    return [
        Receipt(
            platform=row.platform,
            workspace=row.workspace,
            file_id=row.file_id,
            kind=row.kind,
            name=row.name,
            media_type=row.media_type,
        )
        for row in rows
    ]
