"""Limits that all processes share."""

from __future__ import annotations

import asyncio
import datetime as dt

from sqlalchemy import text

from expenseiq_core.domain.pacing import Limit
from expenseiq_core.services import paces

FAR = dt.timedelta(seconds=20)
BOT = Limit(name="bot", every=dt.timedelta(milliseconds=100))


async def reserve(sessions, wanted):
    async with sessions.begin() as session:
        return await paces.reserve(session, wanted, horizon=FAR)


async def test_several_processes_share_what_a_bot_may_send(sessions):
    given = await asyncio.gather(*(reserve(sessions, [(BOT,)] * 10) for _ in range(4)))
    waits = sorted(slot.wait.total_seconds() for slots in given for slot in slots)
    assert len(set(waits)) == 40
    # The database's clock went on a little between the four.
    assert 3.9 - 2 < waits[-1] <= 3.9


async def test_a_pause_that_the_platform_asks_for_holds_for_everybody(sessions):
    async with sessions.begin() as session:
        await paces.hold(session, "bot", 600)
        await paces.hold(session, "bot", 10)
    [slot] = await reserve(sessions, [(BOT,)])
    assert not slot.is_taken
    assert 590 < slot.wait.total_seconds() <= 600


async def test_what_needs_no_slot_is_given_one_at_once(sessions):
    [slot] = await reserve(sessions, [()])
    assert slot.is_taken


async def test_limits_that_are_over_are_forgotten(sessions):
    await reserve(sessions, [(BOT,), (Limit(name="old", every=dt.timedelta(0)),)])
    async with sessions.begin() as session:
        await session.execute(
            text("UPDATE paces SET free_at = now() - interval '2 hours' WHERE name = 'old'")
        )
        await paces.forget(session, limit=10)
    async with sessions() as session:
        assert list(await session.scalars(text("SELECT name FROM paces"))) == ["bot"]
