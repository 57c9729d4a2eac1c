"""Words whose category somebody corrected: the next expense with that word goes there too."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def learn(
    session: AsyncSession,
    ledger_id: uuid.UUID,
    words: Sequence[str],
    category_id: uuid.UUID,
    *,
    now: dt.datetime,
) -> None:
    """Remember where these folded words belong, whatever was known of them before."""
    await session.execute(
        text("""
            INSERT INTO learned_words (ledger_id, word, category_id, learned_at)
            SELECT :p_ledger, word, :p_category, :p_now
              FROM unnest(CAST(:p_words AS text[])) AS w(word)
            ON CONFLICT (ledger_id, word) DO UPDATE
               SET category_id = excluded.category_id, learned_at = excluded.learned_at
        """),
        {
            "p_ledger": ledger_id,
            "p_words": sorted(set(words)),
            "p_category": category_id,
            "p_now": now,
        },
    )


async def forget(
    session: AsyncSession, ledger_id: uuid.UUID, words: Sequence[str], category_id: uuid.UUID
) -> None:
    """Forget that these words belong there; what was learned since stays."""
    await session.execute(
        text("""
            DELETE FROM learned_words
             WHERE ledger_id = :p_ledger AND category_id = :p_category
               AND word = ANY(CAST(:p_words AS text[]))
        """),
        {"p_ledger": ledger_id, "p_words": list(words), "p_category": category_id},
    )
