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
    lines = sorted(shares, key=lambda share: share.member_id)
    sign = -1 if sum(share.paid for share in lines) < 0 else 1
    left = {share.member_id: _more_than_nothing(sign * share.paid, sign * share.owed)
            for share in lines}  # fmt: skip
    debts = {}
    for share in lines:
        owed = _more_than_nothing(sign * share.owed, sign * share.paid)
        if not owed:
            continue
        # By what each payer still gets: so the parts add up for the payers, too.
        parts = Money(owed, currency).allocate(list(left.values()))
        for payer, part in zip(left, parts, strict=True):
            left[payer] -= part.minor
            if part.minor and payer != share.member_id:
                debts[share.member_id, payer] = sign * part.minor
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


def _more_than_nothing(minor: int, other: int) -> int:
    """Return one side of a share; less than nothing owed is as good as paid, and the reverse."""
    return max(minor, 0) + max(-other, 0)
