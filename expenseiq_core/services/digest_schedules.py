"""Digests that are on, those that were offered, and whether they are wanted at all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import schedules
from expenseiq_core.services.schedules import Schedule

MOST_OFFERS: Final = 2
"""Somebody who did not answer twice is not offered it again."""
OFFER_AGAIN: Final = dt.timedelta(days=7)
DAYS: Final = 3
"""With entries, before it is offered."""


async def running(session: AsyncSession, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of some schedules are still there: one that was stopped is not."""
    rows = await session.scalars(
        text("SELECT id FROM schedules WHERE id = ANY(CAST(:p_ids AS uuid[]))"),
        {"p_ids": sorted(ids)},
    )
    return set(rows)


async def stop(session: AsyncSession, stopped: Sequence[Schedule], *, now: dt.datetime) -> None:
    """Let digests be no more: one that is on its way, and not being sent yet, does not come."""
    await schedules.drop(session, [one.id for one in stopped])
    await session.execute(
        text("""
            UPDATE deliveries SET state = 'skipped', settled_at = :p_now, claimed_until = NULL,
                   reason = 'not wanted any more'
             WHERE state IN ('pending', 'claimed')
               AND (user_id = ANY(CAST(:p_users AS uuid[]))
                    OR ledger_id = ANY(CAST(:p_ledgers AS uuid[])))
               AND about ->> 'schedule' = ANY(CAST(:p_ids AS text[]))
        """),
        {
            "p_ids": [str(one.id) for one in stopped],
            "p_users": [one.user_id for one in stopped if one.user_id],
            "p_ledgers": [one.ledger_id for one in stopped if one.ledger_id],
            "p_now": now,
        },
    )


async def offers(
    session: AsyncSession, user_id: uuid.UUID, ledger_id: uuid.UUID, *, now: dt.datetime
) -> bool:
    """Note that somebody is offered a digest; False: they have none to be offered.

    With entries on three days, at most twice and a week apart, and never who has one, had one, or
    refused it.
    """
    offered = await session.scalar(
        text("""
            INSERT INTO preferences (user_id, digest_offers, digest_offered_at)
            SELECT :p_user, 1, :p_now
             WHERE (SELECT count(*) FROM (
                     SELECT DISTINCT date FROM entries
                      WHERE ledger_id = :p_ledger AND voided_at IS NULL LIMIT :p_days) d) >= :p_days
               AND NOT EXISTS (SELECT FROM schedules WHERE kind = 'digest' AND user_id = :p_user)
            ON CONFLICT (user_id) DO UPDATE
               SET digest_offers = preferences.digest_offers + 1, digest_offered_at = :p_now
             WHERE preferences.digest_offers < :p_most
               AND (preferences.digest_offered_at IS NULL
                    OR preferences.digest_offered_at < :p_before)
               AND NOT 'digest' = ANY(preferences.off)
            RETURNING user_id
        """),
        {
            "p_user": user_id,
            "p_ledger": ledger_id,
            "p_now": now,
            "p_before": now - OFFER_AGAIN,
            "p_days": DAYS,
            "p_most": MOST_OFFERS,
        },
    )
    return offered is not None


async def decline(session: AsyncSession, user_id: uuid.UUID) -> None:
    """Let somebody not be offered a digest again."""
    await session.execute(
        text("""
            INSERT INTO preferences (user_id, digest_offers) VALUES (:p_user, :p_most)
            ON CONFLICT (user_id) DO UPDATE SET digest_offers = excluded.digest_offers
        """),
        {"p_user": user_id, "p_most": MOST_OFFERS},
    )


async def want(session: AsyncSession, user_id: uuid.UUID) -> None:
    """Let digests be heard by somebody who had turned them off among their notices."""
    await session.execute(
        text("""
            UPDATE preferences SET off = array_remove(off, 'digest')
             WHERE user_id = :p_user AND 'digest' = ANY(off)
        """),
        {"p_user": user_id},
    )
