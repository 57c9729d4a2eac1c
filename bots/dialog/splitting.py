"""From what a message says about people to who paid and who owes what.

The one way from a reading to shares: a new expense, an edited one and a corrected one go through
`divided`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bots.dialog import people
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.ledger import Share, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.reading import ME, Reading

LEAST = 2
"""Members among whom something can be split without saying among whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Who paid and who owes what, by which rule, and how many odd units were given out."""

    shares: tuple[Share, ...]
    split: Split | None = None
    odd: int = 0


async def divided(turn: Turn, reading: Reading, amount: Money, *, odd_turn: int) -> Division:
    """Return the shares of a reading; raises SplitError for a split that does not add up."""
    who = turn.who
    if not who.is_group:
        return Division(shares=own_share(who.member_id, amount))
    paid = await _paid(turn, reading, amount)
    if who.mode == "shared":
        return Division(shares=_shares(paid, paid))
    rule = await _rule(turn, reading)
    owed = split.owed(amount, rule, turn=odd_turn)
    return Division(shares=_shares(paid, dict(owed.minor)), split=rule, odd=owed.odd)


async def _paid(turn: Turn, reading: Reading, amount: Money) -> dict[uuid.UUID, int]:
    payer = reading.payer or ME
    return {await people.found(turn, payer): amount.minor}


async def _rule(turn: Turn, reading: Reading) -> Split:
    said = reading.split
    names = [person.name for person in said.people] if said else []
    ids = [await people.found(turn, name) for name in names]
    if said is None or said.excluded or not ids:
        excluded = [await people.found(turn, name) for name in (said.excluded if said else ())]
        ids = [member.id for member in turn.who.active if member.id not in excluded]
        if len(ids) < LEAST and not excluded:
            raise SplitError("I know only you here. Who shares it? Try: dinner 84 with @ana")
    elif said.includes_me:
        ids.append(turn.who.member_id)
    return split.equal(list(dict.fromkeys(ids)))


def _shares(paid: dict[uuid.UUID, int], owed: dict[uuid.UUID, int]) -> tuple[Share, ...]:
    return tuple(
        Share(member_id=member_id, paid=paid.get(member_id, 0), owed=owed.get(member_id, 0))
        for member_id in sorted({*paid, *owed})
    )
