"""Telegram: killed at any moment, the books have every message once and each has its answer."""

from __future__ import annotations

import asyncio
import random
import re

import psycopg
import pytest

from tests.conftest import plain
from tests.durability.process import Running
from tests.simulators.telegram_failing import DroppedAfter, DroppedBefore, ServerError, TooMany
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

QUICK = Timings(same_offset_wait=0.05, conflict_pause=0.05, hurried_within=0.0)
PEOPLE, EACH = 40, 25


@pytest.fixture
async def telegram():
    async with TelegramServer(timings=QUICK) as server:
        yield server
        assert server.faults == []


def program(folder, telegram, url):
    return Running(
        folder,
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        DATABASE_URL=url,
    )


@pytest.fixture
def running(tmp_path, telegram, database_url):
    return program(tmp_path, telegram, database_url)


def shown(telegram, person):
    return [message.text for message in telegram.messages(person)]


def entries(asks):
    return asks("SELECT count(*) FROM entries WHERE voided_at IS NULL")[0][0]


async def test_killed_before_the_commit_the_message_comes_again(
    running, telegram, database_url, asks
):
    mia = telegram.person("Mia", language_code="en-GB")
    async with running:
        await telegram.answer_to(await mia.sends("tea 2"))
        with psycopg.connect(plain(database_url)) as other:
            other.execute("SELECT FROM ledgers FOR UPDATE")
            lunch = await mia.sends("lunch 12.50")
            waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            await telegram.until(lambda: asks(waits)[0][0])
            await running.kill()
        assert entries(asks) == 1
        await running.start()
        answer = await telegram.answer_to(lunch)
        assert answer.text.startswith("#2 Lunch · £12.50")
    assert entries(asks) == 2


async def test_killed_after_the_commit_before_the_answer_the_answer_comes(running, telegram, asks):
    mia = telegram.person("Mia", language_code="en-GB")
    async with running:
        await telegram.answer_to(await mia.sends("tea 2"))
        sending = asyncio.Event()
        telegram.fail(
            "sendMessage", DroppedBefore(), times=100, when=lambda _: sending.set() or True
        )
        lunch = await mia.sends("lunch 12.50")
        await sending.wait()
        await running.kill()
        telegram.api.failures.planned.clear()
        assert entries(asks) == 2
        # As if it had been confirmed: only the sweeper can answer it now.
        telegram.world.updates._confirm(telegram.world.updates.next_id)
        asks("UPDATE turns SET created_at = created_at - interval '1 minute' RETURNING id")
        await running.start()
        answer = await telegram.answer_to(lunch, within=30)
        assert answer.text.startswith("#2 Lunch · £12.50")
    assert entries(asks) == 2


async def test_killed_after_the_answer_before_the_acknowledgement_nothing_is_doubled(
    running, telegram, asks
):
    mia = telegram.person("Mia", language_code="en-GB")
    async with running:
        await telegram.answer_to(await mia.sends("tea 2"))
        lunch = await mia.sends("lunch 12.50")
        telegram.fail(
            "getUpdates",
            DroppedBefore(),
            times=1000,
            when=lambda asked: int(asked.get("offset", 0)) > lunch.update_ids[-1],
        )
        await telegram.answer_to(lunch)
        noted = "SELECT count(*) FROM turns WHERE answered_at IS NULL"
        await telegram.until(lambda: not asks(noted)[0][0])
        await running.kill()
        telegram.api.failures.planned.clear()
        await running.start()
        await telegram.answer_to(await mia.sends("coffee 3"))
    assert entries(asks) == 3
    assert len([text for text in shown(telegram, mia) if "Lunch" in text]) == 1


async def test_told_to_stop_it_finishes_and_stops(running, telegram, asks):
    people = [telegram.person(f"P{n}", language_code="en-GB") for n in range(20)]
    async with running:
        asked = [await person.sends("lunch 12.50") for person in people]
        await telegram.answer_to(asked[0])
        assert await running.stop() == 0
        # What it had taken is answered; the rest is still with Telegram.
        handled = entries(asks)
        answered = sum(bool(telegram.messages(person)) for person in people)
        assert answered == handled
        await running.start()
        for message in asked:
            await telegram.answer_to(message)
    assert entries(asks) == 20


async def test_a_thousand_messages_through_kills_crashes_and_lost_answers(
    tmp_path, own_server, telegram
):
    """Every one exactly once in the books, every one answered at least once."""
    chance = random.Random(20261121)  # noqa: S311 - a test wants the same trouble again
    people = [telegram.person(f"P{n}", language_code="en-GB") for n in range(PEOPLE)]
    running = program(tmp_path, telegram, own_server.url)

    async def talk():
        for number in range(EACH):
            for person in people:
                await person.sends(f"tea {number + 1}.{chance.randint(10, 99)}")
            await asyncio.sleep(0.4)

    async def trouble():
        for step in range(7):
            await asyncio.sleep(chance.uniform(0.2, 2.0))
            for failure in (DroppedBefore(), DroppedAfter(), ServerError(), TooMany(1)):
                telegram.fail("sendMessage", failure, times=chance.randint(0, 4))
            if step == 4:
                telegram.fail("getUpdates", DroppedAfter(), times=2)
                await asyncio.to_thread(own_server.crash)
            else:
                await running.kill()
                await running.start()

    async with running:
        await asyncio.gather(talk(), trouble())
        await running.ready()
        count = "SELECT count(*) FROM entries"
        await telegram.until(lambda: own_server.ask(count)[0][0] >= PEOPLE * EACH, within=120)

        def unanswered():
            found = 0
            for person in people:
                numbers = {
                    int(number)
                    for text in shown(telegram, person)
                    for number in re.findall(r"^#(\d+) ", text, re.MULTILINE)
                }
                found += len(set(range(1, EACH + 1)) - numbers)
            return found

        await telegram.until(lambda: not unanswered(), within=180)
        await running.stop()
    books = own_server.ask(
        "SELECT ledger_id, count(*), count(DISTINCT source) FROM entries GROUP BY 1"
    )
    assert [(total, distinct) for _, total, distinct in books] == [(EACH, EACH)] * PEOPLE
