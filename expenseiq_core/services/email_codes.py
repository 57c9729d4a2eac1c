"""Codes that prove an e-mail address: sent there, typed in the chat.

A code is made when it is sent, by whoever sends mail, and kept as a hash; what is typed is compared
with that. Whoever asks for codes, or is sent some, gets few of them: counted in `paces`, by user
and by mailbox over all users, so that nobody can fill a stranger's mailbox with our mails.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.errors import ConflictError, NotAllowedError
from expenseiq_core.parsing.address import mailbox
from expenseiq_core.services import account_notices, deliveries, emails
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.emails import Letter

LIVES: Final = dt.timedelta(minutes=15)
"""How long a code can be typed after it was sent."""
TRIES: Final = 5
"""Wrong codes until a new one is needed."""
AFTERWARDS: Final = dt.timedelta(hours=1)
"""How long after its end six digits are still taken for a code, and not for an expense."""

_USER_PACE: Final = (dt.timedelta(minutes=12), 5)
_MAILBOX_PACE: Final = (dt.timedelta(hours=2), 3)
"""How often a code may be sent, and how many at once after a while without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What became of a typed code. Counted, and what counts must be committed."""

    outcome: Literal["verified", "wrong", "used up", "expired"]
    address: str
    before: str | None = None
    """The address that had been verified until now."""
    tries_left: int = 0


async def ask(
    session: AsyncSession,
    user_id: uuid.UUID,
    address: str,
    *,
    turn_id: uuid.UUID,
    now: dt.datetime,
) -> None:
    """Let a code be sent to an address; an older code ends.

    Raises ConflictError if it is verified already, NotAllowedError if too many codes were sent.
    """
    found = await emails.row(session, user_id)
    if found is not None and found.address == address:
        raise ConflictError(f"{address} is your address already. To see what it gets: email")
    await _pace(session, f"mail:user:{user_id}", _USER_PACE, now=now)
    await _pace(session, f"mail:to:{emails.hashed(mailbox(address))}", _MAILBOX_PACE, now=now)
    await session.execute(
        text("""
            INSERT INTO emails (user_id, wanted) VALUES (:p_user, :p_wanted)
            ON CONFLICT (user_id) DO UPDATE
               SET wanted = :p_wanted, code_hash = NULL, code_expires_at = NULL, tries = 0
        """),
        {"p_user": user_id, "p_wanted": address},
    )
    await emails.drop_pending(session, user_id, only_codes=True)
    notice = Notice(
        occurrence=f"{emails.CODE}:{turn_id}",
        kind=account_notices.KIND,
        user_id=user_id,
        about={"what": emails.CODE, "awake": True},
        due_at=now,
        expires_at=now + LIVES,
    )
    await deliveries.put(session, [notice], now=now)


async def issue(session: AsyncSession, user_id: uuid.UUID, *, now: dt.datetime) -> Letter | None:
    """Make a new code for the address that waits for one; None if none does any more.

    Its hash is kept: to be committed before it is sent.
    """
    code = f"{secrets.randbelow(1_000_000):06d}"
    wanted: str | None = await session.scalar(
        text("""
            UPDATE emails SET code_hash = :p_hash, code_expires_at = :p_until, tries = 0
             WHERE user_id = :p_user AND wanted IS NOT NULL RETURNING wanted
        """),
        {"p_user": user_id, "p_hash": _hash(user_id, code), "p_until": now + LIVES},
    )
    return None if wanted is None else Letter(address=wanted, code=code)


async def typed(
    session: AsyncSession, user_id: uuid.UUID, code: str, *, now: dt.datetime
) -> Typed | None:
    """Compare what was typed with the code that was sent; None: none is waited for."""
    row = await emails.row(session, user_id, lock=True)
    if row is None or row.code_hash is None or row.code_expires_at < now - AFTERWARDS:
        return None
    if row.code_expires_at <= now:
        return Typed(outcome="expired", address=row.wanted)
    if row.tries >= TRIES:
        return Typed(outcome="used up", address=row.wanted)
    if not hmac.compare_digest(_hash(user_id, code), row.code_hash):
        tries = row.tries + 1
        await session.execute(
            text("UPDATE emails SET tries = :p_tries WHERE user_id = :p_user"),
            {"p_tries": tries, "p_user": user_id},
        )
        return Typed(outcome="wrong", address=row.wanted, tries_left=TRIES - tries)
    await session.execute(
        text("""
            UPDATE emails SET address = wanted, verified_at = :p_now, wanted = NULL,
                   code_hash = NULL, code_expires_at = NULL, tries = 0
             WHERE user_id = :p_user
        """),
        {"p_user": user_id, "p_now": now},
    )
    return Typed(outcome="verified", address=row.wanted, before=row.address)


async def _pace(
    session: AsyncSession, name: str, pace: tuple[dt.timedelta, int], *, now: dt.datetime
) -> None:
    """Count one more code; raises NotAllowedError with how long to wait."""
    each, burst = pace
    latest = now + each * (burst - 1)
    counted = await session.scalar(
        text("""
            INSERT INTO paces AS p (name, free_at) VALUES (:p_name, :p_first)
            ON CONFLICT (name) DO UPDATE SET free_at = greatest(p.free_at, :p_now) + :p_each
             WHERE p.free_at <= :p_latest RETURNING free_at
        """),
        {
            "p_name": name,
            "p_first": now + each,
            "p_now": now,
            "p_each": each,
            "p_latest": latest,
        },
    )
    if counted is not None:
        return
    free_at: dt.datetime = (
        await session.execute(
            text("SELECT free_at FROM paces WHERE name = :p_name"), {"p_name": name}
        )
    ).scalar_one()
    minutes = max(1, -((latest - free_at) // dt.timedelta(minutes=1)))
    wait = f"{minutes} minutes" if minutes > 1 else "a minute"
    if minutes >= 120:
        wait = f"{-(-minutes // 60)} hours"
    raise NotAllowedError(f"Too many codes were sent. Try again in {wait}.")


def _hash(user_id: uuid.UUID, code: str) -> str:
    return hashlib.sha256(f"{user_id}:{code}".encode()).hexdigest()
