"""Splits, exhaustively where they are small: they add up, are even, and rotate the odd units."""

from __future__ import annotations

import uuid
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

import pytest

from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import (
    Item,
    Part,
    Split,
    equal,
    left_over,
    owed,
    split_of,
)

PEOPLE = [uuid.UUID(int=n) for n in range(1, 6)]
ANA, BOB, CEM, *_ = PEOPLE


def parts(**numbers):
    """Return a part for each of the first people, with the numbers of one kind."""
    ((kind, values),) = numbers.items()
    return [
        Part(member_id=member, **({} if value is None else {kind: value}))
        for member, value in zip(PEOPLE, values, strict=False)
    ]


def shares(minor, split, turn=0, currency="EUR"):
    return list(owed(Money(minor, currency), split, turn=turn).minor.values())


def quotas(minor, weights):
    return [Fraction(minor * weight, sum(weights)) for weight in weights]


def test_equal_parts_add_up_and_differ_by_at_most_one_unit():
    for minor, people in product(range(-30, 31), range(1, 6)):
        for turn in range(-people, 2 * people):
            got = shares(minor, equal(PEOPLE[:people]), turn)
            assert sum(got) == minor
            assert max(got) - min(got) <= 1


def test_nobody_carries_more_than_one_unit_more_than_another():
    for people, first in product(range(1, 6), range(31)):
        turn, carried = 0, [0] * people
        for minor in range(first, first + 31):
            done = owed(Money(minor, "EUR"), equal(PEOPLE[:people]), turn=turn)
            turn += done.odd
            carried = [
                have + got - minor // people
                for have, got in zip(carried, done.minor.values(), strict=True)
            ]
            assert max(carried) - min(carried) <= 1, (people, first, minor)


def test_refunds_between_expenses_let_nobody_carry_more_either():
    for people in range(1, 6):
        for minors in product((-7, -1, 1, 5), repeat=4):
            turn, total = 0, [0] * people
            for minor in minors:
                done = owed(Money(minor, "EUR"), equal(PEOPLE[:people]), turn=turn)
                turn += done.odd
                total = [a + b for a, b in zip(total, done.minor.values(), strict=True)]
                assert max(total) - min(total) <= 1, (people, minors)


def every_split(people):
    """Yield splits of all modes among this many people."""
    most = {4: 3, 5: 2}.get(people, 4)  # of the numbers: five people with all of them take long
    for numbers in product((None, 7, 0, 1)[:most], repeat=people):
        yield split_of("exact", parts(exact=numbers))
    for numbers in product((None, 0, 10, 25, 50, Decimal("33.3"), 100), repeat=min(people, 3)):
        percents = [None if n is None else Decimal(n) for n in numbers]
        yield split_of("percent", parts(percent=percents))
    for numbers in product((None, 3, 0, 1)[:most], repeat=people):
        yield split_of("weights", parts(weight=numbers))
    for numbers in product((None, -3, 5, 2)[:most], repeat=people):
        yield split_of("adjustment", parts(adjustment=numbers))
    for who in product(((), (0,), (people - 1,)), (3, 10), (0, 4)):
        had, one, other = who
        items = [
            Item(description="soup", minor=one, member_ids=tuple(PEOPLE[i] for i in had)),
            Item(description="wine", minor=other),
        ]
        yield split_of("itemised", parts(heads=(1, 2, 1, 1, 3)[:people]), items)


@pytest.mark.parametrize("people", range(1, 6))
def test_whatever_leaves_nothing_over_adds_up_mirrors_and_gives_nobody_less_than_nothing(people):
    divided = 0
    for split in every_split(people):
        for minor in range(31):
            amount = Money(minor, "EUR")
            left = left_over(amount, split)
            assert left == left_over(-amount, split)
            assert left.currency == "EUR"
            if left.minor:
                continue
            divided += 1
            turn = minor % 7
            done = owed(amount, split, turn=turn)
            assert sum(done.minor.values()) == minor
            assert min(done.minor.values()) >= 0
            assert 0 <= done.odd < people
            back = owed(-amount, split, turn=turn + done.odd)
            assert back.minor == {member: -part for member, part in done.minor.items()}
            assert back.odd == -done.odd
    assert divided > 200


def test_what_is_left_over_is_not_divided():
    for split in every_split(2):
        for minor in (0, 5, 30):
            if left_over(Money(minor, "EUR"), split).minor:
                with pytest.raises(AssertionError, match="does not add up"):
                    owed(Money(minor, "EUR"), split, turn=0)


def test_the_order_in_which_people_are_named_does_not_matter():
    rows = [
        ("equal", [{}, {}, {}]),
        ("exact", [{"exact": 4}, {}, {"heads": 2}]),
        ("percent", [{"percent": Decimal(50)}, {}, {"percent": Decimal(20)}]),
        ("weights", [{"weight": 2}, {"weight": 1}, {}]),
        ("adjustment", [{"adjustment": 5}, {"adjustment": -2}, {}]),
    ]
    for (mode, numbers), minor, turn in product(rows, range(12, 31), range(4)):
        named = [Part(member_id=m, **n) for m, n in zip(PEOPLE, numbers, strict=False)]
        answers = {
            tuple(owed(Money(minor, "EUR"), split_of(mode, order), turn=turn).minor.items())
            for order in permutations(named)
        }
        assert len(answers) == 1


@pytest.mark.parametrize(
    ("mode", "numbers", "minor", "left"),
    [
        ("exact", parts(exact=(20, 30)), 84, 34),
        ("exact", parts(exact=(20, 30, None)), 84, 0),
        ("exact", parts(exact=(50, 34, None)), 84, 0),
        ("exact", parts(exact=(50, 35, None)), 84, -1),
        ("exact", parts(exact=(50, 35)), 84, -1),
        ("percent", parts(percent=(Decimal(50), Decimal(20))), 1000, 300),
        ("percent", parts(percent=(Decimal(50), Decimal(70))), 1000, -200),
        ("percent", parts(percent=(Decimal(50), None)), 1000, 0),
        ("percent", parts(percent=(Decimal(120), None)), 1000, -200),
        # A third each: less than half a unit is missing, so nothing is.
        ("percent", parts(percent=(Decimal("33.33"),) * 3), 1000, 0),
        ("percent", parts(percent=(Decimal("33.33"),) * 3), 100000, 10),
        # Nobody takes a rest of less than nothing, however little.
        ("percent", parts(percent=(Decimal("100.1"), None)), 10, -1),
        ("weights", parts(weight=(1, 2)), 10, 0),
        ("weights", parts(weight=(0, 0)), 10, 10),
        ("adjustment", parts(adjustment=(5, None)), 10, 0),
        ("adjustment", parts(adjustment=(8, 8)), 10, -6),
        ("adjustment", parts(adjustment=(-20, None)), 10, -5),
        ("adjustment", parts(adjustment=(-10, None)), 10, 0),
        ("adjustment", parts(adjustment=(-11, None)), 10, -1),
    ],
)
def test_what_a_split_leaves_of_the_amount(mode, numbers, minor, left):
    assert left_over(Money(minor, "EUR"), split_of(mode, numbers)).minor == left


@pytest.mark.parametrize(("minor", "left"), [(0, 10), (-3, -2), (4, 0)])
def test_a_bill_of_nothing_or_less_leaves_something_over(minor, left):
    split = split_of("itemised", parts(heads=(1, 1)), [Item(description="voucher", minor=minor)])
    assert left_over(Money(10, "EUR"), split).minor == left


def test_percentages_are_of_the_whole_and_the_rest_is_shared_by_heads():
    split = split_of(
        "percent",
        [
            Part(member_id=ANA, percent=Decimal(50)),
            Part(member_id=BOB, heads=2),
            Part(member_id=CEM),
        ],
    )
    assert shares(12000, split) == [6000, 4000, 2000]
    none_left = split_of("percent", parts(percent=(Decimal(60), Decimal(40), None)))
    assert shares(100, none_left) == [60, 40, 0]


def test_a_fraction_of_a_percent_counts():
    split = split_of("percent", parts(percent=(Decimal("12.5"), Decimal("87.5"))))
    assert shares(800, split) == [100, 700]


def test_every_part_is_within_one_unit_of_what_is_exactly_its():
    for weights in product(range(5), repeat=4):
        if any(weights):
            for minor in (0, 1, 7, 10, 29, 30):
                got = shares(minor, split_of("weights", parts(weight=weights)))
                for part, quota in zip(got, quotas(minor, weights), strict=True):
                    assert abs(part - quota) < 1


def test_guests_weigh_one_each_beside_weights():
    split = split_of("weights", [Part(member_id=ANA, weight=2), Part(member_id=BOB, heads=3)])
    assert shares(500, split) == [200, 300]
    assert split.heads == 4


def test_adjustments_are_on_top_of_equal_parts_or_below():
    assert shares(100, split_of("adjustment", parts(adjustment=(10, None, -4)))) == [42, 31, 27]


def test_an_exact_part_stays_and_who_takes_no_rest_has_no_turn():
    split = split_of("exact", parts(exact=(4, None, None)))
    given = [shares(15, split, turn) for turn in range(4)]
    assert given == [[4, 6, 5], [4, 5, 6], [4, 6, 5], [4, 5, 6]]


def test_tax_and_tip_are_carried_in_proportion_to_what_each_had():
    items = [
        Item(description="steak", minor=3000, member_ids=(ANA,)),
        Item(description="salad", minor=1000, member_ids=(BOB,)),
        Item(description="wine", minor=2000),
    ]
    split = split_of("itemised", parts(heads=(1, 1)), items)
    assert shares(6000, split) == [4000, 2000]
    assert shares(6600, split) == [4400, 2200], "a tip of ten per cent"
    assert shares(5400, split) == [3600, 1800], "ten per cent off"
    assert shares(-6600, split) == [-4400, -2200], "and all of it back"


def test_an_item_of_several_is_shared_exactly_before_it_is_rounded():
    items = [
        Item(description="pizza", minor=1001, member_ids=(ANA, BOB)),
        Item(description="beer", minor=500, member_ids=(CEM,)),
    ]
    split = split_of("itemised", parts(heads=(1, 1, 1)), items)
    assert shares(1501, split) == [501, 500, 500]
    assert shares(1501, split, turn=1) == [500, 501, 500]


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 1000), ("KWD", 10000), ("EUR", 1000)])
def test_currencies_of_no_and_of_three_decimals_divide_into_their_own_units(currency, minor):
    got = shares(minor, equal(PEOPLE[:3]), currency=currency)
    assert got == [minor // 3 + 1, minor // 3, minor // 3]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Split(mode="equal", parts=()),
        lambda: Split(mode="equal", parts=(Part(member_id=BOB), Part(member_id=ANA))),
        lambda: equal([ANA, ANA]),
        lambda: Split(mode="equal", parts=(Part(member_id=ANA, heads=0),)),
        lambda: Split(mode="exact", parts=(Part(member_id=ANA, exact=-1),)),
        lambda: Split(mode="percent", parts=(Part(member_id=ANA, percent=Decimal(-1)),)),
        lambda: Split(mode="weights", parts=(Part(member_id=ANA, weight=-1),)),
        lambda: split_of(
            "itemised",
            [Part(member_id=ANA)],
            [Item(description="soup", minor=1, member_ids=(BOB,))],
        ),
    ],
)
def test_a_split_that_cannot_be_is_a_programmers_mistake(wrong):
    with pytest.raises(AssertionError):
        wrong()
