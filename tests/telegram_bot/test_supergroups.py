"""A group becomes a supergroup: another name, other numbers, and the same ledger."""

from __future__ import annotations

import asyncio

import pytest

from tests.simulators.telegram_failing import TooMany
from tests.telegram_bot.conftest import running
from tests.telegram_bot.test_groups import ana, asks, book, names, nothing_comes, trip
from tests.telegram_bot.test_webhook import served

__all__ = ["ana", "trip"]


@pytest.fixture(params=["polling", "webhook"], autouse=True)
async def running_bot(request, api, sessions):
    """A bot that fetches its updates, or is brought them: then chats come side by side."""
    way = running if request.param == "polling" else served
    async with way(api, sessions):
        yield request.param


async def ledgers(sessions):
    """The open ledgers of groups, and how many chats lead to each."""
    return await asks(
        sessions,
        "SELECT l.name, count(c.id) FROM ledgers l LEFT JOIN chats c ON c.ledger_id = l.id"
        " WHERE l.kind = 'group' AND l.closed_at IS NULL GROUP BY l.id",
    )


@pytest.mark.parametrize("told", ["old new", "new old", "old", "new"])
async def test_whoever_says_it_first_the_ledger_is_the_same(api, mia, trip, sessions, told):
    await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=trip))
    await mia.sends("/e@our_test_bot taxi 27", chat=trip)
    new = trip.upgrade(told=told)
    # With a name: heard before the news, it would be asked who shares it with her.
    museum = await mia.sends("/e@our_test_bot museum 45 with @ana", chat=new)
    await api.until(lambda: new.chat.replies.get(museum.id))
    await api.until(lambda: is_one(sessions))
    await api.until(lambda: holds(sessions, 3))
    found = await book(sessions)
    assert [row[0] for row in found] == [1, 2, 3]
    assert {row[1] for row in found} == {"dinner", "taxi", "museum"}


async def holds(sessions, count):
    """Whether the book has so many entries: chats come side by side."""
    return len(await book(sessions)) == count


async def test_a_message_from_before_that_comes_after_is_logged_once_and_answered_where_it_can_be(
    api, mia, trip, sessions
):  # fmt: skip
    early = await mia.sends("/e@our_test_bot dinner 84", chat=trip)
    await api.answer_to(early)
    # Held back: said before, and handed out only after the group has moved.
    told = {key: value for key, value in early.raw.items() if key != "message_id"}
    late = trip.chat.add({**told, "text": "/e@our_test_bot taxi 27"}, by_bot=False)
    new = trip.upgrade()
    await api.answer_to(await mia.sends("/e@our_test_bot museum 45", chat=new))
    before = len(api.messages(new))
    update_id = api.update({"message": late.raw})
    await api.until(lambda: len(api.messages(new)) > before)
    assert "Taxi" in api.messages(new)[-1].text
    for known in (update_id, *early.update_ids):
        api.redeliver(known)
    await nothing_comes(api, mia, new)
    assert [row[1] for row in await book(sessions)] == ["dinner", "museum", "taxi"]
    assert await ledgers(sessions) == [("Trip", 2)]


@pytest.mark.parametrize("which", ["old", "new"])
async def test_a_message_in_the_new_group_before_anybody_said_so(
    api, mia, ana, trip, sessions, which
):  # fmt: skip
    await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=trip))
    new = trip.upgrade(told="")
    await api.answer_to(await ana.sends("/e@our_test_bot taxi 27 with @mia_", chat=new))
    (trip if which == "old" else new).tells_upgrade()
    await api.until(lambda: is_one(sessions))
    await api.answer_to(await mia.sends("/e@our_test_bot museum 45 with @ana", chat=new))
    assert [row[:2] for row in await book(sessions)] == [(1, "dinner"), (2, "taxi"), (3, "museum")]
    assert sorted(await open_names(sessions)) == ["Ana", "Mia", "mia_"]


async def is_one(sessions):
    return await ledgers(sessions) == [("Trip", 2)]


async def open_names(sessions):
    return [
        name
        for (name,) in await asks(
            sessions,
            "SELECT m.name FROM members m JOIN ledgers l ON l.id = m.ledger_id"
            " WHERE l.kind = 'group' AND l.closed_at IS NULL",
        )
    ]


async def test_a_stranger_in_the_new_group_before_anybody_said_so_leaves_no_second_ledger(
    api, trip, sessions
):  # fmt: skip
    ben = api.person("Ben")
    trip.adds(ben)
    new = trip.upgrade(told="")
    await api.answer_to(await ben.sends("/join@our_test_bot", chat=new))
    trip.tells_upgrade()
    await api.until(lambda: is_one(sessions))
    assert await names(sessions) == ["Ana", "Ben", "Mia"]


async def test_an_answer_that_is_told_of_the_new_name_goes_there(api, mia, trip, sessions):
    held = asyncio.Event()
    api.fail("sendMessage", TooMany(1), when=lambda _: held.set() or True)
    await mia.sends("/e@our_test_bot dinner 84", chat=trip)
    await held.wait()
    new = trip.upgrade(told="")
    answers = await api.until(lambda: api.messages(new))
    assert [answer.text.splitlines()[0][:11] for answer in answers] == ["#1 Dinner ·"]
    assert answers[0].reply_to is None
    await api.answer_to(await mia.sends("/e@our_test_bot taxi 27", chat=new))
    assert [row[:2] for row in await book(sessions)] == [(1, "dinner"), (2, "taxi")]
    assert await ledgers(sessions) == [("Trip", 2)]


async def test_what_adds_up_to_a_balance_leads_to_what_was_said_there(api, mia, trip):
    await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=trip))
    why = await api.answer_to(await mia.sends("/why@our_test_bot", chat=trip))
    assert [entity["type"] for entity in why.raw.get("entities", [])] == []
    new = trip.upgrade()
    taxi = await mia.sends("/e@our_test_bot taxi 27", chat=new)
    await api.answer_to(taxi)
    why = await api.answer_to(await mia.sends("/why@our_test_bot", chat=new))
    assert [(e["type"], e["length"], e["url"]) for e in why.raw["entities"]] == [
        ("text_link", 2, f"https://t.me/c/{-new.chat.id - 10**12}/{taxi.id}")
    ]


async def test_a_button_from_before_still_does_what_it_says(api, mia, trip, sessions):
    answer = await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=trip))
    new = trip.upgrade()
    await api.answer_to(await mia.presses(answer, "Undo"))
    answers = await api.until(lambda: api.messages(new))
    assert "Undone" in answers[0].text
    assert await book(sessions) == []


async def test_what_is_said_around_the_move_is_there_once_and_in_order(
    api, mia, trip, sessions, running_bot
):
    for number in range(1, 6):
        await mia.sends(f"/e@our_test_bot tea {number}", chat=trip)
    new = trip.upgrade()
    for number in range(6, 11):
        await mia.sends(f"/e@our_test_bot tea {number} with @ana", chat=new)
    await api.until(lambda: ten(sessions))
    await api.until(lambda: is_one(sessions))
    amounts = [row[2] for row in await book(sessions)]
    # Over a webhook the two names are two queues, each in its order.
    ordered = amounts if running_bot == "polling" else sorted(amounts)
    assert ordered == [100 * number for number in range(1, 11)]


async def ten(sessions):
    return len(await book(sessions)) == 10
