"""Clauses with persons: who takes part, who paid, who settled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import context

KNOWN = frozenset({"ana", "bob", "cem"})


def names(reading):
    return [person.name for person in reading.split.people]


def test_with_puts_the_sender_in(said):
    reading = said("dinner 84 with @ana @bob")
    assert reading.split.includes_me
    assert reading.participants == ("ana", "bob")
    assert reading.description == "dinner"


def test_for_leaves_the_sender_out(said):
    reading = said("dinner 84 for @ana")
    assert not reading.split.includes_me


def test_for_with_me_named_takes_the_sender_in(said):
    assert said("dinner 84 for me and @ana").split.includes_me


def test_for_all_is_everybody(said):
    reading = said("dinner 84 for all")
    assert reading.participants == ("all",)
    assert reading.split.includes_me


def test_clause_words_before_things_are_description(said):
    assert said("pizza with cheese 12").description == "pizza with cheese"
    assert said("present for mum 20").description == "present for mum"
    assert said("pizza with cheese 12").split is None


@pytest.mark.parametrize(
    "text", ["dinner 84 with ana and bob", "Abendessen 84 mit ana und bob", "cena 84 con Ana, Bob"]
)
def test_known_names_are_people_after_a_clause_word(said, text):
    assert said(text, people=KNOWN).participants == ("ana", "bob")


def test_known_names_elsewhere_are_description(said):
    reading = said("bob dylan tickets 80", people=KNOWN)
    assert reading.description == "bob dylan tickets"


def test_except_names_who_stays_out(said):
    reading = said("dinner 84 except @bob")
    assert reading.split.excluded == ("bob",)
    assert reading.split.includes_me


def test_except_me_leaves_the_sender_out(said):
    assert not said("dinner 84 except me").split.includes_me


def test_numbers_belong_to_the_person_before_them(said):
    reading = said("dinner 84 with @ana 20 @bob 30")
    assert [(p.name, p.exact, p.rest) for p in reading.split.people] == [
        ("ana", Decimal(20), False),
        ("bob", Decimal(30), False),
        ("me", None, True),
    ]


def test_currency_may_stand_beside_a_share(said):
    reading = said("dinner 84€ @ana €20 @bob 30€ @cem 34 eur")
    assert [p.exact for p in reading.split.people] == [20, 30, 34]


def test_shares_without_a_total_make_it(said):
    reading = said("pizza @ana 20 @bob 30")
    assert reading.amount == 50
    assert reading.description == "pizza"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dinner 84 @ana 50 @bob 50", "shares_exceed"),
        ("dinner 84 @ana 20 @bob 30", "shares_left"),
        ("dinner 84 @ana 70% @bob 70%", "shares_exceed"),
        ("dinner 84 @ana 20 @bob 30%", "mixed_shares"),
        ("dinner 84 @ana @ana", "repeated_person"),
        ("dinner 84 paid by @ana 50 @bob 50", "payments_differ"),
    ],
)
def test_shares_that_do_not_add_up_are_refused(said, text, code):
    assert said(text).problem.code == code


def test_person_without_number_takes_part_in_the_rest(said):
    reading = said("dinner 84 @ana 20 @bob")
    assert reading.problem is None
    assert [p.rest for p in reading.split.people] == [False, True]


def test_weights_and_adjustments(said):
    assert [p.weight for p in said("dinner 84 @ana x2 @bob x1").split.people] == [2, 1]
    assert [p.weight for p in said("dinner 84 @ana 2x @bob 1x").split.people] == [2, 1]
    assert [p.adjustment for p in said("dinner 84 @ana +5 @bob -3").split.people] == [5, -3]


def test_paid_by_names_the_payers_and_their_payments(said):
    reading = said("dinner paid by @ana 50 @bob 34")
    assert reading.amount == 84
    assert [(p.name, p.exact) for p in reading.payers] == [("ana", 50), ("bob", 34)]
    assert reading.payer is None


def test_paid_by_one_person(said):
    reading = said("dinner 84 paid by @ana for @bob @cem")
    assert reading.payer == "ana"
    assert reading.participants == ("bob", "cem")


def test_malformed_share_stays_a_word(said):
    assert said("dinner 84 @ana 1.2.3.4").split.people[0].exact is None


@pytest.mark.parametrize(
    ("text", "payer", "payee"),
    [
        ("paid @ana 20", "me", "ana"),
        ("gave @ana 20", "me", "ana"),
        ("@ana paid me 20", "ana", "me"),
        ("ana gave me 20", "ana", "me"),
        ("@ana paid @bob €20", "ana", "bob"),
        ("lent Tom 20", "me", "Tom"),
        ("lent @tom 20", "me", "tom"),
        ("borrowed 50 from mum", "mum", "me"),
        ("borrowed 50 from @bob", "bob", "me"),
        ("gave 20 to ana", "me", "ana"),
        ("paid 20 to @ana", "me", "ana"),
        ("ana paid 20 to bob", "ana", "bob"),
        ("paid 20 @ana", "me", "ana"),
        ("paid €20 @ana", "me", "ana"),
        ("paid 20 eur @ana", "me", "ana"),
        ("paid back @ana 20", "me", "ana"),
        ("paid to @ana 20", "me", "ana"),
        ("paid back 20 to @ana", "me", "ana"),
        ("@ana paid me back 20", "ana", "me"),
        ("bob paid ana 20 back", "bob", "ana"),
    ],
)
def test_money_between_people_settles(said, text, payer, payee):
    reading = said(text, people=KNOWN)
    assert (reading.kind, reading.payer, reading.participants) == ("settlement", payer, (payee,))
    assert reading.amount in {20, 50}


def test_that_it_is_paid_back_is_no_note(said):
    for text in ("paid back @ana 20", "bob paid ana 20 back", "paid @ana back 20"):
        assert said(text, people=KNOWN).description is None


def test_further_words_of_a_payment_are_its_note(said):
    reading = said("paid @ana 20 pizza")
    assert (reading.kind, reading.description) == ("settlement", "pizza")


def test_what_a_payment_counts_as(said):
    reading = said("paid @ana 3000 thb as 78 eur")
    assert (reading.kind, reading.amount, reading.currency) == ("settlement", 3000, "THB")
    assert (reading.own_amount, reading.own_currency) == (78, "EUR")


def test_a_payment_to_two_is_refused(said):
    reading = said("paid @ana @bob 20")
    assert reading.kind is None
    assert reading.problem.code == "several_payees"


def test_words_before_a_person_behind_the_amount_make_an_expense(said):
    reading = said("paid 20 pizza @ana")
    assert (reading.kind, reading.participants) == ("expense", ("ana",))


def test_person_paid_with_words_is_an_expense(said):
    reading = said("@ana paid 84 dinner")
    assert (reading.kind, reading.payer, reading.description) == ("expense", "ana", "dinner")


def test_person_paid_without_words_is_asked(said):
    reading = said("@ana paid 84")
    assert reading.payer == "ana"
    assert [a.kind for a in reading.alternatives] == ["settlement"]


def test_person_paid_a_marked_amount(said):
    assert said("@ana paid €84 dinner").payer == "ana"


@pytest.mark.parametrize("text", ["paid 20 for pizza", "I paid 20 for pizza"])
def test_paid_for_words_is_ones_own_expense(said, text):
    reading = said(text)
    assert (reading.kind, reading.description, reading.payer) == ("expense", "pizza", None)


@pytest.mark.parametrize(
    "text",
    [
        "we paid ana 20",
        "@ana paid @ana 20",
        "ana paid 20 to ana",
        "lunch borrowed 20 from x",
        "two friends borrowed 20 from ana",
        "borrowed 20 from 30",
        "borrowed books 20",
        "lent 20",
        "lent out books 20",
        "lent book 20 30",
        "paid",
        "lent",
    ],
)
def test_other_uses_of_the_verbs_settle_nothing(said, text):
    assert said(text, people=KNOWN).kind != "settlement" or "lent" in text


def test_ways_and_guests(said):
    assert said("dinner 84 split 3 ways").split.count == 3
    assert said("dinner 84 3 ways").split.count == 3
    reading = said("dinner 84 with @ana +3 guests")
    assert reading.split.guests == 3
    reading = said("dinner 84 with @ana and 2 guests")
    assert (reading.split.guests, reading.participants) == (2, ("ana",))
    assert said("dinner for 300 people 84").split is None


def test_no_amount_no_split(said):
    reading = said("dinner 0 with @ana")
    assert (reading.split, reading.problem.code) == (None, "zero")


def test_split_with(said):
    assert said("dinner 84 split with @ana").participants == ("ana",)


def test_split_between(said):
    reading = said("split dinner 84 between @ana and @bob")
    assert reading.participants == ("ana", "bob")
    assert reading.description == "dinner"


def test_part_that_begins_with_a_person_continues_the_split():
    message = read("dinner 84 with @ana, @bob and @cem", context())
    assert len(message.readings) == 1
    assert message.first.participants == ("ana", "bob", "cem")


def test_rest_names_one_person(said):
    assert names(said("dinner 84 @ana 20 rest @bob")) == ["ana", "bob"]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("taxi 20 only me", "taxi"),
        ("just me coffee 3", "coffee"),
        ("coffee 3 just for me", "coffee"),
        ("nur ich kaffee 3", "kaffee"),
    ],
)
def test_only_me_is_for_me(said, text, description):
    reading = said(text)
    assert names(reading) == ["me"]
    assert reading.description == description


@pytest.mark.parametrize("text", ["only fans 10", "just eat 20", "solo trip 300"])
def test_only_before_what_is_nobody_is_a_word_like_others(said, text):
    assert said(text).split is None


@pytest.mark.parametrize(
    ("text", "payer", "payee"),
    [
        ("ana owes me 10", "me", "ana"),
        ("i owe ana 10", "ana", "me"),
        ("@ana owes @bob 10", "bob", "ana"),
        ("i owe ana 10 for lunch", "ana", "me"),
    ],
)
def test_what_somebody_owes_was_handed_to_them(text, payer, payee):
    reading = read(text, context(people=KNOWN)).first
    assert (reading.kind, reading.payer, reading.participants) == ("settlement", payer, (payee,))
    assert reading.amount == Decimal(10)


def test_all_of_us_is_everybody(said):
    reading = said("taxi 20 for all of us")
    assert (names(reading), reading.description) == (["all"], "taxi")


def test_a_line_of_a_bill_without_an_amount_is_not_left_out_in_silence(said):
    reading = said("dinner:\nsteak 30 @ana\nsalad\ntip 10%")
    assert reading.kind is None
    assert "no amount in the line “salad”" in reading.problem.message
