"""What a correction does to the rule of an entry: who comes, who goes, who has which number now."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bots.dialog import people
from bots.dialog.people_fields import People
from bots.dialog.split_clause import clause_for
from bots.dialog.turn import Turn
from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part, Split
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.reading import EVERYONE, Person


async def amended(turn: Turn, old: Split, said: People, amount: Money, *, no: int) -> Split | None:
    """Return the old rule with what is said; None: what is said is a rule of its own."""
    reading = said.reading.split
    assert reading is not None
    if said.how == "too":
        ids = [await people.found(turn, p.name) for p in reading.people]
        return _joined(turn, old, ids, amount, no=no)
    if said.how == "without":
        names = [*reading.excluded, *(p.name for p in reading.people)]
        gone = [await people.found(turn, name) for name in names]
        left = resplit.without(old, gone)
        if left is None:
            raise SplitError(f"Then somebody else has to share it. Try: edit #{no} with @ana")
        return left
    if any(p.name == EVERYONE for p in reading.people) or reading.excluded:
        return None
    if not reading.people:
        # Only guests or a number of heads: those who share it stay.
        return _with_guests(turn, old, reading.guests) if not reading.count else None
    if _leaves_rest(reading.people, amount):
        return await _completed(turn, old, reading.mode, reading.people, amount)
    return None


def _joined(turn: Turn, old: Split, ids: Sequence[uuid.UUID], amount: Money, *, no: int) -> Split:
    """Return the rule with these people too; raises if the others leave nothing for them."""
    new = resplit.joined(old, ids)
    owed = split.owed(amount, new, turn=0).minor if not split.left_over(amount, new).minor else {}
    if old.mode == "equal" or all(owed.get(member_id) for member_id in ids):
        return new
    clause = clause_for(turn, {*(part.member_id for part in old.parts), *ids})
    raise SplitError(
        f"Nothing was changed: the others' shares of #{no} leave nothing over."
        f" Try: edit #{no} {clause}"
    )


def _leaves_rest(named: Sequence[Person], amount: Money) -> bool:
    """Whether those named leave a part of the amount to those who share it already."""
    if any(person.rest for person in named):
        return False
    if all(person.exact is not None for person in named):
        return sum(p.exact or 0 for p in named) < abs(amount.amount)
    if all(person.percent is not None for person in named):
        return sum(p.percent or 0 for p in named) < split.HUNDRED
    numbered = [p for p in named if p.weight is not None or p.adjustment is not None]
    return len(named) == 1 and bool(numbered)


async def _completed(
    turn: Turn, old: Split, mode: split.Mode, named: Sequence[Person], amount: Money
) -> Split:
    """Return the numbers of those named, beside the others who share it already.

    The others keep numbers of the same kind if that adds up; else they share the rest.
    """
    new = [
        Part(
            member_id=await people.found(turn, person.name),
            exact=_minor(person.exact, amount),
            percent=person.percent,
            weight=person.weight,
            adjustment=_minor(person.adjustment, amount),
        )
        for person in named
    ]
    ids = {part.member_id for part in new}
    others = [part for part in old.parts if part.member_id not in ids]
    if old.mode == mode:
        kept = split.split_of(mode, [*new, *others])
        if split.left_over(amount, kept).minor == 0:
            return kept
    rest = [Part(member_id=part.member_id, heads=part.heads) for part in others]
    return split.split_of(mode, [*new, *rest])


def _minor(number: Decimal | None, amount: Money) -> int | None:
    return None if number is None else Money.of(number, amount.currency).minor


def _with_guests(turn: Turn, old: Split, guests: int) -> Split:
    """Return the rule with more heads for the speaker, or for the first who shares it."""
    ids = [part.member_id for part in old.parts]
    host = turn.who.member_id if turn.who.member_id in ids else ids[0]
    parts = [
        replace(part, heads=part.heads + guests) if part.member_id == host else part
        for part in old.parts
    ]
    return split.split_of(old.mode, parts, old.items)
