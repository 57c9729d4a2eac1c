"""The real part of Slack on a real database, in front of the simulated Slack."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bots.hosting import web
from bots.slack import directory
from bots.slack.part import SlackPart, part
from expenseiq_core import config
from tests.simulators.ports import free_port
from tests.simulators.slack_server import SlackServer, Timings

Sessions = async_sessionmaker[AsyncSession]


class Door:
    """A running part, and what its database holds."""

    def __init__(
        self,
        running: SlackPart,
        sessions: Sessions,
        task: asyncio.Task[None],
        stopping: asyncio.Event,
    ) -> None:
        self.part = running
        self.task = task
        self.stopping = stopping
        self.sessions = sessions

    async def entries(self) -> list[tuple[int, str, str]]:
        """(number, description, amount in minor units with its currency) of living entries."""
        statement = """
            SELECT no, description, amount || ' ' || currency FROM entries
             WHERE voided_at IS NULL ORDER BY created_at, no
        """
        async with self.sessions() as session:
            return [tuple(row) for row in await session.execute(text(statement))]

    async def owed(self) -> dict[str, int]:
        """Who owes how much of all that lives, in minor units, by the names of members."""
        statement = """
            SELECT m.name, sum(s.owed) FROM entries e
              JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
              JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
             WHERE e.voided_at IS NULL GROUP BY m.name
        """
        async with self.sessions() as session:
            return {name: int(owed) for name, owed in await session.execute(text(statement))}

    async def count(self, table: str) -> int:
        async with self.sessions() as session:
            return int(await session.scalar(text(f"SELECT count(*) FROM {table}")))


@contextlib.asynccontextmanager
async def opened(
    server: SlackServer, sessions: Sessions, *, socket: bool = False, **settings: str
) -> AsyncIterator[Door]:
    """Run Slack as a process would: web server, part, receiver; stopped in their order."""
    given = {
        "slack_api_url": f"{server.url}/api/",
        "slack_bot_token": None if "slack_client_id" in settings else server.bot_token,
        "slack_signing_secret": server.signing_secret,
        "slack_app_token": server.app_token if socket else None,
        "web_port": free_port(),
    } | settings
    chosen = config.load(**given)
    running = part(chosen, sessions, lambda: dt.datetime.now(dt.UTC))
    stopping = asyncio.Event()
    app = web.application([running], sessions)
    async with web.serving(app, host="127.0.0.1", port=chosen.web_port):
        task = asyncio.create_task(running.run(stopping))
        try:
            if socket:
                await server.until(lambda: server.links.open or task.done())
            else:
                server.request_url = f"http://127.0.0.1:{chosen.web_port}/slack/events"
            yield Door(running, sessions, task, stopping)
        finally:
            stopping.set()
            await asyncio.wait({task}, timeout=10)
            await running.receiver.close(5)
            await task


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a loaded machine take its time to tell who somebody is."""
    monkeypatch.setattr(directory, "PATIENCE", 10.0)


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """Slack; what we did that it forbids fails the test, and so does markup that came alive."""
    timings = Timings(retries=(0.05, 0.2, 0.5), disconnect_grace=0.5)
    async with SlackServer(timings=timings) as running:
        yield running
        assert running.faults == []
        assert running.live_markup == []


@pytest.fixture(params=["http", "socket"])
async def door(
    request: pytest.FixtureRequest, slack: SlackServer, sessions: Sessions
) -> AsyncIterator[Door]:
    """The part, over HTTP and over Socket Mode."""
    async with opened(slack, sessions, socket=request.param == "socket") as running:
        yield running


@pytest.fixture
async def http(slack: SlackServer, sessions: Sessions) -> AsyncIterator[Door]:
    """The part over HTTP."""
    async with opened(slack, sessions) as running:
        yield running
