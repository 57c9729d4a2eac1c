"""The rule by which a reading divides an amount: who takes part, with which numbers."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from bots.dialog import naming, split_doubts
from bots.dialog.turn import Turn
from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Item, Mode, Part, Split
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing import reading as read
from expenseiq_core.parsing.reading import EVERYONE, ME, Person, Reading
from expenseiq_core.parsing.split import is_numbered

Named = Mapping[str, uuid.UUID]
ALL = (Person(name=EVERYONE),)
_NOBODY = "Nobody is left to share it. Try: dinner 84 with @ana"


async def rule_of(turn: Turn, reading: Reading, amount: Money, named: Named) -> Split:
    """Return the rule that a reading says, or the one that holds where it says none.

    Raises AskedError where it is not known who takes part.
    """
    said = reading.split
    if said is None:
        if turn.who.default_split is not None:
            return default_rule(turn, turn.who.default_split)
        said = read.Split(mode="equal")
    if said.mode == "itemised":
        return await _itemised(turn, reading, said, amount, named)
    persons = _sharing(said)
    excluded = _excluded(said, named)
    rule = of_people(turn, persons, named, amount, without=excluded)
    if any(person.name == EVERYONE for person in persons):
        await split_doubts.check_everybody(turn, rule, excludes=bool(excluded))
    rule = split_doubts.with_whole_settled(turn, amount, rule)
    rule = _with_rest_settled(turn, amount, rule)
    rule = _with_guests(turn, rule, said.guests)
    return split_doubts.counted(turn, rule, said.count)


def of_people(
    turn: Turn,
    persons: Sequence[Person],
    named: Named,
    amount: Money,
    *,
    without: Collection[uuid.UUID] = (),
) -> Split:
    """Return the rule of these people with the numbers behind their names."""
    found = _members(turn, persons, named)
    parts = [
        _part(member_id, person, amount.currency)
        for member_id, person in found.items()
        if member_id not in without
    ]
    if not parts:
        raise SplitError(_NOBODY, code="nobody")
    return split.split_of(_mode(parts), parts)


def _excluded(said: read.Split, named: Named) -> set[uuid.UUID]:
    """Return who takes no part."""
    if EVERYONE in said.excluded:
        raise SplitError(_NOBODY, code="nobody")
    return {named[name] for name in said.excluded}


def _sharing(said: read.Split) -> list[Person]:
    """Return who takes part, the speaker and everybody among them where that is meant."""
    persons = list(said.people)
    if not persons:
        return list(ALL)
    if said.includes_me and not any(person.name in {ME, EVERYONE} for person in persons):
        persons.append(Person(name=ME, rest=True))
    return persons


def _members(turn: Turn, persons: Sequence[Person], named: Named) -> dict[uuid.UUID, Person]:
    """Return the members with what was said of each; raises if one was named twice."""
    me = turn.who.member_id
    by_name = [(named.get(p.name, me), p) for p in persons if p.name not in {EVERYONE, ME}]
    # The speaker may be named too: then "me" with no number of its own says nothing more.
    ids = {member_id for member_id, _ in by_name}
    by_name += [
        (me, p)
        for p in persons
        if p.name == ME and not (me in ids and p.rest and not is_numbered(p))
    ]
    for member_id, count in Counter(member_id for member_id, _ in by_name).items():
        if count > 1:
            shown = naming.you(turn.who, member_id)
            verb = "are" if shown == "you" else "is"
            raise SplitError(
                f"Not recorded: {shown} {verb} named twice. Say each once: dinner 84 with @ana",
                code="repeated_person",
            )
    found = dict(by_name)
    for person in persons:
        if person.name == EVERYONE:
            found |= {m: person for m in _everybody(turn, named) if m not in found}
    return found


def _everybody(turn: Turn, named: Named) -> list[uuid.UUID]:
    """Return who everybody is: in one's own book oneself and whom the message names."""
    if turn.who.is_group:
        return [member.id for member in turn.who.active]
    return [turn.who.member_id, *named.values()]


def _part(member_id: uuid.UUID, person: Person, currency: str) -> Part:
    exact, more = person.exact, person.adjustment
    return Part(
        member_id=member_id,
        exact=None if exact is None else Money.of(exact, currency).minor,
        percent=person.percent,
        weight=person.weight,
        adjustment=None if more is None else Money.of(more, currency).minor,
    )


def _mode(parts: Sequence[Part]) -> Mode:
    """Return the mode of the numbers that the parts have: the reading has one kind."""
    if any(part.exact is not None for part in parts):
        return "exact"
    if any(part.percent is not None for part in parts):
        return "percent"
    if any(part.weight is not None for part in parts):
        return "weights"
    return "adjustment" if any(part.adjustment is not None for part in parts) else "equal"


def default_rule(turn: Turn, default: Split) -> Split:
    """Return the group's own rule among those of it who still take part."""
    active = [member.id for member in turn.who.active]
    living = resplit.renamed(default, lambda member_id: turn.who.member(member_id).id)
    return resplit.among(living, active) or split.equal(active)


def _with_rest_settled(turn: Turn, amount: Money, rule: Split) -> Split:
    """Give what the shares leave over to whom the speaker said by a button."""
    rest, me = turn.settled.rest, turn.who.member_id
    if rest is None or split.left_over(amount, rule).minor <= 0:
        return rule
    parts = {part.member_id: part for part in rule.parts}
    if rest == "me":
        return split.split_of(rule.mode, [*rule.parts, Part(member_id=me)])
    parts.setdefault(me, Part(member_id=me))
    if rule.mode == "exact":
        more = [replace(p, exact=None, adjustment=p.exact) for p in parts.values()]
        return split.split_of("adjustment", more)
    stated = sum(Fraction(p.percent or 0) for p in parts.values())
    scale = len(parts) * 1_000_000
    shared = (100 - stated) / len(parts)
    weights = [int((Fraction(p.percent or 0) + shared) * scale) for p in parts.values()]
    pairs = zip(parts.values(), weights, strict=True)
    return split.split_of("weights", [replace(p, percent=None, weight=w) for p, w in pairs])


def _with_guests(turn: Turn, rule: Split, guests: int) -> Split:
    """Count guests as heads of the speaker who brings them."""
    if not guests:
        return rule
    return split_doubts.with_heads(rule, turn.who.member_id, guests)


async def _itemised(
    turn: Turn, reading: Reading, said: read.Split, amount: Money, named: Named
) -> Split:
    """Return the rule of a bill: what each had of its lines, and of what belongs to nobody."""
    had = [item for item in reading.items if not item.extra]
    of_all = [not item.participants or EVERYONE in item.participants for item in had]
    everybody = any(of_all) and not said.people
    persons = list(ALL) if everybody else _sharing(said) if said.people else []
    ids = set(_members(turn, persons, named)) - _excluded(said, named)
    items = tuple(_item(turn, item, named, amount.currency) for item in had)
    ids |= {member_id for item in items for member_id in item.member_ids}
    parts = [Part(member_id=member_id) for member_id in ids]
    # Lines of everybody in the bill, who may be fewer than everybody known.
    rule = split.split_of("itemised", parts, items)
    if everybody:
        await split_doubts.check_everybody(turn, rule, excludes=bool(said.excluded))
    return _with_guests(turn, rule, said.guests)


def _item(turn: Turn, item: read.Item, named: Named, currency: str) -> Item:
    everybody = EVERYONE in item.participants
    persons = [] if everybody else [Person(name=name) for name in item.participants]
    return Item(
        description=item.description or "",
        minor=Money.of(item.amount, currency).minor,
        member_ids=tuple(sorted(_members(turn, persons, named))),
    )
