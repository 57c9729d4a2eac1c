"""Two accounts of one person become one.

Who types the code of another account joins it: identities and chats point to the kept user and
book, and the other book is closed after its entries were copied (`merging`). Both ledgers are
locked, in the order of their ids, so whoever records in one of them at that moment runs again.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import LinkRow
from expenseiq_core.services import (
    chats,
    emails,
    link_codes,
    merging,
    merging_members,
    merging_notices,
    settings,
)
from expenseiq_core.services.chats import Place, Resolved
from expenseiq_core.services.link_codes import Asker
from expenseiq_core.services.merging import Copied
from expenseiq_core.services.recording import OvertakenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A code that is none, or no longer. It counts, and what counts must be committed."""

    tries_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two accounts that are one now."""

    who: Resolved
    """Who speaks from now on: the kept user, in the kept book."""
    kept_platforms: tuple[str, ...]
    joined_platforms: tuple[str, ...]
    copied: Copied


async def join(
    session: AsyncSession,
    who: Resolved,
    place: Place,
    code: str,
    *,
    turn_id: uuid.UUID,
    today: dt.date,
    now: dt.datetime,
) -> Joined | Wrong:
    """Let the speaker be one with who asked for the code.

    Raises ConflictError for a code of one's own, NotAllowedError after too many wrong ones, and
    OvertakenError if one of the two books changed meanwhile.
    """
    asker = await link_codes.asker(session, who, code, now=now)
    await lock(session, who, [asker.ledger_id] if asker else [])
    await link_codes.check_tries(session, who, now=now)
    if asker is None or not await link_codes.use_up(session, code, now=now):
        return Wrong(tries_left=await link_codes.count(session, who, now=now))
    kept_platforms = await platforms(session, asker.user_id)
    joined_platforms = await platforms(session, who.user_id)
    moved = await _move(session, who, asker, now=now)
    kept = await _now(session, place)
    if who.timezone_known and not kept.timezone_known:
        await settings.set_timezone(session, kept, who.timezone)
        kept = await _now(session, place)
    copied = await merging.copy(session, who, kept, turn_id=turn_id, today=today, now=now)
    came = await merging_notices.copy(session, who, kept)
    session.add(
        LinkRow(
            id=turn_id,
            kept_user_id=asker.user_id,
            joined_user_id=who.user_id,
            kept_ledger_id=asker.ledger_id,
            joined_ledger_id=who.ledger_id,
            joined={**moved, **copied.made, "schedules": came},
            linked_at=now,
        )
    )
    await session.flush()
    return Joined(
        who=await _now(session, place),
        kept_platforms=kept_platforms,
        joined_platforms=joined_platforms,
        copied=copied,
    )


async def platforms(session: AsyncSession, user_id: uuid.UUID) -> tuple[str, ...]:
    """Return the platforms on which somebody writes, the first one first."""
    found = await session.scalars(
        text("""
            SELECT platform FROM identities WHERE user_id = :p_user
             ORDER BY created_at, platform, workspace, external_id
        """),
        {"p_user": user_id},
    )
    return tuple(found)


async def lock(
    session: AsyncSession,
    who: Resolved,
    others: Collection[uuid.UUID],
    *,
    closed: Collection[uuid.UUID] = (),
) -> None:
    """Lock the speaker's ledger and others, of which those `closed` are expected to be.

    Raises OvertakenError if one is gone, closed or opened meanwhile, or has changed since `who`.
    """
    wanted = {who.ledger_id, *others}
    rows = (
        await session.execute(
            text("""
                SELECT id, revision, closed_at FROM ledgers
                 WHERE id = ANY(CAST(:p_ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE
            """),
            {"p_ids": list(wanted)},
        )
    ).all()
    as_expected = all((row.closed_at is not None) == (row.id in closed) for row in rows)
    unchanged = all(row.revision == who.revision for row in rows if row.id == who.ledger_id)
    if len(rows) != len(wanted) or not (as_expected and unchanged):
        raise OvertakenError(str(who.ledger_id))


async def _now(session: AsyncSession, place: Place) -> Resolved:
    """Return who speaks in this place now."""
    kept = await chats.resolve(session, place, source="", words=[])
    assert kept is not None, "identity and chat were moved together"
    return kept


async def _move(
    session: AsyncSession, who: Resolved, asker: Asker, *, now: dt.datetime
) -> Mapping[str, Any]:
    """Let all that is the speaker's point to the kept user and book; return what that was."""
    parameters = {
        "p_joined_user": who.user_id,
        "p_joined": who.ledger_id,
        "p_user": asker.user_id,
        "p_kept": asker.ledger_id,
        "p_now": now,
    }
    # A first message in another chat of theirs comes before this, or runs again.
    await session.execute(
        text("SELECT FROM users WHERE id = :p_joined_user FOR NO KEY UPDATE"), parameters
    )
    identities = await session.execute(text(_IDENTITIES), parameters)
    moved_chats = await session.scalars(text(_CHATS), parameters)
    created = await session.scalars(text(_CREATED), parameters)
    members = await session.scalars(text(_MEMBERS), parameters)
    merged = await _merge_members(session, parameters)
    await session.execute(text(_DELIVERIES), parameters)
    await session.execute(text(_CLOSE), parameters)
    return {
        "email": await emails.move(session, who.user_id, into=asker.user_id),
        "created": [str(ledger_id) for ledger_id in created],
        "merged": merged,
        "identities": [list(row) for row in identities],
        "chats": [str(chat_id) for chat_id in moved_chats],
        "members": [str(member_id) for member_id in members],
    }


async def _merge_members(session: AsyncSession, parameters: Mapping[str, Any]) -> list[list[str]]:
    """Let both be one member where both are in a group; return [ledger, gone, kept] of each."""
    pairs = (await session.execute(text(_BOTH), parameters)).all()
    for ledger_id, gone, kept in pairs:
        await session.execute(
            text("UPDATE ledgers SET revision = revision + 1 WHERE id = :p_ledger"),
            {"p_ledger": ledger_id},
        )
        await merging_members.merge(session, ledger_id, gone=gone, kept=kept)
    return [[str(part) for part in pair] for pair in pairs]


_IDENTITIES = """
UPDATE identities SET user_id = :p_user WHERE user_id = :p_joined_user
RETURNING platform, workspace, external_id
"""
_CHATS = "UPDATE chats SET ledger_id = :p_kept WHERE ledger_id = :p_joined RETURNING id"
_DELIVERIES = """
UPDATE deliveries d SET user_id = :p_user
 WHERE d.user_id = :p_joined_user AND d.state = 'pending'
   AND NOT EXISTS (SELECT FROM deliveries o
                    WHERE o.user_id = :p_user AND o.occurrence = d.occurrence)
"""
_MEMBERS = """
UPDATE members m SET user_id = :p_user
 WHERE m.user_id = :p_joined_user AND m.ledger_id <> :p_joined
   AND NOT EXISTS (SELECT FROM members o
                    WHERE o.ledger_id = m.ledger_id AND o.user_id = :p_user)
RETURNING m.id
"""
_BOTH = """
SELECT j.ledger_id, j.id, k.id
  FROM members j
  JOIN members k ON k.ledger_id = j.ledger_id AND k.user_id = :p_user
 WHERE j.user_id = :p_joined_user AND j.ledger_id <> :p_joined
 ORDER BY j.ledger_id
"""
_CREATED = """
UPDATE ledgers SET created_by = :p_user
 WHERE created_by = :p_joined_user AND kind = 'group' RETURNING id
"""
_CLOSE = """
UPDATE ledgers SET revision = revision + 1,
                   closed_at = CASE WHEN id = :p_joined THEN CAST(:p_now AS timestamptz) END
 WHERE id IN (:p_joined, :p_kept)
"""
