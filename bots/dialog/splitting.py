"""From what a message says about people to who paid and who owes what.

The one way from a reading to shares: a new expense, an edited one and a corrected one go through
`divided`. It writes nothing, and raises before anything is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bots.dialog import people, sharing, split_answers, split_rules
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.ledger import Share, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split
from expenseiq_core.parsing.reading import ME, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Who paid and who owes what, by which rule, and how many odd units were given out."""

    shares: tuple[Share, ...]
    split: Split | None = None
    odd: int = 0


async def divided(turn: Turn, reading: Reading, amount: Money, *, odd_turn: int) -> Division:
    """Return the shares of a reading.

    Raises SplitError for a split that does not add up, AskedError where its people are in doubt.
    """
    who = turn.who
    if not who.is_group and not sharing.is_shared(reading):
        return Division(shares=own_share(who.member_id, amount))
    named = people.meant(turn, _names(reading))
    paid = _paid(turn, reading, amount, named)
    if who.mode == "shared":
        return Division(shares=_shares(paid, paid))
    rule = await split_rules.rule_of(turn, reading, amount, named)
    split_answers.check_adds_up(turn, amount, rule)
    owed = split.owed(amount, rule, turn=odd_turn)
    shares = _shares(paid, owed.minor)
    if reading.kind == "income":
        # Whoever received it owes the others their parts: the same as a refund that is no expense.
        shares = tuple(Share(member_id=s.member_id, paid=s.owed, owed=s.paid) for s in shares)
    return Division(shares=shares, split=rule, odd=owed.odd)


def _names(reading: Reading) -> set[str]:
    """Return all names of a reading."""
    names = {reading.payer} if reading.payer is not None else set()
    names |= {person.name for person in reading.payers}
    if reading.split is not None:
        names |= {person.name for person in reading.split.people} | {*reading.split.excluded}
    for item in reading.items:
        names |= {*item.participants}
    return names


def _paid(
    turn: Turn, reading: Reading, amount: Money, named: Mapping[str, uuid.UUID]
) -> Mapping[uuid.UUID, int]:
    """Return what each payer paid; those without a number share what the others leave."""
    if len(reading.payers) < 2:
        payer = reading.payers[0].name if reading.payers else reading.payer or ME
        if payer in named or payer == ME:
            return {named.get(payer, turn.who.member_id): amount.minor}
    rule = split_rules.of_people(turn, reading.payers, named, amount)
    split_answers.check_paid(turn, amount, rule)
    return split.owed(amount, rule, turn=0).minor


def _shares(paid: Mapping[uuid.UUID, int], owed: Mapping[uuid.UUID, int]) -> tuple[Share, ...]:
    return tuple(
        Share(member_id=member_id, paid=paid.get(member_id, 0), owed=owed.get(member_id, 0))
        for member_id in sorted(_all(paid, owed))
    )


def _all(paid: Iterable[uuid.UUID], owed: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    return {*paid, *owed}
