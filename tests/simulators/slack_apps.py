"""Ways to run an app against the fake Slack: HTTP, sockets, or a script of answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from tests.simulators.ports import free_port
from tests.simulators.slack_server import SlackServer, Timings

FAST = Timings(retries=(0.0, 0.05, 0.1), disconnect_grace=0.1)


def hurry(slack: SlackServer, **times: Any) -> None:
    """Shorten some of Slack's times, in seconds."""
    slack.timings = replace(slack.timings, **times)


@asynccontextmanager
async def over_http(slack: SlackServer, app: AsyncApp) -> AsyncIterator[None]:
    """Serve a bolt app, and tell Slack where."""
    async with _serving(slack, app.web_app(path="/slack/events")):
        yield
        await slack.settled()


@asynccontextmanager
async def over_socket(
    slack: SlackServer, app: AsyncApp, links: int = 1
) -> AsyncIterator[list[AsyncSocketModeHandler]]:
    """Connect a bolt app by this many links."""
    handlers = [
        AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1) for _ in range(links)
    ]
    try:
        for handler in handlers:
            await handler.connect_async()
        await slack.until(lambda: len(slack.links.open) == links)
        yield handlers
        await slack.settled()
    finally:
        for handler in handlers:
            await handler.close_async()


class Script:
    """An app that answers one request after the other as written: a status, or seconds to wait."""

    def __init__(self, *answers: float, headers: dict[str, str] | None = None) -> None:
        self.answers = list(answers)
        self.headers = headers or {}
        self.requests: list[web.Request] = []
        self.bodies: list[Any] = []

    async def handle(self, request: web.Request) -> web.Response:
        """The next answer; 200 when there is none left."""
        self.requests.append(request)
        self.bodies.append(await request.read())
        answer = self.answers.pop(0) if self.answers else 200
        if answer < 100:
            await asyncio.sleep(answer)
            answer = 200
        return web.Response(status=int(answer), headers=self.headers)


@asynccontextmanager
async def scripted(slack: SlackServer, script: Script) -> AsyncIterator[Script]:
    """Serve a script of answers."""
    application = web.Application()
    application.router.add_post("/slack/events", script.handle)
    async with _serving(slack, application):
        yield script


@asynccontextmanager
async def _serving(slack: SlackServer, application: web.Application) -> AsyncIterator[None]:
    port = free_port()
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        yield
    finally:
        await runner.cleanup()
