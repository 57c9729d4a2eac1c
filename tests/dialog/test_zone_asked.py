"""The time zone is asked for when it first matters, by the answer to an entry."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.core import get_global

from bots.dialog import zones
from tests.dialog.conftest import labels
from tests.dialog.test_once import statements

NIGHT = dt.datetime(2026, 11, 17, 22, 30, tzinfo=dt.UTC)
"""23:30 on Tuesday in Berlin."""
SMALL_HOURS = dt.datetime(2026, 11, 18, 1, 15, tzinfo=dt.UTC)
"""02:15 on Wednesday in Berlin."""
ASKED = "I took Di. 17. Nov., as it is 23:30 in Berlin. Right for you?"


@pytest.fixture
def guessed(somebody):
    """Somebody whose platform tells German, and no more; late in the evening."""
    zoe = somebody("zoe", locale="de", timezone=None)
    zoe.at = NIGHT
    return zoe


@pytest.fixture
async def old(guessed):
    """The same with an entry behind them, which was not doubtful."""
    guessed.at = NIGHT - dt.timedelta(hours=10)
    assert "Berlin" not in (await guessed("tee 2")).text
    guessed.at = NIGHT
    return guessed


async def test_a_late_entry_asks_whether_the_guess_is_right(old):
    answer = await old("taxi 9")
    assert answer.text.replace("\xa0", " ").split("\n") == [
        "#2 Taxi · 9,00 € · 🚌 Transport",
        "Today 11 €",
        ASKED,
    ]
    assert [[b.label for b in row] for row in answer.rows] == [
        ["Category", "Date", "Undo"],
        ["Yes, Berlin", "Mi. 18. Nov.", "Set time zone"],
    ]


async def test_nothing_is_asked_by_day_or_before_the_first_entry(guessed):
    assert "Berlin" not in (await guessed("hi")).text
    assert "Berlin" not in (await guessed("report today")).text
    guessed.at = NIGHT - dt.timedelta(hours=8)
    assert "Berlin" not in (await guessed("taxi 9")).text


async def test_nothing_is_asked_of_whom_the_platform_told(somebody):
    zoe = somebody("zoe", locale="de", timezone="Europe/Berlin")
    zoe.at = NIGHT
    assert "Berlin" not in (await zoe("taxi 9")).text
    assert (await zoe("timezone")).text.startswith("Time zone Europe/Berlin: it is 23:30 there.\n")


async def test_a_zone_that_nobody_knows_is_none_that_was_told(somebody):
    zoe = somebody("zoe", locale="de", timezone="Mars/Olympus_Mons")
    zoe.at = NIGHT
    assert ASKED in (await zoe("taxi 9")).text


async def test_the_guess_is_confirmed(old):
    await old("taxi 9")
    answer = await old.press("Yes, Berlin")
    assert answer.text == "Time zone Europe/Berlin: it is 23:30 there."
    assert labels(answer) == []
    assert (await old("timezone")).text.startswith("Time zone Europe/Berlin: it is 23:30 there.\n")
    old.at += dt.timedelta(days=1)
    assert "Berlin" not in (await old("taxi 8")).text


async def test_the_other_day_moves_the_entry_and_leaves_the_zone_open(old):
    await old("taxi 9")
    answer = await old.press("Mi. 18. Nov.")
    assert answer.data["entry"]["date"] == "2026-11-18"
    assert (await old("timezone")).text.startswith("Time zone Europe/Berlin: it is 23:30 there, I")


async def test_after_midnight_the_other_day_is_the_one_before(old):
    old.at = SMALL_HOURS
    answer = await old("taxi 9")
    assert answer.text.endswith("I took Mi. 18. Nov., as it is 02:15 in Berlin. Right for you?")
    assert "Di. 17. Nov." in labels(answer)


@pytest.mark.parametrize(
    ("typed", "other"),
    [("taxi 9 yesterday", "2026-11-17"), ("taxi 9 gestern", "2026-11-17")],
)
async def test_a_day_by_the_clock_asks_too(old, typed, other):
    answer = await old(typed)
    assert answer.data["entry"]["date"] == "2026-11-16"
    assert "I took Mo. 16. Nov., as" in answer.text
    assert (await old.press("Di. 17. Nov.")).data["entry"]["date"] == other


@pytest.mark.parametrize("typed", ["taxi 9 12 nov", "taxi 9 2026-11-17", "taxi 9 17.11."])
async def test_a_day_by_its_date_asks_nothing(old, typed):
    assert "Berlin" not in (await old(typed)).text


async def test_it_is_asked_once_a_night(old):
    assert ASKED in (await old("taxi 9")).text
    assert "Berlin" not in (await old("bier 4")).text
    old.at += dt.timedelta(hours=3)
    assert "Berlin" not in (await old("bier 5")).text
    old.at = NIGHT + dt.timedelta(days=1)
    assert "23:30 in Berlin" in (await old("bier 6")).text


async def test_a_redelivered_message_asks_as_it_did(old):
    first = await old("taxi 9", message_id="z")
    assert await old("taxi 9", message_id="z") == first
    second = await old("bier 4", message_id="y")
    assert await old("bier 4", message_id="y") == second
    assert (await old("taxi 9", message_id="z")).text.endswith(ASKED)
    await old("timezone berlin")
    assert "Berlin" not in (await old("taxi 9", message_id="z")).text


async def test_an_entry_that_asks_is_two_statements_and_a_commit(old, engine):
    with statements(engine) as sent:
        assert ASKED in (await old("taxi 9")).text
    assert len(sent) == 3


async def test_the_first_entry_asks_for_its_day_and_its_currency(somebody):
    zoe = somebody("zoe", locale="de", timezone=None, currency=None)
    zoe.at = NIGHT
    answer = await zoe("taxi 9")
    assert len(answer.lines) == 3
    assert [[b.label for b in row] for row in answer.rows] == [
        ["Category", "Mi. 18. Nov.", "Set time zone", "Undo"],
        ["€ EUR", "$ USD", "£ GBP", "Other"],
    ]


@pytest.mark.parametrize("typed", ["qwerty 9", "sofa 1.200 yesterday", "tee 2\nbier 4"])
async def test_there_is_room_beside_a_doubt(old, typed):
    answer = await old(typed)
    assert "Right for you?" in answer.lines[-1][0].text
    assert "Set time zone" in labels(answer)
    assert len(answer.lines) == 3
    assert len(answer.rows) == 2
    assert max(len(row) for row in answer.rows) <= 4


async def test_a_warning_comes_before_it(old):
    await old("budget 10")
    answer = await old("taxi 9")
    assert "⚠️" in answer.text
    assert "Right for you?" not in answer.text
    assert len(answer.lines) == 3


async def test_a_repeated_entry_is_dated_by_the_clock_too(old):
    assert ASKED in (await old("again")).text


async def test_the_zone_is_chosen_and_the_entry_moved(somebody):
    zoe = somebody("zoe", locale="es", timezone=None)
    zoe.at = NIGHT
    zoe.at = dt.datetime(2026, 11, 18, 0, 30, tzinfo=dt.UTC)
    assert (await zoe("taxi 9")).data["entry"]["date"] == "2026-11-18"
    answer = await zoe.press("Set time zone")
    assert answer.text.startswith("Time zone Europe/Madrid: it is 1:30 there, I guess.\n")
    assert labels(answer) == ["Madrid", "Mexico City", "Bogota", "Lima", "Santiago", "Buenos Aires"]
    assert len(answer.rows) == 2
    answer = await zoe.press("Mexico City")
    assert answer.text == (
        "Time zone America/Mexico_City: it is 18:30 there.\n"
        "#1 was logged by another clock. Move it?"
    )
    assert (await zoe.press("#1 to mar 17 nov")).data["entry"]["date"] == "2026-11-17"
    assert (await zoe("timezone tokyo")).text == "Time zone Asia/Tokyo: it is 9:30 there."


async def test_where_no_country_is_told_there_is_nothing_to_confirm(somebody):
    zoe = somebody("zoe", locale="en", timezone=None)
    zoe.at = NIGHT
    answer = await zoe("taxi 9")
    assert answer.text.endswith("\nI took Tue 17 Nov, as it is 22:30 UTC. Right for you?")
    assert labels(answer)[-2:] == ["Wed 18 Nov", "Set time zone"]
    assert "New York" in labels(await zoe.press("Set time zone"))


async def test_settings_say_that_it_is_a_guess(old):
    assert "Time zone Europe/Berlin: it is 23:30 there, I guess." in (await old("settings")).text


async def test_a_zone_that_is_told_later_is_adopted(old):
    assert "Berlin" not in (await old("taxi 9", timezone="America/New_York")).text
    assert (await old("timezone")).text.startswith("Time zone America/New_York: it is 17:30 there.")
    assert (await old("bier 4", timezone="Asia/Tokyo")).data["entry"]["date"] == "2026-11-17"
    assert (await old("timezone")).data["timezone"] == "America/New_York"


def test_every_country_has_a_zone_and_it_exists():
    countries = get_global("territory_zones").keys() - {"AQ", "UM", "ZZ"}
    assert [c for c in countries if zones.of_country(c) not in zones.every()] == []


@pytest.mark.parametrize("language", sorted(zones._SPOKEN_IN))
def test_zones_to_choose_from_exist(language):
    found = zones.likely(language, "UTC")
    assert len(found) > 2
    assert set(found) <= zones.every()
    assert all(zones.find(zone) == (zone,) for zone in found)
