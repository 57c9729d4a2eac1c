"""Lanes: one chat in order, chats side by side, no more at once than there is room for."""

from __future__ import annotations

import asyncio

from bots.hosting.lanes import Lanes


async def test_a_lane_is_entered_in_order_of_arrival():
    lanes, entered = Lanes(limit=5), []

    async def work(number):
        async with lanes.enter("mia"):
            entered.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(work(number) for number in range(50)))
    assert entered == list(range(50))


async def test_lanes_go_side_by_side_up_to_the_limit_and_leave_nothing_behind():
    lanes, inside, most = Lanes(limit=3), 0, 0

    async def work(key):
        nonlocal inside, most
        async with lanes.enter(key):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    await asyncio.gather(*(work(f"chat {number % 10}") for number in range(60)))
    assert most == 3
    assert not lanes._lanes


async def test_who_gives_up_waiting_does_not_close_the_lane():
    lanes = Lanes(limit=3)
    async with lanes.enter("mia"):
        waiting = asyncio.create_task(lanes.enter("mia").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
    async with asyncio.timeout(5), lanes.enter("mia"):
        pass
