"""What the fake Slack refuses, asked through slack_sdk."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.slack_server import Person, SlackServer


@dataclass(frozen=True)
class World:
    slack: SlackServer
    ana: Person
    names: dict[str, str]

    def filled(self, arguments):
        """The arguments with `{mine}` and the like replaced by real ids."""
        return {
            key: value.format(**self.names) if isinstance(value, str) else value
            for key, value in arguments.items()
        }


@pytest.fixture
async def world(slack: SlackServer, slack_client: AsyncWebClient) -> World:
    ana, bob = slack.person("Ana"), slack.person("Bob")
    slack.echo = False
    general = slack.channel("general", [ana])
    archived = slack.channel("old", [ana])
    archived.archived = True
    hers = await ana.sends("hi", channel=general)
    mine = await slack_client.chat_postMessage(channel=general.id, text="hello")
    await slack_client.reactions_add(channel=general.id, timestamp=mine["ts"], name="eyes")
    gone = await slack_client.chat_postMessage(channel=general.id, text="gone")
    await slack_client.chat_delete(channel=general.id, ts=gone["ts"])
    names = {
        "general": general.id,
        "archived": archived.id,
        "outside": slack.channel("outside", [ana], bot=False).id,
        "secret": slack.channel("secret", [ana], bot=False, private=True).id,
        "ana": ana.id,
        "bob": bob.id,
        "hers": hers.ts,
        "mine": mine["ts"],
        "gone": gone["ts"],
    }
    return World(slack=slack, ana=ana, names=names)


SECTION = {"type": "section", "text": {"type": "plain_text", "text": "x" * 2900}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [SECTION]}
HOME = {"type": "home", "blocks": [SECTION]}
REFUSED = [
    ("chat.postMessage", {"channel": "C0", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "{secret}", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "{outside}", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "{archived}", "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": "{general}"}, "no_text"),
    (
        "chat.postMessage",
        {"channel": "{general}", "text": "x", "blocks": [SECTION] * 5},
        "msg_blocks_too_long",
    ),
    ("chat.postEphemeral", {"channel": "{general}", "user": "{bob}", "text": "x"},
     "user_not_in_channel"),
    ("chat.update", {"channel": "{general}", "ts": "1.1", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "{general}", "ts": "{gone}", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "{general}", "ts": "{hers}", "text": "x"}, "cant_update_message"),
    ("chat.update", {"channel": "{general}", "ts": "{mine}", "text": "x" * 4001}, "msg_too_long"),
    ("chat.delete", {"channel": "{general}", "ts": "{hers}"}, "cant_delete_message"),
    ("chat.delete", {"channel": "{general}", "ts": "{gone}"}, "message_not_found"),
    ("conversations.info", {"channel": "{secret}"}, "channel_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U0"}, "user_not_found"),
    ("reactions.add", {"channel": "{general}", "timestamp": "{mine}", "name": "eyes"},
     "already_reacted"),
    ("reactions.add", {"channel": "{general}", "timestamp": "1.1", "name": "eyes"},
     "message_not_found"),
    ("reactions.remove", {"channel": "{general}", "timestamp": "{mine}", "name": "tada"},
     "no_reaction"),
    ("users.info", {"user": "U0"}, "user_not_found"),
    ("views.open", {"trigger_id": "1.1", "view": MODAL}, "invalid_trigger_id"),
    ("views.update", {"view_id": "V0", "view": MODAL}, "not_found"),
    ("views.publish", {"user_id": "U0", "view": HOME}, "invalid_arguments"),
    ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
]  # fmt: skip


def encoded(method: str, arguments: dict) -> dict:
    """As slack_sdk sends it: JSON where Slack reads JSON, else a query."""
    form = {"conversations.info", "users.info"}
    return {"params" if method in form else "json": arguments}


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSED)
async def test_what_slack_refuses_without_a_fault_of_the_app(
    world, slack_client, method, arguments, error
):
    with pytest.raises(SlackApiError) as refused:
        await slack_client.api_call(method, **encoded(method, world.filled(arguments)))
    assert refused.value.response["error"] == error
    assert world.slack.calls[-1].answer["error"] == error
    assert world.slack.faults == []


MISTAKEN = [
    ("chat.postMessage", {"text": "x"}, "channel: missing"),
    ("chat.postMessage", {"channel": "{general}", "txt": "x"}, "txt: unknown argument"),
    ("chat.postMessage", {"channel": "{general}", "text": 5}, "text: not text but int"),
    ("chat.postMessage", {"channel": "{general}", "text": "x", "mrkdwn": "no"}, "mrkdwn: not bool"),
    (
        "chat.postMessage",
        {"channel": "{general}", "text": "x", "blocks": "[x"},
        "blocks: not array",
    ),
    ("chat.postMessage", {"channel": "{general}", "text": None}, "text: null"),
    ("chat.postMessage", {"channel": "{general}", "text": "x", "thread_ts": "1.1"}, "thread_ts"),
    ("chat.postMessage", {"channel": "{general}", "text": "x", "token": "y"}, "token in JSON"),
    ("chat.update", {"channel": "{general}", "text": "x"}, "ts: missing"),
    ("chat.sing", {}, "unknown method"),
    ("reactions.add", {"channel": "{general}", "timestamp": "{mine}", "name": ":eyes:"}, "colons"),
    ("users.info", {"user": "{ana}"}, "does not read JSON"),
    ("views.publish", {"user_id": "{ana}", "view": HOME | {"title": "x"}}, "title: unknown"),
]


@pytest.mark.parametrize(("method", "arguments", "fault"), MISTAKEN)
async def test_a_mistake_in_a_call_is_refused_and_recorded(world, method, arguments, fault):
    headers = {"Authorization": f"Bearer {world.slack.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{world.slack.url}/api/{method}", json=world.filled(arguments)) as answer,
    ):
        said = await answer.json()
    assert "token in JSON" in fault or said["ok"] is False
    assert any(fault in one for one in world.slack.faults), world.slack.faults


def section(**more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def text(words, kind="plain_text"):
    return {"type": kind, "text": words}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def button(**more):
    return {"type": "button", "text": text("x"), "action_id": "a", **more}


def rich(*parts):
    section = {"type": "rich_text_section", "elements": list(parts)}
    return {"type": "rich_text", "elements": [section]}


BLOCKS = [
    ([section()] * 51, "at most 50"),
    ([{"type": "banner"}], "type 'banner'"),
    (["x"], "not an object"),
    ([{"type": "section"}], "text or fields"),
    ([section(colour="red")], "colour: unknown"),
    ([section(accessory=None)], "accessory: null"),
    ([section(text=text("x" * 3001))], "3001 characters"),
    ([section(text=text(""))], "0 characters"),
    ([section(text=text("x", "html"))], "type 'html'"),
    ([section(fields=[text("x")] * 11)], "fields"),
    ([section(fields=[text("x" * 2001)])], "2001 characters"),
    ([section(block_id="b"), section(block_id="b")], "block_id 'b' twice"),
    ([section(block_id="b" * 256)], "block_id"),
    ([{"type": "header", "text": text("x", "mrkdwn")}], "not one of plain_text"),
    ([{"type": "header", "text": text("x" * 151)}], "151 characters"),
    ([{"type": "context", "elements": [text("x")] * 11}], "elements"),
    ([actions()], "elements: none"),
    ([actions(*[button(action_id=str(n)) for n in range(26)])], "elements"),
    ([actions(button(), button())], "action_id 'a' twice"),
    ([actions(button(text=text("x" * 76)))], "76 characters"),
    ([actions(button(text=text("x", "mrkdwn")))], "type 'mrkdwn'"),
    ([actions(button(action_id="a" * 256))], "action_id"),
    ([actions(button(value="v" * 2001))], "value"),
    ([actions(button(style="green"))], "style"),
    ([actions(button(colour="red"))], "colour: unknown"),
    ([actions({"type": "number_input", "is_decimal_allowed": True})], "cannot stand here"),
    ([actions({"type": "static_select", "options": []})], "0 options"),
    ([rich(text("x", "plain_text"))], "type 'plain_text'"),
    ([rich(text("", "text"))], "empty text"),
    ([rich({"type": "text", "text": "x", "style": {"big": True}})], "style"),
    ([{"type": "table", "rows": [[]]}], "cells"),
]


@pytest.mark.parametrize(("blocks", "fault"), BLOCKS)
async def test_blocks_that_slack_refuses(world, slack_client, blocks, fault):
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await slack_client.chat_postMessage(channel=world.names["general"], text="x", blocks=blocks)
    assert any(fault in one for one in world.slack.faults), world.slack.faults


async def test_blocks_that_slack_takes(world, slack_client):
    option = {"text": text("x"), "value": "1"}
    good = [
        section(accessory=button()),
        actions(button(style="danger"), {"type": "static_select", "options": [option]}),
        {"type": "context", "elements": [text("small", "mrkdwn")]},
        {"type": "header", "text": text("Title")},
        {"type": "divider"},
        rich(text("as <!channel> typed", "text"), {"type": "emoji", "name": "eyes"}),
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich(text("b", "text"))]]},
    ]
    await slack_client.chat_postMessage(channel=world.ana.id, text="x", blocks=good)
    shown = world.slack.messages(world.ana)[-1].shown
    assert shown == "x\nsmall\nTitle\nas <!channel> typed:eyes:\na\tb"
    assert (world.slack.faults, world.slack.live_markup) == ([], [])


INPUT = {"type": "input", "label": text("Amount"), "element": {"type": "plain_text_input"}}
VIEWS = [
    ({**MODAL, "type": "home"}, "type is 'home'"),
    ({**MODAL, "title": text("x" * 25)}, "25 characters"),
    ({**MODAL, "title": text("x", "mrkdwn")}, "title"),
    ({key: MODAL[key] for key in ("type", "blocks")}, "title"),
    ({**MODAL, "submit": text("x" * 25)}, "submit"),
    ({**MODAL, "blocks": [INPUT]}, "submit: missing"),
    ({**MODAL, "blocks": [section()] * 101}, "at most 100"),
    ({**MODAL, "blocks": [section(block_id="b")] * 2}, "block_id 'b' twice"),
    ({**MODAL, "private_metadata": "x" * 3001}, "private_metadata"),
    ({**MODAL, "callback_id": "x" * 256}, "callback_id"),
    ({**MODAL, "hash": "x"}, "hash: unknown"),
]


@pytest.mark.parametrize(("view", "fault"), VIEWS)
async def test_views_that_slack_refuses(world, slack_client, view, fault):
    trigger = world.slack.trigger(world.ana.workspace, world.ana.id)
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await slack_client.views_open(trigger_id=trigger, view=view)
    assert any(fault in one for one in world.slack.faults), world.slack.faults
    assert world.ana.modals == []


STATES = [
    ("active", "account_inactive"),
    ("installed", "token_revoked"),
    ("messages_tab", "messages_tab_disabled"),
]


@pytest.mark.parametrize(("state", "error"), STATES)
async def test_a_workspace_that_does_not_want_the_app(world, slack_client, state, error):
    setattr(world.ana.workspace, state, False)
    with pytest.raises(SlackApiError, match=error):
        await slack_client.chat_postMessage(channel=world.ana.id, text="x")


@pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("xoxb-0", "invalid_auth")])
async def test_a_wrong_token(world, token, error):
    client = AsyncWebClient(token=token, base_url=world.slack.url + "/api/")
    with pytest.raises(SlackApiError, match=error):
        await client.auth_test()


async def test_a_scope_that_was_not_granted(world, slack_client):
    world.ana.workspace.scopes.remove("chat:write")
    with pytest.raises(SlackApiError) as refused:
        await slack_client.chat_postMessage(channel=world.ana.id, text="x")
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "chat:write"


async def test_a_second_message_within_a_second_is_too_fast(world, slack_client):
    world.slack.channel_rate = True
    await slack_client.chat_postMessage(channel=world.ana.id, text="x")
    with pytest.raises(SlackApiError) as refused:
        await slack_client.chat_postMessage(channel=world.ana.id, text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"


LIVE = [
    {"text": "<!channel>"},
    {"text": "<!subteam^S1|x>"},
    {"text": "by <@U1>"},
    {"text": "in <#C1>"},
    {"text": "in <#C1|x>"},
    {"text": "<https://evil|bank>"},
    {"text": "<mailto:x@y.z|me>"},
    {"text": "@channel", "parse": "full"},
    {"text": "@ana", "link_names": True},
    {"text": "x", "blocks": [section(text=text("<!here>", "mrkdwn"))]},
    {"text": "x", "blocks": [{"type": "context", "elements": [text("<@U1>", "mrkdwn")]}]},
    {"text": "x", "blocks": [rich({"type": "broadcast", "range": "here"})]},
]
DEAD = [
    {"text": "&lt;!channel&gt; 3 < 4 > 2 <b> </b>"},
    {"text": "<!channel>", "mrkdwn": False},
    {"text": "x", "blocks": [section(text=text("<!here>"))]},
    {"text": "x", "blocks": [rich(text("<!here>", "text"))]},
]


@pytest.mark.parametrize(
    ("message", "alive"), [(one, True) for one in LIVE] + [(one, False) for one in DEAD]
)
async def test_markup_that_would_come_alive_is_recorded(world, slack_client, message, alive):
    await slack_client.chat_postMessage(channel=world.names["general"], **message)
    assert bool(world.slack.live_markup) is alive


async def test_a_long_text_is_truncated(world, slack_client):
    await slack_client.chat_postMessage(channel=world.ana.id, text="x" * 40_001)
    assert len(world.slack.messages(world.ana)[-1].text) == 40_000


async def test_blocks_without_text_are_a_fault(world, slack_client):
    with pytest.warns(UserWarning, match="text"):
        await slack_client.chat_postMessage(channel=world.ana.id, blocks=[section()])
    assert "notifications" in world.slack.faults[0]


async def test_trouble_to_order(world, slack_client):
    slack_client.retry_handlers = []
    before = len(world.slack.messages(world.ana))
    for trouble, kind in (
        ("ratelimited", SlackApiError),
        (500, SlackApiError),
        ("fatal_error", SlackApiError),
        ("drop_before", aiohttp.ClientError),
        ("drop_after", aiohttp.ClientError),
    ):
        world.slack.fail("chat.postMessage", with_=trouble)
        with pytest.raises(kind):
            await slack_client.chat_postMessage(channel=world.ana.id, text=str(trouble))
    said = [message.text for message in world.slack.messages(world.ana)[before:]]
    assert said == ["drop_after"]
    await slack_client.chat_postMessage(channel=world.ana.id, text="well again")
