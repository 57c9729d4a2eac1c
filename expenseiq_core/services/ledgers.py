"""Changing what turns are judged by: categories, budgets, the currency, the first of the month."""

from __future__ import annotations

import json
import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import split
from expenseiq_core.domain.split import Split
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


async def set_default_split(
    session: AsyncSession, ledger_id: uuid.UUID, default: Split | None
) -> None:
    """Set how an expense is split that does not say it; None: equally among all."""
    plain = None if default is None else json.dumps(split.to_plain(default))
    await session.execute(
        text("UPDATE ledgers SET default_split = CAST(:p_split AS jsonb) WHERE id = :p_ledger"),
        {"p_ledger": ledger_id, "p_split": plain},
    )
