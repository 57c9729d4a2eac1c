"""Debts between two: who owes whom by what they paid for each other, without any simplifying."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from expenseiq_core.domain.ledger import Share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.settling import Transfer

Debts = Mapping[tuple[uuid.UUID, uuid.UUID], int]
"""(who owes, whom) -> minor units of one currency."""


def of_shares(shares: Iterable[Share], currency: str) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Return what the members of one entry owe each other, in proportion to what each paid.

    What one owes in all is what is owed by them in the entry, and what one gets is what they paid.
    """
    sums: defaultdict[uuid.UUID, list[int]] = defaultdict(lambda: [0, 0])
    for share in shares:
        sums[share.member_id][0] += share.paid
        sums[share.member_id][1] += share.owed
    sign = -1 if sum(paid for paid, _ in sums.values()) < 0 else 1
    lines = {m: (sign * paid, sign * owed) for m, (paid, owed) in sorted(sums.items())}
    # Less than nothing owed is as good as paid, and the reverse.
    left = {m: max(paid, 0) + max(-owed, 0) for m, (paid, owed) in lines.items()}
    debts = {}
    for member, (paid, owes) in lines.items():
        owed = max(owes, 0) + max(-paid, 0)
        if not owed:
            continue
        # By what each payer still gets: so the parts add up for the payers, too.
        parts = Money(owed, currency).allocate(list(left.values()))
        for payer, part in zip(left, parts, strict=True):
            left[payer] -= part.minor
            if part.minor and payer != member:
                debts[member, payer] = sign * part.minor
    return debts


def netted(debts: Iterable[tuple[tuple[uuid.UUID, uuid.UUID], int]]) -> list[Transfer]:
    """Return one debt for each two who are not even, ordered by who owes and whom."""
    sums: defaultdict[tuple[uuid.UUID, uuid.UUID], int] = defaultdict(int)
    for (ower, owed_to), minor in debts:
        if ower < owed_to:
            sums[ower, owed_to] += minor
        elif ower > owed_to:
            sums[owed_to, ower] -= minor
    found = [
        Transfer(payer=one, payee=other, minor=minor)
        if minor > 0
        else Transfer(payer=other, payee=one, minor=-minor)
        for (one, other), minor in sums.items()
        if minor
    ]
    return sorted(found, key=lambda t: (t.payer, t.payee))
