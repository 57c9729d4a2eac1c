"""An edited message corrects its entry."""

from __future__ import annotations

import asyncio
import datetime as dt

from tests.dialog.conftest import NOON, labels

FIRST = NOON + dt.timedelta(minutes=1)
SECOND = NOON + dt.timedelta(minutes=2)


async def test_an_edit_changes_what_reads_differently(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert answer.text == "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"
    assert labels(answer) == ["Undo"]
    assert (await says.press("Undo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"


async def test_an_edit_to_a_bare_amount_changes_the_amount(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await says("13", message_id="m", edited_at=FIRST)
    assert answer.text == "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"


async def test_a_bare_amount_for_several_expenses_changes_none(says):
    await says("coffee 3\ncake 4", message_id="m")
    answer = await says("5", message_id="m", edited_at=FIRST)
    assert answer.text.endswith("That reads as no expense now, so the entry stays.")


async def test_an_edit_leaves_what_was_corrected_otherwise(says):
    await says("lunch 12.50", message_id="m")
    await says("edit #1 category gifts")
    await says("edit #1 yesterday")
    answer = await says("lunch 13", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#1 Lunch · €13.00 · 🎁 Gifts · Tue 17 Nov\nWas €12.50")


async def test_an_edit_changes_every_field_that_it_names(says):
    await says("lunch 12.50 food #work cash // with Ana", message_id="m")
    answer = await says("taxi $9 yesterday #trip // alone", message_id="m", edited_at=FIRST)
    entry = answer.data["entry"]
    assert (entry["description"], entry["amount"], entry["currency"]) == ("taxi", "9.00", "USD")
    assert (entry["date"], entry["category"]) == ("2026-11-17", "Transport")
    assert (entry["tags"], entry["note"], entry["payment_method"]) == (["trip"], "alone", None)


async def test_undo_takes_back_the_edit_and_then_the_entry(says):
    await says("lunch 12.50 food", message_id="m")
    await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert (await says("undo")).text == "Back: #1 Lunch · €12.50 · 🍽 Food"
    assert (await says("undo")).text == "Undone: #1 Lunch €12.50"


async def test_a_redelivered_edit_answers_as_before(says):
    await says("lunch 12.50 food", message_id="m")
    first = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    again = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert again == first
    assert (await says("history #1")).text.count("\n") == 2


async def test_the_same_edit_twice_at_once_applies_once(says):
    await says("lunch 12.50 food", message_id="m")
    first, second = await asyncio.gather(
        says("lunch 13 food", message_id="m", edited_at=FIRST),
        says("lunch 13 food", message_id="m", edited_at=FIRST),
    )
    assert first == second
    assert (await says("history #1")).text.count("\n") == 2


async def test_an_older_edit_that_arrives_later_changes_nothing(says):
    await says("lunch 12.50 food", message_id="m")
    await says("lunch 14 food", message_id="m", edited_at=SECOND)
    answer = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#1 Lunch · €14.00 · 🍽 Food")
    assert (await says("history #1")).text.count("\n") == 2


async def test_two_edits_in_order_both_apply(says):
    await says("lunch 12.50 food", message_id="m")
    await says("lunch 13 food", message_id="m", edited_at=FIRST)
    answer = await says("dinner 13 food", message_id="m", edited_at=SECOND)
    assert answer.text.startswith("#1 Dinner · €13.00 · 🍽 Food\nWas Lunch")


async def test_an_edit_before_its_message_is_the_message(says):
    await says("hello")
    edit = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert edit.text == "#1 Lunch · €13.00 · 🍽 Food\nToday €13"
    message = await says("lunch 12.50 food", message_id="m")
    assert message.text == edit.text
    again = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert again.text == edit.text
    assert (await says("coffee 3")).text.startswith("#2 ")


async def test_an_edit_before_its_message_that_is_no_expense_leaves_nothing_to_log(says):
    await says("tea 2")
    edit = await says("thanks a lot", message_id="m", edited_at=FIRST)
    message = await says("lunch 12.50 food", message_id="m")
    assert message.text == edit.text
    assert (await says("coffee 3")).text.startswith("#2 ")


async def test_a_redelivered_edit_whose_answer_has_arrived_is_not_answered_again(says):
    await says("lunch 12.50 food", message_id="m")
    first = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    await says.shown(first, "a1")
    again = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert again.answered
    assert not (await says("lunch 12.50 food", message_id="m")).answered


async def test_an_edit_of_what_was_not_understood_is_logged(says):
    await says("lunch", message_id="m")
    answer = await says("lunch 13", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#1 Lunch · €13.00")
    answer = await says("lunch 14", message_id="m", edited_at=SECOND)
    assert answer.text.startswith("#1 Lunch · €14.00")


async def test_an_edit_of_a_split_that_was_refused_is_logged_once(says):
    await says("dinner 84 with @ana", message_id="m")
    await says("dinner 28", message_id="m", edited_at=FIRST)
    answer = await says("dinner 29", message_id="m", edited_at=SECOND)
    assert answer.text.startswith("#1 Dinner · €29.00")


async def test_what_is_no_expense_any_more_stays_and_undo_is_offered(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await says("never mind", message_id="m", edited_at=FIRST)
    assert answer.text == (
        "#1 Lunch · €12.50 · 🍽 Food\nThat reads as no expense now, so the entry stays."
    )
    assert labels(answer) == ["Undo"]
    assert (await says.press("Undo")).text == "Deleted: #1 Lunch €12.50"


async def test_an_edit_to_too_long_a_note_changes_nothing(says):
    await says("lunch 12.50 food", message_id="m")
    answer = await says("lunch 13 food // " + "x" * 1001, message_id="m", edited_at=FIRST)
    assert answer.text.startswith("That note has 1,001 characters")
    answer = await says("lunch 13 food // short", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#1 Lunch · €13.00")


async def test_several_expenses_are_corrected_part_by_part(says):
    await says("coffee 3\ncake 4\ntea 2", message_id="m")
    answer = await says("coffee 3\ncake 5\ntea 2.50", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#2 Cake · €5.00")
    assert "#3 Tea · €2.50" in answer.text
    assert "#1" not in answer.text


async def test_a_line_added_by_an_edit_is_a_new_entry(says):
    await says("coffee 3", message_id="m")
    answer = await says("cake 4\ncoffee 3", message_id="m", edited_at=FIRST)
    assert answer.text.startswith("#2 Cake · €4.00")
    assert (await says("undo")).text == "Undone: #2 Cake €4.00"


async def test_a_line_removed_by_an_edit_stays_and_undo_is_offered(says):
    await says("coffee 3\ncake 4\ntea 2", message_id="m")
    answer = await says("coffee 3\ntea 3", message_id="m", edited_at=FIRST)
    assert "#3 Tea · €3.00" in answer.text or "#2 Tea · €3.00" in answer.text
    assert "stays, though its text is gone." in answer.text


async def test_an_edit_does_not_revive_an_undone_entry(says):
    await says("lunch 12.50 food", message_id="m")
    await says("undo")
    answer = await says("lunch 13 food", message_id="m", edited_at=FIRST)
    assert answer.text == "#1 was undone, so the edit changes nothing: restore #1"


async def test_an_edited_edit_is_said_anew(says):
    await says("lunch 12.50 food")
    await says("edit #1 amount 13", message_id="e")
    answer = await says("edit #1 amount 14", message_id="e", edited_at=FIRST)
    assert answer.text.startswith("#1 Lunch · €14.00 · 🍽 Food\nWas €13.00")
    again = await says("edit #1 amount 14", message_id="e", edited_at=FIRST)
    assert again == answer


async def test_an_edited_undo_is_not_done_again(says):
    await says("lunch 12.50 food")
    await says("undo", message_id="u")
    answer = await says("undo #1", message_id="u", edited_at=FIRST)
    assert answer.text == "An edited “undo” is not done again. To take it back: undo"


async def test_an_edit_to_the_same_text_changes_nothing(says):
    first = await says("lunch 12.50 food", message_id="m")
    answer = await says("lunch 12.50 food", message_id="m", edited_at=FIRST)
    assert answer.lines[0] == first.lines[0]
    assert (await says("history #1")).text.count("\n") == 1


async def test_an_edited_slash_command_is_compared_like_any_text(says):
    await says("/e@expenseiq_bot lunch 12.50 food", message_id="m")
    answer = await says("/e@expenseiq_bot lunch 13 food", message_id="m", edited_at=FIRST)
    assert answer.text == "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"
