"""A group is sent so many messages a minute: what is more waits, and all of it comes."""

from __future__ import annotations

import pytest

from bots.hosting import pace
from bots.hosting.pace import Pace
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Rates
from tests.telegram_bot.conftest import QUICK, running

MINUTE = 1.0


@pytest.fixture
async def api():
    """A server on which a minute is a second, and that refuses what comes too fast."""
    rates = Rates(group=4, group_window=MINUTE, chat=1000, overall=1000)
    async with TelegramServer(timings=QUICK, rates=rates) as made:
        yield made
        assert made.faults == []


async def test_many_answers_to_a_group_wait_and_none_is_lost(api, mia, sessions, monkeypatch):
    monkeypatch.setattr(pace, "MINUTE", MINUTE * 1.2)
    monkeypatch.setattr(pace, "LONGEST", 0.2)
    async with running(api, sessions, pace=Pace(overall=1000, chat=1000, burst=1000, group=4)):
        trip = api.group("Trip", mia)
        asked = [
            await mia.sends(f"/e@our_test_bot tea {n} with me @zoe", chat=trip)
            for n in range(1, 12)
        ]
        for message in asked:
            await api.until(lambda message=message: trip.chat.replies.get(message.id))
    assert [call.code for call in api.called("sendMessage")] == [200] * 12
