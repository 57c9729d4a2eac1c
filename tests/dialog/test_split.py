"""A logged split: every form of it is divided, adds up, and is answered in one line."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from bots.dialog.messages import Outgoing
from tests.dialog.conftest import Group, labels


def owed(answer: Outgoing) -> dict[str, str]:
    """What each owes of the logged entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["owed"] for name, share in shares.items() if share["owed"].strip("0.-")}


def paid(answer: Outgoing) -> dict[str, str]:
    """What each paid of the logged entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["paid"] for name, share in shares.items() if share["paid"].strip("0.-")}


@pytest.fixture
async def three(group: Group) -> Group:
    """Mia, Ana and Bob in a group."""
    await group.meet("mia", "ana", "bob")
    return group


BILL = "dinner:\npizza 20 @ana\nsteak 30 bob\nsoup 10 me and ana\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dinner 84", "Mia 28.00 Ana 28.00 Bob 28.00"),
        ("dinner 84 for all", "Mia 28.00 Ana 28.00 Bob 28.00"),
        ("dinner 84 @everyone", "Mia 28.00 Ana 28.00 Bob 28.00"),
        ("pizza for all 30", "Mia 10.00 Ana 10.00 Bob 10.00"),
        ("dinner 84 with @ana", "Mia 42.00 Ana 42.00"),
        ("dinner 84 with ana and bob", "Mia 28.00 Ana 28.00 Bob 28.00"),
        ("dinner 84 @ana", "Mia 42.00 Ana 42.00"),
        ("dinner 84 for @ana", "Ana 84.00"),
        ("dinner 84 for me and ana", "Mia 42.00 Ana 42.00"),
        ("dinner 84 for @me @ana", "Mia 42.00 Ana 42.00"),
        ("dinner 84 except @bob", "Mia 42.00 Ana 42.00"),
        ("dinner 84 except me", "Ana 42.00 Bob 42.00"),
        ("dinner 84 with everyone except ana", "Mia 42.00 Bob 42.00"),
        ("dinner 84 for me", "Mia 84.00"),
        ("dinner 84 with @mia @ana", "Mia 42.00 Ana 42.00"),
        ("dinner 84 with @ana 20 @bob 30", "Mia 34.00 Ana 20.00 Bob 30.00"),
        ("dinner 84 @ana 20 @bob 30 rest me", "Mia 34.00 Ana 20.00 Bob 30.00"),
        ("dinner 84 ana 20 bob 30 me 34", "Mia 34.00 Ana 20.00 Bob 30.00"),
        ("dinner 84 @ana 20 @bob", "Ana 20.00 Bob 64.00"),
        ("dinner @ana 20 @bob 30", "Ana 20.00 Bob 30.00"),
        ("dinner 84 @ana 50% @bob 30% me 20%", "Mia 16.80 Ana 42.00 Bob 25.20"),
        ("dinner 84 with @ana 50%", "Mia 42.00 Ana 42.00"),
        ("dinner 84 @ana x2 @bob x1", "Ana 56.00 Bob 28.00"),
        ("dinner 84 with @ana x2", "Mia 28.00 Ana 56.00"),
        ("dinner 84 with @ana @bob +6", "Mia 26.00 Ana 26.00 Bob 32.00"),
        ("dinner 84 with @ana @bob -6", "Mia 30.00 Ana 30.00 Bob 24.00"),
        ("dinner 84 +1 guest", "Mia 42.00 Ana 21.00 Bob 21.00"),
        ("dinner 84 with @ana +2 guests", "Mia 63.00 Ana 21.00"),
        ("dinner 84 for @ana @bob +2 guests", "Mia 42.00 Ana 21.00 Bob 21.00"),
        ("dinner 84 3 ways", "Mia 28.00 Ana 28.00 Bob 28.00"),
        ("dinner 84 split 2 ways with @bob", "Mia 42.00 Bob 42.00"),
        (BILL, "Mia 5.00 Ana 25.00 Bob 30.00"),
        (BILL + "tip 10%", "Mia 5.50 Ana 27.50 Bob 33.00"),
        (BILL + "tax 6\ndiscount 6", "Mia 5.00 Ana 25.00 Bob 30.00"),
        (BILL + "wine 30", "Mia 15.00 Ana 35.00 Bob 40.00"),
        ("lunch with @ana:\nsoup 10\nfish 20 ana", "Mia 5.00 Ana 25.00"),
        ("dinner:\nana 20\nbob 30\nme 34", "Mia 34.00 Ana 20.00 Bob 30.00"),
    ],
)
async def test_what_each_owes(three: Group, text: str, expected: str) -> None:
    words = expected.split()
    answer = await three("mia", text)
    assert owed(answer) == dict(zip(words[::2], words[1::2], strict=True))
    assert paid(answer) == {"Mia": answer.data["entry"]["amount"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dinner 84 paid by @ana", "Ana 84.00"),
        ("@ana paid 84 dinner", "Ana 84.00"),
        ("ana paid for dinner 84", "Ana 84.00"),
        ("dinner 84 paid by @ana 50 @bob 34", "Ana 50.00 Bob 34.00"),
        ("dinner paid by @ana 50 @bob 34", "Ana 50.00 Bob 34.00"),
        ("dinner 84 paid by @ana @bob", "Ana 42.00 Bob 42.00"),
        ("dinner 84 paid by @ana 50 and me", "Mia 34.00 Ana 50.00"),
        ("dinner 84 paid by @ana 75% @bob 25%", "Ana 63.00 Bob 21.00"),
        ("dinner 84 @ana 20 rest @bob paid by @ana 50 @bob 34", "Ana 50.00 Bob 34.00"),
    ],
)
async def test_who_paid(three: Group, text: str, expected: str) -> None:
    words = expected.split()
    answer = await three("mia", text)
    assert paid(answer) == dict(zip(words[::2], words[1::2], strict=True))


async def test_a_refund_and_an_income_are_owed_by_whom_received_them(three: Group) -> None:
    refund = await three("mia", "refund 30 shoes")
    income = await three("mia", "+30 deposit")
    for answer in (refund, income):
        shares = answer.data["entry"]["shares"]
        net = {name: Decimal(s["paid"]) - Decimal(s["owed"]) for name, s in shares.items()}
        assert net == {"Mia": -20, "Ana": 10, "Bob": 10}
    assert "received" not in income.text
    assert "Ana received" in (await three("mia", "+30 deposit paid by @ana")).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ramen 1000 jpy", ["334", "333", "333"]),
        ("tea 10.001 kwd", ["3.334", "3.334", "3.333"]),
    ],
)
async def test_currencies_without_and_with_three_decimals(
    three: Group, text: str, expected: list[str]
) -> None:
    answer = await three("mia", text)
    assert list(owed(answer).values()) == expected


async def test_too_fine_a_share_is_refused(three: Group) -> None:
    answer = await three("mia", "ramen 1000 jpy with @ana 0.5")
    assert "entry" not in answer.data
    assert "decimals" in answer.text


async def test_new_people_come_by_name_so_the_order_of_mention_does_not_matter(
    group: Group,
) -> None:
    for number, people in enumerate(permutations(["@zoe", "@cem", "@ana"])):
        fresh = Group(group.sessions, title=f"Order {number}")
        await fresh.meet("mia")
        answer = await fresh("mia", f"dinner 10.02 with {' '.join(people)}")
        assert owed(answer) == {"Mia": "2.51", "ana": "2.51", "cem": "2.50", "zoe": "2.50"}


async def test_odd_cents_are_shown_and_go_round(three: Group) -> None:
    first = await three("mia", "dinner 10")
    assert first.lines[0][0].text == "#1 Dinner · €10.00 · 🍽 Food · €3.34 you, €3.33 Ana, Bob"
    second = await three("mia", "lunch 10")
    assert "€3.33 you, Bob, €3.34 Ana" in second.text


async def test_an_equal_split_is_one_line_with_buttons_that_mend_it(three: Group) -> None:
    answer = await three("mia", "dinner 84 with @ana")
    assert answer.text == "#1 Dinner · €84.00 · 🍽 Food · €42.00 each: you, Ana"
    assert labels(answer) == ["People", "Split", "Undo"]


async def test_the_answer_says_who_paid_if_it_was_not_the_speaker(three: Group) -> None:
    answer = await three("mia", "dinner 84 paid by @ana 50 @bob 34")
    assert answer.text == (
        "#1 Dinner · €84.00 · Ana paid €50.00, Bob €34.00 · €28.00 each: you, Ana, Bob"
    )
    assert "Ana paid · all for Bob" in (await three("mia", "dinner 84 for @bob paid by @ana")).text


async def test_what_is_ones_own_is_answered_as_when_alone(three: Group) -> None:
    answer = await three("mia", "lunch 12 for me")
    assert answer.text == "#1 Lunch · €12.00 · 🍽 Food\nToday €12"
    assert labels(answer) == ["Category", "Date", "Undo"]


async def test_programs_read_the_mode_and_the_author(three: Group) -> None:
    entry = (await three("ana", "dinner 84 @ana x2 @bob x1")).data["entry"]
    assert (entry["split"], entry["author"]) == ("weights", "Ana")


async def test_a_new_person_is_said_to_be_new_and_can_be_taken_back(three: Group) -> None:
    answer = await three("mia", "dinner 84 with @zoe")
    assert answer.text.split("\n")[1] == "Zoe is new here."
    assert labels(answer) == ["Not Zoe", "People", "Undo"]
    undone = await three.press("mia", "Not Zoe")
    assert undone.text.startswith("Undone: #1 Dinner")
    assert owed(await three("mia", "lunch 84")) == {"Mia": "28.00", "Ana": "28.00", "Bob": "28.00"}


async def test_a_new_person_of_other_entries_stays(three: Group) -> None:
    answer = await three("mia", "dinner 84 with @zoe")
    await three("mia", "lunch 20 with @zoe")
    undone = await three.press("mia", "Not Zoe", on=answer)
    assert "Zoe stays" in undone.text


async def test_a_redelivered_split_is_answered_as_before(three: Group) -> None:
    first = await three("mia", "dinner 84 with @zoe", message_id="42")
    again = await three("mia", "dinner 84 with @zoe", message_id="42")
    assert (again.text, labels(again)) == (first.text, labels(first))


async def test_people_come_and_go_by_button(three: Group) -> None:
    await three("mia", "dinner 84 with @ana")
    offered = await three.press("mia", "People")
    assert labels(offered) == ["✓ You", "✓ Ana", "Bob"]
    assert owed(await three.press("mia", "Bob")) == {"Mia": "28.00", "Ana": "28.00", "Bob": "28.00"}
    assert owed(await three.press("mia", "✓ You", on=offered)) == {"Ana": "84.00"}


async def test_the_split_is_changed_by_button_and_by_example(three: Group) -> None:
    await three("mia", "dinner 84 @ana 20 rest me")
    offered = await three.press("mia", "Split")
    assert "edit #1 @mia x2 @ana x1" in offered.text
    assert owed(await three.press("mia", "Equally")) == {"Mia": "42.00", "Ana": "42.00"}
    assert owed(await three("mia", "edit #1 @mia x2 @ana x1")) == {"Mia": "56.00", "Ana": "28.00"}
