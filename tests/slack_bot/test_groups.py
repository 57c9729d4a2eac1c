"""A channel that keeps a book: it is started there, and everybody sees it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

pytestmark = pytest.mark.usefixtures("door")

START = "Start a group here"


async def started(slack, channel, person):
    """Start a group in the channel as people do; the roll call."""
    await person.mentions_app("hello", channel=channel)
    await slack.until(lambda: any(START in one.buttons for one in person.ephemerals))
    await person.presses(person.ephemerals[-1], START)
    await slack.until(lambda: slack.messages(channel))
    return slack.messages(channel)[-1]


async def shown(slack, channel, count):
    """The bot's messages of a channel, once there are so many and nothing is on its way."""
    await slack.until(lambda: len(slack.messages(channel)) >= count)
    await slack.settled()
    found = slack.messages(channel)
    assert len(found) == count, [one.shown for one in found]
    return found


@pytest.fixture
def ana(slack):
    return slack.person("Ana", locale="en-GB")


@pytest.fixture
def bob(slack):
    return slack.person("Bob", locale="en-GB")


@pytest.fixture
def channel(slack, ana, bob):
    """The channel #lisbon with Ana, Bob and the app, in which nothing was said yet."""
    return slack.channel("lisbon", [ana, bob])


@pytest.fixture
async def trip(slack, door, channel, ana):  # noqa: ARG001 (the door is open before)
    """The same, in which Ana has started a group: the roll call is the first answer."""
    await started(slack, channel, ana)
    return channel


async def names(door):
    """The members, in the order in which they came."""
    async with door.sessions() as session:
        found = await session.execute(
            text("SELECT m.name FROM members m JOIN ledgers l ON l.id = m.ledger_id"
                 " WHERE l.kind = 'group' AND m.merged_into IS NULL ORDER BY m.id")
        )  # fmt: skip
        return list(found.scalars())


async def ledgers(door):
    async with door.sessions() as session:
        found = await session.execute(text("SELECT name FROM ledgers ORDER BY id"))
        return list(found.scalars())


async def test_who_started_it_is_a_member_and_the_book_is_called_like_the_channel(
    slack, trip, door
):
    [roll_call] = await shown(slack, trip, 1)
    assert "I'm in" in roll_call.buttons
    assert await names(door) == ["Ana"]
    assert await ledgers(door) == ["lisbon"]


async def test_roll_call_is_changed_in_its_place_for_whoever_presses(slack, trip, bob, door):
    [roll_call] = await shown(slack, trip, 1)
    seen = await bob.presses(roll_call, "I'm in")
    await slack.until(lambda: "Bob" in roll_call.shown)
    await slack.settled()
    assert not seen.messages
    assert slack.messages(trip) == [roll_call]
    assert await names(door) == ["Ana", "Bob"]


async def test_two_who_press_at_once_start_one_group(slack, channel, ana, bob, door):
    for person in (ana, bob):
        await person.mentions_app("hello", channel=channel)
    await slack.until(lambda: ana.ephemerals and bob.ephemerals)
    first = await ana.presses(ana.ephemerals[0], START)
    second = await bob.presses(bob.ephemerals[0], "Start a group here")
    await slack.until(lambda: second.messages)
    assert not first.messages
    assert second.shown == "A book is kept here already. To take part: /expense join"
    assert len(await shown(slack, channel, 1)) == 1
    assert await ledgers(door) == ["lisbon"]


async def test_mention_is_split_and_answered_for_all(slack, trip, ana, bob, door):
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    assert answer.shown.startswith("#1 Dinner · £84.00")
    assert answer.thread_ts is None
    assert "Details" not in answer.buttons
    assert await door.entries() == [(1, "dinner", "8400 GBP")]
    assert await door.owed() == {"Ana": 4200, "Bob": 4200}
    assert slack.messages(ana) == slack.messages(bob) == []


async def test_mention_that_comes_again_is_recorded_and_answered_once(slack, trip, ana, door):
    before = len(slack.deliveries)
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    await ana.mentions_app("list", channel=trip)
    await shown(slack, trip, 3)
    for delivery in slack.deliveries[before:]:
        for _ in range(3):
            slack.send_event(delivery.payload["event"])
    await shown(slack, trip, 3)
    assert len(await door.entries()) == 1


async def test_mistake_is_told_to_whoever_made_it_alone(slack, trip, ana, bob):
    await ana.mentions_app("dinner with @Bob", channel=trip)
    await slack.until(lambda: len(ana.ephemerals) == 2)
    assert "no amount" in ana.ephemerals[-1].shown
    await shown(slack, trip, 1)
    assert bob.ephemerals == []


async def test_what_is_about_ones_own_account_is_refused_to_oneself_alone(slack, trip, ana):
    await ana.mentions_app("forget me", channel=trip)
    await slack.until(lambda: len(ana.ephemerals) == 2)
    assert ana.ephemerals[-1].shown.startswith("That is about your own account")
    seen = await ana.types_command("/expense forget me", channel=trip)
    assert seen.shown.startswith("That is about your own account")
    assert not seen.aloud
    await shown(slack, trip, 1)


async def test_nobody_hears_what_nobody_said_to_us(slack, trip, ana, door):
    before = len(slack.calls)
    await ana.sends("84 eur dinner with @Bob", channel=trip)
    await shown(slack, trip, 1)
    assert await door.entries() == []
    assert len(slack.calls) == before, "it costs nothing, either"


async def test_what_is_overheard_is_logged_once_somebody_wants_that(slack, trip, ana, door):
    await ana.mentions_app("listen on", channel=trip)
    await shown(slack, trip, 2)
    await ana.sends("see you at 8", channel=trip)
    await ana.sends("84 eur dinner with @Bob", channel=trip)
    *_, answer = await shown(slack, trip, 3)
    assert answer.shown.startswith("#1 Dinner · €84.00")
    assert await door.owed() == {"Ana": 4200, "Bob": 4200}


async def test_command_is_shown_to_all_with_its_answer(slack, trip, ana, door):
    seen = await ana.types_command("/expense dinner 84 with @Bob", channel=trip)
    assert seen.aloud
    assert not seen.messages
    _, answer = await shown(slack, trip, 2)
    assert answer.shown.startswith("#1 Dinner · £84.00")
    assert await door.owed() == {"Ana": 4200, "Bob": 4200}


async def test_mistake_in_a_command_is_told_to_whoever_made_it_alone(slack, trip, ana):
    seen = await ana.types_command("/expense dinner", channel=trip)
    assert "no amount" in seen.shown
    assert not seen.aloud
    assert seen.message.only_for == ana.id
    await shown(slack, trip, 1)


async def test_empty_command_helps_whoever_asks_alone(slack, trip, ana):
    seen = await ana.types_command("/expense", channel=trip)
    assert seen.message.only_for == ana.id
    assert seen.shown
    assert ana.modals == []
    await shown(slack, trip, 1)


async def test_slow_command_is_answered_for_all_when_it_is_written_down(slack, trip, ana, door):
    async with door.sessions.begin() as session:
        await session.execute(text("SELECT FROM ledgers FOR UPDATE"))
        seen = await ana.types_command("/expense dinner 84 with @Bob", channel=trip)
        assert seen.shown == "One moment, I'm still writing it down. The answer follows here."
    _, answer = await shown(slack, trip, 2)
    assert answer.shown.startswith("#1 Dinner")


async def test_command_is_answered_for_all_in_a_channel_that_we_left(slack, trip, ana, door):
    trip.members.discard(slack.workspace().bot_user)
    seen = await ana.types_command("/expense dinner 84 with @Bob", channel=trip)
    await slack.until(lambda: seen.messages)
    assert seen.shown.startswith("#1 Dinner")
    assert seen.message.only_for is None
    assert len(await door.entries()) == 1


async def test_reply_in_the_thread_below_an_answer_corrects_it(slack, trip, ana, door):
    await ana.types_command("/expense dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    await ana.replies(answer, "86")
    *_, correction = await shown(slack, trip, 3)
    assert "86.00" in correction.shown
    assert correction.thread_ts == answer.ts
    assert await door.entries() == [(1, "dinner", "8600 GBP")]


async def test_talk_below_an_answer_is_met_with_silence(slack, trip, ana, bob, door):
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    await bob.replies(answer, "that was good, thanks")
    await shown(slack, trip, 2)
    assert bob.ephemerals == []
    assert len(await door.entries()) == 1


async def test_edited_message_corrects_its_entry(slack, trip, ana, door):
    message = await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    await shown(slack, trip, 2)
    await ana.edits(message, "@app dinner 86 with @Bob")
    *_, correction = await shown(slack, trip, 3)
    assert "86.00" in correction.shown
    assert await door.entries() == [(1, "dinner", "8600 GBP")]
    assert await door.owed() == {"Ana": 4300, "Bob": 4300}


async def test_edit_of_what_was_never_logged_changes_nothing(slack, trip, ana, door):
    message = await ana.sends("see you", channel=trip)
    await ana.edits(message, "dinner 84")
    await shown(slack, trip, 1)
    assert await door.entries() == []


async def test_message_that_calls_us_only_when_edited_is_logged(slack, trip, ana, door):
    message = await ana.sends("dinner 84 with @Bob", channel=trip)
    await ana.edits(message, "@app dinner 84 with @Bob")
    await shown(slack, trip, 2)
    assert await door.entries() == [(1, "dinner", "8400 GBP")]


async def test_deleted_message_takes_its_entry_back(slack, trip, ana, door):
    message = await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    await shown(slack, trip, 2)
    await ana.deletes(message)
    *_, said = await shown(slack, trip, 3)
    assert "Restore" in said.buttons
    assert await door.entries() == []


async def test_button_of_one_person_is_refused_to_another_alone(slack, trip, ana, bob, door):
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    seen = await bob.presses(answer, "Undo")
    await slack.until(lambda: seen.messages)
    assert seen.message.only_for == bob.id
    await ana.presses(answer, "Undo")
    await slack.until(lambda: answer.shown.startswith("Undone: #1"))
    assert await door.entries() == []
    assert len(slack.messages(trip)) == 2


async def test_answer_to_what_is_said_in_a_thread_stays_there(slack, trip, ana, bob):
    root = await bob.sends("who pays?", channel=trip)
    await ana.mentions_app("dinner 84 with @Bob", channel=trip, thread=root)
    _, answer = await shown(slack, trip, 2)
    assert answer.thread_ts == root.ts
    await ana.presses(answer, "Undo")
    await slack.until(lambda: answer.shown.startswith("Undone: #1"))


async def test_thread_gets_a_book_of_its_own(slack, trip, ana, door):
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    await ana.replies(answer, "@app group here")
    await shown(slack, trip, 3)
    await ana.replies(answer, "@app taxi 20 with @Bob")
    *_, taxi = await shown(slack, trip, 4)
    assert taxi.shown.startswith("#1 Taxi")
    await ana.presses(taxi, "Undo")
    await slack.until(lambda: taxi.shown.startswith("Undone: #1 Taxi"))
    assert await door.entries() == [(1, "dinner", "8400 GBP")]
    assert len(await ledgers(door)) == 2


async def test_message_of_somebody_is_logged_with_its_author_as_payer(slack, trip, ana, bob, door):
    message = await bob.sends("dinner 84", channel=trip)
    seen = await ana.uses_shortcut("add_as_expense", message)
    await shown(slack, trip, 2)
    assert not seen.failed
    async with door.sessions() as session:
        paid = await session.execute(
            text("SELECT m.name, s.paid FROM shares s JOIN members m"
                 " ON m.ledger_id = s.ledger_id AND m.id = s.member_id WHERE s.paid <> 0")
        )  # fmt: skip
        assert [tuple(row) for row in paid] == [("Bob", 8400)]


async def test_message_of_an_app_is_logged_by_nobody(slack, trip, ana, door):
    message = await ana.sends("dinner 84", channel=trip)
    robot = slack.person("Robot")
    robot.profile.is_bot = True
    await ana.mentions_app("dinner 84 with @Robot", channel=trip)
    await slack.until(lambda: len(ana.ephemerals) == 2)
    assert ana.ephemerals[-1].shown == "Robot is an app, and apps pay nothing: leave it out."
    message.by_bot = True
    seen = await ana.uses_shortcut("add_as_expense", message)
    await slack.until(lambda: seen.messages)
    assert seen.message.only_for == ana.id
    assert await door.entries() == []


async def test_personal_answer_stays_personal_when_the_channel_gets_a_book(
    slack, channel, ana, door
):
    seen = await ana.types_command("/expense lunch 12.50 food", channel=channel)
    await started(slack, channel, ana)
    await ana.presses(seen.message, "Undo")
    await slack.until(lambda: seen.message.shown.startswith("Undone: #1"))
    assert await door.entries() == []
    await shown(slack, channel, 1)


async def test_what_cannot_be_whispered_is_told_in_the_direct_message(slack, trip, ana):
    slack.fail("chat.postEphemeral", with_="user_not_in_channel")
    await ana.mentions_app("dinner", channel=trip)
    await slack.until(lambda: slack.messages(ana))
    assert "no amount" in slack.messages(ana)[0].shown
    await shown(slack, trip, 1)


async def test_group_message_keeps_a_book_too(slack, ana, bob, door):
    several = slack.group_message([ana, bob])
    await started(slack, several, ana)
    await ana.mentions_app("dinner 84 with @Bob", channel=several)
    await ana.mentions_app("members", channel=several)
    await shown(slack, several, 3)
    await ana.mentions_app("dinner", channel=several)
    await slack.until(lambda: len(ana.ephemerals) == 2)
    await slack.settled()
    assert len(ana.ephemerals) == 2
    assert await ledgers(door) == ["ana, bob"]
    assert len(await door.entries()) == 1


async def test_private_channel_keeps_a_book_too(slack, ana, bob, door):
    private = slack.channel("porto", [ana, bob], private=True)
    await started(slack, private, ana)
    await ana.mentions_app("dinner 84 with @Bob", channel=private)
    await shown(slack, private, 2)
    assert await ledgers(door) == ["porto"]


async def test_command_is_never_taken_for_personal_because_nobody_can_tell(slack, trip, ana, door):
    async with door.sessions.begin() as session:
        await session.execute(text("LOCK TABLE chats"))
        seen = await ana.types_command("/expense dinner 84", channel=trip)
        assert seen.shown.startswith("I can't reach my books right now.")
    await slack.settled()
    assert await door.entries() == []
