"""Reminders to settle on Telegram: alone to who started the bot, else in the group."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog.notices.kinds import KINDS
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from scheduler.ticking import PlatformSender


@pytest.fixture
async def trip(api, bot, mia):  # noqa: ARG001 (the bot runs before)
    """Ana owes Mia £42 in a group that is reminded weekly."""
    ana = api.person("Ana", username="ana", language_code="en-GB")
    made = api.group("Trip", mia, ana)
    (roll_call,) = await api.until(lambda: api.messages(made))
    for person in (mia, ana):
        await api.answer_to(await person.presses(roll_call, "I'm in"))
    await api.until(lambda: "Ana" in roll_call.text)
    await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=made))
    asked = await mia.sends("/remind@our_test_bot weekly friday 17:00", chat=made)
    answer = await api.answer_to(asked)
    assert answer.text.startswith("Reminders to settle: weekly on Friday at 17:00\n")
    return made, ana


@pytest.fixture
def falls_due(bot, sessions):
    """Let the next reminder be due, and be sent."""

    async def tick():
        async with sessions() as db:
            next_at = await db.scalar(text("SELECT next_at FROM schedules WHERE kind = 'remind'"))

        def clock():
            return next_at + dt.timedelta(minutes=6)

        await Planner(sessions, KINDS, clock=clock).plan()
        senders = {"telegram": PlatformSender(bot)}
        await Deliverer(sessions, KINDS, senders, clock=clock).deliver()

    return tick


async def test_who_started_the_bot_is_told_alone_and_ticks_it_there(api, trip, falls_due, sessions):
    made, ana = trip
    await api.answer_to(await ana.sends("/start"))
    await falls_due()
    said = api.messages(ana)[-1]
    assert said.text == "Trip: you owe Mia £42.00"
    labels = [[button["text"] for button in row] for row in said.keyboard]
    assert labels == [["Paid Mia", "Why?"], ["In a week", "Don't remind me here"]]
    before = len(api.messages(made))
    await ana.presses(said, "Paid Mia")
    await api.until(lambda: "#2 Ana → Mia £42.00" in said.text)
    assert said.text.startswith("In Trip:\n")
    async with sessions() as db:
        shares = await db.scalars(text("SELECT amount FROM balances"))
        assert set(shares) == {0}
    await falls_due()
    told = api.messages(made)[before:]
    assert [one.text for one in told] == ["#2 Ana → Mia £42.00\nSays Ana."]


async def test_who_never_started_it_is_told_in_the_group(api, mia, trip, falls_due):
    made, ana = trip
    await falls_due()
    said = api.messages(made)[-1]
    assert said.text == "Still to pay in Trip:\n1 Ana → Mia £42.00"
    assert api.messages(ana) == []
    await ana.presses(said, "1 Paid")
    await api.until(lambda: "#2 Ana → Mia £42.00" in "".join(m.text for m in api.messages(made)))
    assert api.messages(mia) == []
