"""Killed, stopped, or one of several: a notice is never said twice, and what waits is said."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from tests.durability.notices import Words, due, left_by_the_dead, people, scheduler
from tests.durability.process import Running, Scheduling
from tests.simulators.telegram_failing import Delayed, TooMany
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Rates, Timings

QUICK = Timings(same_offset_wait=0.05, conflict_pause=0.05, hurried_within=0.0)


@pytest.fixture
async def telegram():
    async with TelegramServer(timings=QUICK, rates=Rates()) as server:
        yield server
        assert server.faults == []


@pytest.fixture
def running(tmp_path, telegram, database_url):
    return scheduler(tmp_path, telegram, database_url)


def states(asks):
    return [state for (state,) in asks("SELECT state FROM deliveries ORDER BY id")]


def told(telegram, everybody):
    return Counter(m.text for one in everybody for m in telegram.messages(one))


async def test_killed_while_a_notice_is_sent_it_is_not_sent_again(
    running, telegram, asks, database_url
):
    [mia] = await people(telegram, database_url, 1)
    await due(database_url, 1)
    telegram.fail("sendMessage", Delayed(60))
    async with running:
        await telegram.until(lambda: telegram.called("sendMessage"))
        await running.kill()
        assert states(asks) == ["sending"]
        left_by_the_dead(asks)
        await running.start()
        await telegram.until(lambda: states(asks) == ["uncertain"])
    assert len(telegram.called("sendMessage")) == 1
    assert told(telegram, [mia])["n0"] <= 1


async def test_told_to_stop_it_finishes_what_it_sends_and_gives_back_the_rest(
    running, telegram, asks, database_url
):
    [mia] = await people(telegram, database_url, 1)
    await due(database_url, 8)
    telegram.fail("sendMessage", Delayed(2))
    async with running:
        # One is being sent; of the others each has its second.
        await telegram.until(lambda: telegram.called("sendMessage"))
        assert await running.stop() == 0
    assert set(states(asks)) == {"sent", "pending"}
    sent = states(asks).count("sent")
    assert sum(told(telegram, [mia])[f"n{number}"] for number in range(8)) == sent


async def test_several_at_once_keep_to_the_limits_of_the_platform_together(
    tmp_path, telegram, asks, database_url
):
    everybody = await people(telegram, database_url, 30)
    await due(database_url, 60)
    made = [scheduler(tmp_path, telegram, database_url, number) for number in range(2)]
    async with made[0], made[1]:
        done = "SELECT count(*) FROM deliveries WHERE state = 'sent'"
        await telegram.until(lambda: asks(done)[0][0] == 60, within=60)
        assert [await one.stop() for one in made] == [0, 0]
    assert set(told(telegram, everybody).values()) == {1}
    # Telegram would have asked for a pause.
    assert len(telegram.called("sendMessage")) == 60


async def test_when_telegram_asks_for_a_pause_all_wait(running, telegram, asks, database_url):
    [mia] = await people(telegram, database_url, 1)
    await due(database_url, 2)
    telegram.fail("sendMessage", TooMany(2))
    async with running:
        await telegram.until(lambda: states(asks) == ["sent", "sent"])
    assert told(telegram, [mia]) == {"n0": 1, "n1": 1}
    assert len(telegram.called("sendMessage")) == 3


async def test_the_scheduler_alone_receives_nothing(tmp_path, telegram, database_url, asks):
    class Itself(Words):
        command = Scheduling.command

    [mia] = await people(telegram, database_url, 1)
    running = Itself(
        tmp_path,
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        DATABASE_URL=database_url,
    )
    before = len(telegram.called("getUpdates"))
    async with running:
        await mia.sends("lunch 12")
        await asyncio.sleep(0.5)
        assert await running.stop() == 0
    assert len(telegram.called("getUpdates")) == before
    assert telegram.called("setWebhook") == []
    assert asks("SELECT count(*) FROM entries") == [(0,)]


async def test_the_process_of_the_bots_says_what_is_due_itself(tmp_path, telegram, database_url):
    running = Running(
        tmp_path,
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        DATABASE_URL=database_url,
        SCHEDULER_EVERY="0.2",
    )
    mia, ana = telegram.person("Mia", language_code="en-GB"), telegram.person("Ana")
    async with running:
        await telegram.answer_to(await mia.sends("budget food 100 monthly"))
        trip = telegram.group("Trip", mia, ana)
        (roll_call,) = await telegram.until(lambda: telegram.messages(trip))
        for person in (mia, ana):
            await telegram.answer_to(await person.presses(roll_call, "I'm in"))
        await telegram.until(lambda: "Ana" in roll_call.text)
        await telegram.answer_to(await mia.sends("/e@our_test_bot dinner 180 food", chat=trip))
        await telegram.until(lambda: [n for n in told(telegram, [mia]) if n.startswith("⚠️ Food")])


async def test_without_a_platform_it_says_what_to_set(tmp_path, database_url):
    running = Scheduling(tmp_path, DATABASE_URL=database_url)
    await running.start(ready=False)
    assert await running.ended() == 2
    [sentence] = running.log.read_text().splitlines()
    assert sentence.startswith("No platform is set up. Set TELEGRAM_BOT_TOKEN")
