"""Notices of a kind of our own, on a platform that fails as it is told."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Notice
from scheduler.delivering import Deliverer
from scheduler.ticking import PlatformSender
from tests.conftest import emptied_database
from tests.dialog.conftest import NOON
from tests.hosting.conftest import clock, platform, receiver, say
from tests.scheduler.words import ACCOUNT, WORDS

__all__ = ["clock", "platform", "receiver", "say"]


@pytest.fixture
def database_url(server):
    """A migrated database with nothing in it."""
    yield from emptied_database(server)


@pytest.fixture
async def known(say, receiver, platform):
    """Mia, whose chat has seen its first answer."""
    await say("lunch 12.50", "1")
    while tasks := set(receiver.answering._tasks):
        await asyncio.wait(tasks, timeout=10)
    platform.shown.clear()


@pytest.fixture
def notice(sessions, clock):
    """Let a notice to Mia be due."""

    async def make(words="⚠️ Food", *, occurrence="x", due_at=NOON, **more):
        async with sessions.begin() as session:
            [row] = await session.execute(text("SELECT user_id, chat_id FROM turns LIMIT 1"))
            made = {
                "occurrence": occurrence,
                "kind": "words",
                "user_id": row.user_id,
                "chat_id": row.chat_id,
                "about": {"words": words},
                "due_at": due_at,
            }
            return await deliveries.put(session, [Notice(**(made | more))], now=clock())

    return make


@pytest.fixture
def make_deliverer(sessions, clock):
    """Make what sends through a receiver's platform, as a process of its own would."""

    def make(receiver, *, kinds=(WORDS, ACCOUNT), now=clock):
        sender = PlatformSender(SimpleNamespace(receiver=receiver, is_open=True))
        return Deliverer(sessions, kinds, {"test": sender}, clock=now)

    return make


@pytest.fixture
def deliverer(make_deliverer, receiver):
    return make_deliverer(receiver)


@pytest.fixture
def states(sessions):
    """Tell the states of all notices, as they were made."""

    async def look():
        async with sessions() as session:
            return list(await session.scalars(text("SELECT state FROM deliveries ORDER BY id")))

    return look


@pytest.fixture
def reasons(sessions):
    async def look():
        async with sessions() as session:
            return list(await session.scalars(text("SELECT reason FROM deliveries ORDER BY id")))

    return look


@pytest.fixture
def make_mail(sessions, clock):
    """What sends by e-mail, and the texts that it sent."""
    sent = []

    class Mail:
        is_open = True

        async def send(self, claimed, outgoing):  # noqa: ARG002 (as all senders)
            sent.append(outgoing.text)

    kinds = (WORDS, ACCOUNT)
    return Deliverer(sessions, kinds, {deliveries.MAIL: Mail()}, clock=clock), sent
