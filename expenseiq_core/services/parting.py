"""A link of two accounts taken back, and what became of entries while accounts were linked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.errors import ConflictError, NotFoundError
from expenseiq_core.services import emails, linking, merging, merging_notices, unmerging
from expenseiq_core.services.chats import Resolved

WITHIN: Final = dt.timedelta(days=1)
"""How long a link can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A link that was taken back."""

    kept_platforms: tuple[str, ...]
    joined_platforms: tuple[str, ...]
    joined_user_id: uuid.UUID
    numbers: tuple[int, ...]
    """Of the copies that were voided."""
    changed: int
    """Copies that were changed or deleted while the accounts were one."""
    came_back: int
    """Living entries of the book that is open again."""
    logged_since: int
    """Entries logged while the accounts were one: they stay in the kept book."""
    stay_one: int
    """Groups that both were in: they stay one member there."""


async def part(
    session: AsyncSession, who: Resolved, wanted: str, *, turn_id: uuid.UUID, now: dt.datetime
) -> Parted:
    """Take back the speaker's last link, or the one whose id ends in `wanted`.

    Raises NotFoundError if there is none, ConflictError if it is too old, and OvertakenError if one
    of the two books changed meanwhile.
    """
    link = (
        await session.execute(text(_LINK), {"p_user": who.user_id, "p_ending": wanted})
    ).one_or_none()
    if link is None:
        raise NotFoundError("No linked account to take back. To link one: link")
    if now - link.linked_at > WITHIN:
        raise ConflictError(
            "That was linked more than a day ago, so it stays. To take your entries along: export"
        )
    assert link.kept_ledger_id == who.ledger_id, "one's personal book"
    await linking.lock(session, who, [link.joined_ledger_id], closed=[link.joined_ledger_id])
    parameters = _parameters(link, now)
    logged_since = await session.scalar(text(_LOGGED_SINCE), parameters)
    taken = await unmerging.take_back(
        session,
        who,
        old_ledger_id=link.joined_ledger_id,
        made=link.joined,
        copied_by=link.id,
        copied_at=link.linked_at,
        turn_id=turn_id,
        now=now,
    )
    for statement in _PART:
        await session.execute(text(statement), parameters)
    made = link.joined.get("schedules", ())
    await merging_notices.take_back(session, link.joined_user_id, made, now=now)
    if link.joined.get("email"):
        kept_user, own_user = link.kept_user_id, link.joined_user_id
        await emails.move(session, kept_user, into=own_user, to=link.joined["email"])
    return Parted(
        kept_platforms=await linking.platforms(session, link.kept_user_id),
        joined_platforms=await linking.platforms(session, link.joined_user_id),
        joined_user_id=link.joined_user_id,
        numbers=taken.numbers,
        changed=taken.changed,
        came_back=await session.scalar(text(_LIVING), parameters) or 0,
        logged_since=logged_since or 0,
        stay_one=len(link.joined.get("merged", ())),
    )


async def numbers_now(
    session: AsyncSession, who: Resolved, numbers: Sequence[int], *, ledger_id: uuid.UUID
) -> tuple[int, ...]:
    """Return what entries of a ledger that was joined to the speaker's are called there now.

    Fewer than were asked for if some did not come along, none if the ledgers were never joined.
    """
    rows = await session.execute(
        text(_CARRIED),
        {
            "p_numbers": list(numbers),
            "p_from": ledger_id,
            "p_into": who.ledger_id,
            "p_source": merging.SOURCE,
        },
    )
    found = {row.first_no: row.no for row in rows}
    return tuple(found[no] for no in numbers if no in found)


def _parameters(link: Any, now: dt.datetime) -> dict[str, Any]:  # a row of `links`
    moved = link.joined
    keys = ("p_platforms", "p_workspaces", "p_externals")
    return {
        "p_link": link.id,
        "p_joined": link.joined_ledger_id,
        "p_kept": link.kept_ledger_id,
        "p_user": link.joined_user_id,
        "p_kept_user": link.kept_user_id,
        "p_chats": moved["chats"],
        "p_members": moved["members"],
        "p_created": moved.get("created", []),
        "p_linked_at": link.linked_at,
        "p_source": merging.SOURCE,
        "p_now": now,
        **{key: [i[part] for i in moved["identities"]] for part, key in enumerate(keys)},
    }


_LINK = """
SELECT * FROM links
 WHERE kept_user_id = :p_user AND undone_at IS NULL AND id::text LIKE '%' || :p_ending
 ORDER BY id DESC LIMIT 1
"""
_LOGGED_SINCE = """
SELECT count(*) FROM entries e JOIN turns t ON t.id = e.turn_id
 WHERE e.ledger_id = :p_kept AND e.version = 1 AND t.id > :p_link
   AND NOT starts_with(e.source, :p_source)
   AND EXISTS (SELECT FROM entries v
                WHERE v.ledger_id = :p_kept AND v.no = e.no AND v.voided_at IS NULL)
"""
_LIVING = "SELECT count(*) FROM entries WHERE ledger_id = :p_joined AND voided_at IS NULL"
_PART = (
    "UPDATE links SET undone_at = :p_now WHERE id = :p_link",
    """
    UPDATE ledgers SET revision = revision + 1, closed_at = NULL
     WHERE id IN (:p_joined, :p_kept)
    """,
    """
    UPDATE identities i SET user_id = :p_user
      FROM unnest(CAST(:p_platforms AS text[]), CAST(:p_workspaces AS text[]),
                  CAST(:p_externals AS text[])) AS m(platform, workspace, external_id)
     WHERE (i.platform, i.workspace, i.external_id) = (m.platform, m.workspace, m.external_id)
       AND i.user_id = :p_kept_user
    """,
    """
    UPDATE chats SET ledger_id = :p_joined
     WHERE id = ANY(CAST(:p_chats AS uuid[])) AND ledger_id = :p_kept
    """,
    """
    UPDATE members SET user_id = :p_user
     WHERE id = ANY(CAST(:p_members AS uuid[])) AND user_id = :p_kept_user
    """,
    """
    UPDATE ledgers SET created_by = :p_user
     WHERE id = ANY(CAST(:p_created AS uuid[])) AND created_by = :p_kept_user
    """,
)
_CARRIED = """
WITH RECURSIVE carried (first_no, ledger_id, no) AS (
  SELECT n, CAST(:p_from AS uuid), n FROM unnest(CAST(:p_numbers AS bigint[])) n
  UNION
  SELECT p.first_no, c.ledger_id, c.no
    FROM carried p
    JOIN links k ON k.joined_ledger_id = p.ledger_id AND k.undone_at IS NULL
    JOIN entries o ON o.ledger_id = p.ledger_id AND o.no = p.no
    JOIN entries c ON c.ledger_id = k.kept_ledger_id AND c.replaces IS NULL
         AND c.source = CAST(:p_source AS text) || o.ledger_id || ':' || o.id
)
SELECT first_no, no FROM carried WHERE ledger_id = :p_into
"""
