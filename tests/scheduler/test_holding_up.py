"""One notice, one kind or one chat holds up no other; and what never works is given up."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bots.dialog.messages import Answer, Button, lines
from bots.dialog.notices.kind import Kind
from bots.hosting.sending import LaterError, MovedError, UnreachableError
from expenseiq_core.domain.pacing import Limit
from expenseiq_core.services import paces
from scheduler import delivering, dispatch
from tests.scheduler.words import WORDS

pytestmark = pytest.mark.usefixtures("known")


async def test_a_kind_that_cannot_be_composed_holds_up_no_other(
    notice, make_deliverer, receiver, states, platform
):
    async def compose(session, claimed, now):
        if any(one.about["words"] == "bad" for one in claimed):
            raise ValueError("nobody knows why")
        return await WORDS.compose(session, claimed, now)

    kinds = (WORDS, Kind(name="other", compose=compose))
    for number, words in enumerate(("good", "bad", "fine")):
        await notice(words, occurrence=str(number), kind="other")
    await notice("food", occurrence="3")
    await make_deliverer(receiver, kinds=kinds).deliver()
    assert sorted(platform.texts()) == ["fine", "food", "good"]
    assert await states() == ["sent", "failed", "sent", "sent"]


async def test_a_kind_that_only_a_newer_program_knows_waits_for_it(notice, deliverer, states):
    await notice(kind="of tomorrow")
    await deliverer.deliver()
    assert await states() == ["pending"]


async def test_what_never_works_is_given_up(
    notice, deliverer, platform, clock, states, reasons, monkeypatch
):
    monkeypatch.setattr(dispatch, "MOST_TRIES", 3)
    platform.failures = [UnreachableError()] * 9
    await notice(about={"words": "x", "awake": True})
    for _ in range(5):
        await deliverer.deliver()
        clock.forward(hours=1)
    assert (await states(), await reasons()) == (["failed"], ["tried too often"])
    assert platform.tries == 1 + 3


async def test_what_kills_each_process_that_claims_it_is_given_up(
    notice, deliverer, states, sessions
):
    await notice()
    async with sessions.begin() as session:
        await session.execute(
            text("""
                UPDATE deliveries SET state = 'claimed', tries = 100,
                       claimed_until = now() - interval '1 minute'
            """)
        )
    await deliverer.deliver()
    assert await states() == ["failed"]


async def test_who_is_sent_too_much_waits_and_nobody_else(
    notice, deliverer, monkeypatch, platform, states, sessions
):
    slow = Limit(name="slow", every=delivering.HORIZON * 2)
    monkeypatch.setattr(delivering, "limits", lambda _: (slow,))
    await notice("one", occurrence="1")
    await notice("two", occurrence="2")
    await deliverer.deliver()
    assert platform.texts() == ["one"]
    assert await states() == ["sent", "pending"]
    async with sessions() as session:
        [first, second] = await session.scalars(text("SELECT due_at FROM deliveries ORDER BY id"))
    assert second > first


async def test_a_pause_that_a_platform_asks_for_is_kept_by_all_processes(
    notice, deliverer, monkeypatch, platform, sessions
):
    limit = Limit(name="chat", every=delivering.HORIZON / 100)
    for module in (delivering, dispatch):
        monkeypatch.setattr(module, "limits", lambda _: (limit,))
    platform.failures = [LaterError(600)]
    await notice()
    await deliverer.deliver()
    async with sessions.begin() as session:
        [slot] = await paces.reserve(session, [(limit,)], horizon=delivering.HORIZON)
    assert not slot.is_taken
    assert slot.wait.total_seconds() > 590


async def test_a_chat_that_moved_is_told_under_its_new_name(
    notice, make_deliverer, receiver, platform, states, sessions
):
    async def compose(session, claimed, now):  # noqa: ARG001
        row = (Button(label="Undo", action="undo"),)
        return {one.id: Answer(lines=lines("Rent"), rows=(row,)) for one in claimed}

    deliverer = make_deliverer(receiver, kinds=[Kind(name="words", compose=compose)])
    await notice(occurrence="1")
    await notice(occurrence="2")
    platform.failures = [MovedError("mia-1000")]
    while await deliverer.deliver():
        pass
    assert platform.texts("mia-1000")[:1] == ["Rent"]
    assert len(platform.texts("mia-1000")) + len(platform.texts()) == 2
    assert await states() == ["sent", "sent"]
    async with sessions() as session:
        # The button is of a turn of the chat in which it stands.
        astray = await session.scalar(
            text("""
                SELECT count(*) FROM deliveries d JOIN turns t ON t.id = d.turn_id
                 WHERE t.chat_id <> d.chat_id
            """)
        )
    assert astray == 0


async def test_a_chat_that_moves_in_circles_is_given_up(notice, deliverer, platform, states):
    platform.failures = [MovedError("mia")]
    await notice()
    await deliverer.deliver()
    assert await states() == ["failed"]


async def test_told_to_stop_it_finishes_what_it_sends_and_gives_back_the_rest(
    notice, deliverer, platform, states, monkeypatch
):
    limit = Limit(name="chat", every=delivering.HORIZON)
    monkeypatch.setattr(delivering, "limits", lambda _: (limit,))
    for number in range(2):
        await notice(str(number), occurrence=str(number))
    platform.let_through.clear()
    sending = asyncio.create_task(deliverer.deliver())
    await platform.tried(2)
    stopping = asyncio.create_task(deliverer.stop(10))
    await asyncio.sleep(0)
    platform.let_through.set()
    await stopping
    assert await states() == ["sent", "pending"]
    await sending


async def test_told_to_stop_it_says_so_of_what_nobody_knows(
    notice, deliverer, platform, states, reasons
):
    platform.let_through.clear()
    await notice()
    sending = asyncio.create_task(deliverer.deliver())
    await platform.tried(2)
    await deliverer.stop(0.05)
    assert await states() == ["uncertain"]
    assert await reasons() == ["stopped while it was being sent"]
    await sending


async def test_nothing_is_sent_where_we_are_not_let_in_yet(
    notice, make_deliverer, receiver, states
):
    deliverer = make_deliverer(receiver)
    deliverer._senders["test"]._part.is_open = False
    await notice()
    await deliverer.deliver()
    assert await states() == ["pending"]
