"""A user's e-mail address: asked for, proved by a code that was sent there, taken away.

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
from typing import Any, Final, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.errors import ConflictError, NotAllowedError
from expenseiq_core.parsing.address import mailbox
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Notice

LIVES: Final = dt.timedelta(minutes=15)
"""How long a code can be typed after it was sent."""
TRIES: Final = 5
"""Wrong codes until a new one is needed."""
AFTERWARDS: Final = dt.timedelta(hours=1)
"""How long after its end six digits are still taken for a code, and not for an expense."""
CODE: Final = "code"
"""What a delivery is about that brings a code (`about["what"]`)."""
KIND: Final = "account"

_USER_PACE: Final = (dt.timedelta(minutes=12), 5)
_MAILBOX_PACE: Final = (dt.timedelta(hours=2), 3)
"""How often a code may be sent, and how many at once after a while without."""
_SENDING: Final = "mail"
"""The lease that is held while some process sends mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """What is kept of a user's e-mail."""

    address: str | None
    """Verified; None: none yet."""
    wanted: str | None
    """The address whose code is waited for."""
    off: tuple[str, ...]
    """Kinds of notices that do not go there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Where one mail goes, and the code that it brings, if that is what it is for."""

    address: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What became of a typed code. Counted, and what counts must be committed."""

    outcome: Literal["verified", "wrong", "used up", "expired"]
    address: str
    before: str | None = None
    """The address that had been verified until now."""
    tries_left: int = 0


async def is_set_up(session: AsyncSession) -> bool:
    """Whether some process sends mail."""
    found = await session.scalar(
        text("SELECT true FROM leases WHERE name = :p_name AND expires_at > clock_timestamp()"),
        {"p_name": _SENDING},
    )
    return bool(found)


async def announce(session: AsyncSession, *, seconds: float) -> None:
    """Note that this process sends mail for so many seconds; others may, too."""
    await session.execute(
        text("""
            INSERT INTO leases AS l (name, holder, expires_at)
            VALUES (:p_name, :p_name, clock_timestamp() + make_interval(secs => :p_seconds))
            ON CONFLICT (name) DO UPDATE
               SET expires_at = greatest(l.expires_at, excluded.expires_at)
        """),
        {"p_name": _SENDING, "p_seconds": float(seconds)},
    )


async def of(session: AsyncSession, user_id: uuid.UUID) -> Email | None:
    """Return what is kept of a user's e-mail, if anything is."""
    row = await _row(session, user_id)
    if row is None:
        return None
    return Email(address=row.address, wanted=row.wanted, off=tuple(row.off))


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
    found = await _row(session, user_id)
    if found is not None and found.address == address:
        raise ConflictError(f"{address} is your address already. To see what it gets: email")
    await _pace(session, f"mail:user:{user_id}", _USER_PACE, now=now)
    await _pace(session, f"mail:to:{hashed(mailbox(address))}", _MAILBOX_PACE, now=now)
    await session.execute(
        text("""
            INSERT INTO emails (user_id, wanted) VALUES (:p_user, :p_wanted)
            ON CONFLICT (user_id) DO UPDATE
               SET wanted = :p_wanted, code_hash = NULL, code_expires_at = NULL, tries = 0
        """),
        {"p_user": user_id, "p_wanted": address},
    )
    await _drop_pending(session, user_id, only_codes=True)
    notice = Notice(
        occurrence=f"{CODE}:{turn_id}",
        kind=KIND,
        user_id=user_id,
        about={"what": CODE, "awake": True},
        due_at=now,
        expires_at=now + LIVES,
    )
    await deliveries.put(session, [notice], now=now)


async def letter(
    session: AsyncSession, user_id: uuid.UUID, *, kind: str, brings_code: bool, now: dt.datetime
) -> Letter | None:
    """Return where a mail goes; None if it is not wanted, or not waited for, any more.

    What brings a code gets a new one, of which the hash is kept: to be committed before it is sent.
    """
    if not brings_code:
        row = await _row(session, user_id)
        if row is None or row.address is None or kind in row.off:
            return None
        return Letter(address=row.address)
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
    row = await _row(session, user_id, lock=True)
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


async def switch(
    session: AsyncSession, user_id: uuid.UUID, kind: str, *, on: bool, to: str | None = None
) -> bool:
    """Let mail of a kind come or not; False if there is no address, or not the one hashed `to`."""
    changed = await session.scalar(
        text("""
            UPDATE emails SET off = CASE WHEN :p_on THEN array_remove(off, CAST(:p_kind AS text))
                ELSE array_append(array_remove(off, CAST(:p_kind AS text)), :p_kind) END
             WHERE user_id = :p_user AND address IS NOT NULL
               AND coalesce(:p_to = encode(sha256(convert_to(address, 'UTF8')), 'hex'), true)
            RETURNING user_id
        """),
        {"p_user": user_id, "p_kind": kind, "p_on": on, "p_to": to},
    )
    return changed is not None


async def remove(session: AsyncSession, user_id: uuid.UUID, *, to: str | None = None) -> str | None:
    """Forget an address, what waits for it, and mails on their way; return it if it was verified.

    With `to` only if it is the one of that hash.
    """
    row = await _row(session, user_id, lock=True)
    if row is None or (to is not None and (row.address is None or hashed(row.address) != to)):
        return None
    await session.execute(text("DELETE FROM emails WHERE user_id = :p_user"), {"p_user": user_id})
    await _drop_pending(session, user_id)
    removed: str | None = row.address
    return removed


async def move(
    session: AsyncSession, user_id: uuid.UUID, *, into: uuid.UUID, to: str | None = None
) -> str | None:
    """Let a verified address be another user's who has none; return its hash if it moved.

    With `to` only if it is the one of that hash.
    """
    moved = await session.scalar(
        text("""
            UPDATE emails SET user_id = :p_into, wanted = NULL, code_hash = NULL,
                   code_expires_at = NULL, tries = 0
             WHERE user_id = :p_user AND address IS NOT NULL
               AND coalesce(:p_to = encode(sha256(convert_to(address, 'UTF8')), 'hex'), true)
               AND NOT EXISTS (SELECT FROM emails o WHERE o.user_id = :p_into)
            RETURNING address
        """),
        {"p_user": user_id, "p_into": into, "p_to": to},
    )
    return None if moved is None else hashed(moved)


async def refused(session: AsyncSession, user_id: uuid.UUID, letter: Letter) -> bool:
    """Note that no mail reaches an address: it is forgotten; False if it was by now."""
    if letter.code is None:
        return await remove(session, user_id, to=hashed(letter.address)) is not None
    gone = await session.scalar(
        text("""
            UPDATE emails SET wanted = NULL, code_hash = NULL, code_expires_at = NULL
             WHERE user_id = :p_user AND wanted = :p_wanted RETURNING user_id
        """),
        {"p_user": user_id, "p_wanted": letter.address},
    )
    await session.execute(
        text("DELETE FROM emails WHERE user_id = :p_user AND num_nonnulls(address, wanted) = 0"),
        {"p_user": user_id},
    )
    return gone is not None


def hashed(address: str) -> str:
    """Return what stands for an address where others might read it."""
    return hashlib.sha256(address.encode()).hexdigest()


async def _drop_pending(
    session: AsyncSession, user_id: uuid.UUID, *, only_codes: bool = False
) -> None:
    await session.execute(
        text("""
            DELETE FROM deliveries
             WHERE user_id = :p_user AND chat_id IS NULL AND state IN ('pending', 'claimed')
               AND (NOT :p_codes OR about ->> 'what' = :p_code)
        """),
        {"p_user": user_id, "p_codes": only_codes, "p_code": CODE},
    )


async def _row(session: AsyncSession, user_id: uuid.UUID, *, lock: bool = False) -> Any:
    """Return a user's row of `emails`, or None."""
    found = await session.execute(
        text("SELECT * FROM emails WHERE user_id = :p_user" + (" FOR UPDATE" if lock else "")),
        {"p_user": user_id},
    )
    return found.one_or_none()


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
