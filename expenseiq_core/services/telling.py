"""What a group is told of what one of its members did alone with us."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group's ledger by its name."""

    name: str
    is_closed: bool


async def group_named(session: AsyncSession, ledger_id: uuid.UUID) -> Group | None:
    """Return a group, open or closed; None: the ledger is nobody's, or one person's own."""
    row = (
        await session.execute(
            text("SELECT name, closed_at FROM ledgers WHERE id = :p_ledger AND kind = 'group'"),
            {"p_ledger": ledger_id},
        )
    ).one_or_none()
    return None if row is None else Group(name=row.name, is_closed=row.closed_at is not None)


async def numbers_of(session: AsyncSession, turn_id: uuid.UUID) -> tuple[int, ...]:
    """Return the numbers of the entries that a turn changed."""
    found = await session.scalar(
        text("SELECT numbers FROM turns WHERE id = :p_turn"), {"p_turn": turn_id}
    )
    return tuple(found or ())


async def take_back(
    session: AsyncSession, ledger_id: uuid.UUID, kind: str, numbers: Sequence[int]
) -> bool:
    """Let what a group was about to be told of entries not be told; whether there was something."""
    gone = await session.execute(
        text("""
            DELETE FROM deliveries WHERE ledger_id = :p_ledger AND kind = :p_kind
               AND state = 'pending'
               AND about -> 'numbers' @> ANY(ARRAY(
                     SELECT to_jsonb(n) FROM unnest(CAST(:p_numbers AS bigint[])) AS n))
            RETURNING id
        """),
        {"p_ledger": ledger_id, "p_kind": kind, "p_numbers": list(numbers)},
    )
    return bool(gone.all())


async def overtaken(session: AsyncSession, turn_ids: Sequence[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return the turns whose entries were changed by a later turn, and those that are gone."""
    found = await session.scalars(
        text("""
            SELECT k.id FROM unnest(CAST(:p_turns AS uuid[])) AS k(id)
              LEFT JOIN turns t ON t.id = k.id
             WHERE t.id IS NULL OR EXISTS (
                   SELECT FROM turns o WHERE o.ledger_id = t.ledger_id AND o.id > t.id
                      AND o.numbers && t.numbers)
        """),
        {"p_turns": list(turn_ids)},
    )
    return frozenset(found)
