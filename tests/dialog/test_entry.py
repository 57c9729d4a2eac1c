"""`#12`, `show #12`: an entry with who paid and each one's share, and whose share is paid."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Conversation, Group, labels


@pytest.fixture
async def dinner(group: Group) -> Group:
    """#1 is Mia's dinner of 84.00 with Ana and Bob."""
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84 with @ana @bob")
    return group


@pytest.mark.parametrize("text", ["#1", "show #1", "/show 1", "/entry #1"])
async def test_it_says_who_paid_and_what_each_owes_the_reader_first(dinner, text):
    answer = await dinner("ana", text)
    assert answer.text.splitlines() == [
        "#1 Dinner · €84.00 · 🍽 Food",
        "Mia paid",
        "You €28.00 · Mia €28.00 · Bob €28.00",
        "Logged by Mia",
    ]
    assert labels(answer) == ["Paid my share", "History"]
    assert labels(await dinner("mia", text)) == ["History", "Category", "Date", "Delete"]


async def test_a_share_that_is_paid_is_said_to_be(dinner):
    answer = await dinner("bob", "#1")
    await dinner.press("bob", "Paid my share", answer)
    answer = await dinner("mia", "#1")
    assert "Bob €28.00 (paid)" in answer.text
    assert "Ana €28.00 (paid)" not in answer.text
    assert answer.data["paid_shares"] == ["Bob"]


async def test_it_is_shown_in_a_reply(dinner):
    assert (await dinner.reply("bob", "show")).text.startswith("#1 Dinner")


async def test_tags_note_and_payment_method_are_shown(says: Conversation):
    await says("lunch 12.50 food #work cash // with Tom")
    answer = await says("#1")
    assert answer.text.splitlines() == [
        "#1 Lunch · €12.50 · 🍽 Food",
        "#work · cash",
        "Note: with Tom",
    ]


async def test_a_number_that_names_nothing_says_so(dinner):
    assert (await dinner("mia", "#7")).text == "There is no #7. To see your last ones: list"


@pytest.mark.parametrize("text", ["#1 burger 9", "show tickets 20"])
async def test_what_only_begins_like_it_is_an_expense(dinner, text):
    assert (await dinner("mia", text)).data["entry"]["number"] == 2


async def test_a_usage_hint_is_given_after_a_slash(dinner):
    assert (await dinner("mia", "/show")).text == "Try: show #12"
