"""Reminders to settle on Slack: alone to who ever wrote to us, else in the channel."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog.notices.kinds import KINDS
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from scheduler.ticking import PlatformSender
from tests.slack_bot.test_groups import started


@pytest.fixture
async def trip(slack, http):  # noqa: ARG001 (the door is open before)
    """Ben owes Ana £42 in a channel that is reminded weekly."""
    ana, ben = slack.person("Ana", locale="en-GB"), slack.person("Ben", locale="en-GB")
    made = slack.channel("trip", [ana, ben])
    roll_call = await started(slack, made, ana)
    await ben.presses(roll_call, "I'm in")
    await slack.until(lambda: "Ben" in roll_call.shown)
    await ana.mentions_app("dinner 84", channel=made)
    await slack.until(lambda: len(slack.messages(made)) == 2)
    await ana.mentions_app("remind weekly friday 17:00", channel=made)
    await slack.until(lambda: len(slack.messages(made)) == 3)
    await slack.settled()
    assert slack.messages(made)[-1].shown.startswith("Reminders to settle: weekly on Friday")
    return made, ben


@pytest.fixture
def falls_due(http):
    """Let the next reminder be due, and be sent."""

    async def tick():
        async with http.sessions() as session:
            next_at = await session.scalar(
                text("SELECT next_at FROM schedules WHERE kind = 'remind'")
            )

        def clock():
            return next_at + dt.timedelta(minutes=6)

        await Planner(http.sessions, KINDS, clock=clock).plan()
        senders = {"slack": PlatformSender(http.part)}
        await Deliverer(http.sessions, KINDS, senders, clock=clock).deliver()

    return tick


async def test_who_wrote_to_us_is_told_alone_and_ticks_it_there(slack, trip, falls_due):
    made, ben = trip
    await ben.sends("lunch 9")
    await slack.until(lambda: slack.messages(ben))
    await slack.settled()
    await falls_due()
    said = slack.messages(ben)[-1]
    assert said.shown == "trip: you owe Ana £42.00"
    before = len(slack.messages(made))
    await ben.presses(said, "Paid Ana")
    await slack.until(lambda: "#2 Ben → Ana £42.00" in slack.messages(ben)[-1].shown)
    await slack.settled()
    await falls_due()
    told = slack.messages(made)[before:]
    assert [one.shown for one in told] == ["#2 Ben → Ana £42.00\nSays Ben."]


async def test_who_never_did_is_told_in_the_channel(slack, trip, falls_due):
    made, ben = trip
    await falls_due()
    said = slack.messages(made)[-1]
    assert said.shown == "Still to pay in trip:\n1 Ben → Ana £42.00"
    assert not slack.messages(ben)
    await ben.presses(said, "1 Paid")
    await slack.until(
        lambda: any("#2 Ben → Ana £42.00" in one.shown for one in slack.messages(made))
    )
