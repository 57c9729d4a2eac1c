"""Names that are no plain word: with figures, dots, hyphens, spaces, and words of the grammar."""

from __future__ import annotations

from decimal import Decimal

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import context

KNOWN = frozenset(
    "user1|user2|p2|p10|john.doe|john|jean-luc|o'neil|mary ann|mary|juan carlos|juan|john d."
    "|john s.|jane doe|jane|dan|e|bob|ana".split("|")
)


def read_in(text: str):
    return read(text, context(people=KNOWN)).first


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dinner 84 with user1 and p10", ["user1", "p10"]),
        ("dinner 84 for @john.doe me", ["john.doe", "me"]),
        ("dinner 84 @Jean-Luc @o'neil", ["Jean-Luc", "o'neil"]),
        ("dinner 84 @Mary Ann, @Juan Carlos", ["Mary Ann", "Juan Carlos"]),
        ("dinner 84 with John D. and john s.", ["john d.", "john s."]),
        ("dinner 84 for jane_doe", ["jane doe"]),
        ("dinner 84 @mary @ann-sophie", ["mary", "ann-sophie"]),
    ],
)
def test_a_name_with_signs_or_figures_is_one_name(text, names):
    reading = read_in(text)
    assert [person.name for person in reading.split.people] == names
    assert (reading.amount, reading.description) == (84, "dinner")


def test_a_number_behind_a_name_with_figures_is_theirs():
    people = read_in("rent 900 with user1 x2 p2 x3").split.people
    assert [(person.name, person.weight) for person in people] == [("user1", 2), ("p2", 3)]
    people = read_in("rent 50 @user1 20 user2 30").split.people
    assert [(person.name, person.exact) for person in people] == [("user1", 20), ("user2", 30)]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("user2 paid 20 ikea", "user2"),
        ("Juan Carlos paid 20 ikea", "juan carlos"),
        ("@Juan Carlos paid 20 ikea", "Juan Carlos"),
        ("John D. paid 20 ikea", "john d."),
    ],
)
def test_whoever_paid_may_have_any_name(text, payer):
    reading = read_in(text)
    assert (reading.payer, reading.amount, reading.description) == (payer, 20, "ikea")


def test_a_payment_may_go_to_any_name():
    reading = read_in("paid user2 20")
    assert (reading.kind, reading.participants) == ("settlement", ("user2",))


def test_what_only_looks_like_a_name_stays_description():
    assert read_in("p22 parking 5").description == "p22 parking"
    assert read_in("dinner 84 with @ana's friend").split.people[0].name == "ana"


def test_a_joining_word_that_is_a_name_is_one_where_it_stands_for_somebody():
    assert [p.name for p in read_in("dinner 84 with Bob Dan").split.people] == ["bob", "dan"]
    assert [p.name for p in read_in("dinner 84 for ana E bob").split.people] == ["ana", "e", "bob"]
    reading = read_in("dinner 84 with user1 E and @P2 30")
    assert [p.name for p in reading.split.people] == ["user1", "e", "P2", "me"]
    assert [p.name for p in read_in("dinner 84 for ana e bob").split.people] == ["ana", "bob"]


@pytest.mark.parametrize(
    "text",
    [
        "beer 60 for bob 20, me 30 rest ana",
        "beer 60 @bob 20, me 30, ana 10",
        "beer 60 for me 50, ana 10",
        "beer 60 paid by me 20, ana 40",
        "beer 60 paid by me 20, bob 40 for bob 50, user1 10",
        "60 fish and chips @ana 20, me 40",
        "60 beers and snacks for bob 20 me 40 on 12 nov",
        "60 coffee & cake paid by me 25 @ana 35",
        "60 coffee & cake paid by me 25 @ana 35 for me 50, E 10",
        "beer 60 @bob 20 E 10 me 30",
    ],
)
def test_a_part_that_begins_with_a_person_continues_the_split(text):
    readings = read(text, context(people=KNOWN)).readings
    assert [(r.amount, r.problem) for r in readings] == [(60, None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [("84 beers and snacks with everyone 12 november", 12), ("84 bus for @ana and me 12 nov", 12)],
)
def test_a_day_is_no_amount_of_a_second_expense(text, day):
    readings = read(text, context(people=KNOWN)).readings
    assert [(r.amount, r.date.day) for r in readings] == [(84, day)]


def test_numbers_of_people_are_as_fine_as_the_currency_that_is_named():
    reading = read("60.362 kwd tapas paid by me 22.628 @ana 37.734", context()).first
    assert [p.exact for p in reading.payers] == [Decimal("22.628"), Decimal("37.734")]
    assert reading.description == "tapas"
    reading = read("84.50 eur tapas paid by me 50.25 @ana 34.25", context("JPY")).first
    assert [p.exact for p in reading.payers] == [Decimal("50.25"), Decimal("34.25")]


def test_a_bill_in_a_currency_without_decimals_adds_up():
    reading = read("dinner:\nsteak 210 for me @ana\nwine 90\ntax 30", context("JPY")).first
    assert (reading.amount, reading.problem) == (330, None)


@pytest.mark.parametrize("text", ["66.02 H&M", "66.02 H&M for @ana", "66.02 h&m"])
def test_letters_joined_to_a_sign_are_no_hours(text):
    assert (read_in(text).amount, read_in(text).description.upper()) == (Decimal("66.02"), "H&M")


def test_a_figure_in_a_name_of_a_thing_is_no_thousand():
    assert read_in("Expense 3 284.01").amount == Decimal("284.01")
    assert read_in("expense 3 284.01 for @ana").amount == Decimal("284.01")
    assert read_in("Ticket no. 3 201.04").amount == Decimal("201.04")
    assert read("courses 3 284,01", context("fr_FR")).first.amount == Decimal("3284.01")


def test_the_way_of_paying_is_a_description_where_there_is_no_other_in_a_split():
    assert read_in("79.64 cash for @ana").description == "cash"
    assert read_in("79.64 tapas for @ana cash").description == "tapas"
    assert read_in("12.50 cash").description is None


def test_a_letter_that_is_a_name_is_who_was_paid():
    for text in ("paid A 283", "paid 283 to A", "gave A 283"):
        reading = read(text, context(people=frozenset("abc"))).first
        assert (reading.kind, reading.participants) == ("settlement", ("a",)), text
    reading = read("paid a ana 283", context(people=frozenset({"a", "ana"}))).first
    assert reading.participants == ("ana",)


@pytest.mark.parametrize("text", ["bus 300 on 12 nov", "taxi 9,50 on 2026-11-12"])
def test_on_before_a_day_is_understood_in_any_language(text):
    reading = read(text, context("de_DE")).first
    assert (reading.description, reading.date.day) == (text.split()[0], 12)


def test_what_looks_like_the_number_of_a_road_is_an_amount_where_people_share_it():
    assert read_in("Expense A 17 with @ana").amount == 17
    assert read_in("bus 300").amount == 300
