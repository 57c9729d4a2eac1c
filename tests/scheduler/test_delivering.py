"""Notices: each is said once, whatever happens to us or to the platform in between."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from bots.hosting.receiving import Receiver
from bots.hosting.sending import (
    BlockedError,
    LaterError,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.services import dispatching
from scheduler.delivering import BATCH
from tests.dialog.conftest import NOON

pytestmark = pytest.mark.usefixtures("known")


async def test_a_notice_is_said_once(notice, deliverer, platform, states):
    assert await notice()
    for _ in range(3):
        await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]
    assert await states() == ["sent"]
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
    notice, deliverer, platform, states, clock
):
    platform.failures = [UncertainError()]
    await notice()
    for _ in range(3):
        await deliverer.deliver()
        clock.forward(hours=1)
    assert platform.tries == 2
    assert await states() == ["uncertain"]


@pytest.mark.parametrize("failure", [BlockedError(), RefusedError()])
async def test_what_is_not_taken_is_given_up(
    notice, deliverer, platform, states, sessions, failure
):
    platform.failures = [failure]
    await notice()
    await deliverer.deliver()
    await deliverer.deliver()
    assert platform.texts() == []
    assert await states() == ["failed"]
    async with sessions() as session:
        closed = await session.scalar(text("SELECT blocked_at IS NOT NULL FROM chats"))
    assert closed == isinstance(failure, BlockedError)


async def test_a_chat_that_is_closed_to_us_is_told_nothing(
    notice, deliverer, platform, states, reasons, sessions
):
    await notice()
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now()"))
    await deliverer.deliver()
    assert platform.texts() == []
    assert (await states(), await reasons()) == (["skipped"], ["closed to us"])


async def test_what_is_not_true_any_more_is_skipped(notice, deliverer, platform, states, reasons):
    await notice(about={})
    await deliverer.deliver()
    assert platform.texts() == []
    assert (await states(), await reasons()) == (["skipped"], ["not true"])


async def claimed(sessions):
    """Do what a process does first."""
    async with sessions.begin() as session:
        [one] = await dispatching.claim(session, ["test"], kinds=["words"], now=NOON, limit=1)
    return one


async def begun(sessions, one):
    """Do what it does until it calls the platform, and no more."""
    async with sessions.begin() as session:
        return await dispatching.begin(session, one, actions=[], reply={}, now=NOON)


async def pass_(sessions, minutes):
    """Let time pass for those who hold notices."""
    async with sessions.begin() as session:
        await session.execute(
            text("UPDATE deliveries SET claimed_until = claimed_until - :p * interval '1 minute'"),
            {"p": minutes},
        )


async def test_what_a_process_that_died_was_sending_is_not_sent_again(
    notice, deliverer, platform, states, sessions
):
    await notice()
    assert await begun(sessions, await claimed(sessions))
    await pass_(sessions, 4)
    await deliverer.deliver()
    assert await states() == ["sending"]
    await pass_(sessions, 1)
    await deliverer.deliver()
    assert await states() == ["uncertain"]
    assert platform.texts() == []


async def test_what_a_process_that_died_had_only_claimed_is_sent_by_another(
    notice, deliverer, platform, states, sessions
):
    await notice()
    one = await claimed(sessions)
    await deliverer.deliver()
    assert await states() == ["claimed"]
    await pass_(sessions, 2)
    await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]
    assert await begun(sessions, one) is None  # the other one was only slow


async def test_several_processes_say_each_notice_once(
    notice, make_deliverer, deliverer, platform, sessions, clock
):
    for number in range(3 * BATCH):
        await notice(f"notice {number}", occurrence=str(number))
    others = [make_deliverer(Receiver(sessions, platform, clock=clock)) for _ in range(2)]
    while sum(await asyncio.gather(*(one.deliver() for one in (deliverer, *others)))):
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
