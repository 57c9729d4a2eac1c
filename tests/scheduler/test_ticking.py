"""Many schedulers at once, wrong clocks, days away: each occurrence is said once, or recorded."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections import Counter
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from bots.hosting.receiving import Receiver
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import schedules
from expenseiq_core.services.schedules import Schedule
from scheduler import ticking
from scheduler.ticking import PlatformSender, Scheduler
from tests.dialog.conftest import NOON
from tests.scheduler.words import CATCHING_UP, WORDS

MORNING = NOON.replace(hour=7)
pytestmark = pytest.mark.usefixtures("known")


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Only ours: what else is done now and then is proved elsewhere."""
    monkeypatch.setattr(ticking, "KINDS", (WORDS, CATCHING_UP))


@pytest.fixture
def everyday(sessions, clock):
    """Let things of a kind be said every day at eight."""

    async def make(count, kind):
        clock.now = MORNING
        async with sessions.begin() as session:
            [row] = await session.execute(text("SELECT user_id, chat_id FROM turns LIMIT 1"))
            for _ in range(count):
                made = Schedule(
                    kind=kind,
                    user_id=row.user_id,
                    subject_id=uuid.uuid4(),
                    rule=Recurrence(cadence="daily", starts=MORNING.date()),
                    at=dt.time(8),
                    timezone="UTC",
                    settings={"chat": str(row.chat_id)},
                )
                await schedules.put(session, made, now=MORNING)

    return make


@pytest.fixture
def make_scheduler(sessions, platform, clock):
    def make(now=clock):
        receiver = Receiver(sessions, platform, clock=now)
        sender = PlatformSender(SimpleNamespace(receiver=receiver, is_open=True))
        return Scheduler(sessions, {"test": sender}, clock=now)

    return make


def days(platform):
    """How often something was said for each date."""
    return Counter(said.rpartition(":")[2] for said in platform.texts())


async def test_eight_schedulers_say_each_occurrence_once(everyday, make_scheduler, platform, clock):
    await everyday(50, "words")
    made = [make_scheduler() for _ in range(8)]
    clock.now = NOON
    await asyncio.gather(*(one.tick() for one in made))
    assert len(set(platform.texts())) == len(platform.texts()) == 50


@pytest.mark.parametrize("hours", [1, -1])
async def test_one_whose_clock_is_an_hour_wrong_says_nothing_twice(
    everyday, make_scheduler, platform, clock, hours
):
    await everyday(3, "words")
    right = make_scheduler()
    wrong = make_scheduler(lambda: clock.now + dt.timedelta(hours=hours))
    for _ in range(36):
        await asyncio.gather(wrong.tick(), right.tick())
        clock.forward(hours=1)
    assert days(platform) == {"2026-11-18": 3, "2026-11-19": 3}


async def test_after_two_days_away_nothing_is_piled_up(
    everyday, make_scheduler, platform, clock, states
):
    await everyday(1, "words")
    clock.now = NOON.replace(day=20, hour=4)
    await make_scheduler().tick()
    assert (platform.texts(), await states()) == ([], ["skipped"])
    clock.now = NOON.replace(day=20, hour=8)
    await make_scheduler().tick()
    assert days(platform) == {"2026-11-20": 1}


async def test_what_catches_up_is_done_for_each_date_once(
    everyday, make_scheduler, clock, sessions
):
    await everyday(1, "catching")
    clock.now = NOON.replace(day=20)
    await asyncio.gather(*(make_scheduler().tick() for _ in range(3)))
    async with sessions() as session:
        found = list(await session.scalars(text("SELECT occurrence FROM deliveries")))
    assert sorted(one[-10:] for one in found) == ["2026-11-18", "2026-11-19", "2026-11-20"]
