"""The test Telegram server, seen by python-telegram-bot: what people do and what the bot gets."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import telegram
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.simulators.telegram_failing import (
    Delayed,
    DroppedAfter,
    DroppedBefore,
    Refused,
    ServerError,
    TooMany,
)
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Rates, Timings

QUICK = Timings(same_offset_within=0.0, hurried_within=0.0, conflict_pause=0.05)
KEYBOARD = telegram.InlineKeyboardMarkup(
    [[telegram.InlineKeyboardButton("Undo", callback_data="t1:0")]]
)


@pytest.fixture
async def server():
    async with TelegramServer(timings=QUICK) as running:
        yield running


@pytest.fixture
async def bot(server):
    async with telegram.Bot(
        server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot"
    ) as made:
        yield made


@pytest.fixture
def mia(server):
    return server.person("Mia", language_code="de", username="mia")


async def test_a_message_comes_once_it_is_confirmed_never_again_and_until_then_each_time(
    server, bot, mia
):
    sent = await mia.sends("lunch 12.50 #food")
    for _ in range(2):
        (update,) = await bot.get_updates()
        assert update.message.text == "lunch 12.50 #food"
        assert update.message.from_user.language_code == "de"
        assert update.message.entities[0].type == "hashtag"
    assert not await bot.get_updates(offset=update.update_id + 1)
    assert not await bot.get_updates()
    server.redeliver(sent.update_ids[0])
    (again,) = await bot.get_updates(offset=update.update_id + 1)
    assert again.update_id == update.update_id
    assert not await bot.get_updates(offset=update.update_id + 1)
    assert not server.faults


async def test_updates_come_in_order_as_many_as_asked_and_a_negative_offset_drops_the_rest(
    bot, mia
):
    for number in range(7):
        await mia.sends(f"{number}")
    assert [u.message.text for u in await bot.get_updates(limit=3)] == ["0", "1", "2"]
    assert [u.message.text for u in await bot.get_updates(offset=-2)] == ["5", "6"]
    assert [u.message.text for u in await bot.get_updates()] == ["5", "6"]


async def test_an_offset_never_given_out_confirms_nothing(server, bot, mia):
    await mia.sends("lunch 12.50")
    assert len(await bot.get_updates(offset=server.world.updates.next_id + 10)) == 1


async def test_a_long_poll_ends_with_the_message_that_comes(server, bot, mia):
    polled = asyncio.create_task(bot.get_updates(timeout=30))
    await server.until(lambda: server.called("getUpdates"))
    await mia.sends("lunch 12.50")
    assert len(await asyncio.wait_for(polled, 5)) == 1


async def test_the_older_of_two_pollers_is_sent_away(server, bot, mia):
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await server.until(lambda: len(server.called("getUpdates")) == 1)
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as other:
        newer = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await asyncio.wait_for(older, 5)
        await mia.sends("lunch 12.50")
        assert len(await asyncio.wait_for(newer, 5)) == 1


async def test_asking_again_at_once_waits_when_empty_and_gets_one_update_when_not():
    timings = Timings(same_offset_within=60, same_offset_wait=60, hurried_within=60)
    async with TelegramServer(timings=timings) as server:
        updates = server.world.updates
        mia = server.person("Mia")
        assert await updates.get() == []
        waiting = asyncio.create_task(updates.get())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        await mia.sends("1")
        await mia.sends("2")
        assert len(await waiting) == 1
        assert len(await updates.get(offset=updates.next_id - 2)) == 2


@pytest.mark.parametrize(
    ("asked", "seconds"), [("message", 86_400), ("button", 150), ("inline", 30)]
)
async def test_what_nobody_fetches_in_time_is_gone(server, bot, mia, asked, seconds):
    await mia.starts()
    offset = server.world.updates.next_id
    shown = await bot.send_message(mia.id, "?", reply_markup=KEYBOARD)
    if asked == "button":
        await mia.presses(mia.chat.messages[shown.message_id], "Undo")
    elif asked == "inline":
        await mia.asks_inline("lunch")
    else:
        await mia.sends("lunch")
    assert len(await bot.get_updates(offset=offset)) == 1
    server.advance(seconds + 1)
    assert not await bot.get_updates(offset=offset)


async def test_allowed_updates_stay_as_they_were_if_left_out(bot, mia):
    await bot.get_updates(allowed_updates=["callback_query"])
    await mia.sends("not wanted")
    await bot.get_updates()
    await mia.sends("still not wanted")
    assert not await bot.get_updates(allowed_updates=[])
    message = await mia.sends("wanted")
    await mia.reacts(message, "👍")  # not among the usual ones
    assert [u.message.text for u in await bot.get_updates()] == ["wanted"]
    await bot.get_updates(allowed_updates=["message_reaction"])
    await mia.reacts(message, "👍")
    assert (await bot.get_updates())[-1].message_reaction.new_reaction[0].emoji == "👍"


async def test_an_edit_tells_the_same_message_again(bot, mia):
    sent = await mia.sends("lunch 12.50")
    await mia.edits(sent, "lunch 13 #food")
    first, second = await bot.get_updates()
    assert second.edited_message.message_id == first.message.message_id
    assert second.edited_message.text == "lunch 13 #food"
    assert second.edited_message.edit_date
    assert first.message.text == "lunch 12.50"
    photo = await mia.sends_photo("taxi 8")
    await mia.edits(photo, "taxi 9")
    assert (await bot.get_updates())[-1].edited_message.caption == "taxi 9"


async def test_a_reply_shows_what_it_replies_to_with_the_quoted_part(server, bot, mia):
    await mia.starts()
    await bot.send_message(mia.id, "😀 #1 Lunch · €12.50")
    (answer,) = server.messages(mia)
    await mia.replies(answer, "13", quote="Lunch")
    told = (await bot.get_updates())[-1].message
    assert told.reply_to_message.message_id == answer.id
    assert told.reply_to_message.from_user.id == bot.id
    assert (told.quote.text, told.quote.position) == ("Lunch", 6)


async def test_the_answer_to_a_message_is_the_one_that_replies_to_it(server, bot, mia):
    first, second = await mia.sends("1"), await mia.sends("2")
    reply = telegram.ReplyParameters(second.id)
    await bot.send_message(mia.id, "two", reply_parameters=reply)
    await bot.send_message(mia.id, "one")
    assert (await server.answer_to(first)).text == "one"
    assert (await server.answer_to(second)).text == "two"
    with pytest.raises(AssertionError, match="sendMessage"):
        await server.answer_to(await mia.sends("3"), within=0.05)


async def test_a_pressed_button_is_answered_and_the_message_edited_in_place(server, bot, mia):
    asked = await mia.sends("lunch 12.50")
    await bot.send_message(mia.id, "#1 Lunch", reply_markup=KEYBOARD)
    answer = await server.answer_to(asked)
    assert answer.labels == ["Undo"]
    with pytest.raises(AssertionError, match="no button 'Redo'"):
        await mia.presses(answer, "Redo")
    pressed = await mia.presses(answer, "Undo")
    assert server.unanswered_queries() == [pressed]
    query = (await bot.get_updates())[-1].callback_query
    assert query.data == "t1:0"
    assert query.message.text == "#1 Lunch"
    await query.answer("Undone")
    assert await server.answer_to(pressed) == {"text": "Undone", "show_alert": False}
    await query.edit_message_text("#1 Lunch undone")
    assert server.messages(mia) == [answer]
    assert (answer.text, answer.labels) == ("#1 Lunch undone", [])
    assert answer.history[0]["text"] == "#1 Lunch"
    assert not server.unanswered_queries()


async def test_a_button_of_a_deleted_message_still_says_where_it_was(server, bot, mia):
    await mia.starts()
    shown = await bot.send_message(mia.id, "?", reply_markup=KEYBOARD)
    await shown.delete()
    assert server.messages(mia) == []
    mia.presses_data(mia.chat.messages[shown.message_id], "t1:0")
    message = (await bot.get_updates())[-1].callback_query.message
    assert not message.is_accessible  # the library makes a Message of 1970 of it
    assert message.chat.id == mia.id


async def test_blocking_is_told_and_then_nothing_can_be_sent(bot, mia):
    await mia.starts()
    await mia.blocks()
    change = (await bot.get_updates())[-1].my_chat_member
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(mia.id, "are you there?")
    await mia.unblocks()
    assert await bot.send_message(mia.id, "welcome back")
    await mia.deletes_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(mia.id, "gone?")


async def test_a_file_is_fetched_by_a_link_for_an_hour_and_not_above_20_mb(server, bot, mia):
    await mia.sends_document("lunch 12.50", content=b"%PDF", name="bill.pdf")
    document = (await bot.get_updates())[-1].message.document
    assert (document.file_name, document.mime_type) == ("bill.pdf", "application/pdf")
    fetched = await document.get_file()
    assert bytes(await fetched.download_as_bytearray()) == b"%PDF"
    assert "bill" not in fetched.file_path
    server.advance(3601)
    with pytest.raises(InvalidToken, match="Not Found"):
        await fetched.download_as_bytearray()
    await mia.sends_document(size=(20 << 20) + 1)
    with pytest.raises(BadRequest, match="File is too big"):
        await (await bot.get_updates())[-1].message.document.get_file()


async def test_files_are_sent_by_upload_and_again_by_their_id(server, bot, mia):
    await mia.starts()
    sent = await bot.send_document(mia.id, b"a,b\n", filename="export.csv", caption="June")
    assert (sent.document.file_name, sent.document.file_size) == ("export.csv", 4)
    await bot.send_document(mia.id, sent.document.file_id)
    photo = await mia.sends_photo("lunch 12.50")
    await bot.send_photo(mia.id, photo.raw["photo"][-1]["file_id"])
    assert [m.text for m in server.messages(mia)] == ["June", "", ""]
    assert not server.faults


async def test_inline_answers_that_are_not_personal_are_shown_to_others(server, bot, mia):
    ben = server.person("Ben")
    result = telegram.InlineQueryResultArticle(
        "1", "Lunch €12.50", telegram.InputTextMessageContent("Lunch"), reply_markup=KEYBOARD
    )
    for personal in (True, False):
        text = f"lunch {personal}"
        asked = await mia.asks_inline(text)
        await (await bot.get_updates())[-1].inline_query.answer([result], is_personal=personal)
        assert await server.answer_to(asked)
        assert await mia.asks_inline(text) is asked
        assert (await ben.asks_inline(text) is asked) is not personal
    await mia.chooses(asked, "Lunch €12.50")
    chosen = (await bot.get_updates())[-1].chosen_inline_result
    await bot.edit_message_text("Lunch logged", inline_message_id=chosen.inline_message_id)
    assert server.world.inline_messages[chosen.inline_message_id].text == "Lunch logged"


@pytest.mark.parametrize(
    ("failure", "error", "delivered"),
    [
        (TooMany(7), RetryAfter, 0),
        (ServerError(500), NetworkError, 0),
        (ServerError(502), NetworkError, 0),
        (Refused(403, "Forbidden: bot was kicked from the group chat"), Forbidden, 0),
        (DroppedBefore(), NetworkError, 0),
        (DroppedAfter(), NetworkError, 1),
    ],
)
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_calls_go_wrong_as_often_as_planned(server, bot, mia, failure, error, delivered):
    await mia.starts()
    server.fail("sendMessage", failure, times=1, when=lambda params: params["chat_id"] == mia.id)
    with pytest.raises(error):
        await bot.send_message(mia.id, "once")
    assert len(server.messages(mia)) == delivered
    server.fail("sendMessage", Delayed(0.01))
    assert await bot.send_message(mia.id, "again")
    assert not server.faults


async def test_who_sends_too_fast_is_told_how_long_to_wait(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with (
        TelegramServer(rates=Rates(overall=1000, chat=3)) as server,
        telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot,
    ):
        mia = server.person("Mia")
        trip = server.group("Trip", mia)
        await mia.starts()
        for _ in range(3):
            await bot.send_message(mia.id, "x")
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(mia.id, "x")
        server.advance(refused.value.retry_after.total_seconds())
        assert await bot.send_message(mia.id, "x")
        for _ in range(20):
            await bot.send_message(trip.id, "x")
            server.advance(2)
        with pytest.raises(RetryAfter):
            await bot.send_message(trip.id, "x")
        assert not server.faults


async def test_an_outage_loses_nothing(server, bot, mia):
    await mia.sends("before")
    await server.stop()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    await mia.sends("meanwhile")
    await server.start()
    assert [u.message.text for u in await bot.get_updates()] == ["before", "meanwhile"]


async def test_tokens_and_methods_are_told_apart(server):
    async with httpx.AsyncClient() as client:
        for path, code, description in [
            (f"bot{server.token}/getMe", 200, None),
            (f"bot{server.token}/GETME", 200, None),
            (f"bot{server.token[:-1]}x/getMe", 401, "Unauthorized"),
            ("botnonsense/getMe", 404, "Not Found"),
            (f"bot{server.token}/getRich", 404, "Not Found"),
        ]:
            answer = await client.get(f"{server.url}/{path}")
            assert (answer.status_code, answer.json().get("description")) == (code, description)
    assert [fault.method for fault in server.faults] == ["getRich"]


async def test_a_malformed_update_is_handed_out_as_it_is(server, bot):
    update_id = server.update({"message": {"message_id": "seven"}})
    answer = await bot._post("getUpdates")
    assert answer == [{"update_id": update_id, "message": {"message_id": "seven"}}]


async def test_a_thousand_messages_are_each_answered(server, bot, mia):
    sent = [await mia.sends(f"{number}") for number in range(1000)]
    offset = 0
    while offset < sent[-1].update_ids[0]:
        for update in await bot.get_updates(offset=offset):
            offset = update.update_id + 1
            reply = telegram.ReplyParameters(update.message.message_id)
            await bot.send_message(mia.id, update.message.text, reply_parameters=reply)
    answers = await asyncio.gather(*map(server.answer_to, sent))
    assert [answer.text for answer in answers] == [message.text for message in sent]
