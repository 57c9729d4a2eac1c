"""Notices: each is said once, whatever happens to us or to the platform in between."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog import replies
from bots.dialog.messages import Answer, lines
from bots.hosting.delivering import BATCH, Deliverer
from bots.hosting.receiving import Receiver
from bots.hosting.sending import (
    BlockedError,
    LaterError,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import LOST_AFTER, TOO_LATE, Notice
from tests.dialog.conftest import NOON


@pytest.fixture
async def known(say, receiver, platform):
    """Mia, whose chat has seen its first answer."""
    await say("lunch 12.50", "1")
    while tasks := set(receiver.answering._tasks):
        await asyncio.wait(tasks, timeout=10)
    platform.shown.clear()


@pytest.fixture
def notice(sessions, clock):
    """Let a notice be due."""

    async def make(words="⚠️ Food", *, occurrence="x", due_at=NOON):
        async with sessions.begin() as session:
            [row] = await session.execute(text("SELECT user_id, chat_id FROM turns LIMIT 1"))
            return await deliveries.put(
                session,
                Notice(
                    occurrence=occurrence,
                    kind="budget",
                    user_id=row.user_id,
                    chat_id=row.chat_id,
                    said=replies.to_json(Answer(lines=lines(words))),
                    due_at=due_at,
                ),
                now=clock(),
            )

    return make


@pytest.fixture
def deliverer(receiver):
    return Deliverer(receiver, "test")


async def states(sessions):
    async with sessions() as session:
        return list(await session.scalars(text("SELECT state FROM deliveries ORDER BY id")))


pytestmark = pytest.mark.usefixtures("known")


async def test_a_notice_is_said_once(notice, deliverer, platform, sessions):
    assert await notice()
    for _ in range(3):
        await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]
    assert await states(sessions) == ["sent"]
    assert not await notice()


async def test_nothing_is_said_before_it_is_due(notice, deliverer, platform, clock):
    await notice(due_at=NOON + dt.timedelta(hours=9))
    await deliverer.deliver()
    assert platform.texts() == []
    clock.forward(hours=9)
    await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]


@pytest.mark.parametrize("failure", [LaterError(20), UnreachableError()])
async def test_what_was_not_sent_is_sent_when_that_may_help(
    notice, deliverer, platform, clock, receiver, failure
):
    platform.failures = [failure]
    await notice()
    await deliverer.deliver()
    await deliverer.deliver()
    assert (platform.texts(), platform.tries) == ([], 2)
    receiver.answering._not_before.clear()
    clock.forward(seconds=31)
    await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]


async def test_what_may_have_arrived_is_never_sent_again(
    notice, deliverer, platform, sessions, clock
):
    platform.failures = [UncertainError()]
    await notice()
    for _ in range(3):
        await deliverer.deliver()
        clock.forward(hours=1)
    assert platform.tries == 2
    assert await states(sessions) == ["uncertain"]


@pytest.mark.parametrize("failure", [BlockedError(), RefusedError()])
async def test_what_is_not_taken_is_given_up(notice, deliverer, platform, sessions, failure):
    platform.failures = [failure]
    await notice()
    await deliverer.deliver()
    await deliverer.deliver()
    assert platform.texts() == []
    assert await states(sessions) == ["failed"]
    async with sessions() as session:
        closed = await session.scalar(text("SELECT blocked_at IS NOT NULL FROM chats"))
    assert closed == isinstance(failure, BlockedError)


async def test_a_chat_that_is_closed_to_us_is_told_nothing(
    notice, deliverer, platform, sessions, clock
):
    await notice()
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now()"))
    await deliverer.deliver()
    assert platform.texts() == []
    clock.forward(seconds=TOO_LATE.total_seconds() + 1)
    await deliverer.deliver()
    assert await states(sessions) == ["skipped"]


async def test_what_a_process_that_died_was_sending_is_not_sent_again(
    notice, deliverer, platform, sessions, clock
):
    await notice()
    async with sessions.begin() as session:
        assert await deliveries.claim(session, "test", now=NOON, limit=1)
    clock.forward(seconds=LOST_AFTER.total_seconds() - 1)
    await deliverer.deliver()
    assert await states(sessions) == ["sending"]
    clock.forward(seconds=2)
    await deliverer.deliver()
    assert await states(sessions) == ["uncertain"]
    assert platform.texts() == []


async def test_several_processes_say_each_notice_once(notice, deliverer, platform, sessions, clock):
    for number in range(3 * BATCH):
        await notice(f"notice {number}", occurrence=str(number))
    others = [Receiver(sessions, platform, clock=clock) for _ in range(2)]
    everyone = [deliverer, *(Deliverer(other, "test") for other in others)]
    while sum(await asyncio.gather(*(one.deliver() for one in everyone))):
        pass
    assert sorted(platform.texts()) == sorted(f"notice {n}" for n in range(3 * BATCH))


async def test_a_notice_comes_after_the_answers_that_are_on_their_way(
    say, notice, deliverer, platform
):
    platform.let_through.clear()
    await say("tea 3", "2")
    await notice()
    sending = asyncio.create_task(deliverer.deliver())
    await platform.tried(2)  # the first answer, and that of the tea
    platform.let_through.set()
    await sending
    assert [shown[:6] for shown in platform.texts()] == ["#2 Tea", "⚠️ Food"[:6]]
