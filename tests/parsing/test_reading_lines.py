"""Several expenses in one message, notes, quotes, tags, recurrence, payment method, category."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import context


def amounts(text, **changes):
    message = read(text, context(**changes))
    return [(r.description, r.amount) for r in message.readings]


@pytest.mark.parametrize(
    "text",
    ["tea 3; cake 4", "tea 3, cake 4", "tea 3 and cake 4", "tea 3\ncake 4", "tea 3 und cake 4"],
)
def test_joined_expenses_are_separate(text):
    assert amounts(text) == [("tea", 3), ("cake", 4)]


def test_everyday_words_and_numbers_in_turn_are_separate():
    assert amounts("lunch 12 dinner 20") == [("lunch", 12), ("dinner", 20)]
    assert amounts("iphone 15 case 20") == [("iphone 15 case", 20)]


def test_words_without_amount_stay_with_the_next_amount():
    assert amounts("bread, milk 5 and eggs 3") == [("bread, milk", 5), ("eggs", 3)]


def test_joining_word_inside_one_expense():
    assert amounts("fish and chips 9") == [("fish and chips", 9)]
    assert amounts("salt and 3 peppers 9 food") == [("salt and 3 peppers", 9)]
    assert amounts("room 12 and 13") == [("room 12 and", 13)]


def test_part_without_words_joins_nothing():
    assert len(amounts("12.50 and 13.50")) == 1


def test_first_of_two_days_counts(said):
    assert said("tea 3 yesterday 5/11").date == date(2026, 11, 17)
    assert said("tea 3 2026-11-02 yesterday").date == date(2026, 11, 2)


def test_more_than_thirty_parts_are_one_line():
    assert len(amounts(", ".join(f"tea {i}" for i in range(1, 33)))) == 1


def test_day_said_once_holds_for_all():
    message = read("tea 3, cake 4 yesterday", context())
    assert [r.date for r in message.readings] == [date(2026, 11, 17)] * 2
    message = read("yesterday tea 3, cake 4 and rolls 2", context())
    assert [r.date for r in message.readings] == [date(2026, 11, 17)] * 3


def test_days_said_for_each_stay_apart():
    message = read("tea 3 yesterday, cake 4 2026-11-02", context())
    assert [r.date for r in message.readings] == [date(2026, 11, 17), date(2026, 11, 2)]


def test_lines_below_a_colon_are_items():
    message = read("dinner:\nsteak 30\nsoup 8.50\ntip 4", context())
    assert len(message.readings) == 1
    assert message.first.amount == Decimal("42.50")
    assert [i.description for i in message.first.items] == ["steak", "soup", "tip"]


def test_items_must_make_the_stated_total():
    assert read("dinner 40:\nsteak 30\nsoup 10", context()).first.amount == 40
    assert read("dinner 50:\nsteak 30\nsoup 10", context()).first.problem.code == "items_differ"


def test_items_of_people_split_by_item():
    reading = read("dinner:\nsteak 30€ @ana\nsoup 10€ @bob", context()).first
    assert reading.split.mode == "itemised"
    assert reading.currency == "EUR"
    assert [i.participants for i in reading.items] == [("ana",), ("bob",)]


def test_a_heading_without_a_total_says_what_the_items_were_for():
    reading = read("dinner yesterday:\npizza 12\nwine 9", context()).first
    assert (reading.description, reading.amount) == ("dinner", 21)
    assert reading.date == date(2026, 11, 17)


def test_own_conversion_leaves_no_bracket_behind():
    reading = read("dinner 900k vnd (34 eur)", context()).first
    assert (reading.description, reading.own_amount) == ("dinner", 34)


def test_items_without_amounts_are_no_expense():
    assert read("todo:\nmilk\nbread", context()).first.kind is None


def test_broken_item_refuses_the_bill():
    reading = read("dinner:\nsteak 30.5.5", context()).first
    assert (reading.amount, reading.problem.code) == (None, "malformed_amount")


def test_day_above_a_list_holds_for_its_lines():
    message = read("yesterday:\ntea 3\ncake 4 2026-11-02", context())
    assert [r.date for r in message.readings] == [date(2026, 11, 17), date(2026, 11, 2)]


def test_lines_without_money_are_left_out():
    assert amounts("hello\ntea 3\nbye") == [("tea", 3)]
    assert read("hello\nbye", context()).first.kind is None
    assert read("\n\n", context()).first.kind is None


def test_note_stands_behind_two_slashes(said):
    reading = said("lunch 12 // with 3 people from work")
    assert (reading.amount, reading.note) == (12, "with 3 people from work")
    assert said("lunch 12 //").note is None
    assert said("https://example.com/a//b 12").note is None


@pytest.mark.parametrize(
    "quoted", ['"cash and 5 friday"', "“cash and 5 friday”", "«cash and 5 friday»"]
)
def test_quotes_protect_the_description(said, quoted):
    reading = said(f"{quoted} 12 food")
    assert reading.description == "cash and 5 friday"
    assert (reading.amount, reading.category, reading.payment_method) == (12, "Food", None)


def test_tags_are_folded_and_named_once(said):
    reading = said("train 20 #Work #work #trip-1 #17")
    assert reading.tags == ("work", "trip-1")
    assert '"#x" 5' not in said('"#x" 5').tags


@pytest.mark.parametrize(
    ("text", "method", "words"),
    [
        ("lunch 12 cash", "cash", "lunch"),
        ("lunch 12 by card", "card", "lunch"),
        ("lunch 12 with credit card", "credit card", "lunch"),
        ("lunch 12€ paypal.", "PayPal", "lunch"),
        ("Döner 7,50 bar", "cash", "Döner"),
        ("cena 12 con tarjeta", "card", "cena"),
        ("обед 350 наличными", "cash", "обед"),
        ("lunch 12 eur cash", "cash", "lunch"),
        ("lunch cash 12", None, "lunch cash"),
        ("gift card 50", None, "gift card"),
        ("50 gift card", None, "gift card"),
        ("card 50", None, "card"),
        ("cash", None, None),
    ],
)
def test_payment_method_ends_the_line(said, text, method, words):
    reading = said(text)
    assert (reading.payment_method, reading.description) == (method, words)


@pytest.mark.parametrize(
    ("text", "name", "source", "words"),
    [
        ("lunch 12 fun", "Fun", "trailing", "lunch"),
        ("12.50 food", "Food", "trailing", "food"),
        ("12.50 food truck", "Food", "keyword", "food truck"),
        ("stroller 90 kids & pets", "Kids & pets", "trailing", "stroller"),
        ("thing 5 #fun", "Fun", "tag", "thing"),
        ("thing 5 #kids-&-pets", "Kids & pets", "tag", "thing &-pets"),
        ("thing 5 transprot", "Transport", "fuzzy", "thing"),
        ("thing 5 zzzz", None, None, "thing 5 zzzz".replace("5 ", "")),
        ("thing 5 ransport", None, None, "thing ransport"),
        ("taxi 5", "Transport", "keyword", "taxi"),
        ("☕ 5 food", "Food", "trailing", "☕"),
        ("Mittagessen 12 Lebensmittel", "Food", "trailing", "Mittagessen"),
    ],
)
def test_category(said, text, name, source, words):
    reading = said(text)
    assert (reading.category, reading.category_source) == (name, source)
    assert reading.description == words


def test_learned_word_beats_keyword(said):
    reading = said("taxi 5", learned={"taxi": "Travel"})
    assert (reading.category, reading.category_source) == ("Travel", "learned")


def test_keyword_of_a_category_that_is_gone_names_none(said):
    assert said("taxi 5", categories={"food": "Food"}).category is None
    assert said("lunch 12 fod", categories={}).category is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rent 1200 monthly on the 1st", ("monthly", 1, 1, None, None)),
        ("gym 30 every 12th", ("monthly", 1, 12, None, None)),
        ("gym 30 every month", ("monthly", 1, None, None, None)),
        ("cleaner 40 weekly on monday", ("weekly", 1, None, 0, None)),
        ("cleaner 40 every friday", ("weekly", 1, None, 4, None)),
        ("cleaner 40 every 2 weeks", ("weekly", 2, None, None, None)),
        ("gym 20 yesterday weekly on monday", ("weekly", 1, None, 0, None)),
        ("coffee 3 daily", ("daily", 1, None, None, None)),
        ("insurance 300 yearly on 3 march", ("yearly", 1, 3, None, 3)),
        ("Miete 900 monatlich", ("monthly", 1, None, None, None)),
        ("netflix 12 monthly netflix 5 nov", ("monthly", 1, None, None, None)),
    ],
)
def test_recurrence(said, text, expected):
    rule = said(text, "de_DE" if "Miete" in text else "").recurring
    assert (rule.cadence, rule.every, rule.day, rule.weekday, rule.month) == expected


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("rent 900 monthly until 2028", date(2028, 12, 31)),
        ("rent 900 every month until 2027-06-30", date(2027, 6, 30)),
        ("rent 900 monthly until 3 march", date(2027, 3, 3)),
        ("rent 900 monthly on the 1st until 2027-06-30", date(2027, 6, 30)),
        ("rent 900 monthly until summer", None),
        ("rent 900 monthly until", None),
    ],
)
def test_recurrence_may_end(said, text, until):
    assert said(text).recurring.until == until


@pytest.mark.parametrize(
    "text", ["every thing 5", "tea 5 every", "tea 5 every 99th", "a 5 every 0 days"]
)
def test_every_before_other_words_is_description(said, text):
    assert said(text).recurring is None


def test_own_conversion(said):
    reading = said("dinner 900k vnd (34 eur)")
    assert (reading.amount, reading.currency) == (900_000, "VND")
    assert (reading.own_amount, reading.own_currency) == (34, "EUR")
    assert said("dinner 20 usd = 18 eur").own_amount == 18
    assert said("dinner 20 usd or 18 eur").own_amount is None


def test_a_long_note_is_kept_whole():
    note = "word " * 190 + "end"
    reading = read(f"coffee 3 // {note}", context()).first
    assert (reading.amount, reading.description, reading.note) == (3, "coffee", note)
