"""Settling up: the fewest payments after which everybody is even.

People are divided into as many groups as possible whose balances add up to zero: a group of n
needs n - 1 payments, so the most groups make the fewest payments.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MOST_EXACT: Final = 16
"""People with a balance up to whom the fewest payments are found; of more, few are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A payment to be made, in minor units of some currency."""

    payer: uuid.UUID
    payee: uuid.UUID
    minor: int


def fewest(balances: Mapping[uuid.UUID, int]) -> list[Transfer]:
    """Return the fewest payments that make everybody even, ordered by payer and payee.

    Plus: the others owe the member. The balances of one currency; they add up to zero. The same
    balances always lead to the same payments.
    """
    groups = zero_sums(balances)
    transfers = []
    for group in groups:
        own = {member: balances[member] for member in group}
        transfers += _in_turn(own) if len(group) <= MOST_EXACT else _largest_first(own)
    return sorted(transfers, key=lambda t: (t.payer, t.payee))


def zero_sums(balances: Mapping[uuid.UUID, int]) -> list[list[uuid.UUID]]:
    """Divide those with a balance into groups that add up to zero: the most there can be.

    Where more than MOST_EXACT are left after the pairs, these stay one group.
    """
    assert sum(balances.values()) == 0, "balances that do not add up to zero"
    open_members = [member for member in sorted(balances) if balances[member]]
    pairs, rest = _opposite(open_members, balances)
    if not rest:
        return pairs
    if len(rest) > MOST_EXACT:
        return [*pairs, rest]
    return [*pairs, *_most_groups(rest, [balances[member] for member in rest])]


def _opposite(
    members: Sequence[uuid.UUID], balances: Mapping[uuid.UUID, int]
) -> tuple[list[list[uuid.UUID]], list[uuid.UUID]]:
    """Take out pairs of equal and opposite balances; that never costs a group.

    If the two are in different groups of a best division, then as a pair they are one group, and
    the others of both another.
    """
    waiting: dict[int, list[uuid.UUID]] = {}
    pairs = []
    for member in members:
        others = waiting.get(-balances[member])
        if others:
            pairs.append([others.pop(0), member])
        else:
            waiting.setdefault(balances[member], []).append(member)
    return pairs, sorted(member for left in waiting.values() for member in left)


def _most_groups(members: Sequence[uuid.UUID], balances: Sequence[int]) -> list[list[uuid.UUID]]:
    """Return the longest chain of nested subsets that add up to zero, as the steps between them.

    A set of subsets is one long integer, with bit m set for the subset m: so each step upwards
    takes all subsets at once. The last member is in no subset but the whole.
    """
    free = len(members) - 1
    zero = _zero_subsets(balances[:free])
    without = [_without(bit, free) for bit in range(free)]
    levels = [1]  # the empty subset
    while True:
        larger = 0
        for bit in range(free):
            larger |= (levels[-1] & without[bit]) << (1 << bit)
        for bit in range(free):
            larger |= (larger & without[bit]) << (1 << bit)
        if not larger & zero:
            break
        levels.append(larger & zero)
    upper, groups = (1 << len(members)) - 1, []
    for level in reversed(levels):
        lower = _subset_in(level, upper)
        groups.append([member for i, member in enumerate(members) if (upper & ~lower) >> i & 1])
        upper = lower
    return groups


def _zero_subsets(balances: Sequence[int]) -> int:
    """Return the set of the subsets that add up to zero."""
    sums = [0]
    for balance in balances:
        sums += [subset + balance for subset in sums]
    return int("".join(["0" if subset else "1" for subset in reversed(sums)]), 2)


def _without(bit: int, count: int) -> int:
    """Return the set of all subsets of `count` members that the member `bit` is not in."""
    width = 1 << bit
    found = (1 << width) - 1
    size = 2 * width
    while size < 1 << count:
        found |= found << size
        size *= 2
    return found


def _subset_in(level: int, upper: int) -> int:
    """Return the lowest subset of `upper` in a set of subsets that has one."""
    while True:
        lowest = (level & -level).bit_length() - 1
        if lowest & ~upper == 0 and lowest != upper:
            return lowest
        level &= level - 1


def _in_turn(balances: Mapping[uuid.UUID, int]) -> list[Transfer]:
    """Let each in their order pay the first who still gets something."""
    ordered = sorted(balances.items())
    wanted = {member: minor for member, minor in ordered if minor > 0}
    transfers = []
    for payer, balance in ordered:
        owed = -balance
        while owed > 0:
            payee = next(iter(wanted))
            minor = min(owed, wanted[payee])
            transfers.append(Transfer(payer=payer, payee=payee, minor=minor))
            owed -= minor
            wanted[payee] -= minor
            if not wanted[payee]:
                del wanted[payee]
    return transfers


def _largest_first(balances: Mapping[uuid.UUID, int]) -> list[Transfer]:
    """Let whoever owes most pay whoever gets most, until nobody does."""
    left = {member: minor for member, minor in sorted(balances.items()) if minor}
    transfers = []
    while left:
        payer = min(left, key=lambda member: (left[member], member))
        payee = max(left, key=lambda member: (left[member], -member.int))
        minor = min(-left[payer], left[payee])
        transfers.append(Transfer(payer=payer, payee=payee, minor=minor))
        for member, change in ((payer, minor), (payee, -minor)):
            left[member] += change
            if not left[member]:
                del left[member]
    return transfers
