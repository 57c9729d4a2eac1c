"""What nearly says that somebody handed money to somebody, or paid, and what is read instead."""

from __future__ import annotations

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import context

KNOWN = frozenset({"ana", "bob", "u1"})


def read_in(text: str):
    return read(text, context(people=KNOWN)).first


@pytest.mark.parametrize(
    "text", ["ana gave flowers 20", "ana owes me lunch 20", "ana lent for lunch 20"]
)
def test_a_thing_where_money_or_a_person_should_be_is_an_expense_of_ones_own(text):
    reading = read_in(text)
    assert (reading.kind, reading.amount, reading.payer) == ("expense", 20, None)
    assert reading.description == text.removesuffix(" 20")
    assert reading.split is None


def test_a_thing_behind_the_person_is_what_was_paid_for_both():
    reading = read_in("paid 20 @ana pizza")
    assert (reading.kind, reading.description, reading.participants) == (
        "expense",
        "pizza",
        ("ana",),
    )
    assert reading.split.includes_me


def test_who_paid_something_else_begins_another_expense():
    first, second = read("dinner 84 with bob, ana paid 20 taxi", context(people=KNOWN)).readings
    assert (first.amount, first.participants, first.payer) == (84, ("bob",), None)
    assert (second.amount, second.description, second.payer) == (20, "taxi", "ana")


def test_letters_right_behind_a_number_begin_no_name():
    reading = read_in("7u1 with bob 20")
    assert (reading.description, reading.participants) == ("7u1", ("bob",))
