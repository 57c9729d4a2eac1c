"""Recurring entries changed, paused, skipped, stopped; each change can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.comes_back import Days
from tests.dialog.conftest import labels


@pytest.fixture
def days(sessions):
    return Days(sessions)


@pytest.fixture
async def netflix(says):
    """Netflix on the 12th, set up on 18 November."""
    return await says("netflix 15.99 every 12th", message_id="n")


NOW = "Netflix · €15.99 · 🎬 Fun\nMonthly on the 12th, next Sat 12 Dec."
pytestmark = pytest.mark.usefixtures("netflix")


async def test_they_are_listed_by_number(says):
    await says("gym 20 weekly on monday")
    await says("recurring pause gym")
    shown = await says("recurring")
    assert shown.text == (
        "1 Netflix · €15.99 · monthly on the 12th · Sat 12 Dec\n"
        "2 Gym · €20.00 · weekly on Monday · paused"
    )
    assert [one["number"] for one in shown.data["recurring"]] == [1, 2]
    assert (await says.press("1 Netflix")).text == NOW
    assert labels(says.last) == ["Skip next", "Pause", "Change", "Stop"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("recurring pause 1", "Monthly on the 12th: paused."),
        ("pause netflix", "Monthly on the 12th: paused."),
        ("recurring stop 1", "Monthly on the 12th: stopped."),
        ("stop netflix", "Monthly on the 12th: stopped."),
        ("recurring skip 1", "Skipped: Netflix on Sat 12 Dec.\nMonthly on the 12th, next Tue 12"),
        ("recurring change 1 amount 16.99", "Netflix · €16.99 · 🎬 Fun\nMonthly on the 12th"),
        ("recurring change 1 16.99", "Netflix · €16.99"),
        ("recurring change netflix category home", "Netflix · €15.99 · 🏠 Home"),
        ("recurring change 1 name disney", "Disney · €15.99"),
        ("recurring change 1 on the 3rd", "Monthly on the 3rd, next Thu 3 Dec."),
        ("recurring change 1 on the last day", "Monthly on the last day, next Thu 31 Dec."),
        ("recurring change 1 weekly on friday", "Weekly on Friday, next Fri 20 Nov."),
        ("recurring change 1 every 2 months", "Every 2 months on the 19th, next Thu 19 Nov."),
        ("recurring change 1 until 2028", "Monthly on the 12th, until Sun 31 Dec 2028"),
    ],
)
async def test_a_change_is_said_and_taken_back_by_its_button_or_by_undo(says, typed, said):
    assert said in (await says(typed)).text
    assert (await says.press("Undo")).text == f"Back: {NOW}"
    assert said.split("\n")[-1].split(":")[0] in (await says.press("Redo")).text
    await says("/recurring undo 1 v4")
    assert (await says("recurring 1")).text == NOW
    assert said in (await says(typed)).text
    assert (await says("undo")).text == f"Back: {NOW}"


async def test_an_end_can_be_taken_away(says):
    await says("recurring change 1 until 2028")
    assert (await says("recurring change 1 forever")).text == NOW


async def test_a_change_is_for_what_comes(says, days):
    await days.until("2026-12-12")
    says.at = days.now
    await says("recurring change 1 16.99")
    await days.until("2027-01-12")
    assert await days.rows("SELECT amount FROM entries ORDER BY no") == [(1599,), (1699,)]


async def test_a_changed_day_is_not_recorded_twice_in_its_month(says, days):
    await days.until("2026-12-12")
    says.at = days.now
    assert "next Wed 20 Jan 2027" in (await says("recurring change 1 on the 20th")).text


async def test_a_skipped_date_is_not_recorded(says, days):
    await says("skip netflix")
    assert await days.until("2026-12-13") == []
    assert "#1 Netflix" in (await days.until("2027-01-12"))[0]


async def test_what_was_missed_while_paused_is_not_recorded(says, days):
    await says("pause netflix")
    assert await days.until("2027-01-20") == []
    says.at = days.now
    assert "next Fri 12 Feb" in (await says("resume netflix")).text
    assert await days.until("2027-01-21") == []


async def test_setting_it_up_is_undone_and_redone(says, days):
    said = await says("undo")
    assert said.text == "Undone: Netflix · €15.99 does not come back."
    assert (await says.press("Redo")).text == f"Back: {NOW}"
    await days.until("2026-12-12")
    assert await days.booked() == ["2026-12-12 netflix"]


async def test_undo_takes_an_entry_and_what_comes_after_it(says, days):
    await says("tea 2 daily")
    assert (await says.press("Undo")).text == "Undone: #1 Tea €2.00\nIt does not come back either."
    assert "next Thu 19 Nov" in (await says("redo")).text
    assert (await says("undo")).text == "Undone: #1 Tea €2.00\nIt does not come back either."
    assert await days.until("2026-11-25") == []


async def test_an_old_button_changes_nothing(says):
    await says("recurring skip 1")
    old = says.last
    await says("recurring skip 1")
    says.last = old
    assert "has changed since" in (await says.press("Undo")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("recurring stop 9", "There is no recurring entry 9. To see yours: recurring"),
        ("recurring change 1 banana", "I can't read that as a change; nothing was changed."),
        ("recurring change 1 refund 5", "I can't read that as a change"),
        ("recurring change 1 yesterday", "I can't read that as a change"),
        ("recurring change 1 until 2020-01-01", "That ends before it comes back."),
        ("stop smoking", "Nothing called “smoking” comes back here. To see what does: recurring"),
        ("/recurring what is 3", "Try: recurring"),
    ],
)
async def test_what_is_not_understood_changes_nothing(says, typed, said):
    assert said in (await says(typed)).text
    assert (await says("recurring 1")).text == NOW


async def test_a_name_that_two_have_is_asked_for(says):
    await says("netflix kids 5 every 12th")
    said = await says("recurring stop netflix")
    assert "stopped" in said.text  # the one whose whole name it is
    await says("undo")
    await says("recurring change 1 name netflix plus")
    assert (await says("stop netflix")).text == (
        "Which one: 1 Netflix plus, 2 Netflix kids? Say its number: recurring stop 1"
    )


async def test_stop_5_is_an_expense(says, days):
    await says("stop 5")
    assert await days.booked() == ["2026-11-18 stop"]


async def test_an_edited_message_changes_what_comes(says, days):
    at = dt.datetime(2026, 11, 18, 13, tzinfo=dt.UTC)
    said = await says("netflix 17.99 every 14th", message_id="n", edited_at=at)
    assert said.text == "Netflix · €17.99 · 🎬 Fun\nMonthly on the 14th, next Mon 14 Dec."
    again = await says("netflix 17.99 every 14th", message_id="n", edited_at=at)
    assert again.text == said.text
    assert await days.rows("SELECT count(*) FROM recurring") == [(1,)]
    later = at + dt.timedelta(hours=1)
    said = await says("netflix 17.99", message_id="n", edited_at=later)
    assert "does not say how often" in said.text
    assert "stopped" in (await says.press("Stop it")).text


async def test_an_edited_message_changes_its_entry_and_what_comes(says, days):
    await says("tea 2 daily", message_id="t")
    at = dt.datetime(2026, 11, 18, 13, tzinfo=dt.UTC)
    said = await says("tea 3 weekly", message_id="t", edited_at=at)
    assert "€3.00" in said.text
    assert "Weekly on Wednesday, next Wed 25 Nov." in said.text
    await days.until("2026-11-25")
    assert await days.booked() == ["2026-11-18 tea", "2026-11-25 tea"]


async def test_a_message_edited_to_come_back_does(says, days):
    await says("tea 2", message_id="t")
    at = dt.datetime(2026, 11, 18, 13, tzinfo=dt.UTC)
    said = await says("tea 2 weekly", message_id="t", edited_at=at)
    assert "Weekly on Wednesday, next Wed 25 Nov." in said.text
    assert await days.booked() == ["2026-11-18 tea"]


async def test_a_deleted_message_stops_what_it_set_up(says, days):
    said = await says(message_id="n", sent_at=says.at, deleted_at=says.at)
    assert said.text == ("Undone: Netflix · €15.99 does not come back.\nYou deleted its message.")
    await says("tea 2 daily", message_id="t")
    said = await says(message_id="t", sent_at=says.at, deleted_at=says.at)
    assert "It does not come back either." in said.text
    assert await days.until("2026-12-30") == []
