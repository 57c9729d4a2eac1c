"""Slack: killed at any moment, the books have every message once and each its answer."""

from __future__ import annotations

import asyncio
import random
import re

import psycopg
import pytest

from tests.conftest import plain
from tests.durability.process import Running
from tests.simulators.slack_server import SlackServer, Timings

QUICK = Timings(retries=(0.0, 15.0, 60.0))
"""Slack's own tries, with shorter pauses."""
PEOPLE, EACH = 40, 25


@pytest.fixture
async def slack():
    async with SlackServer(timings=QUICK) as server:
        yield server
        assert server.faults == []
        assert server.live_markup == []


def program(folder, slack, url, *, over="http"):
    way = {"SLACK_SIGNING_SECRET": slack.signing_secret}
    if over == "socket":
        way = {"SLACK_APP_TOKEN": slack.app_token}
    made = Running(
        folder,
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_API_URL=slack.url + "/api/",
        DATABASE_URL=url,
        **way,
    )
    if over == "http":
        slack.request_url = f"http://127.0.0.1:{made.port}/slack/events"
    return made


@pytest.fixture
def running(tmp_path, slack, database_url, request):
    return program(tmp_path, slack, database_url, over=getattr(request, "param", "http"))


both_ways = pytest.mark.parametrize("running", ["http", "socket"], indirect=True)


def shown(slack, person):
    return [message.shown for message in slack.messages(person)]


def deliver_again(slack, said):
    [delivery] = [one for one in slack.deliveries if one.payload["event"].get("text") == said]
    slack.background(slack.outbox._until_taken(delivery.payload))


def entries(asks):
    return asks("SELECT count(*) FROM entries WHERE voided_at IS NULL")[0][0]


@both_ways
async def test_killed_before_the_commit_the_event_comes_again(running, slack, database_url, asks):
    mia = slack.person("Mia", locale="en-GB")
    async with running:
        await mia.sends("tea 2")
        await slack.until(lambda: shown(slack, mia))
        with psycopg.connect(plain(database_url)) as other:
            other.execute("SELECT FROM ledgers FOR UPDATE")
            await mia.sends("lunch 12.50")
            waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            await slack.until(lambda: asks(waits)[0][0])
            await running.kill()
        assert entries(asks) == 1
        await running.start()
        await slack.until(lambda: len(shown(slack, mia)) == 2, timeout=60)
        assert shown(slack, mia)[1].startswith("#2 Lunch · £12.50")
    assert entries(asks) == 2


async def test_killed_after_the_commit_before_the_answer_the_answer_comes(running, slack, asks):
    mia = slack.person("Mia", locale="en-GB")
    async with running:
        await mia.sends("tea 2")
        await slack.until(lambda: shown(slack, mia))
        slack.fail("chat.postMessage", with_="drop_before", times=100)
        await mia.sends("lunch 12.50")
        await slack.until(lambda: entries(asks) == 2)
        await running.kill()
        slack.web_api.failures.clear()
        # Slack tries again while nobody listens, and gives up.
        asks("UPDATE turns SET created_at = created_at - interval '1 minute' RETURNING id")
        await running.start()
        await slack.until(lambda: len(shown(slack, mia)) == 2, timeout=60)
        assert shown(slack, mia)[1].startswith("#2 Lunch · £12.50")
    assert entries(asks) == 2


@both_ways
async def test_killed_after_the_answer_before_the_acknowledgement_nothing_is_doubled(
    running, slack, asks
):
    mia = slack.person("Mia", locale="en-GB")
    async with running:
        await mia.sends("tea 2")
        await slack.until(lambda: shown(slack, mia))
        await mia.sends("lunch 12.50")
        noted = "SELECT count(*) FROM turns WHERE answered_at IS NOT NULL"
        await slack.until(lambda: asks(noted)[0][0] == 2)
        await slack.settled()
        await running.kill()
        await running.start()
        # As if its acknowledgement had been lost with the process.
        deliver_again(slack, "lunch 12.50")
        await slack.settled()
        await mia.sends("coffee 3")
        await slack.until(lambda: shown(slack, mia)[-1].startswith("#3 Coffee"))
    assert entries(asks) == 3
    assert len(shown(slack, mia)) == 3


async def test_an_event_whose_acknowledgement_was_lost_is_not_doubled(running, slack, asks):
    mia = slack.person("Mia", locale="en-GB")
    async with running:
        await mia.sends("tea 2")
        await slack.until(lambda: shown(slack, mia))
        await mia.sends("lunch 12.50")
        await slack.until(lambda: len(shown(slack, mia)) == 2)
        await slack.settled()
        deliver_again(slack, "lunch 12.50")
        await mia.sends("coffee 3")
        await slack.until(lambda: shown(slack, mia)[-1].startswith("#3 Coffee"))
        await slack.settled()
    assert entries(asks) == 3
    assert len(shown(slack, mia)) == 3


async def test_told_to_stop_it_finishes_and_stops(running, slack, asks):
    people = [slack.person(f"P{n}", locale="en-GB") for n in range(20)]
    async with running:
        for person in people:
            await person.sends("lunch 12.50")
        await slack.until(lambda: entries(asks))
        assert await running.stop() == 0
        assert sum(bool(shown(slack, person)) for person in people) == entries(asks)
        await running.start()
        await slack.until(lambda: all(shown(slack, person) for person in people), timeout=60)
    assert entries(asks) == 20


async def test_a_thousand_events_through_kills_crashes_and_lost_answers(
    tmp_path, own_server, slack
):
    """Every one exactly once in the books, every one answered at least once."""
    chance = random.Random(20261121)  # noqa: S311 - a test wants the same trouble again
    people = [slack.person(f"P{n}", locale="en-GB") for n in range(PEOPLE)]
    running = program(tmp_path, slack, own_server.url)

    async def talk():
        for number in range(EACH):
            for person in people:
                await person.sends(f"tea {number + 1}.{chance.randint(10, 99)}")
            await asyncio.sleep(0.4)

    async def trouble():
        for step in range(4):
            await asyncio.sleep(chance.uniform(0.5, 2.0))
            for failure in ("drop_before", "drop_after", 500):
                slack.fail("chat.postMessage", with_=failure, times=chance.randint(0, 4))
            slack.fail("chat.postMessage", with_="ratelimited", times=2)
            if step == 2:
                await asyncio.to_thread(own_server.crash)
            else:
                await running.kill()
                await running.start()

    async with running:
        await asyncio.gather(talk(), trouble())
        await slack.settled(timeout=180)

        def unanswered():
            found = 0
            for person in people:
                numbers = {
                    int(number)
                    for text in shown(slack, person)
                    for number in re.findall(r"^#(\d+) ", text, re.MULTILINE)
                }
                found += len(set(range(1, EACH + 1)) - numbers)
            return found

        await slack.until(lambda: not unanswered(), timeout=180)
        await running.stop()
    books = own_server.ask(
        "SELECT count(*), count(DISTINCT source) FROM entries GROUP BY ledger_id"
    )
    assert books == [(EACH, EACH)] * PEOPLE
