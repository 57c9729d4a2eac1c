"""Whom a message means: by identity first, then by user name, then by an unambiguous name.

Names are compared blind to case and accents; an underscore stands for a space. Nothing is written
here: somebody new becomes a member with what the turn writes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from bots.dialog import wording
from bots.dialog.asking import AskedError, anew
from bots.dialog.turn import Turn
from expenseiq_core.domain.words import as_name, fold
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.reading import EVERYONE, ME
from expenseiq_core.services.chats import Member
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.newcomers import NewMember

SHORTEST = 3
"""Letters of a name that may be another one with one letter amiss."""
MOST_OFFERED = 4


async def found(turn: Turn, name: str) -> uuid.UUID:
    """Return the member whom a name means; somebody new becomes a member with what is written."""
    return meant(turn, [name])[name]


def meant(turn: Turn, names: Iterable[str]) -> Mapping[str, uuid.UUID]:
    """Return the member that each name means; raises where that has to be asked.

    New people come in the order of their names, so that the order of mention does not matter.
    """
    said = sorted({*names} - {EVERYONE}, key=lambda name: (fold(name), name))
    members = {name: _member(turn, name) for name in said}
    unknown = [name for name, member in members.items() if member is None]
    named = {member.id for member in members.values() if member is not None}
    for name in unknown:
        _check_spelling(turn, name, named=named)
    new: dict[str, uuid.UUID] = {}
    for name in unknown:
        key = folded_name(name)
        new[key] = new.get(key) or _newcomer(turn, name)
    return {
        name: new[folded_name(name)] if member is None else member.id
        for name, member in members.items()
    }


def folded_name(name: str) -> str:
    """Return a name as it is compared."""
    return fold(name.replace("_", " "))


def _member(turn: Turn, name: str) -> Member | None:
    """Return the member of a name; None: somebody new."""
    who, key = turn.who, folded_name(name)
    if name == ME:
        return who.me
    if key in turn.settled.known:
        return _taking_part(turn, name, [who.member(turn.settled.known[key])])
    mentioned = turn.incoming.mentions.get(name)
    if mentioned is not None:
        same = [m for m in who.members if mentioned.external_id in m.external_ids]
        return _taking_part(turn, name, same)
    folded = fold(name)
    by_handle = [m for m in who.members if folded in (m.handle, *m.handles)]
    by_name = [m for m in who.members if folded_name(m.name) == key]
    by_first = [m for m in who.members if _first(m) == key]
    # A user name is one only behind an @: "Cem" alone may be any Cem.
    at = f"@{name}".casefold() in turn.incoming.text.casefold()
    for same in (by_handle, by_name, by_first) if at else (by_name, by_first, by_handle):
        if same:
            return _taking_part(turn, name, same)
    return None


def _taking_part(turn: Turn, name: str, same: Sequence[Member]) -> Member | None:
    """Return the only one of these members who takes part; raises if there are several or none."""
    if not same:
        return None
    active = [member for member in same if member.is_active]
    if len(active) == 1:
        return active[0]
    if active:
        raise _which(turn, name, active)
    gone = same[0]
    shown, group = wording.title(gone.name), turn.who.ledger_name
    if gone.removed_at is not None:
        text = f"Not recorded: {shown} was removed from {group}. To add them again: "
        raise SplitError(f"{text}members add {gone.name}", code="removed")
    text = f"Not recorded: {shown} left {group}."
    raise SplitError(f"{text} To take part again, {shown} types: rejoin", code="left")


def _which(turn: Turn, name: str, same: Sequence[Member]) -> AskedError:
    """Ask which of several members of one name is meant."""
    shown = wording.title(name)
    buttons = [
        anew(
            turn,
            _told_apart(member, same),
            known={**turn.settled.known, folded_name(name): member.id},
        )
        for member in same[:MOST_OFFERED]
    ]
    return AskedError("which_person", f"Not recorded yet: which {shown}?", buttons=buttons)


def _told_apart(member: Member, same: Sequence[Member]) -> str:
    """Return a name that no other of these members has."""
    alike = [m for m in same if fold(m.name) == fold(member.name)]
    if len(alike) == 1:
        return wording.title(member.name)
    handle = next(iter((*member.handles, member.handle or "")), "")
    apart = f"@{handle}" if handle else f"since {member.joined_at.date().isoformat()}"
    return f"{wording.title(member.name)} ({apart})"


def _first(member: Member) -> str:
    return folded_name(member.name).partition(" ")[0]


def _check_spelling(turn: Turn, name: str, *, named: set[uuid.UUID]) -> None:
    """Ask whether an unknown name is a member's with a letter amiss.

    Not of one whose identity the platform tells, nor of a member whom the message names as well.
    """
    key = folded_name(name)
    if name in turn.incoming.mentions or key in turn.settled.new:
        return
    near = [m for m in turn.who.active if m.id not in named and _is_near(key, m)][:MOST_OFFERED]
    if not near:
        return
    buttons = [
        anew(
            turn,
            f"Yes, {wording.title(_nearest(key, member))}",
            known={**turn.settled.known, key: member.id},
        )
        for member in near
    ]
    shown = wording.title(name.replace("_", " "))
    buttons.append(anew(turn, f"No, add {shown}", new=turn.settled.new | {key}))
    ours = " or ".join(wording.title(_nearest(key, member)) for member in near)
    raise AskedError("unknown_person", f"Not recorded yet: is @{name} our {ours}?", buttons=buttons)


def _names(member: Member) -> list[str]:
    """Return what a member is called, as it is compared, the shortest last."""
    first = member.name.replace("_", " ").split()[:1]
    handles = [handle for handle in (member.handle, *member.handles) if handle]
    return [*first, member.name, *handles]


def _is_near(key: str, member: Member) -> bool:
    return any(_differ_by_a_letter(key, folded_name(name)) for name in _names(member))


def _nearest(key: str, member: Member) -> str:
    return next(n for n in _names(member) if _differ_by_a_letter(key, folded_name(n)))


def _differ_by_a_letter(one: str, other: str) -> bool:
    """Whether one letter was left out, added, mistaken or swapped; figures are no slip."""
    if min(len(one), len(other)) < SHORTEST or _figures(one) != _figures(other):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def _figures(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _newcomer(turn: Turn, name: str) -> uuid.UUID:
    """Let somebody be a member from what this turn writes on; return their id."""
    mentioned = turn.incoming.mentions.get(name)
    new = NewMember(
        id=new_id(),
        name=as_name(mentioned.name if mentioned else name) or name,
        handle=fold((mentioned.handle or "") if mentioned else name)[:64] or None,
        # In one's own book friends are what one calls them: it is none of theirs.
        external_id=mentioned.external_id if mentioned and turn.who.is_group else None,
    )
    return come(turn, new)


def come(turn: Turn, new: NewMember) -> uuid.UUID:
    """Let somebody be a member from what this turn writes on; return their id.

    Whoever has come meanwhile is there already.
    """
    for member in turn.who.members:
        known = new.external_id in member.external_ids
        if known or (new.external_id is None and folded_name(member.name) == folded_name(new.name)):
            return member.id
    turn.newcomers.append(new)
    member = Member(
        id=new.id,
        name=new.name,
        handle=new.handle,
        external_ids=(new.external_id,) if new.external_id else (),
        joined_at=turn.now,
    )
    turn.who = replace(turn.who, members=(*turn.who.members, member))
    return new.id
