"""Leases: one holder at a time, until it gives up, drops it, or is gone."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from expenseiq_core.services import leases


@pytest.fixture
def take(sessions):
    async def taken(holder, seconds=30.0):
        async with sessions.begin() as session:
            return await leases.take(session, "poll", holder=holder, seconds=seconds)

    return taken


async def test_a_lease_has_one_holder_who_may_renew_it(take):
    assert await take("a")
    assert not await take("b")
    assert await take("a")


async def test_a_lease_that_ran_out_is_taken_by_the_next(take, sessions):
    assert await take("a")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE leases SET expires_at = now() - interval '1 second'"))
    assert await take("b")
    assert not await take("a")


async def test_a_dropped_lease_is_free_and_nobody_drops_another_s(take, sessions):
    assert await take("a")
    async with sessions.begin() as session:
        await leases.drop(session, "poll", holder="b")
    assert not await take("b")
    async with sessions.begin() as session:
        await leases.drop(session, "poll", holder="a")
    assert await take("b")


async def test_of_many_at_once_one_gets_it(take):
    assert sum(await asyncio.gather(*(take(str(number)) for number in range(8)))) == 1
