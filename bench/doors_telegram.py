"""Telegram: messages that wait in the simulator, to be fetched and answered by one process."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from bench.doors_running import Child, Done
from tests.simulators.telegram_people import Person
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

# Nobody is made to wait for having asked too often.
TIMINGS = Timings(same_offset_within=0.0, hurried_within=0.0)


@dataclass(kw_only=True)
class Messages:
    """Texts of people in turn, that wait from one moment on; acknowledged: none waits any more."""

    server: TelegramServer
    people: list[Person]
    texts: list[str]
    done: Done

    @property
    def number(self) -> int:
        return len(self.texts)

    async def prepare(self) -> None:
        self.server.calls.clear()
        # This never gives way to the server: nothing is fetched before the last is written.
        for position, text in enumerate(self.texts):
            await self.people[position % len(self.people)].sends(text)

    async def begin(self) -> None:
        """They are there."""

    def is_done(self, handled: int) -> bool:
        if self.server.world.updates.pending:
            return False
        if self.done == "answered":
            sent = (call for call in self.server.calls if call.method == "sendMessage")
            return sum(call.code == 200 for call in sent) >= self.number
        return handled >= self.number or self.done == "acknowledged"


class Telegram:
    """The simulator and its people."""

    name = "telegram"
    library = "python-telegram-bot"

    def __init__(self, people: int) -> None:
        self.server = TelegramServer(timings=TIMINGS)
        self.people = [
            self.server.person(f"Person {number}", language_code="en-GB")
            for number in range(people)
        ]

    def open(self) -> AbstractAsyncContextManager[object]:
        return self.server

    def settings(self) -> dict[str, str]:
        return {"TELEGRAM_BOT_TOKEN": self.server.token, "TELEGRAM_API_URL": self.server.url}

    async def meet(self, child: Child) -> None:
        """Wait until the process asks for updates."""
        self.server.calls.clear()
        await child.until(lambda _: bool(self.server.called("getUpdates")))

    def batch(self, texts: list[str], done: Done) -> Messages:
        return Messages(server=self.server, people=self.people, texts=texts, done=done)

    def faults(self) -> list[str]:
        return [str(fault) for fault in self.server.faults]
