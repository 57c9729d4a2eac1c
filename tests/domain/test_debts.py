"""Debts between two: they add up to what each paid and owes."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.debts import netted, of_shares
from expenseiq_core.domain.ledger import Share
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.settling import Transfer
from tests.domain.test_settling import MEMBERS

MIA, ANA, BOB = MEMBERS[:3]


def share(member: uuid.UUID, paid: int, owed: int) -> Share:
    return Share(member_id=member, paid=paid, owed=owed)


def test_each_owes_the_payer_their_part() -> None:
    shares = [share(MIA, 8400, 2800), share(ANA, 0, 2800), share(BOB, 0, 2800)]
    assert of_shares(shares, "EUR") == {(ANA, MIA): 2800, (BOB, MIA): 2800}


def test_each_owes_several_payers_in_proportion_to_what_they_paid() -> None:
    shares = [share(MIA, 6000, 3000), share(ANA, 3000, 3000), share(BOB, 0, 3000)]
    assert of_shares(shares, "EUR") == {
        (MIA, ANA): 1000,
        (ANA, MIA): 2000,
        (BOB, MIA): 2000,
        (BOB, ANA): 1000,
    }


def test_a_payment_is_owed_by_whoever_was_paid() -> None:
    assert of_shares([share(BOB, 1000, 0), share(ANA, 0, 1000)], "EUR") == {(ANA, BOB): 1000}


def test_a_refund_goes_the_other_way() -> None:
    shares = [share(MIA, -900, -300), share(ANA, 0, -300), share(BOB, 0, -300)]
    assert of_shares(shares, "EUR") == {(ANA, MIA): -300, (BOB, MIA): -300}


amounts = st.integers(1, 5000)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6).filter(any), amounts, st.data())
def test_debts_of_an_entry_add_up_for_everybody(
    paying: list[int], minor: int, data: st.DataObject
) -> None:
    count = len(paying)
    owing = data.draw(st.lists(st.integers(0, 40), min_size=count, max_size=count).filter(any))
    sign = data.draw(st.sampled_from([1, -1]))
    total = Money(sign * minor, "EUR")
    paid = [part.minor for part in total.allocate(paying)]
    owed = [part.minor for part in total.allocate(owing)]
    shares = [share(*line) for line in zip(MEMBERS[:count], paid, owed, strict=True)]
    debts = of_shares(shares, "EUR")
    for own in shares:
        owes = sum(minor for (ower, _), minor in debts.items() if ower == own.member_id)
        gets = sum(minor for (_, payee), minor in debts.items() if payee == own.member_id)
        assert gets - owes == own.paid - own.owed


def test_debts_both_ways_are_one() -> None:
    debts = [((ANA, MIA), 2800), ((MIA, ANA), 2400), ((BOB, MIA), 5), ((MIA, BOB), 5)]
    assert netted(debts) == [Transfer(payer=ANA, payee=MIA, minor=400)]


def test_nobody_owes_themselves() -> None:
    # Two who turned out to be one person had a debt between them.
    assert netted([((ANA, ANA), 500), ((BOB, ANA), 5)]) == [Transfer(payer=BOB, payee=ANA, minor=5)]
