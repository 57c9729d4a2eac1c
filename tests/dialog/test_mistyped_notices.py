"""Mistakes in what tunes notices: each is told how it is said, and nothing is recorded."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels


@pytest.mark.parametrize(
    ("typed", "rather"),
    [
        ("digest tomorrow", "digest daily 8:00"),
        ("remind weekly banana", "remind weekly friday 17:00"),
        ("warn banana at 50", "There is no category “banana”."),
        ("mute forever", "mute 3 days"),
        ("mute 3 dyas", "mute 3 days"),
        ("mute until yesterday", "That is past."),
        ("quiet 25:00", "quiet 22:00 to 7:00"),
        ("quiet 22 to", "quiet 22:00 to 7:00"),
        ("email nonsense", "email me@example.org"),
        ("email 123456", "No code is waited for."),
        ("notices discord", "notices telegram"),
        ("rent 1200 monthly on the 40th", "rent 1200 monthly on the 1st"),
        ("insurance 300 yearly on 31 february", "rent 1200 monthly on the 1st"),
    ],
)
async def test_a_mistake_is_told_what_to_type_instead(says, typed, rather):
    said = await says(typed)
    assert rather in said.text
    assert "error" in said.data
    assert (await says("list")).data["entries"] == []


async def test_people_in_a_group_may_use_the_words(group):
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", "digest tomorrow")).text == ""


async def test_of_several_that_come_back_one_is_asked_for_with_the_same_verb(says):
    await says("gym 20 weekly on monday")
    await says("netflix 15 every 12th")
    assert (await says("recurring skip")).text.endswith("Say its number: recurring skip 1")


async def test_from_what_was_stopped_a_button_leads_to_what_still_comes_back(says):
    await says("gym 20 weekly on monday")
    await says("netflix 15 every 12th")
    await says("stop netflix")
    said = await says.press("Recurring")
    assert said.text == "1 Gym · €20.00 · weekly on Monday · Mon 23 Nov"


async def test_a_weekday_that_says_when_it_comes_back_is_no_other_date(says):
    said = await says("gym 20 weekly on wednesday")
    assert said.text == "#1 Gym · €20.00 · 🩺 Health\nWeekly on Wednesday, next Wed 25 Nov."
    assert "No, today" not in labels(said)
