"""A split as an answer says it: who paid if not the speaker, and what each owes, in one line."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from bots.dialog import naming, wording
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content
from expenseiq_core.domain.money import Money

MOST_NAMES: Final = 12


def is_shared(content: Content) -> bool:
    """Whether an entry is somebody else's too, so that its answer says whose."""
    return len(content.shares) > 1 and content.kind != "settlement"


def parts_of(content: Content) -> Mapping[uuid.UUID, int]:
    """Return what each member has of an entry, in minor units: what they owe, or get of income."""
    gets = content.kind == "income"
    parts = {s.member_id: s.paid if gets else s.owed for s in content.shares}
    return {member_id: part for member_id, part in parts.items() if part}


def payments_of(content: Content) -> Mapping[uuid.UUID, int]:
    """Return what each member paid, or received of income, in minor units."""
    gets = content.kind == "income"
    paid = {s.member_id: s.owed if gets else s.paid for s in content.shares}
    return {member_id: payment for member_id, payment in paid.items() if payment}


def shares_text(turn: Turn, content: Content) -> str:
    """Return `€28.00 each: you, Ana, Bob` or `€34.00 you, €20.00 Ana, €30.00 Bob`."""
    who, parts = turn.who, parts_of(content)
    mine = who.member_id
    ordered = sorted(parts, key=lambda member_id: (member_id != mine, member_id))
    if len(ordered) == 1:
        return f"all for {naming.you(who, ordered[0])}"
    by_part: dict[int, list[uuid.UUID]] = {}
    for member_id in ordered:
        by_part.setdefault(parts[member_id], []).append(member_id)
    texts = {part: _money(turn, content, part) for part in by_part}
    if len(by_part) == 1:
        return f"{texts[parts[ordered[0]]]} each: {_listed(turn, ordered)}"
    return ", ".join(f"{texts[part]} {_listed(turn, ids)}" for part, ids in by_part.items())


def paid_text(turn: Turn, content: Content) -> str | None:
    """Return `Ana paid`, `Ana paid €50.00, Bob €34.00`; None: the speaker did."""
    who, paid = turn.who, payments_of(content)
    if set(paid) <= {who.member_id}:
        return None
    verb = "received" if content.kind == "income" else "paid"
    ordered = sorted(paid, key=lambda member_id: (member_id != who.member_id, member_id))
    if len(ordered) == 1:
        return f"{naming.you(who, ordered[0])} {verb}"
    rest = [f"{naming.you(who, m)} {_money(turn, content, paid[m])}" for m in ordered[1:]]
    first = f"{naming.you(who, ordered[0])} {verb} {_money(turn, content, paid[ordered[0]])}"
    return ", ".join([first, *rest])


def between_us(turn: Turn, contents: Sequence[Content]) -> list[str]:
    """Return what entries of one's own book make friends owe: `Ana owes you €42.00`."""
    if len(contents) != 1 or not is_shared(contents[0]):
        return []
    content, who = contents[0], turn.who
    nets = {s.member_id: s.owed - s.paid for s in content.shares if s.member_id != who.member_id}
    texts = [
        f"{naming.shown(who, friend)} owes you {_money(turn, content, net)}"
        if net > 0
        else f"you owe {naming.shown(who, friend)} {_money(turn, content, -net)}"
        for friend, net in nets.items()
        if net
    ]
    text = ", ".join(texts)
    return [f"{text[:1].upper()}{text[1:]}. Only you see this."] if texts else []


def _listed(turn: Turn, member_ids: list[uuid.UUID]) -> str:
    shown = [naming.you(turn.who, member_id) for member_id in member_ids[:MOST_NAMES]]
    more = len(member_ids) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _money(turn: Turn, content: Content, minor: int) -> str:
    return wording.money(Money(minor, content.amount.currency), turn.who.locale)
