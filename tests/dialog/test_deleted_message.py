"""A message deleted within a day takes back what it recorded."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from tests.dialog.conftest import NOON, Conversation, labels

SOON = NOON + dt.timedelta(hours=1)
LATE = NOON + dt.timedelta(hours=24, seconds=1)


async def deletes(says, message_id="m", *, at=SOON):
    """The message, sent at noon, is deleted."""
    return await says(message_id=message_id, sent_at=NOON, deleted_at=at)


async def test_a_deleted_message_takes_back_its_entry_and_offers_to_restore_it(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await deletes(says)
    assert answer.text == "Undone: #1 Lunch €12.50\nYou deleted its message."
    assert labels(answer) == ["Restore"]
    assert answer.data["deleted"] == [1]
    assert (await says("list")).text.startswith("No entries")
    says.last = answer
    assert (await says.press("Restore")).text.startswith("Back: #1 Lunch · €12.50 · 🍽 Food")


async def test_restoring_twice_changes_nothing_more(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await deletes(says)
    await says.press("Restore")
    says.last = answer
    assert (await says.press("Restore")).text.startswith("#1 is there: ")


async def test_the_budget_is_back_where_it_was(says):
    await says("budget food 200 monthly")
    await says("coffee 3 food")
    await says("lunch 12.50 food", message_id="m")
    assert (await deletes(says)).text.endswith("Food is back at €3 of €200.")


async def test_all_entries_of_a_message_go_in_one_turn(says):
    await says("coffee 3\ncake 4\ntea 2", message_id="m")
    await says("undo #2")
    answer = await deletes(says)
    assert (
        answer.text == "Undone: #1 Coffee €3.00\nUndone: #3 Tea €2.00\nYou deleted their message."
    )
    answer = await says("undo")
    assert answer.text.startswith("Back: #1 Coffee")
    assert "Back: #3 Tea" in answer.text
    assert "#2" not in answer.text


async def test_what_an_edit_added_or_corrected_goes_too(says):
    await says("coffee 3", message_id="m")
    await says("cake 4\ncoffee 3.50", message_id="m", edited_at=NOON + dt.timedelta(minutes=1))
    answer = await deletes(says)
    assert (
        answer.text == "Undone: #1 Cake €4.00\nUndone: #2 Coffee €3.50\nYou deleted their message."
    )


async def test_what_was_corrected_since_goes_as_it_is_and_comes_back_so(says):
    await says("lunch 12.50 food", message_id="m")
    await says("edit #1 amount 13")
    assert (await deletes(says)).text.startswith("Undone: #1 Lunch €13.00")
    assert (await says.press("Restore")).text.startswith("Back: #1 Lunch · €13.00")


async def test_undo_takes_the_deletion_back_and_redo_makes_it_again(says):
    await says("lunch 12.50 food", message_id="m")
    await deletes(says)
    assert (await says("undo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("redo")).text.startswith("Undone: #1 Lunch €12.50")


async def test_history_says_that_the_message_was_deleted(says):
    await says("lunch 12.50 food", message_id="m")
    await deletes(says)
    assert "Mia: undone, its message deleted" in (await says("history #1")).text


async def test_a_message_deleted_after_a_day_keeps_its_entry(says):
    await says("lunch 12.50 food", message_id="m")
    assert (await deletes(says, at=LATE)).is_silent
    assert "#1" in (await says("list")).text
    assert (await deletes(says, at=LATE - dt.timedelta(seconds=1))).text.startswith("Undone: #1")


@pytest.mark.parametrize(
    "said", ["budget food 200 monthly", "report", "hello", "edit #1 amount 13", "undo", "delete #1"]
)
async def test_deleting_what_recorded_nothing_changes_nothing_and_says_nothing(says, said):
    await says("tea 2")
    await says(said, message_id="m")
    before = (await says("list")).text, (await says("budgets")).text
    assert (await deletes(says)).is_silent
    assert ((await says("list")).text, (await says("budgets")).text) == before


async def test_again_is_taken_back_with_its_message(says):
    await says("lunch 12.50 food")
    await says("again", message_id="m")
    assert (await deletes(says)).text.startswith("Undone: #2 Lunch €12.50")


async def test_deleting_the_message_of_an_undone_entry_says_nothing_and_stays_so(says):
    await says("lunch 12.50 food", message_id="m")
    await says("undo")
    assert (await deletes(says)).is_silent
    await says("restore #1")
    assert (await deletes(says)).is_silent
    assert "#1" in (await says("list")).text


async def test_a_redelivered_deletion_answers_as_before(says):
    await says("lunch 12.50 food", message_id="m")
    first = await deletes(says)
    assert await deletes(says) == first
    await says("restore #1")
    assert await deletes(says) == first
    assert "#1" in (await says("list")).text


async def test_a_redelivered_deletion_whose_answer_has_arrived_is_not_answered_again(says):
    await says("lunch 12.50 food", message_id="m")
    await says.shown(await deletes(says), "a1")
    assert (await deletes(says)).answered


async def test_the_same_deletion_twice_at_once_happens_once(says):
    await says("lunch 12.50 food", message_id="m")
    first, second = await asyncio.gather(deletes(says), deletes(says))
    assert first == second


async def test_a_redelivered_message_after_its_deletion_records_nothing(says):
    await says("lunch 12.50 food", message_id="m")
    await deletes(says)
    again = await says("lunch 12.50 food", message_id="m")
    assert again.text == "#1 is recorded and was undone."
    assert (await says("list")).text.startswith("No entries")


async def test_a_deletion_before_its_message_waits_for_it(says):
    await says("tea 2")
    assert (await deletes(says)).is_silent
    for _ in range(2):
        assert (await says("lunch 12.50 food", message_id="m", sent_at=NOON)).is_silent
        assert (await deletes(says)).is_silent
    assert "Lunch" not in (await says("list")).text


async def test_a_deletion_and_its_message_at_once_end_without_an_entry(says):
    await says("tea 2")
    for number in range(6):
        name = f"both{number}"
        await asyncio.gather(says("lunch 12.50 food", message_id=name), deletes(says, name))
    assert "Lunch" not in (await says("list")).text


@pytest.mark.parametrize("said", ["lunch 12.50 food", "report", "hello"])
async def test_an_edit_that_arrives_after_the_deletion_changes_nothing(says, said):
    edited_at = NOON + dt.timedelta(minutes=1)
    await says("tea 2")
    await says(said, message_id="m")
    await deletes(says)
    for _ in range(2):
        assert (await says("lunch 13 food", message_id="m", edited_at=edited_at)).is_silent
    assert "Lunch" not in (await says("list")).text


async def test_an_edit_of_a_message_whose_deletion_came_first_changes_nothing(says):
    await says("tea 2")
    await deletes(says)
    edited_at = NOON + dt.timedelta(minutes=1)
    assert (await says("lunch 13", message_id="m", edited_at=edited_at)).is_silent
    assert (await says("lunch 12.50", message_id="m")).is_silent
    assert "Lunch" not in (await says("list")).text


async def test_a_deletion_by_somebody_unknown_makes_nobody_known(says):
    assert (await deletes(says)).is_silent
    async with says.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM users")) == 0


async def test_a_deletion_after_forget_me_says_nothing(says):
    await says("lunch 12.50 food", message_id="m")
    says.at = SOON
    await says("forget me now")
    assert (await deletes(says)).is_silent
    async with says.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM users")) == 0


async def test_a_message_of_the_same_name_in_another_chat_stays(says, sessions):
    await says("lunch 12.50 food", message_id="m")
    ana = Conversation(sessions, name="ana")
    await ana("tea 2")
    assert (await deletes(ana)).is_silent
    assert "Lunch" in (await says("list")).text
