"""Socket Mode: `hello`, envelopes and their acknowledgements, `disconnect`, links that break.

Each event goes to one of the links. An acknowledgement counts on the link that the envelope came
by, within the deadline; what is tried again comes in a new envelope with the same event_id.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.simulators.slack_state import Slack

MOST_LINKS = 10


class Link:
    """One WebSocket connection of the app."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.waiting: dict[str, tuple[bool, asyncio.Future[Any]]] = {}
        self.leaving = False

    def drop(self) -> None:
        """Break the connection without a word, as a network does."""
        self.leaving = True
        transport = self.socket._req.transport if self.socket._req else None
        if transport is not None:
            transport.abort()


class Links:
    """All connections; `drop_after_next_envelope` breaks a link before its acknowledgement."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.open: list[Link] = []
        self.tickets: set[str] = set()
        self.drop_after_next_envelope = False
        self.turn = 0

    def issue(self) -> str:
        """The address of apps.connections.open; good for one connection."""
        ticket = secrets.token_hex(12)
        self.tickets.add(ticket)
        base = self.slack.url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self.slack.app_id}"

    def pick(self) -> Link | None:
        """The link whose turn it is; None without any."""
        ready = [link for link in self.open if not link.leaving and not link.socket.closed]
        self.turn += 1
        return ready[self.turn % len(ready)] if ready else None

    async def send(
        self, link: Link, kind: str, payload: dict[str, Any], retry: int, reason: str
    ) -> Any:
        """The app's answer to one envelope; TimeoutError, ConnectionError."""
        name = f"{secrets.token_hex(4)}-{next(self.slack.numbers)}"
        answerable = kind != "events_api"
        envelope: dict[str, Any] = {
            "envelope_id": name,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": answerable,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        link.waiting[name] = (answerable, answer)
        try:
            await link.socket.send_str(json.dumps(envelope))
            if self.drop_after_next_envelope:
                self.drop_after_next_envelope = False
                await asyncio.sleep(0.02)  # so that the envelope is out before the line breaks
                link.drop()
            return await asyncio.wait_for(answer, self.slack.timings.deadline)
        finally:
            link.waiting.pop(name, None)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=403)
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.open) >= MOST_LINKS:
            await self._disconnect(socket, "too_many_websockets")
            await socket.close()
            return socket
        link = Link(socket)
        hello = {
            "type": "hello",
            "num_connections": len(self.open) + 1,
            "debug_info": {"host": "applink-1", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.slack.app_id},
        }
        await socket.send_str(json.dumps(hello))
        self.open.append(link)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(link, message.data)
        finally:
            self.open.remove(link)
            for _, answer in link.waiting.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the link broke"))
        return socket

    def _heard(self, link: Link, data: str) -> None:
        try:
            said = json.loads(data)
            name = said["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self.slack.fault("socket: a message that is not an acknowledgement")
            return
        answerable, answer = link.waiting.get(name, (True, None))
        if said.get("payload") and not answerable:
            self.slack.fault("socket: a payload in the acknowledgement of an event")
        if answer is not None and not answer.done():
            answer.set_result(said.get("payload"))

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """`disconnect` (or `warning`) on every link; closed by Slack after `disconnect_grace`."""
        for link in list(self.open):
            link.leaving = reason != "warning"
            await self._disconnect(link.socket, reason)
            self.slack.background(self._end_later(link))

    async def _end_later(self, link: Link) -> None:
        await asyncio.sleep(self.slack.timings.disconnect_grace)
        await link.socket.close()

    async def _disconnect(self, socket: web.WebSocketResponse, reason: str) -> None:
        said = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
        await socket.send_str(json.dumps(said))

    def drop(self) -> None:
        """Break every link without a word."""
        for link in list(self.open):
            link.drop()
