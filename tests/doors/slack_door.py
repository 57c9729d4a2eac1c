"""Slack, as a door that transcripts go through: the real app, and a Slack that is strict."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from bots.hosting.pace import Pace
from bots.slack.part import SlackPart
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from tests.dialog.conftest import NOON
from tests.doors.transcripts import Shown
from tests.simulators import slack_world
from tests.simulators.slack_person import Person
from tests.simulators.slack_server import SlackServer
from tests.simulators.slack_world import Message


class SlackDoor:
    """Mia's direct message with the app, over Socket Mode."""

    def __init__(self, server: SlackServer, mia: Person) -> None:
        self._server = server
        self._mia = mia
        self._last: Message | None = None

    async def says(self, text: str) -> Shown:
        """Write a message."""
        before = self._state()
        await self._mia.sends(text)
        return await self._answer(before)

    async def replies(self, text: str) -> Shown:
        """Reply in the thread of the answer above."""
        assert self._last is not None
        before = self._state()
        await self._mia.replies(self._last, text)
        return await self._answer(before)

    async def presses(self, label: str) -> Shown:
        """Press a button of the answer above."""
        assert self._last is not None
        before = self._state()
        await self._mia.presses(self._last, label)
        return await self._answer(before)

    async def _answer(self, before: list[tuple[str, int]]) -> Shown:
        await self._server.until(lambda: self._state() != before)
        # A file stands in a message of its own, which may have come already.
        self._last = [m for m in self._server.messages(self._mia) if m.shown][-1]
        # [Details] opens a form, which other doors do not have.
        labels = tuple(label for label in self._last.buttons if label != "Details")
        return Shown(text=self._last.shown, labels=labels)

    def _state(self) -> list[tuple[str, int]]:
        return [(m.shown, len(m.history)) for m in self._server.messages(self._mia)]


class NoonClock:
    """The time of Slack's messages."""

    @staticmethod
    def time_ns() -> int:
        """Nanoseconds since 1970."""
        return int(NOON.timestamp()) * 1_000_000_000


@contextlib.asynccontextmanager
async def opened(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackDoor]:
    """Run the app until the end of the block."""
    monkeypatch.setattr(slack_world, "time", NoonClock)
    async with SlackServer() as server:
        settings = Settings(
            _env_file=None,
            slack_bot_token=server.bot_token,
            slack_app_token=server.app_token,
            slack_api_url=f"{server.url}/api/",
        )
        part = SlackPart(settings, sessions, lambda: NOON, Pace(chat=10_000, burst=10_000))
        stopping = asyncio.Event()
        running = asyncio.create_task(part.run(stopping))
        try:
            await server.until(lambda: server.links.open or running.done())
            yield SlackDoor(server, server.person("mia", locale="en-GB", tz="UTC"))
        finally:
            stopping.set()
            await running
            await part.receiver.close(5)
        assert server.faults == []
        assert server.live_markup == []
