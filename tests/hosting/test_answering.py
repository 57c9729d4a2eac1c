"""Answers: in order, repeated where that helps, noted when they arrived, else swept up."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bots.hosting import answering
from bots.hosting.receiving import Receiver
from bots.hosting.sending import (
    Address,
    BlockedError,
    LaterError,
    MovedError,
    PacedError,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from bots.hosting.sweeping import BATCH, OVERDUE, Sweeper
from tests.hosting.conftest import Platform, message, place


async def rows(sessions, statement):
    async with sessions() as session:
        return (await session.execute(text(statement))).all()


async def settled(receiver):
    while tasks := set(receiver.answering._tasks):
        await asyncio.wait(tasks, timeout=10)


async def test_an_answer_that_arrived_is_noted_with_its_name(say, receiver, platform, sessions):
    await say("lunch 12.50", "1")
    await settled(receiver)
    assert platform.texts()[0].startswith("#1 Lunch · €12.50")
    [turn] = await rows(sessions, "SELECT answered_at, answer_id FROM turns")
    assert turn.answered_at is not None
    assert turn.answer_id == "a1"


async def test_a_chat_is_answered_in_order_and_chats_side_by_side(say, receiver, platform):
    platform.let_through.clear()
    for number in range(5):
        await say(f"lunch {number + 1}", str(number))
    await say("tea 3", "x", chat="ben")
    await platform.tried(2)
    assert platform.tries == 2  # one of each chat
    platform.let_through.set()
    await settled(receiver)
    assert [shown[:8] for shown in platform.texts()] == [f"#{n} Lunch" for n in range(1, 6)]


async def test_a_message_delivered_again_is_answered_once_if_the_answer_arrived(
    say, receiver, platform
):
    await say("lunch 12.50", "1")
    await settled(receiver)
    await say("lunch 12.50", "1")
    await settled(receiver)
    assert len(platform.texts()) == 1


async def test_a_message_delivered_twice_at_once_is_answered_once(say, receiver, platform):
    platform.let_through.clear()
    await say("lunch 12.50", "1")
    await say("lunch 12.50", "1")
    platform.let_through.set()
    await settled(receiver)
    assert len(platform.texts()) == 1


@pytest.mark.parametrize("failure", [LaterError(0.01), UnreachableError()])
async def test_what_could_not_be_sent_is_sent_later(say, receiver, platform, failure):
    platform.failures = [failure]
    await say("lunch 12.50", "1")
    await settled(receiver)
    assert len(platform.texts()) == 1


async def test_a_wait_that_the_platform_asks_for_holds_its_chat_and_no_other(
    say, receiver, platform
):
    platform.let_through.clear()
    await say("lunch 12.50", "1")
    await platform.tried(1)
    await say("tea 3", "2", chat="ben")
    await say("tea 3", "3")
    await platform.tried(2)
    platform.failures = [LaterError(0.2)]  # of who came first
    platform.let_through.set()
    await settled(receiver)
    assert [chat for chat, _ in platform.shown] == ["ben", "mia", "mia"]


async def test_an_answer_kept_nowhere_delays_the_acknowledgement_until_it_was_sent(say, platform):
    outgoing = await say("hello there, how are you?", "1")
    assert outgoing.turn_id is None
    assert len(platform.texts()) == 1


async def test_an_answer_kept_nowhere_is_repeated_once_if_nobody_knows(say, receiver, platform):
    platform.failures = [UncertainError(), UncertainError(), UncertainError()]
    await say("hello there, how are you?", "1")
    await settled(receiver)
    assert platform.tries == 2


async def test_a_blocked_chat_is_noted_and_not_written_to_again(
    say, receiver, platform, sessions, clock
):
    platform.failures = [BlockedError()]
    await say("lunch 12.50", "1")
    await settled(receiver)
    [chat] = await rows(sessions, "SELECT blocked_at FROM chats")
    assert chat.blocked_at is not None
    clock.forward(minutes=1)
    assert await Sweeper(receiver, "test").sweep() == 0


async def test_a_chat_that_moved_is_answered_at_its_new_name(say, receiver, platform, sessions):
    platform.failures = [MovedError("mia2")]
    await say("lunch 12.50", "1")
    await settled(receiver)
    assert len(platform.texts("mia2")) == 1
    found = await rows(sessions, "SELECT external_id, moved_to FROM chats ORDER BY 1")
    assert found == [("mia", "mia2"), ("mia2", None)]
    assert len(await rows(sessions, "SELECT DISTINCT ledger_id FROM chats")) == 1


async def test_what_waits_by_our_own_pace_is_not_given_up(say, receiver, platform, monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 0.3)
    platform.failures = [PacedError(0.2)] * 3
    for number in range(3):
        await say(f"tea {number + 1}", str(number))
    await settled(receiver)
    assert [shown[:6] for shown in platform.texts()] == ["#1 Tea", "#2 Tea", "#3 Tea"]


async def test_a_chat_that_moved_gets_nothing_that_names_a_message(receiver, platform):
    addresses = []
    send = platform.send

    async def kept(address, outgoing):
        addresses.append(address)
        return await send(address, outgoing)

    platform.send = kept
    platform.failures = [MovedError("mia2")]
    said = message("lunch 12.50", "1")
    address = Address(place=said.place, thread="7", reply_to="1", edits="5")
    await receiver.receive(said, address)
    await settled(receiver)
    # There, the same numbers are those of other messages.
    assert addresses == [address, Address(place=replace(said.place, chat="mia2"))]


@pytest.mark.parametrize("failure", [RefusedError("no"), ZeroDivisionError()])
async def test_of_an_answer_that_cannot_be_shown_one_hears_at_least(
    say, receiver, platform, failure
):
    platform.failures = [failure]
    await say("lunch 12.50", "1")
    await say("tea 3", "2")
    await settled(receiver)
    assert [shown[:12] for shown in platform.texts()] == ["That is done", "#2 Tea · €3."]


async def test_a_platform_that_refuses_everything_does_not_stop_the_next(say, receiver, platform):
    platform.failures = [RefusedError("no"), RefusedError("no"), ZeroDivisionError(), KeyError()]
    for number in range(3):
        await say(f"tea {number + 1}", str(number))
    await settled(receiver)
    assert [shown[:6] for shown in platform.texts()] == ["#3 Tea"]


async def test_the_sweeper_answers_what_a_killed_process_left(
    say, receiver, platform, sessions, clock
):
    platform.failures = [UncertainError()]
    await say("lunch 12.50", "1", thread="7")
    await say("budget food 200", "2")
    await settled(receiver)
    assert len(platform.texts()) == 1
    other = Platform()
    second = Receiver(sessions, other, clock=clock)
    sweeper = Sweeper(second, "test")
    assert await sweeper.sweep() == 0  # not overdue yet
    clock.forward(seconds=31)
    assert await sweeper.sweep() == 1
    await settled(second)
    assert other.texts()[0].startswith("#1 Lunch · €12.50")
    assert await sweeper.sweep() == 0
    assert (await rows(sessions, "SELECT count(*) FROM entries"))[0][0] == 1


async def test_the_sweeper_answers_budgets_edits_buttons_and_many_at_once(
    say, receiver, platform, clock
):
    logged = await say("lunch 12.50", "1")
    undo = next(b for row in logged.rows for b in row if b.label == "Undo")
    await say("coffee 3", "5")
    await settled(receiver)
    platform.failures = [UncertainError() for _ in range(4)]
    await say("coffee 4", "5", edited_at=clock.now)
    await say("", "3", button=undo.id)
    await say("budget food 200", "2")
    await say("tea 3", "4")
    await settled(receiver)
    assert len(platform.texts()) == 2
    clock.forward(seconds=31)
    sweeper = Sweeper(receiver, "test")
    assert await sweeper.sweep() == 4
    await settled(receiver)
    assert sorted(shown.split("\n")[0] for shown in platform.texts()[2:]) == [
        "#2 Coffee · €4.00 · 🍽 Food",
        "#3 Tea · €3.00 · 🍽 Food",
        "Budget: Food €200 a month",
        "Undone: #1 Lunch €12.50",
    ]
    assert await sweeper.sweep() == 0


async def test_only_one_process_sweeps(say, receiver, platform, clock):
    platform.failures = [UncertainError()]
    await say("lunch 12.50", "1")
    await settled(receiver)
    clock.forward(seconds=31)
    platform.failures = [UncertainError()]
    assert await Sweeper(receiver, "test").sweep() == 1
    await settled(receiver)
    assert await Sweeper(receiver, "test").sweep() == 0


async def test_what_may_have_arrived_ten_times_is_not_sent_again(say, receiver, platform, clock):
    platform.failures = [UncertainError() for _ in range(100)]
    await say("lunch 12.50", "1")
    await settled(receiver)
    clock.forward(seconds=31)
    sweeper = Sweeper(receiver, "test")
    while await sweeper.sweep():
        await settled(receiver)
    assert platform.tries == answering.REPEATS_KEPT


async def test_what_had_to_wait_long_is_not_given_up(say, receiver, platform, clock):
    platform.failures = [LaterError(3600)]
    await say("lunch 12.50", "1")
    await settled(receiver)
    clock.forward(seconds=31)
    sweeper = Sweeper(receiver, "test")
    for _ in range(answering.REPEATS_KEPT + 2):
        assert await sweeper.sweep() == 1
        await settled(receiver)
    assert platform.tries == 1
    receiver.answering._not_before.clear()  # an hour later
    await sweeper.sweep()
    await settled(receiver)
    assert len(platform.texts()) == 1


async def test_fifty_chats_that_wait_hold_up_no_other(say, receiver, platform):
    platform.failures = [LaterError(20) for _ in range(answering.AT_ONCE)]
    await asyncio.gather(*(say("tea 3", "1", chat=f"p{n}") for n in range(answering.AT_ONCE)))
    await platform.tried(answering.AT_ONCE)
    await say("hello there, how are you?", "1")  # this waits for its answer
    assert len(platform.texts()) == 1
    await receiver.close(0)


async def test_what_cannot_be_answered_does_not_stand_before_what_can(
    say, receiver, platform, sessions, clock
):
    platform.failures = [UncertainError(), UncertainError()]
    await say("lunch 12.50", "1")
    async with sessions.begin() as session:
        copies = """
            INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, said, actions,
                               reply, created_at)
            SELECT chat_id, source || :p_name || n, CAST(lpad(n::text, 32, '0') AS uuid), user_id,
                   ledger_id, 'again', said, '{}',
                   '{"lines": [[["again", "plain"]]], "rows": [], "data": {}}', created_at
              FROM turns, generate_series(1, :p_most) n
        """
        await session.execute(text(copies), {"p_name": "-", "p_most": BATCH})
    await say("tea 3", "2", chat="ben")
    await settled(receiver)
    sent = len(platform.shown)
    clock.forward(seconds=31)
    platform.failures = [LaterError(3600)]
    sweeper = Sweeper(receiver, "test")
    for _ in range(3):
        await sweeper.sweep()
        await settled(receiver)
    assert len(platform.texts("ben")) == 1
    assert len(platform.shown) == sent + 1


async def test_a_chat_that_moved_is_not_told_twice_what_it_said(
    say, receiver, platform, sessions, clock
):
    platform.failures = [MovedError("mia2"), UncertainError()]
    await say("lunch 12.50", "1")
    await settled(receiver)
    clock.forward(seconds=31)
    await Sweeper(receiver, "test").sweep()
    await settled(receiver)
    assert (await rows(sessions, "SELECT count(*) FROM entries"))[0][0] == 1
    assert len(platform.texts("mia2")) == 1


async def test_a_chat_that_was_blocked_is_open_when_an_answer_arrives(
    say, receiver, platform, clock
):
    platform.failures = [BlockedError()]
    await say("lunch 12.50", "1")
    await say("tea 3", "2")
    await settled(receiver)
    platform.failures = [UncertainError()]
    await say("taxi 9", "3")
    await settled(receiver)
    clock.forward(seconds=31)
    assert await Sweeper(receiver, "test").sweep() == 1


async def test_after_the_end_answers_are_left_to_the_sweeper(say, receiver, platform, sessions):
    await receiver.close(1)
    platform.failures = [RuntimeError("closed"), RuntimeError("closed")]
    await say("lunch 12.50", "1")
    await asyncio.gather(*receiver.answering._tasks)
    assert (await rows(sessions, "SELECT answered_at FROM turns")) == [(None,)]


async def test_an_erased_person_is_not_answered_by_the_sweeper(say, receiver, platform, clock):
    platform.failures = [UncertainError()]
    await say("lunch 12.50", "1")
    asked = await say("forget me", "2")
    sure = next(b for row in asked.rows for b in row if b.label.startswith("Yes"))
    await say("", "3", button=sure.id)
    await settled(receiver)
    clock.forward(seconds=31)
    assert await Sweeper(receiver, "test").sweep() == 0


async def test_patience_ends_before_the_sweeper_begins():
    assert OVERDUE.total_seconds() > answering.PATIENCE


async def test_answers_of_a_process_that_stops_are_waited_for(sessions, platform, clock):
    receiver = Receiver(sessions, platform, clock=clock)
    platform.let_through.clear()
    incoming = message("lunch 12.50", "1")
    await receiver.receive(incoming, Address(place=place()))
    closing = asyncio.create_task(receiver.close(10))
    await asyncio.sleep(0)
    platform.let_through.set()
    await closing
    assert len(platform.texts()) == 1
