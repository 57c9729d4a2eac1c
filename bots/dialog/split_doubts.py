"""What has to be asked before a split is recorded: who everybody is, who the others are."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Final

from bots.dialog import naming, wording
from bots.dialog.asking import AskedError, anew
from bots.dialog.messages import Button
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part, Split
from expenseiq_core.errors import SplitError
from expenseiq_core.services import splits

LEAST: Final = 2
"""Members among whom something can be split without saying among whom."""
JOIN: Final = Button(label="I'm in", action="join", for_all=True)
MOST_CARRIERS: Final = 5


async def check_everybody(turn: Turn, rule: Split, *, excludes: bool) -> None:
    """Ask who shares what everybody shares, if hardly anybody is known."""
    who, known = turn.who, len(turn.who.active)
    if turn.settled.everybody or excludes:
        return
    if len(rule.parts) < LEAST:
        raise AskedError(
            "nobody_known",
            "Not recorded: I know only you here. Who shares it?",
            "Type it with names: dinner 84 with @ana",
            buttons=(JOIN, anew(turn, "Only me", everybody=True)),
        )
    # Whoever said that they take no part may well be in the chat still.
    gone = [member for member in who.members if member.external_ids and not member.is_active]
    present = (turn.incoming.headcount or 0) - len(gone)
    if present > known and not await splits.was_among(turn.session, who.ledger_id, count=known):
        names = naming.listed(who, [part.member_id for part in rule.parts])
        raise AskedError(
            "who_is_everybody",
            f"Not recorded yet: I know {known} of the {present} here: {names}.",
            buttons=(anew(turn, f"Split among {known}", everybody=True), JOIN),
        )


def with_whole_settled(turn: Turn, amount: Money, rule: Split) -> Split:
    """Ask what a lone number behind a person is, if the others would have nothing to share."""
    stated = [part for part in rule.parts if part.exact is not None]
    lone = len(stated) == 1 < len(rule.parts) and stated[0].exact == abs(amount.minor)
    if rule.mode != "exact" or not lone or turn.settled.whole is False:
        return rule
    equal = split.split_of("equal", [replace(part, exact=None) for part in rule.parts])
    if turn.settled.whole:
        return equal
    shown = wording.money(abs_of(amount), turn.who.locale)
    owes = naming.shown(turn.who, stated[0].member_id)
    among = naming.listed(turn.who, [part.member_id for part in rule.parts])
    raise AskedError(
        "whole_or_part",
        f"Not recorded yet: is {shown} the whole, for {among}?",
        buttons=(
            anew(turn, "Yes, in equal parts", whole=True),
            anew(turn, f"No, {owes} owes it all", whole=False),
        ),
    )


def counted(turn: Turn, rule: Split, count: int | None) -> Split:
    """Ask who carries the heads of `n ways` that nobody was named for."""
    if count is None or count == rule.heads or rule.mode != "equal":
        return rule
    if count < rule.heads:
        names = naming.listed(turn.who, [part.member_id for part in rule.parts])
        raise SplitError(
            f"Not recorded: {count} ways, but these are {rule.heads}: {names}."
            " Name who shares it: dinner 84 with @ana",
            code="too_few_ways",
        )
    others = count - rule.heads
    carrier = turn.settled.carrier and turn.who.member(turn.settled.carrier)
    if carrier and carrier.is_active:
        return with_heads(rule, carrier.id, others)
    names = naming.listed(turn.who, [part.member_id for part in rule.parts])
    raise AskedError(
        "who_carries",
        f"Not recorded yet: {count} ways, and I know {rule.heads}: {names}.",
        f"Who carries the other {others}?" if others > 1 else "Who carries the other one?",
        buttons=[_carrier(turn, member_id) for member_id in _likely(turn, rule)],
    )


def with_heads(rule: Split, member_id: uuid.UUID, more: int) -> Split:
    """Let a member stand for more heads; one who takes no part stands for these alone."""
    parts = {part.member_id: part for part in rule.parts}
    known = parts.get(member_id)
    parts[member_id] = (
        replace(known, heads=known.heads + more) if known else Part(member_id=member_id, heads=more)
    )
    return split.split_of(rule.mode, list(parts.values()), rule.items)


def _likely(turn: Turn, rule: Split) -> list[uuid.UUID]:
    ids = [part.member_id for part in rule.parts]
    return sorted(ids, key=lambda m: (m != turn.who.member_id, m))[:MOST_CARRIERS]


def _carrier(turn: Turn, member_id: uuid.UUID) -> Button:
    label = "I do" if member_id == turn.who.member_id else naming.shown(turn.who, member_id)
    return anew(turn, label, carrier=member_id)


def abs_of(amount: Money) -> Money:
    """Return an amount without its sign."""
    return Money(abs(amount.minor), amount.currency)
