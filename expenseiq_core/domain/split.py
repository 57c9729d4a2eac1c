"""Splits: the rule that turns an amount into what each member owes of it.

Every split ends in one call of `Money.allocate`, so its parts add up to the amount, equal parts
differ by at most one unit, and the order in which people were named does not matter. What is given
back goes to those who carried the odd units last: an expense and its refund leave nothing behind.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, lcm
from typing import Any, Final, Literal

from expenseiq_core.domain.money import Money

Mode = Literal["equal", "exact", "percent", "weights", "adjustment", "itemised"]
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member's line of a split, with the number that its mode needs."""

    member_id: uuid.UUID
    heads: int = 1
    """How many people this member stands for where it is divided by heads: guests come with
    somebody."""
    exact: int | None = None
    """Minor units."""
    percent: Decimal | None = None
    weight: int | None = None
    adjustment: int | None = None
    """Minor units on top of (or, negative, below) an equal part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a bill, in minor units, and who had it (nobody named: everybody of the split)."""

    description: str
    minor: int
    member_ids: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The rule of one entry. Of exact and percent, a part without its number takes the rest."""

    mode: Mode
    parts: tuple[Part, ...]
    items: tuple[Item, ...] = ()

    def __post_init__(self) -> None:
        ids = [part.member_id for part in self.parts]
        assert ids, "a split among nobody"
        assert ids == sorted(set(ids)), "parts stand in the order of their members, each once"
        assert all(part.heads > 0 for part in self.parts), "nobody is no head"
        numbers = [(part.exact, part.percent, part.weight) for part in self.parts]
        assert all(n is None or n >= 0 for three in numbers for n in three), "a part is not less"
        named = {member_id for item in self.items for member_id in item.member_ids}
        assert named <= set(ids), "only who takes part had something"

    @property
    def heads(self) -> int:
        """Among how many people it is divided, guests included."""
        return sum(part.heads for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What each member owes, in minor units."""

    minor: Mapping[uuid.UUID, int]
    odd: int
    """How many odd units were given out; negative: were taken back."""


def split_of(mode: Mode, parts: Sequence[Part], items: Sequence[Item] = ()) -> Split:
    """Make a split, whatever the order in which people were named."""
    ordered = sorted(parts, key=lambda part: part.member_id)
    return Split(mode=mode, parts=tuple(ordered), items=tuple(items))


def equal(member_ids: Sequence[uuid.UUID]) -> Split:
    """Return the split in equal parts among these members."""
    return split_of("equal", [Part(member_id=member_id) for member_id in member_ids])


def left_over(amount: Money, split: Split) -> Money:
    """Return what a split leaves of the amount, its sign aside; negative: it takes too much.

    Zero where somebody takes the rest, unless there is less than nothing for them.
    """
    whole = abs(amount.minor)
    takes_rest = any(_takes_rest(split, part) for part in split.parts)
    left: Fraction | int
    if split.mode == "exact":
        left = whole - sum(part.exact or 0 for part in split.parts)
    elif split.mode == "percent":
        left = whole * Fraction(HUNDRED - _stated(split)) / 100
        left = left if takes_rest else round(left)
    elif split.mode == "adjustment":
        left = _below_nothing(whole, split)
    elif split.mode == "itemised":
        had = _subtotals(split)
        left = min(had) if min(had) < 0 else 0 if any(had) else whole
    else:
        left = 0 if any(_weights(split)) else whole
    return Money(floor(min(left, 0) if takes_rest else left), amount.currency)


def owed(amount: Money, split: Split, *, turn: int) -> Owed:
    """Divide an amount by a split that leaves nothing over.

    The odd units rotate: they begin at member `turn`, and whoever adds `odd` to it for the next
    split lets nobody carry more than one unit more than another. A refund turns back: it begins
    with whom the last units were given to, so right after its expense it mirrors it.
    """
    assert left_over(amount, split).minor == 0, "the split does not add up"
    whole = Money(abs(amount.minor), amount.currency)
    minor = {part.member_id: _fixed(split, part) for part in split.parts}
    rest = whole - Money(sum(minor.values()), amount.currency)
    # Who takes no part in the rest has no turn either: else the next one would have two.
    weights = {
        part.member_id: weight
        for part, weight in zip(split.parts, _weights(split), strict=True)
        if weight
    }
    odd = _odd(rest, list(weights.values()))
    sign = -1 if amount.minor < 0 else 1
    if weights:
        divided = rest.allocate(list(weights.values()), turn=turn if sign > 0 else turn - odd)
        for member_id, part in zip(weights, divided, strict=True):
            minor[member_id] += part.minor
    return Owed(minor={member: sign * part for member, part in minor.items()}, odd=sign * odd)


def _takes_rest(split: Split, part: Part) -> bool:
    if split.mode == "exact":
        return part.exact is None
    return split.mode == "percent" and part.percent is None


def _fixed(split: Split, part: Part) -> int:
    """Return what a part owes whatever the others do, in minor units."""
    if split.mode == "exact":
        return part.exact or 0
    return (part.adjustment or 0) if split.mode == "adjustment" else 0


def _weights(split: Split) -> list[int]:
    """Return in which proportion what is not fixed is divided."""
    if split.mode == "percent":
        heads = sum(part.heads for part in split.parts if part.percent is None)
        rest = max(Fraction(0), Fraction(HUNDRED - _stated(split)))
        return _whole_numbers(
            [
                rest * part.heads / heads if part.percent is None else Fraction(part.percent)
                for part in split.parts
            ]
        )
    if split.mode == "itemised":
        return _whole_numbers(_subtotals(split))
    if split.mode == "weights":
        own = [1 if part.weight is None else part.weight for part in split.parts]
        return [weight + part.heads - 1 for weight, part in zip(own, split.parts, strict=True)]
    if split.mode == "exact":
        return [part.heads if part.exact is None else 0 for part in split.parts]
    return [part.heads for part in split.parts]


def _stated(split: Split) -> Decimal:
    return sum((part.percent or Decimal(0) for part in split.parts), Decimal(0))


def _below_nothing(whole: int, split: Split) -> int:
    """Return what adjustments take beyond the amount or leave somebody below nothing: 0 or less."""
    rest = whole - sum(part.adjustment or 0 for part in split.parts)
    if rest < 0:
        return rest
    each = [rest * part.heads // split.heads + (part.adjustment or 0) for part in split.parts]
    return sum(part for part in each if part < 0)


def _subtotals(split: Split) -> list[Fraction]:
    """Return what each part had of the items; an item of several is theirs in equal parts."""
    heads = {part.member_id: part.heads for part in split.parts}
    had = dict.fromkeys(heads, Fraction(0))
    for item in split.items:
        among = item.member_ids or tuple(heads)
        total = sum(heads[member_id] for member_id in among)
        for member_id in among:
            had[member_id] += Fraction(item.minor * heads[member_id], total)
    return list(had.values())


def _whole_numbers(weights: Sequence[Fraction]) -> list[int]:
    scale = lcm(*(weight.denominator for weight in weights))
    return [int(weight * scale) for weight in weights]


def _odd(rest: Money, weights: Sequence[int]) -> int:
    total = sum(weights)
    return rest.minor - sum(rest.minor * w // total for w in weights) if total else 0


def to_plain(split: Split) -> dict[str, Any]:
    """Return a split as JSON knows it; `from_plain` makes it anew."""
    return {
        "mode": split.mode,
        "parts": [
            {
                "member": str(part.member_id),
                **({"heads": part.heads} if part.heads != 1 else {}),
                **({} if part.exact is None else {"exact": part.exact}),
                **({} if part.percent is None else {"percent": str(part.percent)}),
                **({} if part.weight is None else {"weight": part.weight}),
                **({} if part.adjustment is None else {"adjustment": part.adjustment}),
            }
            for part in split.parts
        ],
        "items": [
            {
                "description": item.description,
                "minor": item.minor,
                "members": [str(member_id) for member_id in item.member_ids],
            }
            for item in split.items
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Split:
    """Make the split that `to_plain` wrote down."""
    return Split(
        mode=plain["mode"],
        parts=tuple(
            Part(
                member_id=uuid.UUID(part["member"]),
                heads=part.get("heads", 1),
                exact=part.get("exact"),
                percent=Decimal(part["percent"]) if "percent" in part else None,
                weight=part.get("weight"),
                adjustment=part.get("adjustment"),
            )
            for part in plain["parts"]
        ),
        items=tuple(
            Item(
                description=item["description"],
                minor=item["minor"],
                member_ids=tuple(map(uuid.UUID, item["members"])),
            )
            for item in plain["items"]
        ),
    )
