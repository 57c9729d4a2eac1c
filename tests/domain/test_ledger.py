"""Entries balance, and balances follow from them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.ledger import (
    Base,
    Content,
    Share,
    balance_changes,
    own_part,
    own_share,
    spending_minor,
)
from expenseiq_core.domain.money import Money

ANA, BOB, CEM = sorted(uuid.uuid4() for _ in range(3))
DAY = dt.date(2026, 11, 18)


def content(minor=8400, shares=None, **more):
    amount = Money(minor, more.pop("currency", "EUR"))
    return Content(
        kind=more.pop("kind", "expense"),
        amount=amount,
        base=more.pop("base", Base(minor=minor, rate=Decimal(1), rate_date=DAY)),
        date=DAY,
        description="dinner",
        shares=own_share(ANA, amount) if shares is None else shares,
    )


def split(minor, payer, owed):
    parts = Money(minor, "EUR").allocate([1] * len(owed))
    members = sorted({payer, *owed})
    return tuple(
        Share(
            member_id=member,
            paid=minor if member == payer else 0,
            owed=sum(p.minor for m, p in zip(owed, parts, strict=True) if m == member),
        )
        for member in members
    )


def test_an_entry_of_nothing_does_not_exist():
    with pytest.raises(AssertionError, match="of nothing"):
        content(0)


@pytest.mark.parametrize(("paid", "owed", "fault"), [(99, 100, "paid"), (100, 101, "owed")])
def test_shares_that_do_not_add_up_are_a_programmers_mistake(paid, owed, fault):
    with pytest.raises(AssertionError, match=fault):
        content(100, (Share(member_id=ANA, paid=paid, owed=owed),))


def test_what_is_ones_own_moves_no_balance():
    assert balance_changes(new=[content()], void=[]) == {}


def test_who_paid_for_others_is_owed():
    changes = balance_changes(new=[content(8400, split(8400, ANA, [ANA, BOB, CEM]))], void=[])
    assert changes == {(ANA, "EUR"): 5600, (BOB, "EUR"): -2800, (CEM, "EUR"): -2800}


@pytest.mark.parametrize(("kind", "of_ana", "of_bob"), [
    ("expense", 4200, 4200),
    ("income", 8400, 0),
    ("settlement", 8400, 8400),
])  # fmt: skip
def test_ones_part_is_what_one_owes_or_gets_and_of_a_payment_the_whole(kind, of_ana, of_bob):
    shared = content(kind=kind, shares=split(8400, ANA, [ANA, BOB]))
    assert own_part(shared, ANA) == Money(of_ana, "EUR")
    assert own_part(shared, BOB) == Money(of_bob, "EUR")
    assert own_part(content(kind="expense"), CEM) == Money(0, "EUR")


def test_currencies_are_kept_apart():
    euros = content(100, split(100, ANA, [BOB]))
    dollars = replace(euros, amount=Money(100, "USD"))
    changes = balance_changes(new=[euros, dollars], void=[])
    assert changes == {
        (ANA, "EUR"): 100,
        (ANA, "USD"): 100,
        (BOB, "EUR"): -100,
        (BOB, "USD"): -100,
    }
    assert list(changes) == sorted(changes), "rows are locked in one order"


entries = st.builds(
    lambda minor, payer, owed: content(minor, split(minor, payer, sorted(owed))),
    st.integers(-10000, 10000).filter(bool),
    st.sampled_from([ANA, BOB, CEM]),
    st.sets(st.sampled_from([ANA, BOB, CEM]), min_size=1),
)


@given(st.lists(entries, max_size=6), st.lists(entries, max_size=6))
def test_changes_add_up_to_zero_and_voiding_takes_them_back(new, void):
    changes = balance_changes(new=new, void=void)
    assert sum(changes.values()) == 0
    assert all(changes.values())
    back = balance_changes(new=void, void=new)
    assert back == {key: -change for key, change in changes.items()}
    assert balance_changes(new=new, void=new) == {}


@pytest.mark.parametrize(
    ("entry", "kind", "counts"),
    [
        (content(100), "spending", 100),
        (content(-100), "spending", -100),  # a refund
        (content(100), "saving", 0),
        (content(100), "neutral", 0),
        (content(100, kind="income"), "spending", 0),
        (content(100, kind="settlement"), "spending", 0),
        (content(100, base=None), "spending", 0),
        (
            content(100, base=Base(minor=90, rate=Decimal("0.9"), rate_date=DAY)),
            "spending",
            90,
        ),
    ],
)
def test_what_counts_as_spent(entry, kind, counts):
    assert spending_minor(entry, kind) == counts
