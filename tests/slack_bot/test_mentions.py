"""Whom a message of a channel names: by id, whatever they are called."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bots.slack.text import token_of, typed_in_group
from tests.slack_bot.test_groups import shown, started

pytestmark = pytest.mark.usefixtures("door")


@pytest.fixture
def ana(slack):
    return slack.person("Ana", locale="en-GB")


@pytest.fixture
async def trip(slack, door, ana):  # noqa: ARG001 (the door is open before)
    """The channel #lisbon, in which Ana has started a group."""
    made = slack.channel("lisbon", [ana])
    await started(slack, made, ana)
    return made


async def says(slack, channel, person, said):
    """Let somebody say what they typed with people chosen from Slack's list: as ids."""
    workspace = person.workspace
    slack.send_event(
        {
            "type": "app_mention",
            "user": person.id,
            "text": f"<@{workspace.bot_user}> {said}",
            "ts": workspace.next_ts(),
            "channel": channel.id,
            "event_ts": workspace.next_ts(),
            "team": person.profile.team or workspace.id,
        },
        shared=channel.shared,
    )


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("Ana", "Ana"),
        ("Ana Lima", "Ana_Lima"),
        ("ana.lima-99", "ana_lima_99"),
        ("3PO", "_3PO"),
        ("Zoë 🌈", "Zoë"),
        ("🌈", ""),
        ("<!channel>", "channel"),
        ("x" * 99, "x" * 40),
    ],
)
def test_name_becomes_one_word(name, token):
    assert token_of(name) == token


@pytest.mark.parametrize(
    ("delivered", "read"),
    [
        ("dinner 84 with <@U1>", "dinner 84 with @Ana"),
        ("dinner 84 with <@U1|ana>,<@U2>", "dinner 84 with @Ana,@Bob"),
        ("dinner 84 <@U1><@U2>", "dinner 84 @Ana @Bob"),
        ("dinner 84 <@U1>x2", "dinner 84 @Ana x2"),
        ("84<@U1>", "84 @Ana"),
        ("tea &lt;@U1&gt; 2", "tea <@U1> 2"),
        ("dinner 84 with <!here>", "dinner 84 with everyone"),
        ("dinner 84 with <!channel|@channel>", "dinner 84 with everyone"),
        ("booking <http://booking.com|booking.com> 9 <@U3|cem>", "booking booking.com 9 @cem"),
    ],
)
def test_people_are_read_as_words_of_their_own(delivered, read):
    assert typed_in_group(delivered, {"U1": "Ana", "U2": "Bob"}) == read


async def test_two_of_one_name_are_two(slack, trip, ana, door):
    first, second = slack.person("Sam"), slack.person("Sam")
    await says(slack, trip, ana, f"dinner 90 with <@{first.id}> <@{second.id}>")
    await shown(slack, trip, 2)
    async with door.sessions() as session:
        found = await session.execute(text("SELECT owed FROM shares ORDER BY owed"))
        assert list(found.scalars()) == [3000, 3000, 3000]


async def test_person_who_was_only_mentioned_is_the_member_when_they_speak(slack, trip, ana, door):
    lima = slack.person("Zoe Lima", locale="en-GB")
    trip.members.add(lima.id)
    await says(slack, trip, ana, f"dinner 84 with <@{lima.id}>")
    await shown(slack, trip, 2)
    await lima.mentions_app("taxi 20 with @Ana", channel=trip)
    await shown(slack, trip, 3)
    assert await door.owed() == {"Ana": 5200, "Zoe Lima": 5200}


async def test_person_without_a_profile_is_named_by_the_label_or_id(slack, trip, ana):
    zoe = slack.person("Zoe")
    slack.fail("users.info", with_="user_not_visible")
    await says(slack, trip, ana, f"dinner 84 with <@{zoe.id}|zoe>")
    _, answer = await shown(slack, trip, 2)
    assert "Zoe" in answer.shown


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("<@{robot}>", "Robot is an app, and apps pay nothing: leave it out."),
        ("<@USLACKBOT>", "Slackbot is an app, and apps pay nothing: leave it out."),
        ("<!subteam^S1|@team>", "I can't split with @team: name the people instead."),
    ],
)
async def test_who_cannot_take_part_is_refused(slack, trip, ana, named, told, door):
    robot = slack.person("Robot")
    robot.profile.is_bot = True
    slack.person("Slackbot", id="USLACKBOT")
    await says(slack, trip, ana, f"dinner 84 with {named.format(robot=robot.id)}")
    await slack.until(lambda: len(ana.ephemerals) == 2)
    assert ana.ephemerals[-1].shown == told
    if "app" in told:
        said = f"/expense dinner 84 with @{told.split()[0]}"
        assert (await ana.types_command(said, channel=trip)).shown == told
    assert await door.entries() == []


async def test_guest_of_another_organisation_is_a_member_by_their_own_workspace(slack, ana, door):
    guest = slack.person("Gus", locale="en-GB")
    guest.profile.team = "T9"
    shared = slack.channel("shared", [ana, guest], shared=True)
    roll_call = await started(slack, shared, ana)
    await says(slack, shared, ana, f"dinner 84 with <@{guest.id}>")
    await shown(slack, shared, 2)
    await guest.mentions_app("taxi 20 with @Ana", channel=shared)
    await shown(slack, shared, 3)
    await guest.presses(roll_call, "I'm in")
    await slack.settled()
    async with door.sessions() as session:
        found = await session.execute(text("SELECT external_id FROM identities ORDER BY 1 DESC"))
        assert list(found.scalars()) == sorted([ana.id, f"T9:{guest.id}"], reverse=True)
    assert await door.owed() == {"Ana": 5200, "Gus": 5200}
