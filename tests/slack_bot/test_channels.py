"""What is typed elsewhere than in the direct message: personal, and for one person's eyes only."""

from __future__ import annotations

import pytest
from sqlalchemy import text


async def test_command_is_answered_in_the_acknowledgement(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    general = slack.channel("general", [ana], bot=False)
    seen = await ana.types_command("/expense lunch 12.50 food", channel=general)
    assert not seen.failed
    assert seen.shown.startswith("#1 Lunch · £12.50 · 🍽 Food")
    assert seen.message.only_for == ana.id
    assert await door.entries() == [(1, "lunch", "1250 GBP")]
    assert slack.messages(ana) == []


async def test_answer_to_a_command_is_noted_as_arrived(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.types_command("/expense lunch 12.50 food")
    await slack.until(lambda: _all_answered(door))


async def test_button_below_a_command_changes_what_only_one_person_sees(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    general = slack.channel("general", [ana], bot=False)
    seen = await ana.types_command("/expense lunch 12.50 food", channel=general)
    answer = seen.message
    await ana.presses(answer, "Undo")
    await slack.until(lambda: answer.shown.startswith("Undone: #1"))
    assert slack.messages(ana) == []
    await slack.until(lambda: _all_answered(door))
    assert await door.entries() == []


@pytest.mark.usefixtures("door")
async def test_looking_at_a_budget_does_not_hide_what_was_logged(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.types_command("/expense budget food 50 monthly")
    logged = (await ana.types_command("/expense groceries 46 food")).message
    seen = await ana.presses(logged, "See Food")
    await slack.until(lambda: seen.messages)
    assert "Food" in seen.shown
    assert logged.shown.startswith("#1 Groceries")


@pytest.mark.usefixtures("door")
async def test_empty_command_opens_the_form(slack):
    ana = slack.person("Ana", locale="en-GB")
    seen = await ana.types_command("/expense")
    assert not seen.failed
    await slack.until(lambda: ana.modals and "Amount" in ana.modals[-1].shown)


@pytest.mark.usefixtures("door")
async def test_empty_command_helps_where_no_form_can_be_opened(slack):
    ana = slack.person("Ana", locale="en-GB")
    slack.fail("views.open", with_="expired_trigger_id")
    seen = await ana.types_command("/expense")
    assert "lunch 12.50" in seen.shown


@pytest.mark.usefixtures("door")
async def test_export_by_command_comes_as_a_direct_message(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.types_command("/expense lunch 12.50 food")
    seen = await ana.types_command("/expense export")
    assert seen.shown == "I've sent it to you as a direct message."
    await slack.until(lambda: any(one.files for one in slack.messages(ana)))


async def test_slow_command_is_answered_when_it_is_written_down(slack, http, sessions):
    ana = slack.person("Ana", locale="en-GB")
    await ana.types_command("/expense coffee 3 food")
    async with sessions.begin() as session:
        await session.execute(text("SELECT FROM ledgers FOR UPDATE"))
        seen = await ana.types_command("/expense lunch 12.50 food")
        assert not seen.failed
        assert seen.shown == "One moment, I'm still writing it down. The answer follows here."
    await slack.until(lambda: len(seen.messages) == 2)
    assert seen.messages[1].shown.startswith("#2 Lunch · £12.50")
    assert len(await http.entries()) == 2


async def test_mention_tells_one_person_how_to_start_a_group(slack, door):
    ana, bob = slack.person("Ana", locale="en-GB"), slack.person("Bob")
    general = slack.channel("general", [ana, bob])
    await ana.mentions_app("lunch 12.50 food", channel=general)
    await slack.until(lambda: ana.ephemerals)
    await slack.settled()
    [answer] = ana.ephemerals
    assert answer.shown.startswith("No book is kept in this channel yet.")
    assert answer.buttons == ["Start a group here"]
    assert answer.channel == general.id
    assert bob.ephemerals == []
    assert slack.messages(general) == slack.messages(ana) == []
    assert await door.entries() == []
    assert await door.count("users") == 0


async def test_group_is_started_from_the_direct_message_where_nothing_can_be_whispered(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    general = slack.channel("general", [ana])
    slack.fail("chat.postEphemeral", with_="user_not_in_channel")
    await ana.mentions_app("lunch 12.50 food", channel=general)
    await slack.until(lambda: slack.messages(ana))
    await ana.presses(slack.messages(ana)[0], "Start a group here")
    await slack.until(lambda: slack.messages(general))
    assert await door.count("ledgers") == 1


async def test_talk_of_others_in_a_channel_is_not_read(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    general = slack.channel("general", [ana])
    await ana.sends("lunch 12.50 food", channel=general)
    await slack.settled()
    assert await door.count("users") == 0
    assert slack.messages(general) == []


async def test_shortcut_logs_a_message_of_somebody_else_once(slack, door):
    ana, bob = slack.person("Ana", locale="en-GB"), slack.person("Bob")
    general = slack.channel("general", [ana, bob], bot=False)
    message = await bob.sends("pizza 12.50 food", channel=general)
    for _ in range(2):
        seen = await ana.uses_shortcut("add_as_expense", message)
        assert not seen.failed
        await slack.until(lambda seen=seen: seen.messages)
        assert seen.shown.startswith("#1 Pizza · £12.50")
    assert await door.entries() == [(1, "pizza", "1250 GBP")]


async def test_shortcut_on_a_message_that_was_logged_already_logs_nothing_more(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    seen = await ana.uses_shortcut("add_as_expense", message)
    await slack.until(lambda: seen.messages)
    assert seen.shown.startswith("#1 Lunch")
    assert len(await door.entries()) == 1


async def test_shortcut_on_our_own_answer_logs_nothing(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    seen = await ana.uses_shortcut("add_as_expense", slack.messages(ana)[0])
    await slack.until(lambda: seen.messages)
    assert seen.shown.startswith("That is my own answer.")
    assert len(await door.entries()) == 1


async def _all_answered(door):
    async with door.sessions() as session:
        statement = "SELECT count(*) = 0 FROM turns WHERE answered_at IS NULL"
        return await session.scalar(text(statement))
