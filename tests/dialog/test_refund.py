"""`refund 20` in a reply to an expense: an entry of its own, shared as the expense was."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Conversation, Group
from tests.dialog.test_split import owed


async def net(group: Group) -> dict[str, str]:
    return (await group("mia", "balance")).data["balances"]["EUR"]


@pytest.mark.parametrize(
    ("text", "refund", "parts"),
    [
        ("dinner 90", "refund 30", {"Mia": "-10.00", "Ana": "-10.00", "Bob": "-10.00"}),
        ("dinner 90 with @ana", "refund 30", {"Mia": "-15.00", "Ana": "-15.00"}),
        ("dinner 90 @ana x2 @bob x1", "refund 30", {"Ana": "-20.00", "Bob": "-10.00"}),
        ("dinner 90 @ana 60 rest @bob", "refund 30", {"Ana": "-20.00", "Bob": "-10.00"}),
        ("dinner 90 @ana 60 rest @bob", "refund 30 for @ana", {"Ana": "-30.00"}),
        ("dinner:\nsoup 60 @ana\nfish 30 @bob", "/e refund 30", {"Ana": "-20.00", "Bob": "-10.00"}),
    ],
)
async def test_what_came_back_is_shared_as_the_expense_was(
    group: Group, text: str, refund: str, parts: dict[str, str]
) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", text)
    answer = await group.reply("mia", refund)
    entry = answer.data["entry"]
    assert (entry["number"], entry["kind"], entry["amount"]) == (2, "refund", "-30.00")
    assert owed(answer) == parts
    assert (await group("mia", "#1")).data["entry"]["amount"] == "90.00"


@pytest.mark.parametrize("amount", ["100", "10.01"])
async def test_all_of_it_leaves_everybody_even(group: Group, amount: str) -> None:
    await group.meet("mia", "ana", "bob")
    await group("ana", "taxi 10 with @bob @mia")
    before = await net(group)
    dinner = await group("mia", f"dinner {amount}")
    await group("bob", "coffee 5.50")
    await group("bob", "undo")
    await group.reply("mia", f"refund {amount}", dinner)
    assert await net(group) == before


async def test_whoever_says_so_got_it_back(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    dinner = await group("mia", "dinner 90")
    answer = await group.reply("ana", "refund 30", dinner)
    assert answer.text.split("\n")[0] == (
        "#2 Refund dinner · −€30.00 · −€10.00 each: you, Mia, Bob"
    )
    assert await net(group) == {"Mia": "70.00", "Ana": "-50.00", "Bob": "-20.00"}
    await group("ana", "undo")
    assert await net(group) == {"Mia": "60.00", "Ana": "-30.00", "Bob": "-30.00"}


async def test_a_refund_that_comes_again_counts_once(group: Group) -> None:
    await group.meet("mia", "ana")
    dinner = await group("mia", "dinner 90")
    for _ in range(2):
        answer = await group("mia", "refund 30", reply_to_text=dinner.text, message_id="same")
        assert answer.data["entry"]["number"] == 2
    assert await net(group) == {"Mia": "30.00", "Ana": "-30.00"}


async def test_what_is_no_expense_has_no_refund(group: Group) -> None:
    await group.meet("mia", "ana")
    paid = await group("mia", "paid @ana 20")
    answer = await group.reply("mia", "refund 5", paid)
    assert answer.text == "#1 is no expense. Say what came back: refund 20 shoes"


async def test_alone_it_lowers_what_one_spent(says: Conversation) -> None:
    await says("shoes 80 clothes")
    answer = await says.reply("refund 30")
    assert answer.text.startswith("#2 Refund shoes · −€30.00 · 👕 Clothes")
    assert (await says("#1")).data["entry"]["amount"] == "80.00"
