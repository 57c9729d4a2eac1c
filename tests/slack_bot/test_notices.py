"""What nobody asked for on Slack: a budget crossed by a channel's expense, told alone and once."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bots.dialog.notices.kinds import KINDS
from scheduler.delivering import Deliverer
from scheduler.ticking import PlatformSender
from tests.slack_bot.test_groups import started


@pytest.fixture
async def crossed(slack, http):  # noqa: ARG001 (the door is open before)
    """Ana, whose own food budget a dinner in a channel crosses."""
    ana, ben = slack.person("Ana", locale="en-GB"), slack.person("Ben", locale="en-GB")
    await ana.sends("budget food 100 monthly")
    await slack.until(lambda: slack.messages(ana))
    trip = slack.channel("trip", [ana, ben])
    roll_call = await started(slack, trip, ana)
    await ben.presses(roll_call, "I'm in")
    await slack.until(lambda: "Ben" in roll_call.shown)
    await ana.mentions_app("dinner 170 food", channel=trip)
    await slack.until(lambda: len(slack.messages(trip)) == 2)
    await slack.settled()
    assert "⚠️" not in slack.messages(trip)[-1].shown
    return ana, trip


async def states(door):
    async with door.sessions() as session:
        return list(await session.scalars(text("SELECT state FROM deliveries")))


@pytest.fixture
def deliverer(http):
    senders = {"slack": PlatformSender(http.part)}
    return Deliverer(http.sessions, KINDS, senders, clock=http.part.receiver.clock)


async def told(slack, ana, deliverer):
    await deliverer.deliver()
    return [one.shown for one in slack.messages(ana) if one.shown.startswith("⚠️")]


async def test_it_is_told_in_the_direct_message_once(slack, http, crossed, deliverer):
    ana, trip = crossed
    for _ in range(2):
        (shown,) = await told(slack, ana, deliverer)
    assert shown.splitlines()[:2] == ["⚠️ Food: £85 of £100 (85 %)", "by Dinner in trip"]
    assert await states(http) == ["sent"]
    assert not [one for one in slack.messages(trip) if one.shown.startswith("⚠️")]


async def test_a_closed_direct_message_is_noted_and_not_tried_again(
    slack, http, crossed, deliverer
):
    ana, _ = crossed
    slack.fail("chat.postMessage", with_="user_not_found")
    assert await told(slack, ana, deliverer) == []
    assert await told(slack, ana, deliverer) == []
    assert await states(http) == ["failed"]


async def test_after_a_429_it_is_told_when_that_says(slack, http, crossed, deliverer):
    ana, _ = crossed
    slack.fail("chat.postMessage", with_="ratelimited", seconds=0.5)
    assert await told(slack, ana, deliverer) == []
    assert await states(http) == ["pending"]
    assert len(await slack.until(lambda: told(slack, ana, deliverer))) == 1


async def test_a_notice_whose_arrival_nobody_knows_is_not_repeated(slack, http, crossed, deliverer):
    ana, _ = crossed
    slack.fail("chat.postMessage", with_="drop_after")
    for _ in range(3):
        shown = await told(slack, ana, deliverer)
    assert len(shown) == 1
    assert await states(http) == ["uncertain"]
