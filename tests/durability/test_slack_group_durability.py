"""Slack: a channel's book has every message once, whatever comes twice and whoever is killed."""

from __future__ import annotations

import asyncio
import random
import re

from tests.durability.test_slack_durability import entries, program, slack

__all__ = ["slack"]  # the fixture

EVENTS = 150


async def test_channel_s_book_has_each_message_once_through_a_kill(
    tmp_path, slack, database_url, asks
):
    chance = random.Random(20261121)  # noqa: S311 - a test wants the same trouble again
    people = [slack.person(f"P{n}", locale="en-GB") for n in range(5)]
    trip = slack.channel("lisbon", people)
    running = program(tmp_path, slack, database_url)

    def answered():
        told = "\n".join(one.shown for one in slack.messages(trip))
        return {int(number) for number in re.findall(r"^#(\d+) ", told, re.MULTILINE)}

    async def talk():
        for number in range(EVENTS // 3):
            person = chance.choice(people)
            other = chance.choice([one for one in people if one is not person])
            said = f"tea {number + 1}.00 with @{other.name}"
            await person.mentions_app(said, channel=trip)  # two events
            again = [one for one in slack.deliveries if one.kind == "events_api"]
            slack.background(slack.outbox._until_taken(chance.choice(again).payload))
            await asyncio.sleep(0.05)

    async def trouble():
        await asyncio.sleep(1)
        slack.fail("chat.postMessage", with_="drop_after", times=3)
        await running.kill()
        await running.start()

    async with running:
        await people[0].mentions_app("hello", channel=trip)
        await slack.until(lambda: people[0].ephemerals)
        await people[0].presses(people[0].ephemerals[0], "Start a group here")
        await slack.until(lambda: slack.messages(trip))
        await asyncio.gather(talk(), trouble())
        await slack.settled(timeout=120)
        expected = set(range(1, EVENTS // 3 + 1))
        await slack.until(lambda: answered() == expected, timeout=120)
        await running.stop()
    assert entries(asks) == EVENTS // 3
    [(paid, owed)] = asks("SELECT sum(paid), sum(owed) FROM shares")
    assert paid == owed == sum(range(1, EVENTS // 3 + 1)) * 100
    assert asks("SELECT count(*) FROM ledgers") == [(1,)]
