"""Telegram, as a door that transcripts go through: the real bot, and a server that is strict."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence

from bots.hosting.pace import Pace
from bots.telegram.part import TelegramPart
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from tests.dialog.conftest import NOON
from tests.doors.transcripts import GROUP, Shown, newest
from tests.simulators.telegram_chats import Message
from tests.simulators.telegram_people import Person
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

QUICK = Timings(same_offset_within=0.0, hurried_within=0.0)


class TelegramDoor:
    """Mia's private chat with the bot."""

    def __init__(self, server: TelegramServer, mia: Person) -> None:
        self._server = server
        self._mia = mia
        self._last: Message | None = None

    async def says(self, text: str) -> Shown:
        """Write a message."""
        return await self._answer(await self._mia.sends(text))

    async def replies(self, text: str) -> Shown:
        """Reply to the answer above."""
        assert self._last is not None
        return await self._answer(await self._mia.replies(self._last, text))

    async def presses(self, label: str) -> Shown:
        """Press a button of the answer above."""
        assert self._last is not None
        before = self._state()
        await self._server.answer_to(await self._mia.presses(self._last, label))
        await self._server.until(lambda: self._state() != before)
        return self._shown(self._server.messages(self._mia)[-1])

    async def _answer(self, asked: Message) -> Shown:
        return self._shown(await self._server.answer_to(asked))

    def _shown(self, message: Message) -> Shown:
        self._last = message
        return Shown(text=message.text, labels=tuple(message.labels))

    def _state(self) -> list[tuple[str, int]]:
        return [(m.text, len(m.history)) for m in self._server.messages(self._mia)]


class TelegramGroup:
    """A group chat whose bot is an administrator: so it hears what begins with its name."""

    def __init__(self, server: TelegramServer, people: Sequence[Person]) -> None:
        self._server = server
        self._people = {person.user["first_name"]: person for person in people}
        self._group = server.group(GROUP, *people)
        self._group.promotes_bot()
        self._last: Message | None = None

    async def says(self, text: str, name: str) -> Shown:
        """Write a message that begins with the bot's name."""
        said = f"@{self._server.world.bot['username']} {text}"
        return await self._answered(await self._people[name].sends(said, chat=self._group))

    async def replies(self, text: str, name: str) -> Shown:
        """Reply to the answer above."""
        assert self._last is not None
        return await self._answered(await self._people[name].replies(self._last, text))

    async def presses(self, label: str, name: str) -> Shown:
        """Press a button of the answer above."""
        assert self._last is not None
        before = self._state()
        told = await self._server.answer_to(await self._people[name].presses(self._last, label))
        if told.get("show_alert"):
            return Shown(text=told["text"])
        await self._server.until(lambda: self._state() != before)
        return self._shown(newest(before, self._state(), self._server.messages(self._group)))

    async def _answered(self, asked: Message) -> Shown:
        return self._shown(await self._server.answer_to(asked))

    def _shown(self, message: Message) -> Shown:
        self._last = message
        # The address of an invitation is Telegram's own.
        rows = [row for row in message.text.split("\n") if not row.startswith("Or: https://")]
        return Shown(text="\n".join(rows), labels=tuple(message.labels))

    def _state(self) -> list[tuple[str, int]]:
        return [(m.text, len(m.history)) for m in self._server.messages(self._group)]


@contextlib.asynccontextmanager
async def opened(sessions: Sessions) -> AsyncIterator[TelegramDoor]:
    """Run the bot until the end of the block."""
    async with running(sessions) as server:
        yield TelegramDoor(server, server.person("mia", language_code="en-GB"))


@contextlib.asynccontextmanager
async def opened_group(sessions: Sessions, names: Sequence[str]) -> AsyncIterator[TelegramGroup]:
    """Run the bot; let people set their clocks in private, then come together."""
    async with running(sessions) as server:
        people = [
            server.person(name, username=name.casefold(), language_code="en-GB") for name in names
        ]
        for person in people:
            await server.answer_to(await person.sends("timezone UTC"))
        group = TelegramGroup(server, people)
        await server.until(lambda: server.messages(group._group))  # the roll call
        yield group


@contextlib.asynccontextmanager
async def running(sessions: Sessions) -> AsyncIterator[TelegramServer]:
    """Run the bot until the end of the block, in front of a server."""
    async with TelegramServer(timings=QUICK) as server:
        server.advance(NOON.timestamp() - time.time())
        settings = Settings(
            _env_file=None, telegram_bot_token=server.token, telegram_api_url=server.url
        )
        pace = Pace(chat=10_000, burst=10_000, group=0)
        part = TelegramPart(settings, sessions, lambda: NOON, pace)
        stopping = asyncio.Event()
        task = asyncio.create_task(part.run(stopping))
        try:
            await server.until(lambda: part.is_ready or task.done())
            yield server
        finally:
            stopping.set()
            await task
        assert server.faults == []
        assert server.unanswered_queries() == []
