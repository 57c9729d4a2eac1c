"""The fake Slack, with the real slack_bolt and slack_sdk over real HTTP and real Socket Mode."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.ports import free_port
from tests.simulators.slack_server import SlackServer, Timings

FAST = Timings(
    deadline=0.5, retries=(0.0, 0.05, 0.1), trigger_life=0.3, response_url_life=0.3,
    channel_interval=0.2, disconnect_grace=0.1,
)  # fmt: skip
UNDO = {
    "type": "actions",
    "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Undo"}, "action_id": "undo",
         "value": "7"},
    ],
}  # fmt: skip


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(timings=FAST) as made:
        yield made


@pytest.fixture
def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token=server.bot_token, base_url=server.url + "/api/")


@pytest.fixture
def app(server: SlackServer, client: AsyncWebClient) -> AsyncApp:
    """An app that echoes messages with a button, commands, and what was pressed."""
    made = AsyncApp(client=client, signing_secret=server.signing_secret)

    @made.event("message")
    async def on_message(event, say):
        if event.get("subtype") is None:
            said = {"type": "section", "text": {"type": "plain_text", "text": event["text"]}}
            await say(text=event["text"], blocks=[said, UNDO], thread_ts=event.get("thread_ts"))

    @made.command("/expense")
    async def on_command(ack, command):
        await ack(f"{command['text']}!")

    @made.action("undo")
    async def on_undo(ack, respond, action):
        await ack()
        await respond(text=f"undone {action['value']}", replace_original=True)

    return made


@asynccontextmanager
async def over_http(server: SlackServer, app: AsyncApp) -> AsyncIterator[None]:
    port = free_port()
    runner = web.AppRunner(app.web_app(path="/slack/events"), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    server.request_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        yield
        await server.settled()
    finally:
        await runner.cleanup()


@asynccontextmanager
async def over_socket(server: SlackServer, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, server.app_token, ping_interval=0.2)
    await handler.connect_async()
    await server.until(lambda: server.links.open)
    try:
        yield handler
        await server.settled()
    finally:
        await handler.close_async()


@pytest.mark.parametrize("way", [over_http, over_socket])
async def test_a_message_a_press_and_a_command_make_the_round(server, app, way):
    async with way(server, app):
        ana = server.person("Ana")
        await ana.sends("fish & chips 12.50")
        await server.until(lambda: server.messages(ana))
        answer = server.messages(ana)[0]
        assert (answer.text, answer.buttons) == ("fish &amp; chips 12.50", ["Undo"])
        await ana.presses(answer, "Undo")
        await server.until(lambda: answer.shown == "undone 7")
        seen = await ana.types_command("/expense lunch 12.50")
        assert (seen.shown, seen.failed) == ("lunch 12.50!", "")
    assert {one.over for one in server.deliveries} == {way.__name__.removeprefix("over_")}
    assert server.faults == []
    assert server.live_markup == []
