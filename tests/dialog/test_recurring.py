"""Recurring entries of one's own: set up by a message, recorded on their dates, told once."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from expenseiq_core.services import recurring
from scheduler.planning import Planner
from tests.dialog.comes_back import Days
from tests.dialog.conftest import labels


@pytest.fixture
def days(sessions):
    return Days(sessions)


async def test_an_entry_that_comes_back_is_recorded_on_its_date(says, days):
    said = await says("rent 1200 monthly on the 1st")
    assert said.text == "Rent · €1,200.00 · 🏠 Home\nMonthly on the 1st, next Tue 1 Dec."
    assert labels(said) == ["Also Sun 1 Nov", "Change", "Undo"]
    assert said.data["recurring"]["next"] == "2026-12-01"
    assert await days.booked() == []
    assert await days.until("2026-11-30") == []
    assert await days.until("2026-12-01") == [
        "#1 Rent · €1,200.00 · 🏠 Home\nToday €1,200\nAgain Fri 1 Jan 2027."
    ]
    assert await days.until("2026-12-02") == []
    assert await days.booked() == ["2026-12-01 rent"]


async def test_what_is_due_today_is_recorded_at_once_and_only_once(says, days):
    said = await says("netflix 15.99 monthly on the 18th")
    assert said.text == ("#1 Netflix · €15.99 · 🎬 Fun\nMonthly on the 18th, next Fri 18 Dec.")
    assert await days.until("2026-11-18", dt.time(23)) == []
    await days.until("2026-12-18")
    assert await days.booked() == ["2026-11-18 netflix", "2026-12-18 netflix"]


async def test_what_is_typed_just_after_midnight_is_not_recorded_twice(says, days):
    says.at = dt.datetime(2026, 11, 18, 0, 1, tzinfo=dt.UTC)
    await says("netflix 15.99 every 18th")
    await days.until("2026-11-18")
    assert await days.booked() == ["2026-11-18 netflix"]


@pytest.mark.parametrize(
    ("typed", "says_when"),
    [
        ("gym 20 weekly on monday", "Weekly on Monday, next Mon 23 Nov."),
        (
            "insurance 300 yearly on 3 march until 2028",
            "Yearly on 3 March, until Sun 31 Dec 2028, next Wed 3 Mar 2027.",
        ),
        ("gym 20 every 2 weeks on monday", "Every 2 weeks on Monday, next Mon 23 Nov."),
        ("rent 900 monthly on the last day", "Monthly on the last day, next Mon 30 Nov."),
        ("salary +2500 monthly on the 28th", "Monthly on the 28th, next Sat 28 Nov."),
        ("water 30 every 3 months on the 5th", "Every 3 months on the 5th, next Sat 5 Dec."),
        ("rent 1200 monthly starting 1 feb", "Monthly on the 1st, next Mon 1 Feb 2027."),
        ("Miete 900 monatlich am 3.", "Monthly on the 3rd, next Thu 3 Dec."),
    ],
)
async def test_it_says_how_often_and_when_next(says, typed, says_when):
    assert says_when in (await says(typed)).text


async def test_each_missed_date_is_recorded_once_dated_as_due(says, days):
    await says("tea 2 daily")
    await says("rent 900 monthly on the 31st")
    shown = await days.until("2026-11-20")
    assert shown == ["#3 Tea · €2.00 · 🍽 Food\nAlso #2 for Thu 19 Nov.\nAgain Sat 21 Nov."]
    await says("recurring stop tea")
    shown = await days.until("2027-03-05")
    assert [t.splitlines()[0] for t in shown] == ["#7 Rent · €900.00 · 🏠 Home · Sun 28 Feb"]
    assert await days.booked() == [
        "2026-11-18 tea",
        "2026-11-19 tea",
        "2026-11-20 tea",
        "2026-11-30 rent",
        "2026-12-31 rent",
        "2027-01-31 rent",
        "2027-02-28 rent",
    ]


async def test_several_schedulers_record_a_date_once(says, days, sessions):
    for name in ("rent", "gym", "tea"):
        await says(f"{name} 10 every 20th")
    days.now = dt.datetime(2026, 12, 21, tzinfo=dt.UTC)
    kinds = days.planner._kinds
    planners = [Planner(sessions, kinds, clock=lambda: days.now) for _ in range(3)]
    await asyncio.gather(*(planner.plan() for planner in planners))
    booked = await days.booked()
    assert sorted(booked) == sorted(
        f"2026-{month}-20 {name}" for month in (11, 12) for name in ("rent", "gym", "tea")
    )


async def test_a_replay_records_nothing_again(says, days, sessions):
    await says("rent 10 every 20th")
    await days.until("2026-11-20")
    async with sessions.begin() as session:
        await session.execute(
            text("UPDATE schedules SET next_on = '2026-11-20', next_at = '2026-11-20 00:05+00'")
        )
    await days.until("2026-11-21")
    assert await days.booked() == ["2026-11-20 rent"]
    assert await days.rows("SELECT next_on FROM schedules") == [(dt.date(2026, 12, 20),)]


async def test_typing_while_it_is_recorded_loses_nothing(says, days):
    await says("rent 10 every 20th")
    await says("gym 5 every 20th")
    says.at = days.now = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    await asyncio.gather(days.planner.plan(), *(says(f"coffee{i} {i} food") for i in range(1, 5)))
    assert len(await days.booked()) == 6
    assert await days.rows("SELECT count(DISTINCT no) FROM entries") == [(6,)]


async def test_it_is_recorded_at_night_and_told_in_the_morning(says, days):
    await says("rent 10 every 20th")
    assert await days.until("2026-11-20", dt.time(0, 6)) == []
    assert await days.booked() == ["2026-11-20 rent"]
    assert await days.until("2026-11-20", dt.time(6, 59)) == []
    assert len(await days.until("2026-11-20", dt.time(7))) == 1


async def test_who_does_not_want_to_be_told_has_it_recorded_all_the_same(says, days, sessions):
    await says("rent 10 every 20th")
    async with sessions.begin() as session:
        await session.execute(
            text("INSERT INTO preferences (user_id, off) SELECT id, '{recurring}' FROM users")
        )
    assert await days.until("2026-11-20") == []
    assert await days.booked() == ["2026-11-20 rent"]


async def test_it_warns_of_a_budget_that_it_takes(says, days):
    await says("budget home 1000 monthly")
    await says("rent 900 every 20th")
    [shown] = await days.until("2026-11-20")
    assert "⚠️ Home: €900 of €1,000 (90 %)" in shown


async def test_what_it_reached_is_said_once_also_if_more_is_spent_before_it_is_told(says, days):
    await says("budget home 100 monthly")
    await says("rent 2 every 20th")
    await says("lamp 79 home")
    await days.until("2026-11-20", dt.time(0, 6))
    says.at = days.now
    assert "⚠️" not in (await says("soap 5 home")).text
    [shown] = await days.until("2026-11-20")
    assert "⚠️ Home: €86 of €100 (86 %)" in shown


async def test_what_an_answer_warned_of_since_it_was_recorded_is_not_said_again(says, days):
    await says("budget home 1000 monthly")
    await says("rent 300 every 20th")
    await says("lamp 400 home")
    await days.until("2026-11-20", dt.time(0, 6))
    says.at = days.now
    assert "⚠️ Home: €850 of €1,000 (85 %)" in (await says("table 150 home")).text
    [shown] = await days.until("2026-11-20")
    assert "⚠️" not in shown
    assert "Home €850 of €1,000" in shown


async def test_of_two_on_a_date_that_one_warns_by_which_the_threshold_was_reached(says, days):
    await says("budget home 1000 monthly")
    await says("rent 500 every 20th")
    await says("loan 400 home every 20th")
    shown = await days.until("2026-11-20")
    assert ["⚠️ Home: €900 of €1,000 (90 %)" in text for text in shown].count(True) == 1


async def test_a_repeated_message_sets_up_one(says, days):
    first = await says("rent 1200 monthly on the 1st", message_id="x")
    again = await says("rent 1200 monthly on the 1st", message_id="x")
    assert (again.text, again.rows) == (first.text, first.rows)
    said = await says("tea 2 daily", message_id="y")
    assert (await says("tea 2 daily", message_id="y")).text == said.text
    assert await days.rows("SELECT count(*) FROM recurring") == [(2,)]


async def test_its_last_date_is_the_last_one(says, days):
    await says("rent 10 every 20th until 2026-12-31")
    assert "Again Sun 20 Dec." in (await days.until("2026-11-20"))[0]
    assert "That was the last one." in (await days.until("2026-12-20"))[0]
    assert await days.until("2027-01-20") == []
    assert "Nothing comes back" in (await says("recurring")).text


async def test_an_undone_entry_is_not_told_any_more(says, days):
    await says("rent 10 every 20th")
    await days.until("2026-11-20", dt.time(0, 6))
    says.at = days.now
    await says("undo #1")
    assert await days.until("2026-11-20") == []


async def test_the_notice_undoes_its_entry_and_a_bare_undo_does_not(says, days):
    await says("lunch 12")
    await says("rent 10 every 20th")
    await days.until("2026-11-20")
    says.last, says.at = days.shown[-1], days.now
    assert (await says("undo")).text.startswith("Undone: Rent · €10.00 does not come back.")
    assert (await says("undo")).text.startswith("Undone: #1 Lunch")
    says.last = days.shown[-1]
    assert (await says.press("Undo")).text.startswith("Undone: #2 Rent")
    assert await days.booked() == []


async def test_a_reply_to_the_notice_corrects_its_entry(says, days):
    await says("rent 10 every 20th")
    await days.until("2026-11-20")
    says.at = days.now
    await says.reply("11", to=days.shown[-1])
    assert await days.rows("SELECT amount FROM entries WHERE voided_at IS NULL") == [(1100,)]


async def test_the_date_before_can_be_recorded_as_well(says, days):
    await says("rent 1200 monthly on the 1st")
    assert (await says.press("Also Sun 1 Nov")).text == (
        "#1 Rent · €1,200.00 · 🏠 Home · Sun 1 Nov\nThat day €1,200\n"
        "Monthly on the 1st, next Tue 1 Dec."
    )
    await says("/recurring also 1 2026-11-01")
    assert await days.booked() == ["2026-11-01 rent"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("refund 20 shoes monthly", "a refund does not come back"),
        ("tea 5 monthly until 2020-01-01", "ends before it begins"),
        ("tea 5 monthly until 2026-12-01", "ends before it comes back"),
        ("netflix 5 monthly, gym 6 monthly", "send what comes back by itself"),
    ],
)
async def test_what_can_not_come_back_is_refused_and_not_recorded(says, days, typed, said):
    assert said in (await says(typed)).text
    assert await days.booked() == []
    assert await days.rows("SELECT count(*) FROM recurring") == [(0,)]


@pytest.mark.parametrize("typed", ["monthly ticket 49", "49 weekly shop", "pizza 12 for a week"])
async def test_a_word_that_describes_sets_nothing_up(says, days, typed):
    await says(typed)
    assert await days.rows("SELECT count(*) FROM recurring") == [(0,)]
    assert len(await days.booked()) == 1


async def test_what_comes_next_is_found_for_many_ledgers_at_once(says, somebody, days):
    await says("rent 1200 monthly on the 1st")
    await says("tea 2 daily until 2026-11-20")
    ana = somebody("ana")
    await ana("gym 20 weekly on monday")
    ledgers = [row[0] for row in await days.rows("SELECT id FROM ledgers")]
    async with days.sessions() as session:
        found = await recurring.coming(session, ledgers, dt.date(2026, 12, 1))
    assert [f"{c.date} {c.description} {c.amount_minor}" for c in found] == [
        "2026-11-19 tea 200",
        "2026-11-20 tea 200",
        "2026-11-23 gym 2000",
        "2026-11-30 gym 2000",
        "2026-12-01 rent 120000",
    ]
