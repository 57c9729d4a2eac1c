"""Members as answers name them: `Ana`, with more of the name only where there are two."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from bots.dialog import wording
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Member, Resolved


def shown(who: Resolved, member_id: uuid.UUID) -> str:
    """Return the name of a member: the first one, if no other member has it too."""
    member = who.member(member_id)
    first = member.name.split()[0] if member.name.split() else member.name
    same = [
        m for m in who.members if fold(m.name.split()[0] if m.name.split() else "") == fold(first)
    ]
    return wording.title(first if len(same) == 1 else member.name)


def you(who: Resolved, member_id: uuid.UUID) -> str:
    """Return `you` for the speaker, else the name."""
    return "you" if who.member(member_id).id == who.member_id else shown(who, member_id)


def listed(who: Resolved, member_ids: Sequence[uuid.UUID]) -> str:
    """Return several members, the speaker first: `you, Ana, Bob`."""
    ordered = sorted(
        dict.fromkeys(who.member(m).id for m in member_ids), key=lambda m: (m != who.member_id, m)
    )
    return ", ".join(you(who, member_id) for member_id in ordered)


def _first(member: Member) -> str:
    return (member.name.split() or [member.name])[0]


def key(member: Member) -> str:
    """Return the name of a member for programs: as it was given."""
    return member.name


def unique(who: Resolved, member_id: uuid.UUID) -> str:
    """Return the name of a member for programs; of several of one name, told apart."""
    member = who.member(member_id)
    same = [m.id for m in who.members if m.name == member.name]
    return member.name if len(same) == 1 else f"{member.name} ({same.index(member.id) + 1})"
