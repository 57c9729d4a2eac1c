"""The fake Slack with the real slack_bolt, over real HTTP and real Socket Mode: whole rounds."""

from __future__ import annotations

import asyncio

import pytest
from slack_bolt.async_app import AsyncApp

from tests.simulators.slack_apps import over_http, over_socket

UNDO = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Undo"},
            "action_id": "undo",
            "value": "7",
        },
    ],
}


@pytest.fixture
def app(slack, slack_client) -> AsyncApp:
    """An app that echoes messages with a button, commands, and what was pressed."""
    made = AsyncApp(client=slack_client, signing_secret=slack.signing_secret)
    made.heard = []

    @made.event("message")
    async def on_message(event, say):
        made.heard.append(event)
        if event.get("subtype") is None:
            said = {"type": "section", "text": {"type": "plain_text", "text": event["text"]}}
            await say(text=event["text"], blocks=[said, UNDO], thread_ts=event.get("thread_ts"))

    @made.event("app_mention")
    async def on_mention(event):
        made.heard.append(event)

    @made.command("/expense")
    async def on_command(ack, command):
        made.heard.append(command)
        await ack(f"{command['text']}!")

    @made.action("undo")
    async def on_undo(ack, respond, action):
        await ack()
        await respond(text=f"undone {action['value']}", replace_original=True)

    return made


@pytest.mark.parametrize("way", [over_http, over_socket])
async def test_a_message_a_press_and_a_command_make_the_round(slack, app, way):
    async with way(slack, app):
        ana = slack.person("Ana")
        await ana.sends("fish & chips 12.50")
        await slack.until(lambda: slack.messages(ana))
        answer = slack.messages(ana)[0]
        assert (answer.text, answer.buttons) == ("fish &amp; chips 12.50", ["Undo"])
        await ana.presses(answer, "Undo")
        await slack.until(lambda: answer.shown == "undone 7")
        assert answer.history == ["fish &amp; chips 12.50"]
        seen = await ana.types_command("/expense lunch 12.50")
        assert (seen.shown, seen.failed) == ("lunch 12.50!", "")
        assert [message.shown for message in ana.ephemerals] == ["lunch 12.50!"]
    assert {one.over for one in slack.deliveries} == {way.__name__.removeprefix("over_")}
    assert slack.faults == []
    assert slack.live_markup == []


async def test_a_mention_comes_as_two_events_of_one_message(slack, app):
    ana, bob = slack.person("Ana"), slack.person("Bob")
    general = slack.channel("general", [ana, bob], shared=True)
    async with over_http(slack, app):
        await ana.mentions_app("lunch 12.50 with @Bob", channel=general)
        await slack.until(lambda: len(app.heard) == 2)
    said = f"<@{ana.workspace.bot_user}> lunch 12.50 with <@{bob.id}>"
    assert {event["type"] for event in app.heard} == {"message", "app_mention"}
    assert {(event["text"], event["ts"] == app.heard[0]["ts"]) for event in app.heard} == {
        (said, True)
    }
    sent = [one.payload for one in slack.deliveries if one.payload["event"]["user"] == ana.id]
    assert len({payload["event_id"] for payload in sent}) == 2
    assert all(payload["is_ext_shared_channel"] for payload in sent)


async def test_edits_unfurls_and_deletions_are_told_with_what_was_before(slack, app):
    slack.echo = False
    ana = slack.person("Ana")
    async with over_http(slack, app):
        message = await ana.sends("lunch 12.50 https://a.b/c")
        for change in (ana.edits(message, "lunch 13"), ana.unfurls(message), ana.deletes(message)):
            await slack.settled()
            await change
    first, edited, unfurled, deleted = app.heard
    assert first["text"] == "lunch 12.50 <https://a.b/c>"
    assert edited["message"]["text"] == "lunch 13"
    assert edited["previous_message"]["text"] == first["text"]
    assert unfurled["message"]["text"] == unfurled["previous_message"]["text"]
    assert deleted["deleted_ts"] == first["ts"]
    subtypes = [event.get("subtype") for event in app.heard]
    assert subtypes == [None, "message_changed", "message_changed", "message_deleted"]


async def test_a_deleted_message_with_replies_becomes_a_tombstone(slack, app):
    slack.echo = False
    ana = slack.person("Ana")
    async with over_http(slack, app):
        message = await ana.sends("lunch 12.50")
        reply = await ana.replies(message, "no, 13")
        await slack.until(lambda: len(slack.messages(ana)) == 2)
        await ana.deletes(message)
    assert reply.thread_ts == message.ts
    assert [one.thread_ts for one in slack.messages(ana)] == [None, message.ts]
    assert app.heard[-1]["message"]["subtype"] == "tombstone"


async def test_the_bot_hears_itself(slack, app):
    ana = slack.person("Ana")
    async with over_http(slack, app):
        await ana.sends("hi")
        await slack.until(lambda: len(slack.deliveries) == 2)
        await ana.presses(slack.messages(ana)[0], "Undo")
        await slack.until(lambda: len(slack.deliveries) == 4)
    _, posted, _, changed = [one.payload.get("event") for one in slack.deliveries]
    assert posted["bot_id"] == ana.workspace.bot_id
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["bot_id"] == ana.workspace.bot_id
    assert len(app.heard) == 1  # bolt drops both


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (True, "lunch &amp; tea <@{bob}|bob> <#{general}|general>"),
        (False, "lunch &amp; tea @Bob #general"),
    ],
)
async def test_commands_have_mentions_only_with_escaping_on(slack, app, escaped, text):
    ana, bob = slack.person("Ana"), slack.person("Bob")
    general = slack.channel("general", [ana], bot=False)
    slack.should_escape = escaped
    async with over_http(slack, app):
        seen = await ana.types_command("/expense lunch & tea @Bob #general", channel=general)
    assert app.heard[0]["text"] == text.format(bob=bob.id, general=general.id)
    assert (seen.message.channel, seen.message.only_for) == (general.id, ana.id)


async def test_a_thousand_messages_take_seconds(slack, app):
    slack.echo = False
    people = [slack.person(f"P{number}") for number in range(10)]
    async with over_http(slack, app):
        await asyncio.gather(
            *(one.sends(f"lunch {number}") for number in range(100) for one in people)
        )
        await slack.until(lambda: sum(len(slack.messages(one)) for one in people) >= 1000, 60)
        await slack.settled(60)
    heard = {(event["channel"], event["ts"]) for event in app.heard}
    assert len(heard) == 1000
    assert slack.faults == []


async def test_two_workspaces_may_have_a_person_of_the_same_id(slack, app):
    ana = slack.person("Ana")
    eve = slack.person("Eve", workspace=slack.workspace("T2"), id=ana.id)
    assert eve.workspace.bot_token != ana.workspace.bot_token
    async with over_http(slack, app):
        await eve.sends("hi")
    assert slack.deliveries[0].payload["team_id"] == "T2"
    assert slack.deliveries[0].payload["authorizations"][0]["team_id"] == "T2"
    assert slack.messages(ana) == []
    assert "the token of T1 used for T2" in " ".join(slack.faults)
