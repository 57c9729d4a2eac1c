"""A bot that runs against the test Telegram server, over HTTP and on a real database."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt

import pytest

from bots.hosting.pace import Pace
from bots.telegram.part import TelegramPart
from expenseiq_core.config import Settings
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

QUICK = Timings(
    same_offset_within=0.0,
    hurried_within=0.0,
    conflict_pause=0.05,
    webhook_delay=0.05,
    set_webhook_every=0.0,
)


@pytest.fixture
async def api():
    """The server; a correct bot leaves no fault there, and no button waiting."""
    async with TelegramServer(timings=QUICK) as made:
        yield made
        assert made.faults == []
        assert [query.sent for query in made.unanswered_queries()] == []


def settings(api, **more):
    return Settings(_env_file=None, telegram_bot_token=api.token, telegram_api_url=api.url, **more)


def now():
    return dt.datetime.now(dt.UTC)


def hurried():
    """A pace that keeps nobody waiting."""
    return Pace(overall=10_000, chat=10_000, burst=10_000)


@contextlib.asynccontextmanager
async def running(api, sessions, *, pace=None, **more):
    """Run a bot until the end of the block, as a process does."""
    part = TelegramPart(settings(api, **more), sessions, now, pace or hurried())
    stopping = asyncio.Event()
    task = asyncio.create_task(part.run(stopping))
    try:
        await api.until(lambda: part.is_ready or task.done())
        yield part
    finally:
        stopping.set()
        await asyncio.wait_for(task, 15)


@pytest.fixture
async def bot(api, sessions):
    """A bot that polls."""
    async with running(api, sessions) as part:
        yield part


@pytest.fixture
def mia(api):
    return api.person("Mia", language_code="en-GB")


async def answers(api, person):
    """The texts that the bot has sent somebody, as they are now."""
    return [message.text for message in api.messages(person)]
