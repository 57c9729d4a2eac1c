"""Groups on Telegram: who is heard, who is answered, and what everybody sees."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bots.telegram.groups import ANONYMOUS
from tests.simulators import telegram_text
from tests.simulators.telegram_failing import Delayed, Refused, ServerError
from tests.telegram_bot.conftest import answers

pytestmark = pytest.mark.usefixtures("bot")

ANONYMOUS_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group"}


@pytest.fixture
def ana(api):
    return api.person("Ana", username="ana", language_code="en-GB")


@pytest.fixture
async def trip(api, mia, ana):
    """A group of Mia and Ana, in which both take part."""
    made = api.group("Trip", mia, ana)
    (roll_call,) = await api.until(lambda: api.messages(made))
    await api.answer_to(await ana.presses(roll_call, "I'm in"))
    await api.until(lambda: "Ana" in roll_call.text)
    return made


async def asks(sessions, statement):
    async with sessions() as db:
        return [tuple(row) for row in await db.execute(text(statement))]


async def book(sessions):
    """What lives in the books of groups: number, description, amount, and who owes what."""
    return await asks(
        sessions,
        """
        SELECT e.no, e.description, e.amount, string_agg(m.name || ' ' || s.owed, ', '
               ORDER BY m.name)
          FROM entries e JOIN ledgers l ON l.id = e.ledger_id AND l.kind = 'group'
          JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
          JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
         WHERE e.voided_at IS NULL AND s.owed <> 0
         GROUP BY e.ledger_id, e.id ORDER BY e.no
        """,
    )


async def names(sessions):
    """The members of groups."""
    return [
        name
        for (name,) in await asks(
            sessions,
            "SELECT m.name FROM members m JOIN ledgers l ON l.id = m.ledger_id"
            " WHERE l.kind = 'group' ORDER BY m.name",
        )
    ]


def mentioning(text, name, user):
    """A text in which a person without a user name is mentioned by name."""
    at = telegram_text.units(text[: text.index(name)])
    entity = {
        "type": "text_mention",
        "offset": at,
        "length": telegram_text.units(name),
        "user": user,
    }
    return {"entities": [*telegram_text.found(text), entity]}


async def nothing_comes(api, person, chat):
    """Wait until the bot has handled all that was said before."""
    before = len(api.messages(chat))
    await api.answer_to(await person.sends("tea 2"))
    assert len(api.messages(chat)) == before


# Being added


async def test_added_to_a_group_the_bot_calls_the_roll_once_and_the_ledger_is_there(
    api, mia, sessions
):
    trip = api.group("Trip", mia)
    (roll_call,) = await api.until(lambda: api.messages(trip))
    assert "Who takes part?" in roll_call.text
    assert roll_call.buttons == [["I'm in"], ["We split bills", "One shared budget"]]
    found = await asks(sessions, "SELECT name, kind FROM ledgers")
    assert found == [("Trip", "group")]
    await mia.sends("/start@our_test_bot trip", chat=trip)  # what a link that adds us sends, too
    await nothing_comes(api, mia, trip)


async def test_told_again_that_it_was_added_the_bot_says_nothing_again(api, mia):
    trip = api.group("Trip", mia)
    await api.until(lambda: api.messages(trip))
    for update_id in sorted(api.world.updates.past):
        api.redeliver(update_id)
    await nothing_comes(api, mia, trip)


async def test_everybody_may_press_and_each_press_changes_the_one_message(api, mia, sessions):
    ben, zoe = api.person("Ben"), api.person("Zoe")
    trip = api.group("Trip", mia, ben, zoe)
    (roll_call,) = await api.until(lambda: api.messages(trip))
    pressed = [await person.presses(roll_call, "I'm in") for person in (ben, zoe, ben)]
    for press in pressed:
        await api.answer_to(press)
    await api.until(lambda: "Ben" in roll_call.text and "Zoe" in roll_call.text)
    await nothing_comes(api, mia, trip)
    assert "Ben" in roll_call.text
    assert "Zoe" in roll_call.text
    assert await names(sessions) == ["Ben", "Mia", "Zoe"]


async def test_of_two_who_press_at_once_the_later_answer_stays(api, mia):
    ben, zoe = api.person("Ben"), api.person("Zoe")
    trip = api.group("Trip", mia, ben, zoe)
    (roll_call,) = await api.until(lambda: api.messages(trip))
    # The first one's press is answered late; what it changed is not shown late for that.
    api.fail("answerCallbackQuery", Delayed(1.0))
    first = await ben.presses(roll_call, "I'm in")
    second = await zoe.presses(roll_call, "I'm in")
    for press in (first, second):
        await api.answer_to(press)
    await nothing_comes(api, mia, trip)
    await api.until(lambda: len(roll_call.history) == 2)
    assert "In: Mia, Ben, Zoe" in roll_call.text


async def test_thrown_out_of_a_group_the_bot_is_silent_there_and_back_again_it_begins_anew(
    api, mia, trip, sessions
):
    trip.removes_bot()
    await api.until(lambda: asks_blocked(sessions))
    said = len(api.messages(trip))
    trip.adds_bot()
    await api.until(lambda: len(api.messages(trip)) > said)
    await api.until(lambda: not_blocked(sessions))
    await api.answer_to(await mia.sends("/e@our_test_bot dinner 84", chat=trip))
    assert await book(sessions) == [(1, "dinner", 8400, "Ana 4200, Mia 4200")]


async def asks_blocked(sessions):
    return await asks(sessions, "SELECT id FROM chats WHERE blocked_at IS NOT NULL")


async def not_blocked(sessions):
    return not await asks_blocked(sessions)


async def test_added_by_somebody_anonymous_the_bot_says_how_to_begin(api, mia, sessions):
    trip = api.group("Trip", mia, bot=False)
    trip.chat.bot_status = "member"
    change = {
        "chat": trip.chat.raw,
        "from": ANONYMOUS_BOT,
        "date": api.world.date,
        "old_chat_member": {"user": api.world.bot, "status": "left"},
        "new_chat_member": {"user": api.world.bot, "status": "member"},
    }
    api.update({"my_chat_member": change})
    (hello,) = await api.until(lambda: api.messages(trip))
    assert "/start@our_test_bot" in hello.text
    await api.until(lambda: mia_started(api, mia, trip))
    assert await names(sessions) == ["Mia"]


async def mia_started(api, mia, trip):
    await api.answer_to(await mia.sends("/start@our_test_bot", chat=trip))
    return True


# What is said


async def test_two_people_share_what_one_of_them_logs(api, mia, trip, sessions):
    dinner = await mia.sends("/e dinner 84", chat=trip)
    answer = await api.answer_to(dinner)
    assert answer.text.startswith("#1 Dinner · £84.00")
    assert answer.reply_to == dinner.id
    assert await book(sessions) == [(1, "dinner", 8400, "Ana 4200, Mia 4200")]
    assert await answers(api, mia) == []


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("/e@our_test_bot dinner 84", 8400),
        ("/E dinner 84", 8400),
        ("/add dinner 84", 8400),
        ("/e@Our_Test_Bot\ndinner 84", 8400),
        ("@our_test_bot dinner 84", 8400),
        ("dinner 84 @our_test_bot", 8400),
        ("🍕🍕 @our_test_bot dinner 84", 8400),
        ("/e@our_test_bot dinner 84 🍕 with @ana", 8400),
    ],
)
async def test_ways_to_say_it_to_us(api, mia, trip, sessions, said, amount):
    trip.promotes_bot()  # a plain mention arrives only then
    await api.answer_to(await mia.sends(said, chat=trip))
    found = await book(sessions)
    assert [(row[0], row[2], row[3]) for row in found] == [(1, amount, "Ana 4200, Mia 4200")]


@pytest.mark.parametrize(
    "said",
    ["dinner 84", "/roll@dice_bot 6", "/roll 6", "/e@dice_bot dinner 84", "@dice_bot dinner 84"],
)
async def test_what_is_not_said_to_us_is_none_of_our_business(api, mia, trip, sessions, said):
    trip.promotes_bot()
    await mia.sends(said, chat=trip)
    await nothing_comes(api, mia, trip)
    assert await book(sessions) == []


@pytest.mark.parametrize(
    ("said", "answered"),
    [("", "/e dinner 84"), ("hello", "Hello"), ("dinner", "amount"), ("balance", "shared")],
)
async def test_our_name_is_always_answered(api, mia, trip, said, answered):
    trip.promotes_bot()
    answer = await api.answer_to(await mia.sends(f"@our_test_bot {said}", chat=trip))
    assert answered in answer.text


async def test_a_command_with_an_underscore_is_the_one_with_another_sign(api, mia, trip):
    answer = await api.answer_to(await mia.sends("/payment_methods@our_test_bot", chat=trip))
    assert "I know no command" not in answer.text


async def test_what_others_say_is_logged_if_it_is_sure_and_listening_is_on(
    api, mia, ana, trip, sessions
):
    trip.promotes_bot()
    await api.answer_to(await mia.sends("/listen@our_test_bot on", chat=trip))
    await ana.sends("see you at 8", chat=trip)
    await ana.sends("dinner €84", chat=trip)
    await api.until(lambda: book(sessions))
    assert [row[:3] for row in await book(sessions)] == [(1, "dinner", 8400)]


async def test_a_reply_to_our_answer_changes_its_entry(api, mia, trip, sessions):
    answer = await api.answer_to(await mia.sends("/e dinner 84", chat=trip))
    await api.answer_to(await mia.replies(answer, "48"))
    assert [row[2] for row in await book(sessions)] == [4800]


async def test_a_message_of_somebody_is_logged_by_a_reply_with_them_as_payer(
    api, mia, ana, trip, sessions
):
    said = await ana.sends("taxi 27", chat=trip)
    await api.answer_to(await mia.replies(said, "/e@our_test_bot"))
    paid = await asks(
        sessions,
        "SELECT m.name FROM shares s JOIN members m"
        " ON m.ledger_id = s.ledger_id AND m.id = s.member_id WHERE s.paid <> 0",
    )
    assert await book(sessions) == [(1, "taxi", 2700, "Ana 1350, Mia 1350")]
    assert paid == [("Ana",)]


async def test_an_edit_corrects_its_entry_also_if_it_is_not_said_to_us_any_more(
    api, mia, trip, sessions
):
    trip.promotes_bot()
    dinner = await mia.sends("/e dinner 84", chat=trip)
    await api.answer_to(dinner)
    await mia.edits(dinner, "/e dinner 48")
    await api.until(lambda: has_amount(sessions, 4800))
    await mia.edits(dinner, "dinner 50")
    await api.until(lambda: has_amount(sessions, 5000))
    assert len(await book(sessions)) == 1


async def has_amount(sessions, minor):
    return [row[2] for row in await book(sessions)] == [minor]


async def test_a_photo_with_a_caption_is_logged_with_its_receipt(api, mia, ana, trip, sessions):
    trip.promotes_bot()
    await ana.sends_photo(chat=trip)
    await nothing_comes(api, ana, trip)
    await mia.sends_photo("/e dinner 84", chat=trip, media_group_id="album")
    await mia.sends_photo(chat=trip, media_group_id="album")
    await api.until(lambda: receipts(sessions, 2))
    assert await asks(sessions, "SELECT DISTINCT no FROM receipts") == [(1,)]


async def receipts(sessions, count):
    return await asks(sessions, "SELECT count(*) FROM receipts") == [(count,)]


# Who is named


async def test_whoever_is_mentioned_by_user_name_is_the_member_who_has_it(api, mia, trip, sessions):
    await api.answer_to(await mia.sends("/e dinner 84 with @Ana", chat=trip))
    assert await names(sessions) == ["Ana", "Mia"]
    assert await book(sessions) == [(1, "dinner", 8400, "Ana 4200, Mia 4200")]


@pytest.mark.parametrize("first_name", ["Ben", "Ana", "Ω🍕", "🍕", "7of9"])
async def test_whoever_has_no_user_name_is_mentioned_by_who_they_are(
    api, mia, trip, sessions, first_name
):
    ben = api.person(first_name)
    trip.adds(ben)
    said = f"/e 🍕 pizza 84 with {first_name}"
    await api.answer_to(await mia.sends(said, chat=trip, **mentioning(said, first_name, ben.user)))
    rows = await book(sessions)
    assert len(rows) == 1
    assert rows[0][2:] == (8400, ", ".join(sorted((f"{first_name} 4200", "Mia 4200"))))
    # When they come, they are who was meant.
    await api.answer_to(await ben.sends("/join@our_test_bot", chat=trip))
    assert len(await names(sessions)) == 3


async def test_two_of_one_first_name_are_told_apart(api, mia, trip, sessions):
    one, two = api.person("Ben", last_name="Ek"), api.person("Ben", last_name="Om")
    said = "/e dinner 90 with Ben Ek Ben Om"
    first, second = mentioning(said, "Ben Ek", one.user), mentioning(said, "Ben Om", two.user)
    both = [*first["entities"], second["entities"][-1]]
    await api.answer_to(await mia.sends(said, chat=trip, entities=both))
    assert [row[2:] for row in await book(sessions)] == [
        (9000, "Ben Ek 3000, Ben Om 3000, Mia 3000")
    ]


# Nobody in particular


@pytest.mark.parametrize(
    "sender",
    [
        {"from": ANONYMOUS_BOT, "sender_chat": "group"},
        {
            "from": {"id": 136817688, "is_bot": True, "first_name": "Channel"},
            "sender_chat": {"id": -1009, "type": "channel", "title": "News"},
        },
    ],
)
async def test_who_speaks_for_the_group_is_told_that_nobody_knows_them(
    api, mia, trip, sessions, sender
):
    if sender["sender_chat"] == "group":
        sender = {**sender, "sender_chat": trip.chat.raw}
    before = len(api.messages(trip))
    said = trip.chat.add(
        {
            "date": api.world.date,
            "text": "/e dinner 84",
            "entities": telegram_text.found("/e dinner 84"),
            **sender,
        },
        by_bot=False,
    )
    api.update({"message": said.raw})
    await api.until(lambda: len(api.messages(trip)) > before)
    assert api.messages(trip)[-1].text == ANONYMOUS
    assert await book(sessions) == []
    await nothing_comes(api, mia, trip)
    found = await asks(sessions, "SELECT external_id FROM identities")
    assert (str(sender["from"]["id"]),) not in found


@pytest.mark.parametrize(
    "content",
    [
        {"new_chat_photo": []},
        {"delete_chat_photo": True},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"text": "News of the day 12", "is_automatic_forward": True, "sender_chat": {
            "id": -1009, "type": "channel", "title": "News"}},
        {"text": "/e@our_test_bot dinner 84", "forward_origin": {
            "type": "hidden_user", "date": 1, "sender_user_name": "Bo"}},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
    ],
)  # fmt: skip
async def test_all_else_is_passed_over(api, mia, trip, sessions, content):
    if "text" in content:
        content = {**content, "entities": telegram_text.found(content["text"])}
    trip.says(mia, **content)
    api.update(
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}}}
    )
    await nothing_comes(api, mia, trip)
    assert await book(sessions) == []


# Buttons


async def test_a_button_of_somebody_elses_answer_is_refused_with_a_notice(
    api, mia, ana, trip, sessions
):
    answer = await api.answer_to(await mia.sends("/e dinner 84", chat=trip))
    before = answer.text
    told = await api.answer_to(await ana.presses(answer, "Undo"))
    assert told["text"]
    assert told["show_alert"]
    assert answer.text == before
    await nothing_comes(api, ana, trip)
    assert len(await book(sessions)) == 1
    await api.answer_to(await mia.presses(answer, "Undo"))
    await api.until(lambda: "Undone" in answer.text)


async def test_a_stranger_who_presses_is_told_how_to_take_part(api, mia, trip, sessions):
    ben = api.person("Ben")
    trip.adds(ben)
    answer = await api.answer_to(await mia.sends("/e dinner 84 with @ana", chat=trip))
    told = await api.answer_to(await ben.presses(answer, "Undo"))
    assert "/join" in told["text"]
    assert await names(sessions) == ["Ana", "Mia"]


# Who runs the group


async def test_who_runs_the_group_may_do_what_others_may_not(api, mia, sessions):
    ana, ben = api.person("Ana"), api.person("Ben")
    trip = api.group("Trip", ben, mia, ana, bot=False)
    trip.adds_bot(by=mia)
    await api.until(lambda: api.messages(trip))
    refused = await api.answer_to(await ana.sends("/mode@our_test_bot shared", chat=trip))
    await api.answer_to(await ben.sends("/mode@our_test_bot shared", chat=trip))
    assert await asks(sessions, "SELECT mode FROM ledgers WHERE kind = 'group'") == [("shared",)]
    assert "shared" not in refused.text or "may" in refused.text
    for method in ("getChatAdministrators", "getChatMemberCount"):
        assert len(api.called(method)) <= 3


async def test_if_telegram_does_not_tell_who_runs_it_all_goes_on(api, mia, sessions):
    ben = api.person("Ben")
    other = api.group("Other", mia, ben, bot=False)
    api.fail("getChatAdministrators", ServerError(502), times=99)
    other.adds_bot()
    await api.until(lambda: api.messages(other))
    await api.answer_to(await ben.sends("/e@our_test_bot dinner 84 with me @zoe", chat=other))
    assert [row[2] for row in await book(sessions)] == [8400]


async def test_where_we_may_not_write_the_chat_counts_as_closed(api, mia, trip, sessions):
    api.fail(
        "sendMessage", Refused(400, "Bad Request: not enough rights to send text messages"), times=9
    )
    await mia.sends("/e@our_test_bot dinner 84", chat=trip)
    await api.until(lambda: asks_blocked(sessions))
    assert [row[2] for row in await book(sessions)] == [8400]


# Topics


async def test_what_is_said_in_a_topic_is_answered_there(api, mia, ana):
    trip = api.group("Trip", mia, ana, forum=True)
    await api.until(lambda: api.messages(trip))
    taxis = trip.topic("Taxis")
    answer = await api.answer_to(
        await mia.sends("/e@our_test_bot taxi 27 with @ana", chat=trip, thread=taxis)
    )
    assert answer.thread == taxis
    await api.answer_to(await mia.presses(answer, "Undo"))
    general = await api.answer_to(await mia.sends("/e@our_test_bot tea 2 with @ana", chat=trip))
    assert general.thread is None


async def test_a_topic_may_have_a_ledger_of_its_own(api, mia, ana, sessions):
    trip = api.group("Trip", mia, ana, forum=True)
    await api.until(lambda: api.messages(trip))
    taxis = trip.topic("Taxis")
    await api.answer_to(await mia.sends("/group@our_test_bot here", chat=trip, thread=taxis))
    for thread in (taxis, None):
        said = "/e@our_test_bot taxi 27 with @ana"
        await api.answer_to(await mia.sends(said, chat=trip, thread=thread))
    assert [row[0] for row in await book(sessions)] == [1, 1]


# Titles


async def test_a_new_title_is_the_ledgers(api, mia, trip, sessions):
    trip.chat.raw["title"] = "Porto"
    trip.says(mia, new_chat_title="Porto")
    await api.answer_to(await mia.sends("tea 2"))
    assert await asks(sessions, "SELECT name FROM ledgers WHERE kind = 'group'") == [("Porto",)]


# One's own accounts


async def test_what_is_about_ones_own_account_is_refused_in_a_group(api, mia, trip):
    answer = await api.answer_to(await mia.sends("/link@our_test_bot", chat=trip))
    assert "alone" in answer.text


async def test_an_invitation_is_a_link_that_asks_in_the_private_chat(api, mia, trip, sessions):
    answer = await api.answer_to(await mia.sends("/invite@our_test_bot", chat=trip))
    payload = answer.text.partition("https://t.me/our_test_bot?start=")[2].split()[0]
    ben = api.person("Ben")
    question = await api.answer_to(await ben.starts(payload))
    assert "Trip" in question.text
    assert await names(sessions) == ["Ana", "Mia"]
    await api.answer_to(await ben.presses(question, question.labels[0]))
    await api.until(lambda: is_in(sessions, "Ben"))


async def is_in(sessions, name):
    return name in await names(sessions)


async def test_groups_and_people_wait_for_nobody_else(api, trip, sessions):
    people = [api.person(f"P{n}") for n in range(5)]
    for person in people:
        trip.adds(person)
    asked = [await person.sends(f"/e@our_test_bot tea {n + 1} with @ana", chat=trip)
             for n, person in enumerate(people)]  # fmt: skip
    await asyncio.gather(*(api.answer_to(message) for message in asked))
    assert sorted(row[2] for row in await book(sessions)) == [100, 200, 300, 400, 500]


async def test_acknowledged_by_a_reaction_also_in_a_group(api, mia, trip, sessions):
    await api.answer_to(await mia.sends("/answers@our_test_bot short", chat=trip))
    # The first one asks for the currency, and is answered for that.
    await api.answer_to(await mia.sends("/e@our_test_bot taxi 27", chat=trip))
    before = len(api.messages(trip))
    dinner = await mia.sends("/e@our_test_bot dinner 84 food", chat=trip)
    await api.until(lambda: dinner.reactions)
    await nothing_comes(api, mia, trip)
    assert len(api.messages(trip)) == before
    assert [row[2] for row in await book(sessions)] == [2700, 8400]


@pytest.mark.usefixtures("bot")
async def test_names_of_groups_and_people_are_shown_as_typed(api):
    eve = api.person("<b>Eve</b>", last_name="[x](tg://user?id=1)", language_code="en-GB")
    ben = api.person("Ben @all #1 12.50")
    trip = api.group("*Trip* <i>1</i> @everyone", eve, ben)
    (roll_call,) = await api.until(lambda: api.messages(trip))
    await api.answer_to(await ben.presses(roll_call, "I'm in"))
    await api.until(lambda: "Ben" in roll_call.text)
    await api.answer_to(await ben.sends("/e@our_test_bot dinner 84", chat=trip))
    await api.answer_to(await eve.sends("/balance@our_test_bot", chat=trip))
    for message in api.messages(trip):
        assert {entity["type"] for entity in message.entities} <= {"bold", "code"}
    assert not any("parse_mode" in call.params for call in api.calls)
