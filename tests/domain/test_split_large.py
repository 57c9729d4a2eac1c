"""Splits of any size: what holds for small ones holds for all."""

from __future__ import annotations

import json
import uuid
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from expenseiq_core.domain.money import MAX_MINOR, Money
from expenseiq_core.domain.split import (
    Item,
    Part,
    equal,
    from_plain,
    left_over,
    owed,
    split_of,
    to_plain,
)

MODES = ("equal", "exact", "percent", "weights", "adjustment", "itemised")

amounts = st.integers(-MAX_MINOR, MAX_MINOR)
members = st.lists(st.uuids(), min_size=1, max_size=20, unique=True)
turns = st.integers(-1000, 10**9)
currencies = st.sampled_from(("EUR", "JPY", "KWD"))
percents = st.decimals(0, 100, places=3)


def optional(numbers):
    return st.none() | numbers


@st.composite
def splits(draw, modes=MODES):
    """Return a split of any mode, with guests, and numbers that may not add up."""
    ids = draw(members)
    mode = draw(st.sampled_from(modes))
    numbers = {
        "exact": {"exact": optional(st.integers(0, MAX_MINOR // 20))},
        "percent": {"percent": optional(percents)},
        "weights": {"weight": optional(st.integers(0, 100))},
        "adjustment": {"adjustment": optional(st.integers(-(10**9), 10**9))},
    }.get(mode, {})
    parts = [
        Part(
            member_id=member,
            heads=draw(st.integers(1, 4)),
            **{kind: draw(strategy) for kind, strategy in numbers.items()},
        )
        for member in ids
    ]
    items = []
    if mode == "itemised":
        item = st.builds(
            Item,
            description=st.text(max_size=10),
            minor=st.integers(0, 10**6),
            member_ids=st.lists(st.sampled_from(ids), unique=True).map(tuple),
        )
        items = draw(st.lists(item, max_size=6))
    return split_of(mode, parts, items)


@given(splits(), amounts, turns, currencies)
def test_parts_add_up_and_none_is_of_the_other_sign(split, minor, turn, currency):
    amount = Money(minor, currency)
    assume(left_over(amount, split).minor == 0)
    done = owed(amount, split, turn=turn)
    assert list(done.minor) == [part.member_id for part in split.parts]
    assert sum(done.minor.values()) == minor
    assert all(part * minor >= 0 for part in done.minor.values())
    assert abs(done.odd) < len(split.parts)


@given(splits(), st.integers(1, MAX_MINOR), turns)
def test_a_refund_right_after_its_expense_leaves_nothing_behind(split, minor, turn):
    amount = Money(minor, "EUR")
    assume(left_over(amount, split).minor == 0)
    done = owed(amount, split, turn=turn)
    back = owed(-amount, split, turn=turn + done.odd)
    assert back.minor == {member: -part for member, part in done.minor.items()}
    assert done.odd + back.odd == 0


@given(splits(modes=("equal", "weights")), st.integers(0, MAX_MINOR), turns)
def test_each_part_is_within_one_unit_of_its_quota(split, minor, turn):
    amount = Money(minor, "EUR")
    assume(left_over(amount, split).minor == 0)
    done = owed(amount, split, turn=turn)
    weights = [
        part.heads if part.weight is None else part.weight + part.heads - 1 for part in split.parts
    ]
    for part, weight in zip(done.minor.values(), weights, strict=True):
        assert abs(part - Fraction(minor * weight, sum(weights))) < 1


@given(splits(modes=("exact", "percent")), st.integers(0, MAX_MINOR))
def test_what_is_left_over_is_what_nobody_has(split, minor):
    left = left_over(Money(minor, "EUR"), split).minor
    stated = Fraction(0)
    for part in split.parts:
        stated += part.exact or 0
        stated += minor * Fraction(part.percent or 0) / 100
    rests = [p for p in split.parts if p.exact is None and p.percent is None]
    if rests and stated <= minor:
        assert left == 0
    elif rests:
        assert minor - stated - 1 < left < 0
    else:
        assert abs(left - (minor - stated)) <= Fraction(1, 2)


@given(members, st.lists(st.integers(-(10**6), 10**6), max_size=60), turns)
def test_over_consecutive_equal_splits_all_have_the_same_but_for_a_unit(ids, minors, turn):
    total = dict.fromkeys(ids, 0)
    for minor in minors:
        done = owed(Money(minor, "EUR"), equal(ids), turn=turn)
        turn += done.odd
        for member, part in done.minor.items():
            total[member] += part
        assert max(total.values()) - min(total.values()) <= 1


@given(st.data(), splits(), st.integers(0, MAX_MINOR), turns)
def test_the_order_of_mention_does_not_matter(data, split, minor, turn):
    amount = Money(minor, "EUR")
    assume(left_over(amount, split).minor == 0)
    parts = data.draw(st.permutations(split.parts))
    items = [
        Item(
            description=item.description,
            minor=item.minor,
            member_ids=tuple(data.draw(st.permutations(item.member_ids))),
        )
        for item in data.draw(st.permutations(split.items))
    ]
    again = split_of(split.mode, parts, items)
    assert owed(amount, again, turn=turn) == owed(amount, split, turn=turn)


@given(splits())
def test_a_split_is_the_same_after_it_was_written_down(split):
    assert from_plain(json.loads(json.dumps(to_plain(split)))) == split


def test_what_is_written_down_says_no_more_than_it_must():
    member = uuid.UUID(int=1)
    assert to_plain(equal([member])) == {
        "mode": "equal",
        "parts": [{"member": str(member)}],
        "items": [],
    }
    plain = to_plain(split_of("percent", [Part(member_id=member, percent=Decimal("33.30"))]))
    assert plain["parts"] == [{"member": str(member), "percent": "33.30"}]
