"""What becomes of channels: we are invited or sent away; they are renamed, closed, converted."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.slack_bot.test_groups import START, ledgers, shown, started

pytestmark = pytest.mark.usefixtures("door")


@pytest.fixture
def ana(slack):
    return slack.person("Ana", locale="en-GB")


@pytest.fixture
def bob(slack):
    return slack.person("Bob", locale="en-GB")


@pytest.fixture
async def trip(slack, door, ana, bob):  # noqa: ARG001 (the door is open before)
    """The channel #lisbon, in which Ana has started a group."""
    made = slack.channel("lisbon", [ana, bob])
    await started(slack, made, ana)
    return made


async def is_blocked(door):
    async with door.sessions() as session:
        return bool(await session.scalar(text("SELECT bool_or(blocked_at IS NOT NULL) FROM chats")))


@pytest.mark.parametrize("kind", ["public", "private", "group message"])
async def test_whoever_invites_us_is_told_once_what_we_can_do(slack, ana, bob, kind, door):
    if kind == "group message":
        channel = slack.group_message([ana, bob])
    else:
        channel = slack.channel("lisbon", [ana, bob], bot=False, private=kind == "private")
    slack.life.invites_app(channel, ana.id)
    [welcome] = await shown(slack, channel, 1)
    assert welcome.shown.startswith("I split bills.")
    assert welcome.buttons == [START]
    for delivery in list(slack.deliveries):
        slack.send_event(delivery.payload["event"])
    await shown(slack, channel, 1)
    await bob.presses(welcome, START)
    await slack.until(lambda: "I'm in" in welcome.buttons)
    assert len(await shown(slack, channel, 1)) == 1
    assert len(await ledgers(door)) == 1


async def test_invited_again_where_nothing_was_started_we_say_it_again(slack, ana, door):
    channel = slack.channel("lisbon", [ana], bot=False)
    for count in (1, 2):
        slack.life.invites_app(channel, ana.id)
        await shown(slack, channel, count)
        slack.life.removes_app(channel)
        await slack.settled()
        assert await door.count("chats") == 0


async def test_others_who_come_are_not_greeted(slack, trip, bob):
    slack.send_event(
        {"type": "member_joined_channel", "user": bob.id, "channel": trip.id, "channel_type": "C"}
    )
    await shown(slack, trip, 1)


async def test_book_is_kept_while_we_are_away(slack, trip, ana, door):
    slack.life.removes_app(trip)
    await slack.until(lambda: is_blocked(door))
    slack.life.invites_app(trip, ana.id)
    await slack.settled()
    assert not await is_blocked(door)
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    await shown(slack, trip, 2)
    assert await ledgers(door) == ["lisbon"]


async def test_closed_channel_is_not_written_to_until_it_is_opened_again(slack, trip, ana, door):
    slack.life.archives(trip, ana.id)
    await slack.until(lambda: is_blocked(door))
    slack.life.unarchives(trip, ana.id)
    await slack.settled()
    assert not await is_blocked(door)
    await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    await shown(slack, trip, 2)


async def test_book_is_called_like_its_channel_unless_it_was_given_a_name(slack, trip, ana, door):
    slack.life.renames(trip, "porto", ana.id)
    await slack.settled()
    assert await ledgers(door) == ["porto"]
    await ana.mentions_app("group name Faro", channel=trip)
    await shown(slack, trip, 2)
    slack.life.renames(trip, "madrid", ana.id)
    await slack.settled()
    assert await ledgers(door) == ["Faro"]


async def test_channel_with_another_id_keeps_its_book(slack, trip, ana, door):
    message = await ana.mentions_app("dinner 84 with @Bob", channel=trip)
    _, answer = await shown(slack, trip, 2)
    before = slack.life.changes_id(trip)
    assert trip.id != before
    await slack.settled()
    await ana.replies(answer, "86")
    await shown(slack, trip, 3)  # else either may be answered first
    await ana.mentions_app("taxi 20 with @Bob", channel=trip)
    *_, taxi = await shown(slack, trip, 4)
    assert taxi.shown.startswith("#2 Taxi")
    assert await ledgers(door) == ["lisbon"]
    assert await door.owed() == {"Ana": 5300, "Bob": 5300}
    await ana.edits(message, "@app dinner 88 with @Bob")
    await shown(slack, trip, 5)
    assert await door.owed() == {"Ana": 5400, "Bob": 5400}
    await ana.presses(taxi, "Undo")
    await slack.until(lambda: taxi.shown.startswith("Undone: #2"))


async def test_members_of_a_workspace_who_run_it_change_the_settings(slack, trip, ana, bob):
    [roll_call] = slack.messages(trip)
    await bob.presses(roll_call, "I'm in")
    await bob.mentions_app("group name Faro", channel=trip)
    await slack.until(lambda: bob.ephemerals)
    carla = slack.person("Carla", locale="en-GB")
    carla.profile.is_admin = True
    trip.members.add(carla.id)
    await carla.mentions_app("group name Faro", channel=trip)
    *_, renamed = await shown(slack, trip, 2)
    assert "Faro" in renamed.shown
    assert ana.ephemerals[1:] == []


async def test_we_are_silent_where_we_may_not_read(slack, ana, door):
    slack.workspace().scopes -= {"channels:read", "channels:history"}
    channel = slack.channel("lisbon", [ana])
    await started(slack, channel, ana)
    await ana.mentions_app("dinner 84 with @Zoe", channel=channel)
    await slack.until(lambda: len(slack.messages(channel)) == 2)
    assert await door.count("entries") == 1
