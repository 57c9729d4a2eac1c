"""Codes that let whoever has one join a group, for a week; kept as hashes.

A code leads to a question, never into the group at once. Wrong ones count as those of `link` do.
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

from expenseiq_core.db.models import InvitationRow
from expenseiq_core.domain import link_code
from expenseiq_core.errors import NotAllowedError
from expenseiq_core.services import groups, link_codes, linking
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.groups import Newcomer

LIVES: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A group that somebody may join."""

    id: str
    """The hash of its code."""
    ledger_id: uuid.UUID
    group: str
    members: tuple[str, ...]
    """Who takes part, by name."""
    is_member: bool
    """Whoever asks takes part already."""
    is_removed: bool


async def make(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> str:
    """Return a new code for the speaker's group; earlier ones stay until they expire."""
    code = ""
    while not link_code.is_code(code):
        code = "".join(secrets.choice(link_code.ALPHABET) for _ in range(link_code.LENGTH))
    await session.execute(
        text("DELETE FROM invitations WHERE ledger_id = :p_ledger AND expires_at <= :p_now"),
        {"p_ledger": who.ledger_id, "p_now": now},
    )
    await session.execute(
        insert(InvitationRow).values(
            code_hash=_hash(code),
            ledger_id=who.ledger_id,
            created_by=who.user_id,
            expires_at=now + LIVES,
        )
    )
    return code


async def end(session: AsyncSession, who: Resolved) -> int:
    """Let no code of the speaker's group be valid any more; return how many were."""
    ended = await session.scalars(
        text("DELETE FROM invitations WHERE ledger_id = :p_ledger RETURNING 1"),
        {"p_ledger": who.ledger_id},
    )
    return len(ended.all())


async def of_code(
    session: AsyncSession, who: Resolved, code: str, *, now: dt.datetime
) -> Invitation | int:
    """Return the invitation of a code; else how many wrong ones may still be tried.

    The count must be committed. Raises NotAllowedError after too many wrong ones.
    """
    await linking.lock(session, who, [])
    await link_codes.check_tries(session, who, now=now)
    found = await of_id(session, who, _hash(code), now=now)
    return found or await link_codes.count(session, who, now=now)


async def of_id(
    session: AsyncSession, who: Resolved, invitation_id: str, *, now: dt.datetime
) -> Invitation | None:
    """Return an invitation that is still valid."""
    row = (
        await session.execute(
            text(_INVITATION),
            {"p_hash": invitation_id, "p_user": who.user_id, "p_now": now},
        )
    ).one_or_none()
    if row is None:
        return None
    return Invitation(
        id=invitation_id,
        ledger_id=row.ledger_id,
        group=row.name,
        members=tuple(row.names or ()),
        is_member=row.is_member or False,
        is_removed=row.is_removed or False,
    )


async def accept(
    session: AsyncSession, who: Resolved, invitation: Invitation, *, now: dt.datetime
) -> uuid.UUID:
    """Let the speaker be a member of the group; raises NotAllowedError for whoever was removed."""
    check_not_removed(invitation)
    await session.execute(
        text("UPDATE ledgers SET revision = revision + 1 WHERE id = :p_ledger"),
        {"p_ledger": invitation.ledger_id},
    )
    member_id = await groups.join(
        session,
        invitation.ledger_id,
        Newcomer(user_id=who.user_id, name=who.user_name),
        now=now,
    )
    await session.execute(
        text("UPDATE members SET left_at = NULL WHERE ledger_id = :p_ledger AND id = :p_member"),
        {"p_ledger": invitation.ledger_id, "p_member": member_id},
    )
    return member_id


def check_not_removed(invitation: Invitation) -> None:
    """Raise NotAllowedError for whoever was removed from the group: they see nothing of it."""
    if invitation.is_removed:
        raise NotAllowedError(
            f"You were removed from {invitation.group}. Who runs it can add you again."
        )


_INVITATION = """
SELECT l.id AS ledger_id, l.name,
       (SELECT array_agg(m.name ORDER BY m.id) FROM members m
         WHERE m.ledger_id = l.id AND num_nonnulls(m.left_at, m.removed_at, m.merged_into) = 0)
       AS names,
       (SELECT num_nonnulls(m.left_at, m.removed_at) = 0 FROM members m
         WHERE m.ledger_id = l.id AND m.user_id = :p_user) AS is_member,
       (SELECT m.removed_at IS NOT NULL FROM members m
         WHERE m.ledger_id = l.id AND m.user_id = :p_user) AS is_removed
  FROM invitations i JOIN ledgers l ON l.id = i.ledger_id AND l.closed_at IS NULL
 WHERE i.code_hash = :p_hash AND i.expires_at > :p_now
"""


def _hash(code: str) -> str:
    return hashlib.sha256(f"invitation:{code}".encode()).hexdigest()
