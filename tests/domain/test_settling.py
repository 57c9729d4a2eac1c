"""The fewest payments: never more than the best there are, and always the same ones."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from expenseiq_core.domain.settling import MOST_EXACT, Transfer, fewest, zero_sums

MEMBERS = [uuid.UUID(int=number) for number in range(1, 41)]


def members(amounts: Sequence[int]) -> dict[uuid.UUID, int]:
    """Balances of as many members as there are amounts, and of one more who makes them even."""
    whole = [*amounts, -sum(amounts)]
    return dict(zip(MEMBERS[: len(whole)], whole, strict=True))


def paid(balances: Mapping[uuid.UUID, int], transfers: Sequence[Transfer]) -> dict[uuid.UUID, int]:
    """Balances after payments."""
    left = dict(balances)
    for transfer in transfers:
        left[transfer.payer] += transfer.minor
        left[transfer.payee] -= transfer.minor
    return left


def least(amounts: Sequence[int]) -> int:
    """The number of payments, by trying all ways to divide people into groups."""
    open_amounts = [amount for amount in amounts if amount]

    @cache
    def most_groups(left: int) -> int:
        if not left:
            return 0
        return max(
            1 + most_groups(left & ~subset)
            for subset in subsets(left)
            if subset & (left & -left)
            and not sum(a for i, a in enumerate(open_amounts) if subset >> i & 1)
        )

    whole = (1 << len(open_amounts)) - 1
    return len(open_amounts) - most_groups(whole)


def subsets(whole: int) -> Iterator[int]:
    """All subsets but the empty one."""
    subset = whole
    while subset:
        yield subset
        subset = (subset - 1) & whole


def test_two_payments_settle_three_people() -> None:
    mia, ana, bob = MEMBERS[:3]
    assert fewest({mia: 3200, ana: 1000, bob: -4200}) == [
        Transfer(payer=bob, payee=mia, minor=3200),
        Transfer(payer=bob, payee=ana, minor=1000),
    ]


def test_no_payments_are_needed_where_everybody_is_even() -> None:
    assert fewest({}) == []
    assert fewest(members([0, 0])) == []


def test_never_more_payments_than_any_way_to_divide_small_groups() -> None:
    for count, largest in ((3, 6), (4, 4), (5, 2)):
        for amounts in product(range(-largest, largest + 1), repeat=count - 1):
            balances = members(amounts)
            found = fewest(balances)
            assert not any(paid(balances, found).values())
            assert len(found) == least(list(balances.values()))


@given(st.lists(st.integers(-12, 12), max_size=8))
def test_never_more_payments_than_any_way_to_divide(amounts: list[int]) -> None:
    balances = members(amounts)
    found = fewest(balances)
    assert not any(paid(balances, found).values())
    assert len(found) == least(list(balances.values()))


@given(st.lists(st.integers(-10_000, 10_000), max_size=len(MEMBERS) - 1))
def test_payments_make_everybody_even_however_many_they_are(amounts: list[int]) -> None:
    balances = members(amounts)
    found = fewest(balances)
    assert not any(paid(balances, found).values())
    assert all(transfer.minor > 0 for transfer in found)
    assert len(found) <= max(len([a for a in balances.values() if a]) - 1, 0)


def test_more_than_can_be_divided_pay_in_the_order_of_what_they_owe() -> None:
    amounts = [a for n in range(1, 9) for a in (-100 * n - 1, -10 * n, 110 * n + 1)]
    balances = dict(zip(MEMBERS, amounts, strict=False))
    found = fewest(balances)
    assert not any(paid(balances, found).values())
    assert len(found) < len(amounts)
    most, largest = min(balances, key=balances.__getitem__), max(balances, key=balances.__getitem__)
    assert Transfer(payer=most, payee=largest, minor=801) in found


def test_of_groups_that_share_somebody_only_one_is_taken() -> None:
    balances = members([8, -6, 2, -7, 5, 5, -4, 1])
    assert len(fewest(balances)) == least(list(balances.values()))


@settings(max_examples=30)
@given(st.lists(st.integers(-6, 6), min_size=MOST_EXACT - 1, max_size=MOST_EXACT - 1))
def test_sixteen_people_are_divided_into_groups_that_add_up_to_nothing(amounts: list[int]) -> None:
    balances = members(amounts)
    groups = zero_sums(balances)
    assert sorted(m for group in groups for m in group) == [m for m, a in balances.items() if a]
    assert all(sum(balances[member] for member in group) == 0 for group in groups)


def test_the_hardest_sixteen_are_divided_as_well_as_by_hand() -> None:
    # 6 who get 3 and 9 who owe 2 make three groups of 2 + 3; nobody is the opposite of another.
    balances = members([3] * 6 + [-2] * 9)
    assert len(fewest(balances)) == 15 - 3


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=12), st.randoms())
def test_the_order_in_which_people_are_given_does_not_matter(
    amounts: list[int], generator: random.Random
) -> None:
    balances = members(amounts)
    shuffled = list(balances.items())
    generator.shuffle(shuffled)
    assert fewest(dict(shuffled)) == fewest(balances)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=9), st.randoms())
def test_paying_one_row_leaves_no_more_than_the_others(
    amounts: list[int], generator: random.Random
) -> None:
    balances = members(amounts)
    found = fewest(balances)
    if found:
        row = generator.choice(found)
        assert len(fewest(paid(balances, [row]))) == len(found) - 1
