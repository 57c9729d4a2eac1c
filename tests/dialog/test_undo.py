"""Undo, redo, delete and restore."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels


async def test_undo_twice_takes_back_two_changes(says):
    await says("lunch 12.50 food")
    await says("coffee 3")
    assert (await says("undo")).text == "Undone: #2 Coffee €3.00"
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"
    assert (await says("undo")).text == "Nothing to undo. Type what you spent: lunch 12.50"


async def test_redo_makes_again_what_was_undone_last(says):
    await says("lunch 12.50 food")
    await says("edit #1 13")
    await says("undo")
    await says("undo")
    assert (await says("redo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("redo")).text == "Back: #1 Lunch · €13.00 · 🍽 Food"
    assert (await says("redo")).text == "Nothing to redo."
    assert (await says("undo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"


async def test_redo_does_not_overwrite_a_later_change(says):
    await says("lunch 12.50 food")
    await says("edit #1 13")
    await says("undo")
    await says("edit #1 14")
    assert (await says("redo")).text == "#1 was changed since, so there is nothing to redo."


async def test_undo_and_redo_of_one_message_with_several_expenses(says):
    await says("coffee 3\ncake 4")
    assert (await says("undo")).text == "Undone: #1 Coffee €3.00\nUndone: #2 Cake €4.00"
    answer = await says("redo")
    assert answer.text.startswith("Back: #1 Coffee · €3.00")
    assert "Back: #2 Cake · €4.00" in answer.text
    assert (await says("undo #2")).text == "Undone: #2 Cake €4.00"
    assert (await says("redo")).text.startswith("Back: #2 Cake · €4.00")
    assert (await says("undo")).text == "Undone: #1 Coffee €3.00\nUndone: #2 Cake €4.00"


async def test_the_rest_of_a_message_is_undone_after_a_part_of_it(says):
    await says("coffee 3\ncake 4")
    await says("undo #2")
    assert (await says("undo #2")).text == "That is undone already."
    assert (await says("undo")).text == "Undone: #1 Coffee €3.00"


@pytest.mark.parametrize("said", ["lunch 12.50 food", "coffee 3\ncake 4"])
async def test_undo_pressed_twice_undoes_once(says, said):
    await says(said)
    answer = says.last
    await says.press("Undo")
    says.last = answer
    answer = await says.press("Undo")
    assert "undone already" in answer.text
    assert (await says("history #1")).text.count("\n") == 2


async def test_an_undo_button_of_an_older_version_changes_nothing(says):
    await says("lunch 12.50 food")
    logged = says.last
    await says("edit #1 13")
    says.last = logged
    assert (await says.press("Undo")).text == "#1 has changed since. Type: undo #1"


async def test_a_redelivered_undo_undoes_once(says):
    await says("lunch 12.50 food")
    await says("coffee 3")
    first = await says("undo", message_id="u")
    assert await says("undo", message_id="u") == first
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"


async def test_undo_of_an_expense_that_crossed_a_budget_says_where_it_is_back(says):
    await says("budget food 200 monthly")
    await says("market 118 food")
    answer = await says("groceries 46 food")
    assert answer.text == (
        "#2 Groceries · €46.00 · 🍽 Food\n"
        "⚠️ Food: €164 of €200 (82 %)\n"
        "€36 left for 13 days, €2.76 a day"
    )
    answer = await says("undo")
    assert answer.text == "Undone: #2 Groceries €46.00\nFood is back at €118 of €200."
    assert labels(answer) == ["Redo"]
    assert "⚠️" in (await says("groceries 47 food")).text


async def test_undo_is_only_for_own_changes(says, somebody):
    await says("lunch 12.50 food")
    bob = somebody("bob")
    assert (await bob("undo")).text == "Nothing to undo. Type what you spent: lunch 12.50"
    assert (await bob("undo #1")).text == "There is no #1. To see your last ones: list"


async def test_delete_asks_nothing_and_offers_undo(says):
    await says("lunch 12.50 food")
    answer = await says("delete #1")
    assert answer.text == "Deleted: #1 Lunch €12.50"
    assert labels(answer) == ["Undo"]
    assert (await says.press("Undo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"


async def test_delete_last_and_several(says):
    await says("lunch 12.50 food")
    await says("coffee 3")
    await says("tea 2")
    assert (await says("delete last")).text == "Deleted: #3 Tea €2.00"
    answer = await says("delete #1 #2")
    assert answer.text == "Deleted: #1 Lunch €12.50\nDeleted: #2 Coffee €3.00"
    assert (await says("delete #1")).text == "#1 is undone. To bring it back: restore #1"


async def test_restore_brings_back_what_was_undone(says):
    await says("lunch 12.50 food")
    await says("edit #1 13")
    await says("delete #1")
    answer = await says("restore #1")
    assert answer.text == "Back: #1 Lunch · €13.00 · 🍽 Food\nToday €13"
    assert (await says("undo")).text == "Undone: #1 Lunch €13.00"
    await says("restore #1")
    assert (await says("restore #1")).text == "#1 is there: Lunch · €13.00 · 🍽 Food"
    assert (await says("restore #7")).text == "There is no #7. To see your last ones: list"


@pytest.mark.parametrize("said", ["/undo lunch", "/delete lunch", "/restore lunch", "delete"])
async def test_what_does_not_fit_is_answered_with_an_example(says, said):
    await says("lunch 12.50 food")
    assert (await says(said)).data["error"]["code"] == "usage"


@pytest.mark.parametrize("said", ["undo button repair 20", "remove wallpaper 20", "delete app 3"])
async def test_an_expense_that_begins_like_a_command_is_an_expense(says, said):
    assert (await says(said)).text.startswith("#1 ")
