"""Settling all currencies by payments in one: each payment settles some of each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from expenseiq_core.domain import settling
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.flows import Edge, flows
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Balances, Row


def converted(balances: Balances, rates: Mapping[str, Decimal], currency: str) -> list[Row]:
    """Return the payments in one currency that make everybody even in every one.

    `rates` are units of `currency` for one of each. People whose balances add up to nothing in
    every currency pay each other; what is handed over is rounded once a payment, half up.
    """
    found = []
    for group in settling.zero_sums(_as_one_number(balances)):
        worth = {
            member: sum(
                (_worth(own.get(member, 0), c, rates) for c, own in balances.items()), Fraction()
            )
            for member in group
        }
        edges = _tree(worth)
        by_currency = {
            c: flows(edges, {m: minor for m, minor in own.items() if m in worth})
            for c, own in balances.items()
        }
        for i, edge in enumerate(edges):
            parts = {c: minor[i] for c, minor in by_currency.items() if minor and minor[i]}
            if parts:  # nothing flows between groups that could not be told apart
                found.append(_row(edge, parts, rates, currency))
    ordered = sorted(found, key=lambda row: (row.payer, row.payee))
    return [
        Row(position=i, payer=r.payer, payee=r.payee, amount=r.amount, parts=r.parts)
        for i, r in enumerate(ordered, start=1)
    ]


def _as_one_number(balances: Balances) -> dict[uuid.UUID, int]:
    """Return a number for each member such that they add up to zero only if all balances do."""
    base = 1 + 2 * sum(abs(minor) for own in balances.values() for minor in own.values())
    found: dict[uuid.UUID, int] = {}
    for i, own in enumerate(balances.values()):
        for member, minor in own.items():
            found[member] = found.get(member, 0) + minor * base**i
    return found


def _worth(minor: int, currency: str, rates: Mapping[str, Decimal]) -> Fraction:
    """Return what an amount is in the payments' currency, not rounded, in major units."""
    return (
        Fraction(minor) * Fraction(rates[currency]) / 10 ** exponent(currency)
        if minor
        else Fraction()
    )


def _tree(worth: Mapping[uuid.UUID, Fraction]) -> list[Edge]:
    """Return who pays whom so that every member is reached, and none in two ways.

    Those who owe pay, in their order, the first who still gets something; who would be left over
    because the others are even is connected to the first of all.
    """
    wanted = {m: minor for m, minor in sorted(worth.items()) if minor > 0}
    edges: list[Edge] = []
    for payer, minor in sorted(worth.items()):
        owed = -minor
        while owed > 0:
            payee = next(iter(wanted))
            edges.append((payer, payee))
            paid = min(owed, wanted[payee])
            owed -= paid
            wanted[payee] -= paid
            if not wanted[payee]:
                del wanted[payee]
    return [*edges, *_links(sorted(worth), edges)]


def _links(members: Sequence[uuid.UUID], edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges that connect what is not connected."""
    part = {member: member for member in members}
    for one, other in edges:
        old, new = part[one], part[other]
        part = {member: new if own == old else own for member, own in part.items()}
    heads = sorted({min(m for m in members if part[m] == own) for own in set(part.values())})
    return [(head, heads[0]) for head in heads[1:]]


def _row(edge: Edge, parts: dict[str, int], rates: Mapping[str, Decimal], currency: str) -> Row:
    worth = sum((_worth(minor, c, rates) for c, minor in parts.items()), Fraction())
    assert worth >= 0, "a tree leads from who owes to who gets"
    minor = int(worth * 10 ** exponent(currency) + Fraction(1, 2))
    payer, payee = edge
    return Row(position=0, payer=payer, payee=payee, amount=Money(minor, currency), parts=parts)
