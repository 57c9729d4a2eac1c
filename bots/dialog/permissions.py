"""Who may change what in a group: the one place that says so.

The author of an entry and those who paid it change it; who runs the group (who created its ledger,
and the chat's admins) deletes others' entries and sets what holds for all. Whoever left keeps what
is theirs, and nothing else. In an own ledger everything is one's own.
"""

from __future__ import annotations

import uuid

from bots.dialog import naming
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.errors import NotAllowedError
from expenseiq_core.services.chats import Resolved

SETTERS = "Only who started {group}, or an admin of this chat, can change that."


def may_change(turn: Turn, entry: Entry) -> bool:
    """Whether the speaker may edit an entry or undo what was changed of it."""
    return not turn.who.is_group or is_own(turn.who, entry, turn.who.member_id)


def may_delete(turn: Turn, entry: Entry) -> bool:
    """Whether the speaker may delete an entry, or bring it back."""
    return may_change(turn, entry) or may_set(turn)


def may_set(turn: Turn) -> bool:
    """Whether the speaker may change what holds for all: settings, members, the group's end."""
    who = turn.who
    if not who.is_group:
        return True
    if not who.me.is_active:
        return False
    # Nobody is known to have started it once they were forgotten: then its members run it.
    return turn.incoming.is_admin or who.created_by in (None, who.user_id)


def check_may_set(turn: Turn) -> None:
    """Raise NotAllowedError unless the speaker may change what holds for all."""
    if not may_set(turn):
        raise NotAllowedError(SETTERS.format(group=turn.who.ledger_name))


def whose(turn: Turn, entry: Entry) -> str:
    """Return whose entry it is, to whoever may not change it."""
    members = [m for m in turn.who.members if m.id in owners(turn.who, entry)]
    names = " and ".join(naming.shown(turn.who, member.id) for member in members)
    return f"#{entry.no} is {names}'s: only they, or who runs the group, can do that."


def is_own(who: Resolved, entry: Entry, member_id: uuid.UUID) -> bool:
    """Whether an entry is a member's: they logged it, paid it, or a settlement is with them."""
    mine = who.member(member_id)
    return mine.removed_at is None and mine.id in owners(who, entry)


def owners(who: Resolved, entry: Entry) -> set[uuid.UUID]:
    """Return the members whose entry it is."""
    return {who.member(entry.author_id).id, *parties(who, entry.content)}


def parties(who: Resolved, content: Content) -> set[uuid.UUID]:
    """Return who paid, of income who received it, of a settlement who paid and who was paid."""
    pays, gets = content.kind != "income", content.kind != "expense"
    return {
        who.member(share.member_id).id
        for share in content.shares
        if (pays and share.paid) or (gets and share.owed)
    }
