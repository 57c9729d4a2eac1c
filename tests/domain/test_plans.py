"""A plan that was shown stays as it is, but for what has to change."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.converting import converted
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row, numbered, plain_row, unpaid, updated
from expenseiq_core.domain.settling import Transfer, fewest
from tests.domain.test_settling import MEMBERS, members, paid

RATES = {
    "EUR": Decimal(1),
    "THB": Decimal("0.0263"),
    "JPY": Decimal("0.0061"),
    "KWD": Decimal("3.01"),
}
AMOUNTS = st.lists(st.integers(-30, 30), min_size=1, max_size=7)
MIA, ANA, BOB, CEM = MEMBERS[:4]


@given(AMOUNTS, st.randoms())
def test_a_payment_like_a_row_leaves_the_other_rows(
    amounts: list[int], generator: random.Random
) -> None:
    balances = members(amounts)
    rows = fewest(balances)
    while rows:
        row = generator.choice(rows)
        balances = paid(balances, [row])
        left = [other for other in rows if other != row]
        assert updated(rows, balances) == left
        rows = left


@given(AMOUNTS, st.randoms(), st.integers(1, 50))
def test_after_an_entry_in_between_the_plan_is_still_the_shortest(
    amounts: list[int], generator: random.Random, minor: int
) -> None:
    balances = members(amounts)
    rows = fewest(balances)
    one, other = generator.sample(list(balances), 2)
    after = {**balances, one: balances[one] + minor, other: balances[other] - minor}
    found = updated(rows, after)
    assert not any(paid(after, found).values())
    assert len(found) == len(fewest(after))


def test_nobody_is_made_to_pass_on_what_they_receive_where_all_payments_change_anyway() -> None:
    rows = fewest({MIA: 3200, ANA: 1000, BOB: -4200})
    assert updated(rows, {MIA: 166_713, ANA: -122_267, BOB: -44_446}) == [
        Transfer(payer=ANA, payee=MIA, minor=122_267),
        Transfer(payer=BOB, payee=MIA, minor=44_446),
    ]


def test_an_entry_between_two_who_pay_each_other_changes_only_their_row() -> None:
    rows = fewest({MIA: 3200, ANA: 1000, BOB: -4200})
    assert updated(rows, {MIA: 3200, ANA: 400, BOB: -3600}) == [
        Transfer(payer=BOB, payee=MIA, minor=3200),
        Transfer(payer=BOB, payee=ANA, minor=400),
    ]


def test_somebody_new_is_added_to_the_rows_that_there_are() -> None:
    rows = fewest({MIA: 3200, ANA: 1000, BOB: -4200})
    assert updated(rows, {MIA: 3700, ANA: 1000, BOB: -4200, CEM: -500}) == [
        Transfer(payer=BOB, payee=MIA, minor=3200),
        Transfer(payer=BOB, payee=ANA, minor=1000),
        Transfer(payer=CEM, payee=MIA, minor=500),
    ]


def test_rows_keep_their_numbers_and_new_ones_get_others() -> None:
    rows = numbered((), [("EUR", t) for t in fewest({MIA: 3200, ANA: 1000, BOB: -4200})])
    left = [
        Transfer(payer=BOB, payee=ANA, minor=1000),
        Transfer(payer=CEM, payee=MIA, minor=5),
    ]
    again = numbered(rows, [("EUR", t) for t in left])
    assert [(row.position, row.payer) for row in again] == [(2, BOB), (3, CEM)]


def test_a_plan_with_nothing_in_common_is_numbered_anew() -> None:
    rows = [plain_row(4, Transfer(payer=BOB, payee=MIA, minor=5), "EUR")]
    again = numbered(rows, [("EUR", Transfer(payer=CEM, payee=ANA, minor=5))])
    assert [row.position for row in again] == [1]


def test_one_pair_may_pay_in_two_currencies() -> None:
    rows = numbered((), [("EUR", t) for t in fewest({MIA: 5, BOB: -5})])
    rows += [plain_row(2, Transfer(payer=BOB, payee=MIA, minor=7), "THB")]
    balances = {"EUR": {MIA: 5, BOB: -5}, "THB": {MIA: 0, BOB: 0}}
    assert unpaid(rows, balances) == rows[:1]


def test_a_plan_that_no_longer_agrees_is_none() -> None:
    rows = [plain_row(1, Transfer(payer=BOB, payee=MIA, minor=5), "EUR")]
    assert unpaid(rows, {"EUR": {MIA: 5, BOB: -5}}) == rows
    assert unpaid(rows, {"EUR": {MIA: 4, BOB: -4}}) is None
    assert unpaid(rows, {"EUR": {MIA: 5, CEM: -5}}) is None
    assert unpaid(rows, {}) == []


def ticked(
    balances: Mapping[str, Mapping[uuid.UUID, int]], row: Row
) -> dict[str, dict[uuid.UUID, int]]:
    """Balances after what a row settles."""
    after = {currency: dict(own) for currency, own in balances.items()}
    for currency, minor in row.parts.items():
        after[currency][row.payer] = after[currency].get(row.payer, 0) + minor
        after[currency][row.payee] = after[currency].get(row.payee, 0) - minor
    return after


several = st.dictionaries(
    st.sampled_from(sorted(RATES)),
    st.lists(st.integers(-500, 500), min_size=1, max_size=9),
    min_size=1,
)


@given(several, st.randoms())
def test_ticking_all_rows_of_a_converted_plan_settles_every_currency(
    amounts: Mapping[str, Sequence[int]], generator: random.Random
) -> None:
    balances: Mapping[str, Mapping[uuid.UUID, int]]
    balances = {currency: members(own) for currency, own in amounts.items()}
    rows = converted(balances, RATES, "EUR")
    left = list(rows)
    for row in generator.sample(rows, len(rows)):
        balances = ticked(balances, row)
        left.remove(row)
        assert unpaid(rows, balances) == left
    assert not any(minor for own in balances.values() for minor in own.values())


def test_a_converted_row_is_what_its_parts_are_worth() -> None:
    balances = {"EUR": {MIA: 1000, BOB: -1000}, "THB": {MIA: -10_000, BOB: 10_000}}
    (row,) = converted(balances, RATES, "EUR")
    assert (row.payer, row.payee, row.amount) == (BOB, MIA, Money(737, "EUR"))
    assert row.parts == {"EUR": 1000, "THB": -10_000}


def test_of_several_currencies_as_few_payments_are_made_as_there_can_be() -> None:
    balances = {
        "EUR": {MIA: 1000, BOB: -1000, ANA: 500, CEM: -500},
        "THB": {MIA: -900, BOB: 900, ANA: 300, CEM: -300},
    }
    assert len(converted(balances, RATES, "EUR")) == 2


def test_groups_that_could_not_be_told_apart_pay_nothing_to_each_other() -> None:
    # Too many to divide in the best way: eight times three people who are even among themselves.
    amounts = [a for n in range(1, 9) for a in (-100 * n - 1, -10 * n, 110 * n + 1)]
    rows = converted({"EUR": dict(zip(MEMBERS, amounts, strict=False))}, RATES, "EUR")
    assert len(rows) == 8 * 2
    assert {MEMBERS.index(r.payer) // 3 - MEMBERS.index(r.payee) // 3 for r in rows} == {0}
