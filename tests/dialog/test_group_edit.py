"""Changing entries of a group: shares follow, and everybody is told what that does."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.dialog.messages import Outgoing
from tests.dialog.conftest import Group, labels

HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def dinner(group: Group) -> Group:
    """Mia, Ana, Bob and Cem; #1 is Mia's dinner of 84.00 with Ana and Bob."""
    await group.meet("mia", "ana", "bob", "cem")
    await group("mia", "dinner 84 with @ana @bob")
    return group


def owed(answer: Outgoing) -> dict[str, str]:
    """What each member owes of the answer's entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["owed"] for name, share in shares.items() if share["owed"] != "0.00"}


def paid(answer: Outgoing) -> dict[str, str]:
    """What each member paid of the answer's entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["paid"] for name, share in shares.items() if share["paid"] != "0.00"}


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ("with @ana", {"Mia": "42.00", "Ana": "42.00"}),
        ("for @ana", {"Ana": "84.00"}),
        ("for @ana @bob", {"Ana": "42.00", "Bob": "42.00"}),
        ("all", {"Mia": "21.00", "Ana": "21.00", "Bob": "21.00", "Cem": "21.00"}),
        ("except @bob", {"Mia": "28.00", "Ana": "28.00", "Cem": "28.00"}),
        ("without @bob", {"Mia": "42.00", "Ana": "42.00"}),
        ("with @cem too", {"Mia": "21.00", "Ana": "21.00", "Bob": "21.00", "Cem": "21.00"}),
        ("@ana 50% @bob 50%", {"Ana": "42.00", "Bob": "42.00"}),
        ("@ana 20", {"Ana": "20.00", "Mia": "32.00", "Bob": "32.00"}),
        ("@ana 20 @bob 30 rest me", {"Ana": "20.00", "Mia": "34.00", "Bob": "30.00"}),
        ("me 20 @ana 64", {"Mia": "20.00", "Ana": "64.00"}),
        ("@ana x2", {"Ana": "42.00", "Mia": "21.00", "Bob": "21.00"}),
        ("@ana +6", {"Ana": "32.00", "Mia": "26.00", "Bob": "26.00"}),
        ("+1 guest", {"Mia": "42.00", "Ana": "21.00", "Bob": "21.00"}),
        ("100 with @ana", {"Mia": "50.00", "Ana": "50.00"}),
        ("yesterday with @ana", {"Mia": "42.00", "Ana": "42.00"}),
    ],
)
async def test_an_entry_is_divided_anew_as_said(dinner, said, shares):
    answer = await dinner("mia", f"edit #1 {said}")
    assert owed(answer) == shares
    assert paid(answer) == {"Mia": "100.00" if "100" in said else "84.00"}


async def test_split_with_a_number_divides_that_entry_anew(dinner):
    assert owed(await dinner("mia", "split #1 @ana 50% @bob 50%")) == {
        "Ana": "42.00",
        "Bob": "42.00",
    }


@pytest.mark.parametrize(
    ("said", "payments"),
    [
        ("paid by @ana", {"Ana": "84.00"}),
        ("@ana paid", {"Ana": "84.00"}),
        ("paid by @ana 50 @bob 34", {"Ana": "50.00", "Bob": "34.00"}),
    ],
)
async def test_another_payer_leaves_the_shares(dinner, said, payments):
    answer = await dinner("mia", f"edit #1 {said}")
    assert paid(answer) == payments
    assert owed(answer) == {"Mia": "28.00", "Ana": "28.00", "Bob": "28.00"}


async def test_a_reply_adds_and_takes_away_people(dinner):
    answer = await dinner.reply("mia", "with @cem too")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob", "Cem"], "21.00")
    answer = await dinner.reply("mia", "without @bob")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Cem"], "28.00")
    answer = await dinner.reply("mia", "@ana @bob")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob"], "28.00")


@pytest.mark.parametrize(
    ("split", "amount", "shares"),
    [
        ("with @ana @bob", "100", {"Mia": "33.34", "Ana": "33.33", "Bob": "33.33"}),
        ("@ana 50% @bob 50%", "100", {"Ana": "50.00", "Bob": "50.00"}),
        ("@ana x2 @bob x1", "100", {"Ana": "66.67", "Bob": "33.33"}),
        ("@ana 20 rest me", "100", {"Ana": "20.00", "Mia": "80.00"}),
        ("@ana +4 with @ana", "100", {"Ana": "52.00", "Mia": "48.00"}),
    ],
)
async def test_a_new_amount_is_divided_by_the_rule_of_the_entry(group, split, amount, shares):
    await group.meet("mia", "ana", "bob")
    if split == "@ana +4 with @ana":
        await group("mia", "dinner 84 with @ana")
        await group("mia", "edit #1 @ana +4")
    else:
        await group("mia", f"dinner 84 {split}")
    answer = await group("mia", f"edit #1 {amount}")
    assert owed(answer) == shares


async def test_going_back_to_an_amount_gives_the_very_same_shares(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "coffee 10")
    first = await group("mia", "lunch 10")
    await group("mia", "edit #2 11")
    assert owed(await group("mia", "edit #2 10")) == owed(first)


async def test_shares_that_no_longer_add_up_are_refused_with_a_text_that_works(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 50 @ana 20 @bob 30")
    answer = await group("mia", "edit #1 60")
    assert answer.text == (
        "Nothing was changed: of #1 €10.00 would be left over. Try: edit #1 60.00 for @ana @bob"
    )
    assert answer.data["error"]["code"] == "split"
    answer = await group("mia", "edit #1 60.00 for @ana @bob")
    assert owed(answer) == {"Ana": "30.00", "Bob": "30.00"}


async def test_what_several_paid_is_said_anew_with_a_text_that_works(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 30 paid by @ana 10 @bob 20 for all")
    answer = await group("mia", "edit #1 60")
    typed = answer.text.partition("of it: ")[2]
    assert typed == "edit #1 60.00 paid by @ana 20.00 @bob 40.00"
    answer = await group("mia", typed)
    assert paid(answer) == {"Ana": "20.00", "Bob": "40.00"}
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob"], "20.00")


@pytest.mark.parametrize("said", ["currency usd", "yesterday", "transport", "note: late"])
async def test_what_is_not_about_money_between_people_keeps_the_shares(group, said):
    await group.meet("mia", "ana", "bob")
    before = await group("mia", "dinner 50.01 @ana 20 rest me")
    after = await group("mia", f"edit #1 {said}")
    assert after.data["entry"]["shares"] == before.data["entry"]["shares"]


async def test_nobody_joins_where_the_others_leave_nothing(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 50 @ana 20 @mia 30")
    answer = await group("mia", "edit #1 with @bob too")
    assert "leave nothing over" in answer.text
    answer = await group("mia", answer.text.partition("Try: ")[2])
    assert len(owed(answer)) == 3


async def test_a_new_person_is_said_to_be_new(dinner):
    answer = await dinner("mia", "edit #1 with @zoe too")
    assert answer.text.splitlines()[2].startswith("Zoe is new here. ")


async def test_an_edited_message_divides_anew(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84", message_id="d")
    answer = await group("mia", "dinner 84 with @ana", message_id="d", edited_at=group.at)
    assert owed(answer) == {"Mia": "42.00", "Ana": "42.00"}
    answer = await group(
        "mia", "dinner 90 with @ana", message_id="d", edited_at=group.at + HOUR / 60
    )
    assert owed(answer) == {"Mia": "45.00", "Ana": "45.00"}
    answer = await group(
        "mia", "dinner 90 paid by @bob", message_id="d", edited_at=group.at + HOUR / 30
    )
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob"], "30.00")
    assert paid(answer) == {"Bob": "90.00"}


async def test_an_edited_message_that_does_not_add_up_changes_nothing(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84", message_id="d")
    answer = await group("mia", "dinner 84 @ana 20", message_id="d", edited_at=group.at)
    assert answer.text.startswith("#1 stays: ")
    assert "dinner 84 @ana 20 rest me" in answer.text
    assert "€28.00 · " in (await group("mia", "#1")).text


async def test_what_a_reply_changed_survives_an_edit_of_something_else(dinner):
    await dinner("mia", "taxi 30 with @ana", message_id="t")
    await dinner.reply("mia", "with @cem too")
    answer = await dinner("mia", "taxi 33 with @ana", message_id="t", edited_at=dinner.at)
    assert owed(answer) == {"Mia": "11.00", "Ana": "11.00", "Cem": "11.00"}


async def test_an_own_change_says_what_it_does_to_the_others(dinner):
    answer = await dinner("mia", "edit #1 48")
    assert answer.text.splitlines() == [
        "#1 Dinner · €48.00 · 🍽 Food · €16.00 each: you, Ana, Bob",
        "Was €84.00",
        "Ana and Bob owe €12.00 less each.",
    ]
    assert answer.data["moved"] == {"EUR": {"Mia": "-24.00", "Ana": "12.00", "Bob": "12.00"}}


async def test_an_older_entry_is_changed_with_everybody_told(dinner):
    dinner.at += HOUR + HOUR / 60
    answer = await dinner("mia", "edit #1 48")
    assert answer.text.splitlines() == [
        "Mia changed #1 Dinner: €84.00 → €48.00",
        "Ana and Bob owe €12.00 less each.",
    ]
    assert labels(answer) == ["History", "Undo"]
    answer = await dinner.press("mia", "Undo")
    assert answer.text.splitlines() == [
        "Mia changed #1 Dinner back: €48.00 → €84.00",
        "Ana and Bob owe €12.00 more each.",
    ]
    answer = await dinner("mia", "delete #1")
    assert answer.text.splitlines() == [
        "Mia deleted #1 Dinner €84.00",
        "Ana and Bob owe €28.00 less each.",
    ]


async def test_a_correction_made_within_the_hour_does_not_make_an_entry_young(dinner):
    dinner.at += HOUR * 0.9
    await dinner("mia", "edit #1 48")
    dinner.at += HOUR * 0.2
    answer = await dinner("mia", "edit #1 84")
    assert answer.text.startswith("Mia changed #1 Dinner: €48.00 → €84.00")


async def test_a_payment_is_corrected_by_who_paid_and_who_was_paid(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    await group("bob", "paid @mia 10")
    await group("bob", "edit #2 12")
    answer = await group("mia", "edit #2 14")
    assert answer.text.splitlines() == [
        "Mia changed #2 Bob → Mia: €12.00 → €14.00",
        "Bob owes €2.00 less.",
    ]
    assert "asks" in (await group("ana", "edit #2 20")).text
    assert "is a payment" in (await group("mia", "edit #2 with @ana")).text
