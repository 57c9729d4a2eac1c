"""Replies to an answer correct its entry."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("13", "#1 Lunch · €13.00 · 🍽 Food"),
        ("yesterday", "#1 Lunch · €12.50 · 🍽 Food · Tue 17 Nov"),
        ("transport", "#1 Lunch · €12.50 · 🚌 Transport"),
        ("home", "#1 Lunch · €12.50 · 🏠 Home"),
        ("13 supper", "#1 Supper · €13.00 · 🍽 Food"),
        ("13 yesterday", "#1 Lunch · €13.00 · 🍽 Food · Tue 17 Nov"),
        ("#work", "#1 Lunch · €12.50 · 🍽 Food\n#work"),
        ("note: with Ana", "#1 Lunch · €12.50 · 🍽 Food\nNote: with Ana"),
        ("$13", "#1 Lunch · US$13.00 (€11.64) · 🍽 Food"),
        ("undo", "Undone: #1 Lunch €12.50"),
        ("delete", "Deleted: #1 Lunch €12.50"),
    ],
)
async def test_a_reply_corrects_the_entry_of_the_answer(says, said, answered):
    answer = await says("lunch 12.50 food")
    await says("coffee 3")
    answer = await says.reply(said, answer)
    assert answer.text.startswith(answered)
    assert labels(answer) == ["Undo"] or said == "undo"


async def test_a_reply_that_is_no_correction_changes_nothing(says):
    answer = await says("lunch 12.50 food")
    answer = await says.reply("really now", answer)
    assert answer.text == (
        "I can't read that as a correction of #1; nothing was changed."
        " Try: 13.50, yesterday, transport, note: with Ana, undo"
    )
    assert (await says("history #1")).text.count("\n") == 1


async def test_a_reply_to_a_correction_corrects_further(says):
    await says("lunch 12.50 food")
    await says.reply("13")
    assert (await says.reply("yesterday")).text.startswith(
        "#1 Lunch · €13.00 · 🍽 Food · Tue 17 Nov"
    )


async def test_a_reply_to_an_answer_without_an_entry_is_a_message(says):
    await says("lunch")
    assert (await says.reply("coffee 3")).text.startswith("#1 Coffee · €3.00")


async def test_a_reply_to_several_entries_asks_which(says):
    answer = await says("coffee 3\ncake 4")
    assert answer.text.startswith("#1 Coffee · €3.00")
    answer = await says.reply("5")
    assert answer.text == "That answer is about several entries. Which one? Try: edit #1 5"


async def test_undo_in_a_reply_takes_back_all_entries_of_the_answer(says):
    await says("coffee 3\ncake 4")
    answer = await says.reply("undo")
    assert answer.text == "Undone: #1 Coffee €3.00\nUndone: #2 Cake €4.00"
