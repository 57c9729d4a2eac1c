"""Plans to settle: payments that were suggested, and what becomes of them as the books go on.

A plan is kept, so that a payment leaves the other payments as they are. What is paid of it is not
kept but follows from the balances: so undo, edits and payments typed by hand count by themselves.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from expenseiq_core.domain import debts, settling
from expenseiq_core.domain.flows import flows
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.settling import Transfer

Balances = Mapping[str, Mapping[uuid.UUID, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A payment of a plan, under the number that it keeps as long as the plan lives."""

    position: int
    payer: uuid.UUID
    payee: uuid.UUID
    amount: Money
    """What is handed over."""
    parts: Mapping[str, int]
    """What it settles: currency -> minor units that the payer owes; negative: that the payee
    owes. Of a plan that was not converted the amount itself."""


def plain_row(position: int, transfer: Transfer, currency: str) -> Row:
    """Return a payment that settles what is handed over."""
    return Row(
        position=position,
        payer=transfer.payer,
        payee=transfer.payee,
        amount=Money(transfer.minor, currency),
        parts={currency: transfer.minor},
    )


def unpaid(rows: Sequence[Row], balances: Balances) -> list[Row] | None:
    """Return the payments that are still to be made; None if the plan no longer agrees.

    It agrees if these payments, as they are, make everybody even.
    """
    now: list[dict[str, int]] = [{} for _ in rows]
    for currency in {currency for row in rows for currency in row.parts} | set(balances):
        own = [i for i, row in enumerate(rows) if row.parts.get(currency)]
        edges = [(rows[i].payer, rows[i].payee) for i in own]
        found = flows(edges, balances.get(currency, {}))
        if found is None:
            return None
        for i, minor in zip(own, found, strict=True):
            now[i][currency] = minor
    left = []
    for row, parts in zip(rows, now, strict=True):
        if parts == dict(row.parts):
            left.append(row)
        elif any(parts.values()):
            return None
    return left


def updated(rows: Sequence[Transfer], balances: Mapping[uuid.UUID, int]) -> list[Transfer]:
    """Return the fewest payments of one currency, as many as can be the same as before.

    As long as there are no fewer ones, the payments that there were are kept: with other amounts
    where what came in between was among those who pay each other anyway, else with payments that
    are added to them. Where no more of them can be kept either way, as little money as possible
    is handed over: nobody passes on what they receive.
    """
    best = settling.fewest(balances)
    kept = [c for c in (_refitted(rows, balances), _extended(rows, balances)) if c is not None]
    before = set(rows)
    choices = [choice for choice in [*kept, best] if len(choice) <= len(best)]
    return max(
        choices, key=lambda c: (len(before & set(c)), -sum(transfer.minor for transfer in c))
    )


def numbered(rows: Sequence[Row], transfers: Sequence[tuple[str, Transfer]]) -> list[Row]:
    """Return payments with the numbers that those between the same two had before.

    If there are none of them, they are counted from 1.
    """
    known = {(row.payer, row.payee, row.amount.currency): row.position for row in rows}
    positions = [known.get((t.payer, t.payee, currency)) for currency, t in transfers]
    free = max((row.position for row in rows), default=0) + 1 if any(positions) else 1
    found = []
    for position, (currency, transfer) in zip(positions, transfers, strict=True):
        found.append(plain_row(position or free, transfer, currency))
        free += position is None
    return sorted(found, key=lambda row: row.position)


def _refitted(rows: Sequence[Transfer], balances: Mapping[uuid.UUID, int]) -> list[Transfer] | None:
    """Let the same two pay each other, by amounts that make them even; None if none do."""
    members = {member for row in rows for member in (row.payer, row.payee)}
    found = flows([(row.payer, row.payee) for row in rows],
                  {m: minor for m, minor in balances.items() if m in members})  # fmt: skip
    if found is None:
        return None
    kept = [_directed(row, minor) for row, minor in zip(rows, found, strict=True) if minor]
    rest = {m: minor for m, minor in balances.items() if m not in members}
    return _sorted([*kept, *settling.fewest(rest)])


def _extended(rows: Sequence[Transfer], balances: Mapping[uuid.UUID, int]) -> list[Transfer]:
    """Leave all payments, and add the fewest that settle what they do not."""
    left = dict(balances)
    for row in rows:
        left[row.payer] = left.get(row.payer, 0) + row.minor
        left[row.payee] = left.get(row.payee, 0) - row.minor
    added = settling.fewest(left)
    return debts.netted(((t.payer, t.payee), t.minor) for t in [*rows, *added])


def _directed(row: Transfer, minor: int) -> Transfer:
    if minor > 0:
        return replace(row, minor=minor)
    return Transfer(payer=row.payee, payee=row.payer, minor=-minor)


def _sorted(transfers: Sequence[Transfer]) -> list[Transfer]:
    return sorted(transfers, key=lambda t: (t.payer, t.payee))
