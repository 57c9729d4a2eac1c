"""A user's e-mail address: where mail goes, what of it, and whether there is any; taken away.

How it is verified is `email_codes`.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

CODE: Final = "code"
"""What a delivery is about that brings a code (`about["what"]`)."""
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
    found = await row(session, user_id)
    if found is None:
        return None
    return Email(address=found.address, wanted=found.wanted, off=tuple(found.off))


async def letter(session: AsyncSession, user_id: uuid.UUID, *, kind: str) -> Letter | None:
    """Return where mail of a kind goes; None if it is not wanted."""
    found = await row(session, user_id)
    if found is None or found.address is None or kind in found.off:
        return None
    return Letter(address=found.address)


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
    found = await row(session, user_id, lock=True)
    if found is None or (to is not None and hashed(found.address or "") != to):
        return None
    await session.execute(text("DELETE FROM emails WHERE user_id = :p_user"), {"p_user": user_id})
    await drop_pending(session, user_id)
    removed: str | None = found.address
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


async def drop_pending(
    session: AsyncSession, user_id: uuid.UUID, *, only_codes: bool = False
) -> None:
    """Let mails that were not sent yet, or codes among them, not be sent."""
    await session.execute(
        text("""
            DELETE FROM deliveries
             WHERE user_id = :p_user AND chat_id IS NULL AND state IN ('pending', 'claimed')
               AND (NOT :p_codes OR about ->> 'what' = :p_code)
        """),
        {"p_user": user_id, "p_codes": only_codes, "p_code": CODE},
    )


async def row(session: AsyncSession, user_id: uuid.UUID, *, lock: bool = False) -> Any:
    """Return a user's row of `emails`, or None."""
    found = await session.execute(
        text("SELECT * FROM emails WHERE user_id = :p_user" + (" FOR UPDATE" if lock else "")),
        {"p_user": user_id},
    )
    return found.one_or_none()
