"""Groups on the test Telegram server: what the bot sees there, topics, and new ids."""

from __future__ import annotations

import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings


@pytest.fixture
async def server():
    quick = Timings(same_offset_within=0.0, hurried_within=0.0)
    async with TelegramServer(timings=quick) as running:
        yield running
        assert not running.faults


@pytest.fixture
async def bot(server):
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as made:
        yield made


@pytest.fixture
def people(server):
    return server.person("Mia"), server.person("Ben")


async def texts(bot):
    """What the bot saw of what was said since the last time."""
    updates = await bot.get_updates()
    await bot.get_updates(offset=updates[-1].update_id + 1 if updates else 0)
    return [each.effective_message.text for each in updates if each.effective_message]


async def test_the_bot_hears_that_it_was_added_by_whom_and_that_it_was_thrown_out(
    server, bot, people
):
    mia, ben = people
    trip = server.group("Trip", mia, ben)
    added, service = await bot.get_updates()
    assert added.my_chat_member.new_chat_member.status == "member"
    assert added.my_chat_member.from_user.id == mia.id
    assert [user.id for user in service.message.new_chat_members] == [bot.id]
    assert service.message.chat.title == "Trip"
    trip.removes_bot(ben)
    removed = (await bot.get_updates())[-1].my_chat_member
    assert (removed.from_user.id, removed.new_chat_member.status) == (ben.id, "kicked")
    await mia.sends("/add@our_test_bot 12", chat=trip)
    assert (await bot.get_updates())[-1].my_chat_member
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(trip.id, "x")


async def test_privacy_shows_commands_to_the_bot_and_replies_to_it_and_nothing_else(
    server, bot, people
):
    mia, ben = people
    trip = server.group("Trip", mia, ben)
    await texts(bot)
    await mia.sends("lunch 12.50", chat=trip)
    await mia.sends("@our_test_bot lunch 12.50", chat=trip)
    await mia.sends("/add 1", chat=trip)  # the bot never spoke: whose command is that?
    asked = await mia.sends("/add@Our_Test_Bot 2", chat=trip)
    await mia.sends("/add@other_test_bot 3", chat=trip)
    await ben.replies(asked, "to Mia")
    assert await texts(bot) == ["/add@Our_Test_Bot 2"]
    await bot.send_message(trip.id, "#1", reply_parameters=telegram.ReplyParameters(asked.id))
    await ben.replies(await server.answer_to(asked), "13")
    await mia.sends("/add 4", chat=trip)
    trip.other_bot_speaks()
    await mia.sends("/add 5", chat=trip)
    assert await texts(bot) == ["13", "/add 4"]
    trip.promotes_bot()
    await mia.sends("lunch 12.50", chat=trip)
    assert await texts(bot) == ["lunch 12.50"]


async def test_without_privacy_everything_is_seen(people):
    async with (
        TelegramServer(privacy=False) as server,
        telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot,
    ):
        mia = server.person("Mia")
        await mia.sends("lunch 12.50", chat=server.group("Trip", mia))
        assert (await bot.get_updates())[-1].message.text == "lunch 12.50"
        assert people


@pytest.mark.parametrize("supergroup", [False, True])
async def test_people_come_and_go_as_service_messages_and_members(server, bot, supergroup):
    mia, ben = server.person("Mia"), server.person("Ben")
    trip = server.group("Trip", mia, supergroup=supergroup)
    trip.adds(ben)
    trip.removes(ben)
    assert (await bot.get_updates())[-2].message.new_chat_members[0].id == ben.id
    assert (await bot.get_updates())[-1].message.left_chat_member.id == ben.id
    statuses = [
        (await bot.get_chat_member(trip.id, who)).status for who in (mia.id, ben.id, bot.id)
    ]
    assert statuses == ["creator", "left", "member"]
    assert (await bot.get_chat(trip.id)).type == ("supergroup" if supergroup else "group")


async def test_an_upgraded_group_has_a_new_id_and_refuses_the_old(server, bot, people):
    trip = server.group("Trip", *people)
    await bot.send_message(trip.id, "before")
    new = trip.upgrade()
    old_told, new_told = [each.message for each in (await bot.get_updates())[-2:]]
    assert (old_told.chat.id, old_told.migrate_to_chat_id) == (trip.id, new.id)
    assert (new_told.chat.id, new_told.migrate_from_chat_id) == (new.id, trip.id)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(trip.id, "after")
    assert refused.value.new_chat_id == new.id
    assert await bot.send_message(new.id, "after")
    await people[1].sends("/add@our_test_bot 12", chat=new)
    assert (await bot.get_updates())[-1].message.chat.id == new.id


async def test_topics_are_kept_and_their_messages_look_like_replies(server, bot, people):
    mia, _ = people
    flat = server.group("Flat", *people, forum=True)
    rent = flat.topic("Rent")
    sent = await mia.sends("/add@our_test_bot 900 rent", chat=flat, thread=rent)
    told = (await bot.get_updates())[-1].message
    assert (told.message_thread_id, told.is_topic_message) == (rent, True)
    assert told.reply_to_message.forum_topic_created.name == "Rent"
    await told.reply_text("#1 Rent", do_quote=True)
    answer = await server.answer_to(sent)
    assert (answer.thread, answer.reply_to) == (rent, sent.id)
    unasked = await bot.send_message(flat.id, "Rent is due", message_thread_id=rent)
    assert unasked.reply_to_message.forum_topic_created
    assert server.messages(flat)[-1].reply_to is None
    await mia.sends("/add@our_test_bot 3 milk", chat=flat)
    general = (await bot.get_updates())[-1].message
    assert (general.message_thread_id, general.is_topic_message) == (None, None)
    assert general.reply_to_message is None
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(flat.id, "x", message_thread_id=1)
    flat.closes_topic(rent)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(flat.id, "x", message_thread_id=rent)


async def test_a_reply_in_a_supergroup_has_a_thread_that_is_no_topic(server, bot, people):
    mia, _ = people
    trip = server.group("Trip", *people, supergroup=True)
    first = await bot.send_message(trip.id, "#1")
    await mia.replies(trip.chat.messages[first.message_id], "13")
    told = (await bot.get_updates())[-1].message
    assert (told.message_thread_id, told.is_topic_message) == (first.message_id, None)


async def test_ids_of_messages_are_shared_but_in_supergroups(server, bot, people):
    mia, _ = people
    trip, big = server.group("Trip", mia), server.group("Big", mia, supergroup=True)
    first = await bot.send_message(big.id, "x")
    second = await bot.send_message(trip.id, "x")
    third = await mia.starts()
    assert first.message_id == 2  # after the service message
    assert third.id == second.message_id + 1


async def test_what_was_sent_through_the_bot_is_seen_by_it(server, bot, people):
    mia, _ = people
    trip = server.group("Trip", *people)
    asked = await mia.asks_inline("lunch 12.50", chat_type="group")
    content = telegram.InputTextMessageContent("Lunch €12.50")
    query = (await bot.get_updates())[-1].inline_query
    await query.answer([telegram.InlineQueryResultArticle("1", "t", content)], is_personal=True)
    await mia.chooses(asked, chat=trip)
    posted, chosen = (await bot.get_updates())[-2:]
    assert (posted.message.via_bot.id, posted.message.text) == (bot.id, "Lunch €12.50")
    assert chosen.chosen_inline_result.inline_message_id is None


async def test_reactions_in_groups_are_told_to_administrators(server, bot, people):
    mia, _ = people
    await bot.get_updates(allowed_updates=["message_reaction"])
    trip = server.group("Trip", *people)
    sent = await mia.sends("lunch 12.50", chat=trip)
    await mia.reacts(sent, "👍")
    assert not await bot.get_updates()
    trip.promotes_bot()
    await mia.reacts(sent, "👍")
    assert (await bot.get_updates())[-1].message_reaction.message_id == sent.id


async def test_the_bot_may_leave(server, bot, people):
    trip = server.group("Trip", *people, supergroup=True)
    await bot.leave_chat(trip.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(trip.id, "x")


async def test_settings_are_kept_by_scope_and_language(server, bot, people):
    mia, _ = people
    await mia.starts()
    commands = [telegram.BotCommand("add", "Add an expense")]
    german = [telegram.BotCommand("add", "Ausgabe eintragen")]
    private = telegram.BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands(commands, scope=private)
    assert await bot.set_my_commands(german, scope=private, language_code="de")
    assert list(await bot.get_my_commands(scope=private)) == commands
    assert list(await bot.get_my_commands(scope=private, language_code="de")) == german
    assert not await bot.get_my_commands()
    assert await bot.delete_my_commands(scope=private)
    assert not await bot.get_my_commands(scope=private)
    assert await bot.set_my_short_description("Expenses by talking")
    assert (await bot.get_my_short_description()).short_description == "Expenses by talking"
    assert await bot.set_chat_menu_button(mia.id, telegram.MenuButtonCommands())
    assert await bot.send_chat_action(mia.id, "typing")
    assert server.world.actions == [(mia.id, "typing")]
    sent = await mia.sends("lunch 12.50")
    assert await bot.set_message_reaction(mia.id, sent.id, "👍")
    assert sent.reactions == ["👍"]
    assert (await bot.get_me()).username == "our_test_bot"
