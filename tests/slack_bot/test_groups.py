"""A channel that keeps a book: it is started there, and everybody sees it."""

from __future__ import annotations

import pytest


async def started(slack, channel, person):
    """Start a group in the channel as people do."""
    await person.mentions_app("hello", channel=channel)
    await slack.until(lambda: person.ephemerals)
    await person.presses(person.ephemerals[-1], "Start a group here")
    await slack.until(lambda: slack.messages(channel))
    return slack.messages(channel)[-1]


async def shown(slack, channel, count):
    """The bot's messages of a channel, once there are so many and nothing is on its way."""
    await slack.until(lambda: len(slack.messages(channel)) >= count)
    await slack.settled()
    found = slack.messages(channel)
    assert len(found) == count, [one.shown for one in found]
    return found


@pytest.fixture
def ana(slack):
    return slack.person("Ana", locale="en-GB")


@pytest.fixture
def bob(slack):
    return slack.person("Bob", locale="en-GB")


@pytest.fixture
def trip(slack, ana, bob):
    """The channel #lisbon with Ana, Bob and the app."""
    return slack.channel("lisbon", [ana, bob])


async def test_mention_in_a_started_channel_is_split_and_answered_for_all(
    slack, door, trip, ana, bob
):
    await started(slack, trip, ana)
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    assert answer.shown.startswith("#1 Dinner · £84.00")
    assert answer.thread_ts is None
    assert await door.entries() == [(1, "dinner", "8400 GBP")]
    assert await door.owed() == {"Ana": 4200, "Bob": 4200}
    assert slack.messages(ana) == slack.messages(bob) == []
