"""Killed while a notice is sent: it is never said twice, and what waits is said afterwards."""

from __future__ import annotations

import pytest

from tests.durability.test_telegram_durability import program
from tests.simulators.telegram_failing import Delayed
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

QUICK = Timings(same_offset_wait=0.05, conflict_pause=0.05, hurried_within=0.0)


@pytest.fixture
async def telegram():
    async with TelegramServer(timings=QUICK) as server:
        yield server
        assert server.faults == []


@pytest.fixture
def running(tmp_path, telegram, database_url):
    return program(tmp_path, telegram, database_url)


def states(asks):
    return [state for (state,) in asks("SELECT state FROM deliveries ORDER BY id")]


async def test_killed_while_a_notice_is_sent_it_is_not_sent_again(running, telegram, asks):
    mia = telegram.person("Mia", language_code="en-GB")
    async with running:
        await telegram.answer_to(await mia.sends("budget food 100 monthly"))
        await telegram.answer_to(await mia.sends("budget transport 100 monthly"))
        ana = telegram.person("Ana")
        trip = telegram.group("Trip", mia, ana)
        (roll_call,) = await telegram.until(lambda: telegram.messages(trip))
        for person in (mia, ana):
            await telegram.answer_to(await person.presses(roll_call, "I'm in"))
        await telegram.until(lambda: "Ana" in roll_call.text)
        warns = {"when": lambda params: str(params["text"]).startswith("⚠️")}
        telegram.fail("sendMessage", Delayed(60), **warns)
        await telegram.answer_to(await mia.sends("/e@our_test_bot dinner 180 food", chat=trip))
        await telegram.until(lambda: states(asks) == ["sending"])
        await running.kill()
        assert states(asks) == ["sending"]
        await running.start()
        await telegram.answer_to(await mia.sends("/e@our_test_bot taxi 180 transport", chat=trip))
        await telegram.until(lambda: states(asks) == ["sending", "sent"])
        asks("UPDATE deliveries SET due_at = due_at - interval '6 minutes' RETURNING id")
        await telegram.until(lambda: states(asks) == ["uncertain", "sent"])
    tried = [c for c in telegram.called("sendMessage") if str(c.params["text"]).startswith("⚠️")]
    assert [str(call.params["text"]).splitlines()[0] for call in tried] == [
        "⚠️ Food: £90 of £100 (90 %)",
        "⚠️ Transport: £90 of £100 (90 %)",
    ]
