"""Repeating an entry, and entries that look repeated."""

from __future__ import annotations

import datetime as dt

from tests.dialog.conftest import NOON, labels


async def test_again_repeats_the_last_one_today(says):
    await says("lunch 12.50 food #work cash yesterday")
    answer = await says("again")
    assert answer.text == "#2 Lunch · €12.50 · 🍽 Food · #work · cash\nToday €12.50"
    assert answer.data["entry"]["tags"] == ["work"]
    assert answer.data["entry"]["payment_method"] == "cash"
    assert labels(answer) == ["Category", "Date", "Undo"]


async def test_again_repeats_any_entry_with_another_amount(says):
    await says("lunch 12.50 food")
    await says("coffee 3")
    assert (await says("again #1")).text.startswith("#3 Lunch · €12.50 · 🍽 Food")
    assert (await says("again 4.20")).text.startswith("#4 Lunch · €4.20 · 🍽 Food")
    assert (await says("again #2 yesterday")).text.startswith("#5 Coffee · €3.00")


async def test_a_redelivered_again_repeats_once(says):
    await says("coffee 3")
    first = await says("again", message_id="a")
    assert await says("again", message_id="a") == first
    assert (await says("undo")).text == "Undone: #2 Coffee €3.00"


async def test_again_with_nothing_before(says):
    assert (await says("again")).text.startswith("There is nothing to repeat yet.")
    assert (await says("again #4")).text == "There is no #4. To see your last ones: list"


async def test_the_same_within_two_minutes_is_recorded_and_asked_about(says):
    await says("lunch 12.50 food")
    says.at = NOON + dt.timedelta(seconds=90)
    answer = await says("lunch 12.50 food", message_id="m")
    assert answer.text == "#2 Lunch · €12.50 · 🍽 Food\nSame as #1?"
    assert answer.rows[0][0].label == "Same, drop this"
    assert answer.rows[0][1].label == "No, both"
    assert await says("lunch 12.50 food", message_id="m") == answer
    says.last = answer
    assert (await says.press("No, both")).text == "Both stay. #2 Lunch · €12.50 · 🍽 Food"
    says.last = answer
    assert (await says.press("Same, drop this")).text == "Undone: #2 Lunch €12.50"


async def test_the_same_later_is_not_asked_about(says):
    await says("lunch 12.50 food")
    says.at = NOON + dt.timedelta(minutes=3)
    assert "Same" not in (await says("lunch 12.50 food")).text
