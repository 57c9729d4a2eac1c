"""What is read in a group, where members' plain names are known: language rules 1 to 5, 7."""

from __future__ import annotations

from decimal import Decimal

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import context

KNOWN = frozenset({"ana", "bob", "cem", "cem ozil", "max"})


def read_in(text: str):
    return read(text, context(people=KNOWN)).first


@pytest.mark.parametrize(
    ("text", "names", "includes_me"),
    [
        ("dinner 84 all", ["all"], True),
        ("dinner 84.50 all", ["all"], True),
        ("dinner €84 everyone", ["all"], True),
        ("dinner 84 @all", ["all"], True),
        ("dinner 84 @everyone", ["all"], True),
        ("dinner 84 with @me @ana", ["me", "ana"], True),
        ("dinner 84 with cem özil and ana", ["cem ozil", "ana"], True),
        ("dinner 84 for @me", ["me"], True),
        ("dinner 84 ana 20 bob 64", ["ana", "bob"], False),
        ("dinner 100 me 60% ana 40%", ["me", "ana"], True),
        ("dinner 84 me x2 ana x1", ["me", "ana"], True),
    ],
)
def test_who_takes_part(text, names, includes_me):
    split = read_in(text).split
    assert [person.name for person in split.people] == names
    assert split.includes_me == includes_me


def test_everybody_has_no_number_of_their_own():
    reading = read_in("pizza for all 30")
    assert (reading.amount, reading.split.mode) == (30, "equal")


@pytest.mark.parametrize(
    ("text", "currency", "description"),
    [
        ("taxi bob 20", None, "taxi bob"),
        ("taxi 20 bob", None, "taxi bob"),
        ("taxi 20 BOB", "BOB", "taxi"),
        ("dinner 84 ALL", "ALL", "dinner"),
    ],
)
def test_a_known_name_is_no_currency_unless_in_capitals(text, currency, description):
    reading = read_in(text)
    assert (reading.currency, reading.description) == (currency, description)


@pytest.mark.parametrize(
    "text", ["all you can eat 20", "bob dylan tickets 80", "max power cable 9", "ana 20 bags"]
)
def test_names_without_clause_or_number_are_description(text):
    assert read_in(text).split is None


@pytest.mark.parametrize(
    ("text", "payer", "description"),
    [
        ("ana paid for dinner 84", "ana", "dinner"),
        ("@ana paid the rent 84", "ana", "the rent"),
        ("ana paid 84 for dinner", "ana", "dinner"),
        ("dinner 84 paid by cem özil", "cem ozil", "dinner"),
    ],
)
def test_who_paid_what_others_share(text, payer, description):
    reading = read_in(text)
    assert (reading.kind, reading.payer, reading.description) == ("expense", payer, description)


def test_who_paid_without_a_number_paid_the_rest():
    reading = read_in("dinner 84 paid by @ana 50 @bob")
    assert reading.problem is None
    assert [(p.name, p.exact) for p in reading.payers] == [("ana", 50), ("bob", None)]


def test_weights_are_whole_numbers():
    assert read_in("dinner 84 @ana x1.5 @bob").problem.code == "weights"
    assert read_in("dinner 84 @ana 1.5x @bob").problem.code == "weights"


@pytest.mark.parametrize(
    ("line", "who", "description"),
    [
        ("soup 9 @ana", ("ana",), "soup"),
        ("soup 9 ana", ("ana",), "soup"),
        ("soup 9 me and ana", ("me", "ana"), "soup"),
        ("soup 9 with ana", ("ana", "me"), "soup"),
        ("soup 9 for cem özil, bob", ("cem ozil", "bob"), "soup"),
        ("ana: soup 9", ("ana",), "soup"),
        ("ana 9", ("ana",), None),
        ("me 9", ("me",), None),
        ("soup €9 bob", ("bob",), "soup"),
        ("soup 9 all", ("all",), "soup"),
        ("soup for max 9", ("max",), "soup"),
        ("soup of the day 9", (), "soup of the day"),
    ],
)
def test_a_line_of_a_bill_says_who_had_it(line, who, description):
    item = read_in(f"dinner:\nwine 20\n{line}").items[-1]
    assert (item.participants, item.description, item.amount) == (who, description, 9)


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("tip 4", "4"),
        ("tip 10%", "5.00"),
        ("+10% tip", "5.00"),
        ("tax 8.875%", "4.44"),
        ("service charge 3", "3"),
        ("discount 5", "-5"),
        ("discount -5", "-5"),
        ("discount 10%", "-5.00"),
        ("Rabatt 10%", "-5.00"),
    ],
)
def test_tax_tip_and_discount_are_of_all_in_proportion(line, amount):
    reading = read_in(f"dinner:\npizza 20 @ana\nsteak 30 @bob\n{line}")
    assert reading.items[-1].extra
    assert reading.items[-1].amount == Decimal(amount)
    assert reading.amount == 50 + Decimal(amount)


def test_a_heading_says_who_shares_and_who_paid():
    reading = read_in("dinner paid by @ana with @bob:\nwine 20\nsoup 9 bob")
    assert (reading.payer, reading.split.mode, reading.amount) == ("ana", "itemised", 29)
    assert [person.name for person in reading.split.people] == ["bob"]


def test_a_bill_of_nothing_is_refused():
    assert read_in("dinner:\nsoup 9 ana\ndiscount 9").problem.code == "zero"


def test_a_line_of_a_bill_has_one_amount():
    assert read_in("dinner:\nsoup 9 @ana 4 @bob 5").problem.code == "mixed_shares"


@pytest.mark.parametrize(
    "text",
    [
        "dinner 84: soup 12 @ana, wine 72 @bob",
        "dinner 84: soup 12 @ana; wine 72 @bob",
        "dinner 84 with @ana: soup 12, wine 72 @bob",
    ],
)
def test_a_bill_may_stand_in_one_line(text):
    reading = read_in(text)
    assert (reading.description, reading.amount) == ("dinner", 84)
    assert [(item.description, item.amount) for item in reading.items] == [
        ("soup", 12),
        ("wine", 72),
    ]


def test_a_comma_between_people_does_not_end_their_line_of_the_bill():
    items = read_in("dinner 84: soup 12 @ana, @bob, wine 72").items
    assert [item.participants for item in items] == [("ana", "bob"), ()]


def test_a_bill_in_one_line_that_does_not_add_up_is_refused():
    assert read_in("dinner 84: soup 12 @ana, wine 60 @bob").problem.code == "items_differ"


@pytest.mark.parametrize("text", ["uber 12.50: home, then work", "lunch 12:30 soup 9, bread 3"])
def test_a_colon_alone_makes_no_bill(text):
    assert not any(reading.items for reading in read(text, context(people=KNOWN)).readings)
