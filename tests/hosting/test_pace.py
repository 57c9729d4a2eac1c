"""The pace: a burst at once, then so many a second, for each chat and in all."""

from __future__ import annotations

import asyncio

import pytest

from bots.hosting import pace as pacing
from bots.hosting.pace import Pace
from bots.hosting.sending import PacedError


async def waits(pace, chat):
    """Whether one more message to a chat has to wait."""
    waiting = asyncio.create_task(pace.wait(chat))
    await asyncio.sleep(0)
    done = waiting.done()
    waiting.cancel()
    return not done


@pytest.fixture
def slow():
    return Pace(chat=0.001, burst=3)


async def test_a_burst_goes_at_once_and_what_follows_waits(slow):
    assert [await waits(slow, "mia") for _ in range(5)] == [False, False, False, True, True]


async def test_one_chat_does_not_wait_for_another(slow):
    for _ in range(3):
        await slow.wait("mia")
    assert await waits(slow, "mia")
    assert not await waits(slow, "ben")


async def test_all_chats_together_have_a_pace_too():
    pace = Pace(chat=1000, burst=1000, overall=2)
    assert [await waits(pace, chat) for chat in ("a", "b", "c")] == [False, False, True]


async def test_a_group_gets_so_many_in_any_minute_and_who_has_to_wait_is_told_how_long(monkeypatch):
    monkeypatch.setattr(pacing, "MINUTE", 50.0)
    pace = Pace(chat=1000, burst=1000, group=2)
    for _ in range(2):
        await pace.wait("-100")
    for _ in range(2):  # what was not sent does not count
        with pytest.raises(PacedError) as raised:
            await pace.wait("-100")
        assert 49 < raised.value.seconds <= 50
    await pace.wait("-200")
    for _ in range(3):
        await pace.wait("100")


async def test_a_group_that_waits_a_little_only_waits(monkeypatch):
    monkeypatch.setattr(pacing, "MINUTE", 0.05)
    pace = Pace(chat=1000, burst=1000, group=1)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for _ in range(3):
        await pace.wait("-100")
    assert loop.time() - begun >= 0.1
