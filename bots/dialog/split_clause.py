"""A split as somebody would type it: `for @mia @ana`, `@ana 20 @mia rest`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from bots.dialog.people import folded_name
from bots.dialog.turn import Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Member


def clause_for(turn: Turn, member_ids: Iterable[uuid.UUID]) -> str:
    """Return the clause of an equal split among these members, whoever types it."""
    return "for " + " ".join(mention(turn, member_id) for member_id in sorted(member_ids))


def mention(turn: Turn, member_id: uuid.UUID) -> str:
    """Return what to type to name a member: the shortest that no other member answers to."""
    member = turn.who.member(member_id)
    names = [member.name.split()[0] if member.name.split() else "", member.name]
    handles = [handle for handle in (*member.handles, member.handle) if handle]
    for name in (*names, *handles):
        typed = name.replace(" ", "_")
        if typed and _means_only(turn, typed, member):
            return f"@{typed.lower()}"
    return f"@{(handles or names)[-1].replace(' ', '_').lower()}"


def _means_only(turn: Turn, typed: str, member: Member) -> bool:
    """Whether a name leads to this member and to nobody else."""
    key, folded = folded_name(typed), fold(typed)
    if not typed.replace("_", "").isalnum() or typed[0].isdigit():
        return False
    for other in turn.who.members:
        names = (folded_name(other.name), folded_name(other.name).partition(" ")[0])
        answers = key in names or folded in (other.handle, *other.handles)
        if answers != (other.id == member.id):
            return False
    return True
