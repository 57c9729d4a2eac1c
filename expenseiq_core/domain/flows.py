"""What has to flow along given lines of payment so that everybody becomes even."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

Edge = tuple[uuid.UUID, uuid.UUID]
"""Who pays, and whom."""


def flows(edges: Sequence[Edge], balances: Mapping[uuid.UUID, int]) -> list[int] | None:
    """Return the amount along each edge after which everybody is even.

    Negative: against its direction. None if no amounts do that, or if edges form a circle: then
    more than one choice of amounts might.
    """
    left = defaultdict(int, balances)
    at: defaultdict[uuid.UUID, set[int]] = defaultdict(set)
    for i, edge in enumerate(edges):
        for member in edge:
            at[member].add(i)
    amounts = [0] * len(edges)
    ends = [member for member, own in at.items() if len(own) == 1]
    open_edges = len(edges)
    while ends:
        member = ends.pop()
        if len(at[member]) != 1:
            continue  # the other end of the last edge
        i = at[member].pop()
        payer, payee = edges[i]
        other = payee if member == payer else payer
        amounts[i] = -left[member] if member == payer else left[member]
        left[other] += left.pop(member)
        at[other].discard(i)
        open_edges -= 1
        if len(at[other]) == 1:
            ends.append(other)
    return None if open_edges or any(left.values()) else amounts
