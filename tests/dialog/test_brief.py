"""`answers short`: a platform may react to a plain entry instead of answering it."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels

TRY = "Try: answers short, answers full"


@pytest.fixture
async def short(says):
    """A chat with an entry in it that prefers short answers."""
    await says("coffee 3")
    await says("answers short")
    return says


async def test_short_answers_are_explained(says):
    await says("coffee 3")
    answer = await says("answers short")
    assert answer.text == (
        "From now on I only react with 👍 to what I log.\n"
        "Where I can't react, and whenever there is something to say, I answer.\n"
        "Wrong? Reply to your own message with what is right, or: undo"
    )
    assert labels(answer) == ["Full answers"]
    assert (await says("lunch 5")).brief
    says.last = answer
    assert (await says.press("Full answers")).text == "I answer each entry in full again."
    assert not (await says("lunch 6")).brief


@pytest.mark.parametrize(
    "typed", ["lunch 12.50 food", "taxi 9 yesterday", "+500 salary", "tea 2\nbread 4", "/add tea 2"]
)
async def test_a_plain_entry_may_be_a_reaction_and_is_answered_all_the_same(short, typed):
    answer = await short(typed, message_id="p")
    assert answer.brief
    assert answer.text.startswith("#2 ")
    assert await short(typed, message_id="p") == answer


@pytest.mark.parametrize(
    "typed",
    [
        "qwerty 12.50",
        "sofa 1.200",
        "dinner 900k vnd",
        "rent 800 monthly",
        "coffee 3",
        "dinner 84 with @ana",
        "how are you",
        "12.50",
        "report",
        "undo",
        "edit #1 5",
        "again",
    ],
)
async def test_what_has_something_to_say_is_answered(short, typed):
    answer = await short(typed, message_id="p")
    assert not answer.brief
    again = await short(typed, message_id="p")
    same = (again.text, again.rows) == (answer.text, answer.rows) and not again.brief
    assert same or typed in ("report", "how are you")


async def test_a_warning_is_answered_when_it_comes_again_too(short):
    await short("budget food 20")
    answer = await short("lunch 18 food", message_id="w")
    assert "⚠️" in answer.text
    assert not answer.brief
    assert await short("lunch 18 food", message_id="w") == answer
    assert (await short("bread 1 food")).brief


async def test_the_first_entry_with_its_currencies_is_answered(somebody):
    zoe = somebody("zoe", currency=None)
    await zoe("hi")
    await zoe("answers short")
    assert not (await zoe("lunch 12.50")).brief
    assert (await zoe("lunch 13")).brief


async def test_a_pressed_button_is_answered(short):
    await short("dinner 84 with @ana")
    assert not (await short.press(labels(short.last)[0])).brief


async def test_it_counts_for_one_chat(short, somebody):
    ana = somebody("ana")
    await ana("coffee 3")
    assert not (await ana("lunch 5")).brief
    assert (await short("lunch 5")).brief


async def test_whoever_was_forgotten_begins_with_full_answers(short):
    await short("forget me")
    await short.press("Yes, erase everything")
    assert not (await short("lunch 5")).brief
    assert not (await short("lunch 6")).brief


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("answers", "I answer each entry in full. For a 👍 instead: answers short"),
        ("brief", "I answer each entry in full. For a 👍 instead: answers short"),
        ("answers full", f"It is so already. {TRY}"),
        ("brief off", f"It is so already. {TRY}"),
        ("/answers loud", TRY),
    ],
)
async def test_what_is_asked_or_cannot_be_changes_nothing(says, typed, answer):
    await says("coffee 3")
    assert (await says(typed)).text == answer
    assert not (await says("settings")).data["brief"]


@pytest.mark.parametrize(
    "typed", ["answers short", "short answers", "Answers brief", "brief on", "/brief on"]
)
async def test_it_is_said_in_several_ways(says, typed):
    await says("coffee 3")
    assert (await says(typed)).data == {"brief": True}
    assert (await says("answers")).text == (
        "I only react with 👍 to what I log. For answers: answers full"
    )
    assert "Answers to entries: a 👍 (answers full)" in (await says("settings")).text


@pytest.mark.parametrize("typed", ["brief 12 clothes", "short answers 12", "brief case 80"])
async def test_what_has_an_amount_is_an_expense(says, typed):
    assert "#1 " in (await says(typed)).text


async def test_a_redelivered_choice_is_answered_as_before(short):
    first = await short("answers full", message_id="f")
    await short("answers short")
    assert await short("answers full", message_id="f") == first
    assert (await short("lunch 5")).brief
