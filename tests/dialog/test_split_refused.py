"""Splits that do not add up, or whose people are in doubt: nothing is recorded, and what to do."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Group, labels
from tests.dialog.test_split import owed
from tests.dialog.test_split_people import numbers


@pytest.fixture
async def three(group: Group) -> Group:
    """Mia, Ana and Bob in a group."""
    await group.meet("mia", "ana", "bob")
    return group


async def test_what_is_left_over_is_said_with_what_mends_it(three: Group) -> None:
    answer = await three("mia", "dinner 84 @ana 20 @bob 30")
    assert answer.text == (
        "Not recorded: 20 + 30 = 50, so €34.00 is left over.\n"
        "Or type: dinner 84 @ana 20 @bob 30 rest me"
    )
    assert labels(answer) == ["I take €34.00", "All three share it", "Cancel"]
    assert answer.data["error"]["code"] == "shares_left"
    assert await numbers(three) == []


async def test_i_take_what_is_left_over(three: Group) -> None:
    await three("mia", "dinner 84 @ana 20 @bob 30")
    answer = await three.press("mia", "I take €34.00")
    assert owed(answer) == {"Mia": "34.00", "Ana": "20.00", "Bob": "30.00"}


async def test_all_share_what_is_left_over(three: Group) -> None:
    await three("mia", "dinner 83 @ana 20 @bob 30")
    answer = await three.press("mia", "All three share it")
    assert owed(answer) == {"Mia": "11.00", "Ana": "31.00", "Bob": "41.00"}


async def test_percentages_left_over(three: Group) -> None:
    answer = await three("mia", "dinner 84 @ana 50% @bob 20%")
    assert "50 % + 20 % = 70 %, so 30 % (€25.20) is left over." in answer.text
    shared = await three.press("mia", "All three share it")
    assert owed(shared) == {"Mia": "8.40", "Ana": "50.40", "Bob": "25.20"}
    taken = await three.press("mia", "I take €25.20", on=answer)
    assert taken.text == shared.text, "a question is answered once"


async def test_who_has_a_number_already_is_not_offered_the_rest(three: Group) -> None:
    answer = await three("mia", "dinner 84 @ana 20 me 30")
    assert labels(answer) == ["Both share it", "Cancel"]
    hint = answer.text.split("\n")[1]
    assert hint == "Or type: /e dinner 84.00 @ana 20 rest me"
    assert owed(await three("mia", hint.removeprefix("Or type: "))) == {
        "Mia": "64.00",
        "Ana": "20.00",
    }
    alone = await three("mia", "dinner 84 paid by @ana with @mia 20%")
    assert alone.text.split("\n")[1] == "Or type: /e dinner 84.00 @mia 20% rest @ana"
    assert owed(await three.press("mia", "Both share it", on=answer)) == {
        "Mia": "47.00",
        "Ana": "37.00",
    }


async def test_the_rest_of_a_refund_is_given_back(three: Group) -> None:
    await three("mia", "refund 30 shoes @ana 10")
    assert owed(await three.press("mia", "I take €20.00")) == {"Mia": "-20.00", "Ana": "-10.00"}


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("dinner 84 @ana 50 @bob 50", "shares_exceed", "50 + 50 = 100, 16 more than 84"),
        ("dinner 84 @ana 70% @bob 50%", "shares_exceed", "20% more than 100%"),
        ("dinner 84 with @ana +100", "shares_exceed", "less than nothing"),
        ("dinner 84 @ana x0 @bob x0", "shares_left", "nobody would owe"),
        ("dinner 84 @ana 20 @bob 30%", "mixed_shares", "can't be mixed"),
        ("dinner 84 @ana x1.5 @bob", "weights", "whole numbers"),
        ("dinner 84 paid by @ana 50 @bob 50", "payments_differ", "make 100, not 84"),
        ("dinner 84 paid by @ana 100 @bob", "payments_differ", "make 100, not 84"),
        ("dinner 84 paid by @ana 50% @bob 20%", "payments_differ", "€58.80, not €84.00"),
        ("dinner 84 with @ana except me @ana", "nobody", "Nobody is left"),
        ("dinner 84 2 ways", "too_few_ways", "2 ways, but these are 3"),
        ("dinner 84:\nsoup 20 @ana", "items_differ", "make 20, not 84"),
        ("dinner:\nsoup 20 @ana 10 @bob 10", "mixed_shares", "one amount"),
    ],
)
async def test_what_cannot_be_divided(three: Group, text: str, code: str, says: str) -> None:
    answer = await three("mia", text)
    assert answer.data["error"]["code"] == code
    assert says in answer.text
    assert await numbers(three) == []


async def test_n_ways_of_more_than_are_known_asks_who_carries_the_others(three: Group) -> None:
    answer = await three("mia", "dinner 60 5 ways")
    assert answer.text == (
        "Not recorded yet: 5 ways, and I know 3: you, Ana, Bob.\nWho carries the other 2?"
    )
    assert labels(answer) == ["I do", "Ana", "Bob", "Cancel"]
    assert await numbers(three) == []
    carried = await three.press("mia", "Ana")
    assert owed(carried) == {"Mia": "12.00", "Ana": "36.00", "Bob": "12.00"}


async def test_guests_count_as_ways(three: Group) -> None:
    answer = await three("mia", "dinner 50 5 ways +2 guests")
    assert owed(answer) == {"Mia": "30.00", "Ana": "10.00", "Bob": "10.00"}


async def test_alone_it_is_asked_who_shares_it(group: Group) -> None:
    await group.meet("mia")
    answer = await group("mia", "dinner 84")
    assert answer.data["error"]["code"] == "nobody_known"
    assert labels(answer) == ["I'm in", "Only me", "Cancel"]
    await group.press("ana", "I'm in")
    assert owed(await group("mia", "dinner 84")) == {"Mia": "42.00", "Ana": "42.00"}


async def test_alone_it_may_be_ones_own(group: Group) -> None:
    await group.meet("mia")
    await group("mia", "dinner 84")
    assert owed(await group.press("mia", "Only me")) == {"Mia": "84.00"}


async def test_the_first_split_among_all_asks_where_the_chat_has_more_people(three: Group) -> None:
    answer = await three("mia", "dinner 84", headcount=5)
    assert answer.text == "Not recorded yet: I know 3 of the 5 here: you, Ana, Bob."
    assert labels(answer) == ["Split among 3", "I'm in", "Cancel"]
    assert set(owed(await three.press("mia", "Split among 3"))) == {"Mia", "Ana", "Bob"}
    assert "entry" in (await three("mia", "lunch 84", headcount=5)).data


async def test_named_people_are_not_asked_about_where_the_chat_has_more(three: Group) -> None:
    assert "entry" in (await three("mia", "dinner 84 with @ana", headcount=5)).data


async def test_who_left_the_book_but_not_the_chat_is_none_of_the_others(three):
    await three("bob", "leave")
    answer = await three("mia", "dinner 84", headcount=3)
    assert answer.data["entry"]["shares"].keys() == {"Mia", "Ana"}


async def test_a_lone_number_behind_a_person_is_asked_about(three: Group) -> None:
    answer = await three("mia", "dinner with @ana 84")
    assert answer.text == "Not recorded yet: is €84.00 the whole, for you, Ana?"
    assert labels(answer) == ["Yes, in equal parts", "No, Ana owes it all", "Cancel"]
    assert owed(await three.press("mia", "Yes, in equal parts")) == {"Mia": "42.00", "Ana": "42.00"}
    await three("mia", "lunch with @ana 84")
    assert owed(await three.press("mia", "No, Ana owes it all")) == {"Ana": "84.00"}


async def test_one_of_several_expenses_in_doubt_records_none(three: Group) -> None:
    answer = await three("mia", "dinner 84 with @zoe, taxi 20 with @anna")
    assert answer.data["error"]["code"] == "unknown_person"
    assert await numbers(three) == []
    recorded = await three.press("mia", "Yes, Ana")
    assert [entry["number"] for entry in recorded.data["entries"]] == [1, 2]


async def test_a_refused_split_makes_nobody_a_member(three: Group) -> None:
    await three("mia", "dinner 84 @zoe 20 @cem 30")
    assert set(owed(await three("mia", "lunch 84"))) == {"Mia", "Ana", "Bob"}
