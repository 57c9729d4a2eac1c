"""Members of a group: added by name, renamed, left, removed and back again."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import as_name, fold
from expenseiq_core.errors import ConflictError, LimitError, UsageError
from expenseiq_core.parsing.tables import words
from expenseiq_core.services import ledgers, merging_members, newcomers
from expenseiq_core.services.chats import Member, Place, Resolved
from expenseiq_core.services.newcomers import NewMember

Nets = dict[uuid.UUID, tuple[Money, ...]]
"""What each member gets back (plus) or owes, by currency; nobody who is even."""

MOST: Final = 200
LONGEST: Final = 40
LONGEST_HANDLE: Final = 64
_TAKEN: Final = (
    frozenset(words.CLAUSE_WORDS) | words.BY_WORDS | words.ME_WORDS | words.EVERYONE_WORDS
)
"""Words that mean something else where people are named."""
_WEIGHT: Final = re.compile(r"x\d+", re.IGNORECASE)
"""Behind a name this is how much they count."""


def name_of(typed: str) -> str:
    """Return a name as it is kept; raises what is wrong with one that a message could not use."""
    name = as_name(typed)
    if not name:
        raise UsageError("Who? Try: members add ana")
    if len(name) > LONGEST:
        raise LimitError(f"A name has at most {LONGEST} characters. Try: members add ana")
    if any(_means_something(word) for word in name.split()):
        raise ConflictError(
            f"“{name}” means something else in a message. Try a name like: members add ana"
        )
    numbers = any(word[:1].isdecimal() or _WEIGHT.fullmatch(word) for word in name.split())
    if numbers or not any(c.isalpha() for c in name):
        raise ConflictError(f"“{name}” would be read as a number. Try: members add ana")
    return name


def _means_something(word: str) -> bool:
    """Whether a word is one of the grammar; capitalised, `Dan` and `E` are names."""
    joins = fold(word) in words.AND_WORDS and not word[:1].isupper()
    return joins or fold(word) in _TAKEN


def check_free(
    who: Resolved, name: str, *, but: uuid.UUID | None = None, identity: str | None = None
) -> None:
    """Raise ConflictError if a member other than `but` has this whole name, or the identity."""
    for member in who.members:
        same = fold(member.name) == fold(name) or identity in member.external_ids
        if member.id != but and same:
            raise ConflictError(_taken(member))


async def add(
    session: AsyncSession,
    who: Resolved,
    new: Sequence[NewMember],
    *,
    place: Place,
    now: dt.datetime,
) -> None:
    """Add people who never wrote here; raises ConflictError for a name that is there already."""
    await ledgers.begin_change(session, who)
    if len(who.active) + len(new) > MOST:
        raise LimitError(f"A group has at most {MOST} members.")
    for one in new:
        check_free(who, one.name, identity=one.external_id)
        await newcomers.add(session, who, one, place=place, now=now)


async def rename(session: AsyncSession, who: Resolved, member: Member, name: str) -> None:
    """Give a member another name; raises ConflictError if somebody else has it."""
    check_free(who, name, but=member.id)
    await ledgers.begin_change(session, who)
    await _set(session, who, member.id, "name = :p_value", value=name)


async def leave(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> None:
    """Let the speaker take no part any more; raises ConflictError where nobody would be left."""
    if len(who.active) == 1:
        raise ConflictError(f"You are the only one in {who.ledger_name}. To close it: trip over")
    await ledgers.begin_change(session, who)
    await _set(session, who, who.member_id, "left_at = :p_value", value=now)


async def come_back(session: AsyncSession, who: Resolved, member: Member) -> None:
    """Let somebody who left, or was removed, take part again."""
    await ledgers.begin_change(session, who)
    await _set(session, who, member.id, "left_at = NULL, removed_at = NULL")


async def remove(session: AsyncSession, who: Resolved, member: Member, *, now: dt.datetime) -> None:
    """Let a member do nothing here any more; what they shared stays."""
    await ledgers.begin_change(session, who)
    await _set(session, who, member.id, "removed_at = :p_value", value=now)


async def go_by(session: AsyncSession, who: Resolved, member: Member, handle: str) -> None:
    """Note by which name others mention a member who has no account yet."""
    await ledgers.begin_change(session, who)
    await _set(session, who, member.id, "handle = :p_value", value=handle)


async def merge(
    session: AsyncSession, who: Resolved, *, gone: Member, kept: Member
) -> tuple[int, ...]:
    """Let two members be one; return the numbers of the entries in which both had a share."""
    await ledgers.begin_change(session, who)
    both = await session.scalars(
        text(_BOTH),
        {"p_ledger": who.ledger_id, "p_gone": gone.id, "p_kept": kept.id, "p_most": MOST_DOUBLED},
    )
    doubled = tuple(both)
    await merging_members.merge(session, who.ledger_id, gone=gone.id, kept=kept.id)
    return doubled


async def nets(session: AsyncSession, who: Resolved) -> Nets:
    """Return what each member gets back or owes."""
    rows = await session.execute(
        text("""
            SELECT member_id, currency, amount FROM balances
             WHERE ledger_id = :p_ledger AND amount <> 0 ORDER BY currency
        """),
        {"p_ledger": who.ledger_id},
    )
    found: Nets = {}
    for row in rows:
        net = Money(row.amount, row.currency)
        found[row.member_id] = (*found.get(row.member_id, ()), net)
    return found


async def _set(
    session: AsyncSession,
    who: Resolved,
    member_id: uuid.UUID,
    change: str,
    *,
    value: object = None,
) -> None:
    values = {} if value is None else {"p_value": value}
    await session.execute(
        text(f"UPDATE members SET {change} WHERE ledger_id = :p_ledger AND id = :p_member"),
        {"p_ledger": who.ledger_id, "p_member": member_id, **values},
    )


MOST_DOUBLED: Final = 20
_BOTH = """
SELECT e.no FROM entries e
  JOIN shares g ON g.ledger_id = e.ledger_id AND g.entry_id = e.id AND g.member_id = :p_gone
  JOIN shares k ON k.ledger_id = e.ledger_id AND k.entry_id = e.id AND k.member_id = :p_kept
 WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL AND e.kind <> 'settlement'
   AND g.owed <> 0 AND k.owed <> 0
 ORDER BY e.no DESC LIMIT :p_most
"""


def _taken(member: Member) -> str:
    if member.removed_at is not None or member.left_at is not None:
        return f"{member.name} was here before. To let them back in: members add {member.name}"
    return (
        f"{member.name} is a member already. Is it another one? Add them with a second name:"
        f" members add {member.name} Silva"
    )
