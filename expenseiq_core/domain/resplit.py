"""A split that was made once and is changed: somebody comes, somebody goes, the unit changes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from typing import Final

from expenseiq_core.domain.split import Item, Part, Split, split_of

_FINEST: Final = 10_000
"""Weights that one percent is."""


def renamed(split: Split, living: Callable[[uuid.UUID], uuid.UUID]) -> Split:
    """Return the split among those who took over from merged members, their numbers summed."""
    parts: dict[uuid.UUID, Part] = {}
    for part in split.parts:
        member_id = living(part.member_id)
        known = parts.get(member_id)
        parts[member_id] = (
            replace(part, member_id=member_id) if known is None else _both(known, part)
        )
    items = [
        replace(item, member_ids=tuple(dict.fromkeys(map(living, item.member_ids))))
        for item in split.items
    ]
    return split_of(split.mode, list(parts.values()), items)


def joined(split: Split, member_ids: Collection[uuid.UUID]) -> Split:
    """Return the split with more people, who share like the others or take the rest."""
    there = {part.member_id for part in split.parts}
    new = [Part(member_id=member_id) for member_id in member_ids if member_id not in there]
    return split_of(split.mode, [*split.parts, *new], split.items)


def without(split: Split, member_ids: Collection[uuid.UUID]) -> Split | None:
    """Return the split without some people and their guests; None if nobody has what they had."""
    parts = [part for part in split.parts if part.member_id not in member_ids]
    items = []
    for item in split.items:
        left = tuple(m for m in item.member_ids if m not in member_ids)
        if item.member_ids and not left:
            return None
        items.append(replace(item, member_ids=left))
    return split_of(split.mode, parts, items) if parts else None


def among(split: Split, member_ids: Collection[uuid.UUID]) -> Split | None:
    """Return a split of any amount among those of it who are given; None if there are none.

    What the others leave is theirs in proportion.
    """
    parts = [part for part in split.parts if part.member_id in member_ids]
    if not parts or len(parts) == len(split.parts):
        return split if parts else None
    if split.mode != "percent":
        return split_of(split.mode, parts)
    weights = [int((part.percent or 0) * _FINEST) for part in parts]
    if not any(weights):
        return None
    pairs = zip(parts, weights, strict=True)
    return split_of("weights", [replace(p, percent=None, weight=w) for p, w in pairs])


def scaled(split: Split, factor: Fraction) -> Split | None:
    """Return the split with its minor units times a factor; None if that is finer than a unit."""
    parts = [
        replace(part, exact=_times(part.exact, factor), adjustment=_times(part.adjustment, factor))
        for part in split.parts
    ]
    items = [
        Item(
            description=item.description,
            minor=int(item.minor * factor),
            member_ids=item.member_ids,
        )
        for item in split.items
    ]
    minors = [m for p in split.parts for m in (p.exact, p.adjustment) if m is not None]
    minors += [item.minor for item in split.items]
    if any((minor * factor).denominator != 1 for minor in minors):
        return None
    return split_of(split.mode, parts, items)


def _both(one: Part, other: Part) -> Part:
    """Return what two people take together."""
    weight = percent = exact = adjustment = None
    if one.weight is not None or other.weight is not None:
        # Heads beside the first add to a weight: one of the two is such a head now.
        weight = (one.weight or 1) + (other.weight or 1) - 1
    if one.percent is not None and other.percent is not None:
        percent = one.percent + other.percent
    if one.exact is not None and other.exact is not None:
        exact = one.exact + other.exact
    if one.adjustment is not None or other.adjustment is not None:
        adjustment = (one.adjustment or 0) + (other.adjustment or 0)
    return Part(
        member_id=one.member_id,
        heads=one.heads + other.heads,
        exact=exact,
        percent=percent,
        weight=weight,
        adjustment=adjustment,
    )


def _times(minor: int | None, factor: Fraction) -> int | None:
    return None if minor is None else int(minor * factor)
