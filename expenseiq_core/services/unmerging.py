"""The copies of a book (`merging`) taken back.

The living version of each copy is voided, whatever it says now; its number and history stay. The
ledger must be locked.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.words import fold
from expenseiq_core.services import budgets, merging, merging_friends, recurring_moving
from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What taking the copies back did."""

    numbers: tuple[int, ...]
    """Of the copies that were voided."""
    changed: int
    """Copies that had been changed or deleted since they were made."""


async def take_back(
    session: AsyncSession,
    kept: Resolved,
    *,
    old_ledger_id: uuid.UUID,
    made: Mapping[str, list[Any]],
    copied_by: uuid.UUID,
    copied_at: dt.datetime,
    turn_id: uuid.UUID,
    now: dt.datetime,
) -> TakenBack:
    """Void what is left of the copies from a ledger, and remove what was made with them."""
    parameters = {
        "p_kept": kept.ledger_id,
        "p_prefix": merging.source_prefix(old_ledger_id),
        "p_copied_by": copied_by,
        "p_copied_at": copied_at,
        "p_turn": turn_id,
        "p_now": now,
        "p_other": kept.defaults.get(fold(OTHER)),
        "p_categories": made["categories"],
        "p_budgets": made["budgets"],
        "p_words": made["words"],
        "p_receipts": made["receipts"],
        **{f"p_{name}": [r[i] for r in made["rates"]] for i, name in enumerate(_RATE_KEY)},
    }
    changed = await session.scalar(text(_CHANGED), parameters)
    numbers = await session.scalars(text(_VOID), parameters)
    for statement in _REMOVE:
        await session.execute(text(statement), parameters)
    await recurring_moving.take_back(
        session,
        old=old_ledger_id,
        kept=kept.ledger_id,
        made=made.get("recurring", ()),
        now=now,
    )
    await budgets.derive(session, kept.ledger_id)
    await merging_friends.derive_balances(session, kept.ledger_id)
    return TakenBack(numbers=tuple(sorted(numbers)), changed=changed or 0)


_RATE_KEY = ("bases", "quotes", "dates")
_CHANGED = """
SELECT count(*) FROM entries
 WHERE ledger_id = :p_kept AND turn_id = :p_copied_by AND voided_at IS NOT NULL
"""
_VOID = """
UPDATE entries SET voided_at = :p_now, voided_by = :p_turn
 WHERE ledger_id = :p_kept AND voided_at IS NULL AND starts_with(source, :p_prefix) RETURNING no
"""
_REMOVE = (
    "DELETE FROM receipts WHERE ledger_id = :p_kept AND id = ANY(CAST(:p_receipts AS uuid[]))",
    "DELETE FROM budgets WHERE ledger_id = :p_kept AND id = ANY(CAST(:p_budgets AS uuid[]))",
    # What was learned anew since is the person's own.
    """
    DELETE FROM learned_words
     WHERE ledger_id = :p_kept AND word = ANY(CAST(:p_words AS text[]))
       AND learned_at <= :p_copied_at
    """,
    """
    DELETE FROM ledger_rates k
     USING unnest(CAST(:p_bases AS text[]), CAST(:p_quotes AS text[]), CAST(:p_dates AS date[]))
           AS r(base, quote, date)
     WHERE k.ledger_id = :p_kept AND (k.base, k.quote, k.date) = (r.base, r.quote, r.date)
    """,
    # The voided copies keep pointing to their category, so it goes as a removed one does.
    """
    UPDATE categories k SET merged_into = other.id, aliases = '{}'
      FROM categories other
     WHERE k.ledger_id = :p_kept AND k.id = ANY(CAST(:p_categories AS uuid[]))
       AND k.merged_into IS NULL AND other.ledger_id = :p_kept AND other.id = :p_other
       AND other.kind = k.kind
       AND NOT EXISTS (SELECT FROM entries e WHERE e.ledger_id = :p_kept
                          AND e.category_id = k.id AND e.voided_at IS NULL)
       AND NOT EXISTS (SELECT FROM budgets b WHERE b.ledger_id = :p_kept
                          AND b.category_id = k.id AND b.closed_at IS NULL)
       AND NOT EXISTS (SELECT FROM learned_words w WHERE w.ledger_id = :p_kept
                          AND w.category_id = k.id)
       AND NOT EXISTS (SELECT FROM categories m WHERE m.ledger_id = :p_kept
                          AND m.merged_into = k.id)
    """,
)
