"""Sharing what happens once more, or comes back, as an entry was shared."""

from __future__ import annotations

import uuid

from bots.dialog import naming, split_text
from bots.dialog.resharing import Division, Sought, living_rule, paid_of, shares_of, turned
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part
from expenseiq_core.errors import SplitError


def divided_again(turn: Turn, content: Content, *, odd_turn: int, no: int) -> Division:
    """Return the shares of an entry that happens once more; the odd units go on rotating.

    Raises SplitError if somebody who shared it does so no more.
    """
    if content.split is None:
        return Division(shares=content.shares, split=None)
    sought = Sought(amount=content.amount, kind=content.kind, people=None, odd_turn=odd_turn, no=no)
    rule = living_rule(turn, content, content.amount, no=no)
    gone = [p.member_id for p in rule.parts if not turn.who.member(p.member_id).is_active]
    if gone:
        name = naming.shown(turn.who, gone[0])
        raise SplitError(f"{name} takes no part any more. Say who does: again #{no} all")
    owed = split.owed(content.amount, rule, turn=odd_turn)
    shares = shares_of(paid_of(turn, content, sought), owed.minor)
    return Division(
        shares=turned(shares) if content.kind == "income" else shares, split=rule, odd=owed.odd
    )


def refunded(turn: Turn, entry: Entry, amount: Money, *, odd_turn: int) -> Division:
    """Return the shares of what the speaker got back of an expense: parted as the expense was.

    All of it gives back to each exactly what they had; numbers behind names count in proportion.
    """
    content, who = entry.content, turn.who
    paid = {who.member_id: amount.minor}
    if content.split is None or who.mode == "shared":
        return Division(shares=shares_of(paid, paid), split=None)
    had: dict[uuid.UUID, int] = {}
    for member_id, minor in split_text.parts_of(content).items():
        living = who.member(member_id).id
        had[living] = had.get(living, 0) + minor
    if amount.minor == -content.amount.minor and amount.currency == content.amount.currency:
        back = {member_id: -minor for member_id, minor in had.items()}
        exact = [Part(member_id=m, exact=abs(minor)) for m, minor in had.items()]
        return Division(shares=shares_of(paid, back), split=split.split_of("exact", exact))
    rule = living_rule(turn, content, content.amount, no=entry.no)
    if rule.mode not in {"equal", "percent", "weights"}:
        parts = [Part(member_id=m, weight=minor) for m, minor in had.items() if minor > 0]
        rule = split.split_of("weights", parts)
    owed = split.owed(amount, rule, turn=odd_turn)
    return Division(shares=shares_of(paid, owed.minor), split=rule, odd=owed.odd)
