"""Commands, presses, shortcuts, modals and Home at the fake Slack."""

from __future__ import annotations

import asyncio

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.simulators.slack_apps import hurry, over_http, over_socket


def text(words):
    return {"type": "plain_text", "text": words}


def button(label, action_id="act", **more):
    return {"type": "button", "text": text(label), "action_id": action_id, **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def field(label, action_id, kind="plain_text_input", **more):
    element = {"type": kind, "action_id": action_id, **more}
    return {"type": "input", "block_id": action_id, "label": text(label), "element": element}


FOOD, RENT = ({"text": text(label), "value": label.lower()} for label in ("Food", "Rent"))
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": text("Details"),
    "submit": text("Save"),
    "blocks": [
        field("Amount", "amount"),
        field("Category", "category", "static_select", options=[FOOD, RENT], initial_option=FOOD),
        field("Day", "day", "datepicker", initial_date="2026-03-01"),
        actions(button("More")),
    ],
}
PLAIN = {"type": "modal", "title": text("Plain"), "blocks": [actions(button("More"))]}
HOME = {"type": "home", "blocks": [actions(button("More"))]}


@pytest.fixture
def app(slack, slack_client) -> AsyncApp:
    """An app that keeps the last payload and does what `app.does` says."""
    made = AsyncApp(client=slack_client, signing_secret=slack.signing_secret)

    async def acknowledge(ack, _body):
        await ack()

    made.does = acknowledge

    async def handle(ack, body):
        made.body = body
        await made.does(ack, body)

    made.command("/expense")(handle)
    made.action("act")(handle)
    made.shortcut("add")(handle)
    made.view("form")(handle)
    made.view("plain")(handle)
    made.view_closed("form")(handle)
    made.event("app_home_opened")(handle)
    made.event("message")(handle)
    return made


async def say(slack, ana, label):
    """A message of the bot with this button."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.url + "/api/")
    blocks = [actions(button(label, value=label))]
    await client.chat_postMessage(channel=ana.id, text="said", blocks=blocks)
    return slack.messages(ana)[-1]


async def respond(body, **said):
    """Answer by response_url: the status and body of Slack's answer."""
    answer = await AsyncWebhookClient(body["response_url"]).send_dict(said)
    return answer.status_code, answer.body


@pytest.mark.parametrize("way", [over_http, over_socket])
async def test_a_press_carries_the_message_and_its_button(slack, app, way):
    ana = slack.person("Ana")
    async with way(slack, app):
        message = await say(slack, ana, "Undo")
        seen = await ana.presses(message, "Undo", value="forged")
    assert not seen.failed
    assert app.body["actions"][0]["value"] == "forged"
    assert app.body["actions"][0]["block_id"] == message.blocks[0]["block_id"]
    assert app.body["container"]["message_ts"] == app.body["message"]["ts"] == message.ts
    assert app.body["user"]["id"] == ana.id


async def test_a_button_that_is_not_there_cannot_be_pressed(slack, app):
    ana, bob = slack.person("Ana"), slack.person("Bob")
    async with over_http(slack, app):
        message = await say(slack, ana, "Undo")
        with pytest.raises(AssertionError, match="no button 'Do', only"):
            await ana.presses(message, "Do")
        await ana.types_command("/expense")
        await respond(app.body, text="x", blocks=[actions(button("Mine"))])
        with pytest.raises(AssertionError, match="only its reader"):
            await bob.presses(ana.ephemerals[0], "Mine")
        await ana.presses(ana.ephemerals[0], "Mine")
        assert "message" not in app.body
        assert app.body["container"]["is_ephemeral"]


async def test_a_press_without_acknowledgement_is_shown_as_failed(slack, app):
    ana = slack.person("Ana")
    app.does = lambda _ack, _body: asyncio.sleep(0)
    hurry(slack, deadline=0.3)
    async with over_http(slack, app):
        seen = await ana.presses(await say(slack, ana, "Undo"), "Undo")
    assert seen.failed == "operation_timeout"
    assert [one.retry for one in slack.deliveries if one.kind == "interactive"] == [0]


async def test_a_response_url_replaces_deletes_and_answers_five_times(slack, app):
    ana = slack.person("Ana")
    async with over_http(slack, app):
        message = await say(slack, ana, "Undo")
        seen = await ana.presses(message, "Undo")
        ok = (200, "ok")
        assert await respond(app.body, text="new", replace_original=True) == ok
        assert (message.shown, message.history) == ("new", [""])
        assert await respond(app.body, text="psst") == ok
        assert [one.shown for one in ana.ephemerals] == [one.shown for one in seen.messages]
        assert await respond(app.body, text="all", response_type="in_channel") == ok
        assert slack.messages(ana)[-1].shown == "all"
        assert await respond(app.body, delete_original=True) == ok
        assert message.deleted
        assert await respond(app.body, text="x") == ok
        assert (await respond(app.body, text="x"))[0] == 404
    assert slack.faults == []


async def test_a_response_url_ends_after_half_an_hour(slack, app):
    hurry(slack, response_url_life=0.1)
    async with over_http(slack, app):
        await slack.person("Ana").types_command("/expense")
        await asyncio.sleep(0.15)
        assert (await respond(app.body, text="x"))[0] == 404


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"txt": "x"}, "unknown txt"),
        ({"text": "x", "response_type": "all"}, "response_type"),
        ({"text": "x", "blocks": [{"type": "banner"}]}, "banner"),
    ],
)
async def test_a_response_url_refuses_what_it_does_not_know(slack, app, said, fault):
    async with over_http(slack, app):
        await slack.person("Ana").types_command("/expense")
        assert (await respond(app.body, **said))[0] == 400
    assert any(fault in one for one in slack.faults)


async def test_a_command_may_be_answered_to_all(slack, app):
    ana = slack.person("Ana")
    general = slack.channel("general", [ana])
    app.does = lambda ack, _body: ack(text="hello", response_type="in_channel")
    async with over_http(slack, app):
        seen = await ana.types_command("/expense", channel=general)
    assert [one.shown for one in slack.messages(general)] == [seen.shown] == ["hello"]


async def test_a_message_shortcut_carries_the_message_also_from_where_the_bot_is_not(slack, app):
    ana = slack.person("Ana")
    general = slack.channel("general", [ana], bot=False)
    async with over_http(slack, app):
        message = await ana.sends("lunch 12.50", channel=general)
        await ana.uses_shortcut("add", message)
        assert (app.body["type"], app.body["message"]["text"]) == ("message_action", "lunch 12.50")
        await ana.uses_shortcut("add")
        assert app.body["type"] == "shortcut"
    assert slack.deliveries[0].kind == "interactive"  # no event: the bot is not in there


async def opened(slack, slack_client, person, view=FORM):
    """A modal that the app has opened for somebody."""
    await slack_client.views_open(trigger_id=slack.trigger(person.workspace, person.id), view=view)
    return person.modals[-1]


async def test_a_trigger_opens_one_modal_within_its_time(slack, slack_client):
    ana = slack.person("Ana")
    trigger = slack.trigger(ana.workspace, ana.id)
    late = slack.trigger(ana.workspace, ana.id)
    await slack_client.views_open(trigger_id=trigger, view=FORM)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await slack_client.views_open(trigger_id=trigger, view=FORM)
    hurry(slack, trigger_life=0.1)
    await asyncio.sleep(0.15)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await slack_client.views_open(trigger_id=late, view=FORM)
    assert [view.title for view in ana.modals] == ["Details"]


@pytest.mark.parametrize("way", [over_http, over_socket])
async def test_a_submission_carries_what_was_filled_in(slack, slack_client, app, way):
    ana = slack.person("Ana")
    async with way(slack, app):
        form = await opened(slack, slack_client, ana)
        await ana.submits(form, {"Amount": "12.50", "category": "Rent"})
    values = app.body["view"]["state"]["values"]
    assert values["amount"]["amount"]["value"] == "12.50"
    assert values["category"]["category"]["selected_option"]["value"] == "rent"
    assert values["day"]["day"]["selected_date"] == "2026-03-01"
    assert ana.modals == []


async def test_slack_itself_asks_for_what_is_missing(slack, slack_client, app):
    ana = slack.person("Ana")
    async with over_http(slack, app):
        form = await opened(slack, slack_client, ana)
        with pytest.raises(AssertionError, match="complete 'Amount'"):
            await ana.submits(form, {})
        with pytest.raises(AssertionError, match="no input"):
            await ana.submits(form, {"Amount": "1", "Tip": "2"})
        with pytest.raises(AssertionError, match="no option"):
            await ana.submits(form, {"Amount": "1", "Category": "Travel"})


async def test_errors_stand_under_the_inputs_and_the_modal_stays(slack, slack_client, app):
    ana = slack.person("Ana")
    errors = {"amount": "Type a number."}
    app.does = lambda ack, _body: ack(response_action="errors", errors=errors)
    async with over_http(slack, app):
        form = await opened(slack, slack_client, ana)
        await ana.submits(form, {"Amount": "x"})
    assert ana.modals == [form]
    assert form.errors == errors
    assert slack.faults == []


RESPONSES = [
    ({"response_action": "update", "view": PLAIN}, ["Plain"], 0),
    ({"response_action": "push", "view": PLAIN}, ["Details", "Plain"], 0),
    ({"response_action": "clear"}, [], 0),
    ({"response_action": "errors", "errors": {"nothing": "x"}}, ["Details"], 1),
    ({"response_action": "update", "view": {"type": "modal"}}, ["Details"], 2),
]


@pytest.mark.parametrize(("response", "titles", "faults"), RESPONSES)
async def test_a_submission_is_answered(slack, slack_client, app, response, titles, faults):
    ana = slack.person("Ana")
    app.does = lambda ack, _body: ack(**response)
    async with over_http(slack, app):
        seen = await ana.submits(await opened(slack, slack_client, ana), {"Amount": "1"})
    assert [view.title for view in ana.modals] == titles
    assert len(slack.faults) == faults
    assert bool(seen.failed) is bool(faults)


async def test_a_submission_without_acknowledgement_leaves_the_modal(slack, slack_client, app):
    ana = slack.person("Ana")
    app.does = lambda _ack, _body: asyncio.sleep(1)
    hurry(slack, deadline=0.3)
    async with over_http(slack, app):
        form = await opened(slack, slack_client, ana)
        seen = await ana.submits(form, {"Amount": "1"})
    assert (seen.failed, ana.modals) == ("operation_timeout", [form])


async def test_a_view_is_updated_unless_it_changed_since(slack, slack_client):
    ana = slack.person("Ana")
    form = await opened(slack, slack_client, ana)
    stale = form.hash
    await slack_client.views_update(view_id=form.id, hash=stale, view=PLAIN)
    assert form.title == "Plain"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await slack_client.views_update(view_id=form.id, hash=stale, view=FORM)


async def test_three_modals_lie_above_one_another_and_no_fourth(slack, slack_client, app):
    ana = slack.person("Ana")

    async def push(ack, body):
        await ack()
        await slack_client.views_push(trigger_id=body["trigger_id"], view=PLAIN)

    app.does = push
    async with over_http(slack, app):
        await opened(slack, slack_client, ana)
        await ana.presses(ana.modals[-1], "More")
        await slack.until(lambda: len(ana.modals) == 2)
        await ana.presses(ana.modals[-1], "More")
        await slack.until(lambda: len(ana.modals) == 3)
        await ana.presses(ana.modals[-1], "More")
        await slack.until(lambda: slack.calls[-1].answer.get("error") == "push_limit_reached")
    assert ana.modals[2].root == ana.modals[0].id
    assert ana.modals[2].previous == ana.modals[1].id


@pytest.mark.parametrize("asked", [True, False])
async def test_a_closed_modal_is_told_if_it_asked_for_that(slack, slack_client, app, asked):
    ana = slack.person("Ana")
    async with over_http(slack, app):
        form = await opened(slack, slack_client, ana, FORM | {"notify_on_close": asked})
        await ana.closes(form)
    assert [one.payload["type"] for one in slack.deliveries] == ["view_closed"] * asked
    assert ana.modals == []


async def test_home_is_published_for_one_person_and_its_buttons_work(slack, slack_client, app):
    ana, bob = slack.person("Ana"), slack.person("Bob")

    async def publish(ack, body):
        await ack()
        user = body["event"]["user"] if "event" in body else body["user"]["id"]
        await slack_client.views_publish(user_id=user, view=HOME)

    app.does = publish
    async with over_http(slack, app):
        await ana.opens_home()
        await slack.until(lambda: ana.home)
        first = ana.home.hash
        await ana.presses(ana.home, "More")
        await slack.until(lambda: ana.home.hash != first)
        assert app.body["container"] == {"type": "view", "view_id": ana.home.id}
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await slack_client.views_publish(user_id=ana.id, view=HOME, hash=first)
        await ana.opens_home("messages")
        await slack.settled()
        assert app.body["event"]["tab"] == "messages"
    assert bob.home is None
