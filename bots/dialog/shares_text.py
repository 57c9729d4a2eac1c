"""Shares in words, for everybody in a group: `€28.00 each: Mia, Ana, Bob`, `Mia €20.00, Ana €8`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from bots.dialog import naming, wording
from bots.dialog.split_text import parts_of, payments_of
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content
from expenseiq_core.domain.money import Money

MOST_NAMES: Final = 6


def paid_text(turn: Turn, content: Content) -> str:
    """Return `Mia paid`, `Mia paid €50.00, Ana €34.00`, or who received income."""
    paid = payments_of(content)
    verb = "received" if content.kind == "income" else "paid"
    if len(paid) == 1:
        return f"{names(turn, list(paid))} {verb}"
    first, *others = _amounts(turn, paid, content.amount.currency)
    name, _, amount = first.rpartition(" ")
    return ", ".join([f"{name} {verb} {amount}", *others])


def owed_text(turn: Turn, content: Content) -> str:
    """Return what each member's part is: `€28.00 each: Mia, Ana, Bob`."""
    owed = parts_of(content)
    amounts = sorted(owed.values())
    if len(owed) > 1 and amounts[-1] - amounts[0] <= 1 and _is_equal(content):
        each = [Money(minor, content.amount.currency) for minor in dict.fromkeys(amounts)]
        shown = " or ".join(wording.money(money, turn.who.locale) for money in each)
        return f"{shown} each: {names(turn, list(owed), apart=', ')}"
    return ", ".join(_amounts(turn, owed, content.amount.currency))


def names(turn: Turn, member_ids: Sequence[uuid.UUID], *, apart: str = " and ") -> str:
    """Return members by name: `Ana and Bob`, `Ana, Bob and Cem`, a few and how many others."""
    shown = [naming.shown(turn.who, member_id) for member_id in in_order(turn, member_ids)]
    if len(shown) > MOST_NAMES:
        more = len(shown) - MOST_NAMES + 1
        shown = [*shown[: MOST_NAMES - 1], f"{more} others"]
    return apart.join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def in_order(turn: Turn, member_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Return members in the order in which they came, each once."""
    wanted = {turn.who.member(member_id).id for member_id in member_ids}
    return [member.id for member in turn.who.members if member.id in wanted]


def _is_equal(content: Content) -> bool:
    return content.split is None or content.split.mode == "equal"


def _amounts(turn: Turn, minors: Mapping[uuid.UUID, int], currency: str) -> list[str]:
    shown = [
        f"{naming.shown(turn.who, member_id)}"
        f" {wording.money(Money(minors[member_id], currency), turn.who.locale)}"
        for member_id in in_order(turn, list(minors))
    ]
    if len(shown) > MOST_NAMES:
        return [*shown[: MOST_NAMES - 1], f"{len(shown) - MOST_NAMES + 1} others"]
    return shown
