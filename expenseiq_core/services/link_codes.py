"""One-time codes with which another account of a person may join them.

Kept as a hash, for ten minutes, one a user. A wrong one counts for who typed it. Whoever uses or
counts holds the lock of their ledger, so nobody tries twice at once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import LinkCodeRow
from expenseiq_core.domain import link_code
from expenseiq_core.errors import ConflictError, NotAllowedError
from expenseiq_core.services.chats import Resolved

LIVES: Final = dt.timedelta(minutes=10)
TRIES: Final = 5
"""Wrong codes that somebody may type within `TRIES_WITHIN`."""
TRIES_WITHIN: Final = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asked for a code, and their book."""

    user_id: uuid.UUID
    ledger_id: uuid.UUID


async def make(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> str:
    """Return a new code with which somebody may join the speaker; an older one ends."""
    code = ""
    while not link_code.is_code(code):
        code = "".join(secrets.choice(link_code.ALPHABET) for _ in range(link_code.LENGTH))
    values = {"code_hash": _hash(code), "expires_at": now + LIVES}
    await session.execute(
        insert(LinkCodeRow)
        .values(user_id=who.user_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )
    return code


async def asker(
    session: AsyncSession, who: Resolved, code: str, *, now: dt.datetime
) -> Asker | None:
    """Return who asked for a code; None if it is none, or no longer.

    Raises ConflictError for a code of the speaker's own.
    """
    row = (
        await session.execute(
            text("""
                SELECT u.id, l.id AS ledger_id, l.closed_at,
                       (SELECT k.kept_user_id FROM links k
                         WHERE k.joined_user_id = u.id AND k.undone_at IS NULL) AS became
                  FROM link_codes c
                  JOIN users u ON u.id = c.user_id
                  JOIN ledgers l ON l.id = u.personal_ledger_id
                 WHERE c.code_hash = :p_hash AND c.expires_at > :p_now
            """),
            {"p_hash": _hash(code), "p_now": now},
        )
    ).one_or_none()
    if row is None:
        return None
    if row.became == who.user_id:
        raise ConflictError("These accounts are linked already. To see them: link")
    if row.id == who.user_id:
        raise ConflictError(
            "That is this account's own code. Type it where your other account writes to me."
        )
    if row.closed_at is not None:
        return None
    return Asker(user_id=row.id, ledger_id=row.ledger_id)


async def use_up(session: AsyncSession, code: str, *, now: dt.datetime) -> bool:
    """Take a code away; False if somebody else has used or replaced it since it was looked up."""
    used = await session.scalar(
        text("""
            DELETE FROM link_codes WHERE code_hash = :p_hash AND expires_at > :p_now
            RETURNING user_id
        """),
        {"p_hash": _hash(code), "p_now": now},
    )
    return used is not None


async def check_tries(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> None:
    """Raise NotAllowedError if the speaker typed too many wrong codes of late."""
    since = await session.scalar(
        text("""
            SELECT since FROM link_tries
             WHERE user_id = :p_user AND tries >= :p_tries AND since > :p_from
        """),
        {"p_user": who.user_id, "p_tries": TRIES, "p_from": now - TRIES_WITHIN},
    )
    if since is not None:
        minutes = -((now - since - TRIES_WITHIN) // dt.timedelta(minutes=1))
        raise NotAllowedError(
            f"Too many wrong codes. Try again in {minutes} minute{'s' * (minutes != 1)},"
            " with a new code from there: link"
        )


async def count(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> int:
    """Count a wrong code and return how many more may be tried; committed, or it does not count.

    The count begins anew ten minutes after its first one.
    """
    counted = await session.execute(
        text("""
            INSERT INTO link_tries AS t (user_id, tries, since) VALUES (:p_user, 1, :p_now)
            ON CONFLICT (user_id) DO UPDATE
               SET tries = CASE WHEN t.since > :p_from THEN t.tries + 1 ELSE 1 END,
                   since = CASE WHEN t.since > :p_from THEN t.since ELSE :p_now END
            RETURNING tries
        """),
        {"p_user": who.user_id, "p_now": now, "p_from": now - TRIES_WITHIN},
    )
    tries: int = counted.scalar_one()
    return max(TRIES - tries, 0)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
