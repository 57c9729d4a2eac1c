"""Changing what turns are judged by: categories, budgets, the currency, the first of the month."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.recording import OvertakenError


async def begin_change(session: AsyncSession, who: Resolved) -> None:
    """Lock the ledger before anything that entries are judged by is changed.

    Until the transaction ends nobody records in it, and whoever was resolved before runs again.
    Sums may be read after this, not before. Raises OvertakenError if it changed since `who`.
    """
    locked = await session.scalar(
        text("""
            UPDATE ledgers SET revision = revision + 1
             WHERE id = :p_ledger AND revision = :p_revision RETURNING id
        """),
        {"p_ledger": who.ledger_id, "p_revision": who.revision},
    )
    if locked is None:
        raise OvertakenError(str(who.ledger_id))
