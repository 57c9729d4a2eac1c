"""Logging what was spent."""

from __future__ import annotations

import asyncio

from tests.dialog.conftest import Conversation, labels


async def test_an_expense_is_recorded_and_answered(says):
    answer = await says("lunch 12.50 food")
    assert answer.text == "#1 Lunch · €12.50 · 🍽 Food\nToday €12.50"
    assert labels(answer) == ["Category", "Date", "Undo"]
    assert answer.data["entry"] == {
        "number": 1,
        "kind": "expense",
        "amount": "12.50",
        "currency": "EUR",
        "date": "2026-11-18",
        "description": "lunch",
        "category": "Food",
        "tags": [],
        "payment_method": None,
        "note": None,
        "shares": {"Mia": {"paid": "12.50", "owed": "12.50"}},
    }


async def test_a_redelivered_message_is_recorded_once(says):
    first = await says("lunch 12.50 food", message_id="42")
    again = await says("lunch 12.50 food", message_id="42")
    assert again == first
    assert (await says("coffee 3")).text.startswith("#2 ")


async def test_the_same_message_twice_at_once_is_recorded_once(says):
    await says("coffee 3")
    first, second = await asyncio.gather(
        says("lunch 12.50 food", message_id="42"), says("lunch 12.50 food", message_id="42")
    )
    assert first == second
    assert (await says("tea 2")).text.startswith("#3 ")


async def test_undo_takes_back_and_redo_brings_back(says):
    await says("lunch 12.50 food")
    undone = await says("undo")
    assert undone.text == "Undone: #1 Lunch €12.50"
    assert (await says("redo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"


async def test_two_first_messages_at_once_make_one_ledger(sessions):
    mia = Conversation(sessions)
    answers = await asyncio.gather(mia("lunch 12"), mia("coffee 3"))
    assert sorted(a.text.split()[0] for a in answers) == ["#1", "#2"]


async def test_an_amount_alone_is_asked_what_it_was_for(says):
    assert (await says("12.50")).text == "12.50 for what? Try: lunch 12.50"
    assert (await says("/add 12.50")).text == "What was that for? Try: lunch 12.50"
    assert (await says("12.50 //" + " x" * 50)).text == "What was that for? Try: lunch 12.50"
    assert (await says("coffee 3")).text.startswith("#1 ")


async def test_tags_and_how_it_was_paid_are_shown(says):
    answer = await says("drill 89 home #work by card")
    assert answer.text == "#1 Drill · €89.00 · 🏠 Home · #work · card\nToday €89"


async def test_examples_can_be_recorded_in_the_speakers_currency(somebody):
    yuki = somebody("yuki", currency="JPY")
    assert "lunch 1200" in (await yuki("hello")).text
    assert (await yuki("lunch")).text == "I see no amount. Try: lunch 1200"
    assert (await yuki("lunch 1200")).text.startswith("#1 Lunch · JP¥1,200")
