"""Socket Mode: Slack's requests over a WebSocket that we open, so that no address is needed.

An envelope is acknowledged after the commit, like a request over HTTP. A link may die without
anybody noticing: it is looked at now and then, and made anew with new connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any, Final

import structlog
from aiohttp import ClientError, WSMessage
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bots.slack.app import dispatch
from bots.slack.authorizing import DEAD
from bots.slack.calls import Api, code_of, library_logger
from expenseiq_core.errors import SettingsError

log = structlog.get_logger()

PING: Final = 5.0
"""Seconds between two pings; four without an answer, and the link is dead."""
QUIET: Final = 1800.0
"""Seconds without anything from Slack after which a link is not believed to live."""
CONNECTING: Final = 30.0
LONGEST_PAUSE: Final = 60.0
NOT_ACCEPTED: Final = DEAD | {"missing_scope", "not_allowed_token_type"}


class Socket:
    """The link to Slack, for as long as it is wanted."""

    def __init__(self, app: AsyncApp, api: Api, token: str) -> None:
        self._app, self._api, self._token = app, api, token
        self._client: SocketModeClient | None = None
        self._handling: set[asyncio.Task[None]] = set()
        self._heard_at = 0.0
        self._accepted = self._stopping = False

    @property
    def is_connected(self) -> bool:
        """Whether there is a link now."""
        client = self._client
        return (
            client is not None
            and client.current_session is not None
            and not client.current_session.closed
        )

    async def run(self, stopping: asyncio.Event) -> None:
        """Receive until `stopping` is set, then handle and acknowledge what was received.

        Raises SettingsError if Slack does not accept the token.
        """
        failed = 0
        while not stopping.is_set():
            try:
                await self._link(await self._address(), stopping)
                failed = 0
            except (ClientError, OSError, TimeoutError, SlackApiError) as error:
                log.warning("no link to Slack", reason=code_of(error) or type(error).__name__)
                failed += 1
                await _pause(stopping, min(PING * 2**failed, LONGEST_PAUSE))
        self._stopping = True  # what comes now is not acknowledged, so it comes again
        if self._handling:
            await asyncio.wait(set(self._handling))
        await self._drop()

    async def _address(self) -> str:
        """Return where to connect; SettingsError if the token has not been accepted even once."""
        try:
            opened = await self._api.client.apps_connections_open(app_token=self._token)
        except SlackApiError as error:
            code = code_of(error)
            if not self._accepted and code in NOT_ACCEPTED:
                raise SettingsError(
                    f"Slack does not accept SLACK_APP_TOKEN ({code}). It begins with xapp-,"
                    " and needs the scope connections:write."
                ) from None
            raise
        self._accepted = True
        return str(opened["url"])

    async def _link(self, address: str, stopping: asyncio.Event) -> None:
        """Open a link and watch it; return when it is dead."""
        await self._drop()
        client = self._client = SocketModeClient(
            app_token=self._token,
            web_client=self._api.client,
            logger=library_logger(),
            ping_interval=PING,
            on_message_listeners=[self._hear],
        )
        client.socket_mode_request_listeners.append(self._receive)
        self._heard_at = time.monotonic()
        client.wss_uri = address
        connect: Any = client.connect  # slack_sdk leaves it without types
        async with asyncio.timeout(CONNECTING):
            await connect()
        log.info("linked to Slack")
        dead = 0
        while dead < 2:
            await _pause(stopping, PING)
            if stopping.is_set():
                return
            dead = 0 if await self._lives(client) else dead + 1
        log.warning("link to Slack was dead")

    async def _lives(self, client: SocketModeClient) -> bool:
        receiver = client.message_receiver
        return (
            await client.is_connected()
            and receiver is not None
            and not receiver.done()
            and not client.message_processor.done()
            and time.monotonic() - self._heard_at < QUIET
        )

    async def _hear(self, _: WSMessage) -> None:
        self._heard_at = time.monotonic()

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if self._stopping:
            return
        task = asyncio.current_task()
        assert task is not None, "the client runs each request in a task"
        self._handling.add(task)
        try:
            await self._handle(client, request)
        finally:
            self._handling.discard(task)

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time.time()
        asked = AsyncBoltRequest(
            mode="socket_mode", body=request.payload, headers=build_headers(request)
        )
        answer, after = await dispatch(self._app, asked)
        try:
            await send_async_response(client, request, answer, started)
        except (ClientError, OSError) as error:
            # The link broke meanwhile: an event comes again, and finds that it was handled.
            log.info("not acknowledged", reason=type(error).__name__)
            return
        for act in after:
            await act()

    async def _drop(self) -> None:
        """Close the link with its connections; what hangs is left behind."""
        client, self._client = self._client, None
        if client is None:
            return
        close: Any = client.close  # slack_sdk leaves it without types
        with contextlib.suppress(ClientError, OSError, TimeoutError):
            async with asyncio.timeout(5):
                await close()
        await client.aiohttp_client_session.close()


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
