"""Replies to an answer correct its entry."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels
from tests.dialog.test_once import statements


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


async def test_a_reply_by_name_finds_the_entry_of_the_answer(says):
    await says.shown(await says("lunch 12.50 food"), "a1")
    await says("coffee 3")
    answer = await says("13", replies_to="a1")
    assert answer.text.startswith("#1 Lunch · €13.00 · 🍽 Food\nWas €12.50")


async def test_a_reply_to_one_s_own_message_corrects_its_entry(says):
    await says("lunch 12.50 food", message_id="m")
    await says("coffee 3")
    assert (await says("yesterday", replies_to="m")).text.startswith("#1 Lunch · €12.50 · 🍽 Food ·")
    assert (await says("undo", replies_to="m")).text.startswith("Back: #1 Lunch")


async def test_all_replies_in_a_thread_are_about_the_entry_it_began_with(says):
    await says("lunch 12.50 food", message_id="root")
    assert (await says("13", replies_to="root")).text.startswith("#1 Lunch · €13.00")
    assert (await says("transport", replies_to="root")).text.startswith("#1 Lunch · €13.00 · 🚌")
    assert (await says("delete", replies_to="root")).text == "Deleted: #1 Lunch €13.00"


async def test_the_newest_answer_of_a_name_counts(says):
    await says("coffee 3")
    await says("tea 2")
    await says.shown(await says("edit #2 category"), "a1")
    await says.shown(await says("edit #1 amount 4"), "a1")
    assert (await says("5", replies_to="a1")).text.startswith("#1 Coffee · €5.00")


async def test_an_answer_that_changed_nothing_is_about_the_entries_it_names(says):
    await says("lunch 12.50 food")
    await says("coffee 3")
    await says.shown(await says("edit #1 category"), "a1")
    assert (await says("13", replies_to="a1")).text.startswith("#1 Lunch · €13.00")


async def test_a_quoted_number_comes_before_the_name(says):
    await says("lunch 12.50 food", message_id="m")
    second = await says("coffee 3")
    answer = await says.reply("4", second, replies_to="m")
    assert answer.text.startswith("#2 Coffee · €4.00")


@pytest.mark.parametrize("name", ["never seen", "r"])
async def test_a_reply_to_a_message_without_an_entry_is_a_message(says, name):
    await says("report", message_id="r")
    assert (await says("coffee 3", replies_to=name)).text.startswith("#1 Coffee · €3.00")


async def test_somebody_else_s_message_of_the_same_name_is_not_meant(says, somebody):
    await says("lunch 12.50 food", message_id="m")
    ana = somebody("ana")
    await ana("tea 2")
    assert (await ana("13", replies_to="m")).text == "13 for what? Try: lunch 13"


async def test_a_redelivered_reply_by_name_answers_as_before(says):
    await says("lunch 12.50 food", message_id="m")
    first = await says("13", replies_to="m", message_id="r")
    assert await says("13", replies_to="m", message_id="r") == first
    assert (await says("history #1")).text.count("\n") == 2


async def test_only_a_reply_by_name_costs_a_statement(says, engine):
    await says("lunch 12.50 food", message_id="m")
    with statements(engine) as sent:
        await says("coffee 3")
    assert len(sent) == 3
    with statements(engine) as sent:
        await says("coffee 3", replies_to="never seen")
    assert len(sent) == 4
