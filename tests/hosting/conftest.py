"""A platform for tests: it keeps what it is sent, and fails as it is told."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools

import pytest

from bots.dialog.messages import Incoming
from bots.hosting.receiving import Receiver
from bots.hosting.sending import Address
from expenseiq_core.services.chats import Place
from tests.dialog.conftest import NOON


class Platform:
    """What a chat shows, and the errors to raise before that."""

    def __init__(self):
        self.shown: list[tuple[str, str]] = []
        self.failures: list[Exception] = []
        self.tries = 0
        self.names = itertools.count(1)
        self.changed = asyncio.Condition()
        self.let_through = asyncio.Event()
        self.let_through.set()

    async def send(self, address, outgoing):
        self.tries += 1
        async with self.changed:
            self.changed.notify_all()
        await self.let_through.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.shown.append((address.place.chat, outgoing.text))
        return f"a{next(self.names)}"

    async def tried(self, times):
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: self.tries >= times)

    def texts(self, chat="mia"):
        return [text for shown_in, text in self.shown if shown_in == chat]


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now

    def forward(self, **time):
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
async def receiver(sessions, platform, clock):
    made = Receiver(sessions, platform, clock=clock)
    yield made
    await made.close()


def place(chat="mia"):
    return Place(platform="test", workspace="", chat=chat, sender=chat)


def message(text, message_id, chat="mia", **more):
    return Incoming(
        place=place(chat),
        message_id=message_id,
        text=text,
        sender_name=chat.title(),
        sent_at=NOON,
        locale="en_GB",
        timezone="UTC",
        currency="EUR",
        **more,
    )


@pytest.fixture
def say(receiver):
    """Send a message; returns what `respond` answered."""

    async def send(text, message_id, chat="mia", **more):
        incoming = message(text, message_id, chat, **more)
        return await receiver.receive(incoming, Address(place=incoming.place))

    return send
