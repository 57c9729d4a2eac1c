from __future__ import annotations

import pytest
from sqlalchemy import text

from bots.telegram import groups

pytestmark = pytest.mark.usefixtures("bot")

SENTENCE = "I keep personal accounts only, so far. Yours: https://t.me/our_test_bot"


async def rows(sessions):
    async with sessions() as db:
        found = await db.execute(text("SELECT external_id FROM chats"))
        return [row.external_id for row in found]


async def test_added_to_a_group_the_bot_says_once_that_it_is_personal(api, mia, sessions):
    trip = api.group("Trip", mia)
    await api.until(lambda: api.messages(trip))
    await api.answer_to(await mia.sends("tea 2"))
    assert [message.text for message in api.messages(trip)] == [SENTENCE]
    assert await rows(sessions) == [str(mia.id)]


@pytest.mark.parametrize("said", ["/e dinner 84", "/report@our_test_bot", "/help"])
async def test_called_by_a_command_it_says_so_again_and_logs_nothing(
    api, mia, sessions, monkeypatch, said
):
    monkeypatch.setattr(groups, "QUIET", 0)
    trip = api.group("Trip", mia)
    await api.until(lambda: api.messages(trip))
    await mia.sends(said, chat=trip)
    await api.until(lambda: len(api.messages(trip)) == 2)
    assert await rows(sessions) == []


async def test_a_reply_to_it_is_answered_in_its_topic(api, mia, monkeypatch):
    monkeypatch.setattr(groups, "QUIET", 0)
    trip = api.group("Trip", mia, forum=True)
    await api.until(lambda: api.messages(trip))
    topic = trip.topic("Taxis")
    await mia.sends("/help@our_test_bot", chat=trip, thread=topic)
    await api.until(lambda: len(api.messages(trip)) == 2)
    assert api.messages(trip)[1].thread == topic
    await mia.replies(api.messages(trip)[1], "13")
    await api.until(lambda: len(api.messages(trip)) == 3)


async def test_all_else_in_a_group_is_not_for_us(api, mia, sessions):
    ben = api.person("Ben")
    trip = api.group("Trip", mia, ben)
    trip.promotes_bot()
    await api.until(lambda: api.messages(trip))
    await mia.sends("lunch 12.50 food", chat=trip)
    await mia.sends("/roll@dice_bot 6", chat=trip)
    await mia.sends("/roll 6", chat=trip)
    hello = await mia.sends("hello", chat=trip)
    await ben.replies(hello, "lunch 12.50")
    await mia.edits(hello, "/e dinner 84")
    await mia.sends_photo("lunch 12.50", chat=trip)
    await api.answer_to(await ben.sends("tea 2"))
    assert len(api.messages(trip)) == 1
    assert await rows(sessions) == [str(ben.id)]


async def test_a_group_that_calls_all_the_time_is_told_once_a_minute(api, mia):
    trip = api.group("Trip", mia)
    await api.until(lambda: api.messages(trip))
    for _ in range(10):
        await mia.sends("/help@our_test_bot", chat=trip)
    await api.answer_to(await mia.sends("tea 2"))
    assert len(api.messages(trip)) == 1


async def test_thrown_out_of_a_group_the_bot_goes_on(api, mia):
    trip = api.group("Trip", mia)
    trip.removes_bot()
    await api.answer_to(await mia.sends("tea 2"))


@pytest.mark.parametrize("order", ["old first", "new first"])
async def test_a_group_with_a_new_name_keeps_its_chat(api, mia, sessions, order):
    await api.answer_to(await mia.sends("tea 2"))
    trip = api.group("Trip", mia)
    async with sessions.begin() as db:
        await db.execute(
            text(
                "INSERT INTO chats (id, platform, workspace, external_id, private, created_at)"
                " VALUES (gen_random_uuid(), 'telegram', '', :p_chat, false, now())"
            ),
            {"p_chat": str(trip.id)},
        )
    sent = {"message_id": 5, "date": 1, "from": mia.user}
    new = {"id": -1001, "type": "supergroup", "title": "Trip"}
    told = [
        {**sent, "chat": trip.chat.raw, "migrate_to_chat_id": -1001},
        {**sent, "chat": new, "migrate_from_chat_id": trip.id},
    ]
    for message in told if order == "old first" else told[::-1]:
        api.update({"message": message})
    await api.answer_to(await mia.sends("coffee 3"))
    assert sorted(await rows(sessions)) == sorted([str(mia.id), "-1001"])


async def test_a_press_in_a_group_does_nothing(api, mia, sessions):
    trip = api.group("Trip", mia)
    (message,) = await api.until(lambda: api.messages(trip))
    await api.answer_to(mia.presses_data(message, "t:0"))
    assert await rows(sessions) == []
