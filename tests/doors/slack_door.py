"""Slack, as a door that transcripts go through: the real app, and a Slack that is strict."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import pytest

from bots.hosting.pace import Pace
from bots.slack.part import SlackPart
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from tests.dialog.conftest import NOON
from tests.doors.transcripts import GROUP, Shown, newest
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


class SlackGroup:
    """A channel in which a group was started; whoever is refused is told so alone."""

    def __init__(self, server: SlackServer, people: Sequence[Person]) -> None:
        self._server = server
        self._people = {person.name: person for person in people}
        self._channel = server.channel(GROUP, list(people))
        self._last: Message | None = None

    async def start(self, name: str) -> None:
        """Let somebody start the group."""
        person = self._people[name]
        await person.mentions_app("hello", channel=self._channel)
        await self._server.until(lambda: person.ephemerals)
        await person.presses(person.ephemerals[-1], "Start a group here")
        await self._server.until(lambda: self._server.messages(self._channel))

    async def says(self, text: str, name: str) -> Shown:
        """Mention the app with a text."""
        person = self._people[name]
        before = self._state(person)
        await person.mentions_app(text, channel=self._channel)
        return await self._answer(person, before)

    async def replies(self, text: str, name: str) -> Shown:
        """Reply in the thread of the answer above."""
        assert self._last is not None
        person = self._people[name]
        before = self._state(person)
        await person.replies(self._last, text)
        return await self._answer(person, before)

    async def presses(self, label: str, name: str) -> Shown:
        """Press a button of the answer above."""
        assert self._last is not None
        person = self._people[name]
        before = self._state(person)
        await person.presses(self._last, label)
        return await self._answer(person, before)

    async def _answer(self, person: Person, before: list[tuple[str, int]]) -> Shown:
        await self._server.until(lambda: self._state(person) != before)
        found = newest(before, self._state(person), self._seen(person))
        if found.only_for is None or found.buttons:
            self._last = found
        return Shown(text=found.shown, labels=tuple(found.buttons))

    def _seen(self, person: Person) -> list[Message]:
        seen = [*self._server.messages(self._channel), *person.ephemerals]
        return sorted(seen, key=lambda message: float(message.ts))

    def _state(self, person: Person) -> list[tuple[str, int]]:
        return [(m.shown, len(m.history)) for m in self._seen(person)]


class NoonClock:
    """The time of Slack's messages."""

    @staticmethod
    def time_ns() -> int:
        """Nanoseconds since 1970."""
        return int(NOON.timestamp()) * 1_000_000_000


@contextlib.asynccontextmanager
async def opened(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackDoor]:
    """Run the app until the end of the block."""
    async with running(sessions, monkeypatch) as server:
        yield SlackDoor(server, server.person("mia", locale="en-GB", tz="UTC"))


@contextlib.asynccontextmanager
async def opened_group(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, names: Sequence[str]
) -> AsyncIterator[SlackGroup]:
    """Run the app; the first of these people starts a group in a channel of all."""
    async with running(sessions, monkeypatch) as server:
        people = [server.person(name, locale="en-GB", tz="UTC") for name in names]
        group = SlackGroup(server, people)
        await group.start(names[0])
        yield group


@contextlib.asynccontextmanager
async def running(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[SlackServer]:
    """Run the app until the end of the block, in front of a Slack."""
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
        task = asyncio.create_task(part.run(stopping))
        try:
            await server.until(lambda: server.links.open or task.done())
            yield server
        finally:
            stopping.set()
            await task
            await part.receiver.close(5)
        assert server.faults == []
        assert server.live_markup == []
