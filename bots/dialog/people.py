"""Whom a message means: by identity first, then by an unambiguous name."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bots.dialog.turn import Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.reading import ME
from expenseiq_core.services import groups
from expenseiq_core.services.chats import Member


async def found(turn: Turn, name: str) -> uuid.UUID:
    """Return the member whom a name means; somebody new becomes a member without an account."""
    who = turn.who
    if name == ME:
        return who.member_id
    mentioned = turn.incoming.mentions.get(name)
    folded = fold(name)
    for member in who.members:
        is_it = mentioned is not None and mentioned.external_id in member.external_ids
        if is_it or folded in (fold(member.name), member.handle, *member.handles):
            return member.id
    member_id = await groups.add_named(
        turn.session,
        who.ledger_id,
        name=name,
        handle=folded,
        added_by=who.user_id,
        now=turn.now,
    )
    added = Member(id=member_id, name=name, handle=folded, joined_at=turn.now)
    turn.who = replace(who, members=(*who.members, added))
    return member_id
