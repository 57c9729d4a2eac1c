"""Handing events and interactions to the app: signature, deadline, retries, HTTP or socket.

Events are tried again, with the same event_id, unless the answer is 2xx or says X-Slack-No-Retry.
Commands and interactions are tried once: what fails is shown to the person as failed.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.simulators import slack_events
from tests.simulators.slack_records import Delivery
from tests.simulators.slack_socket import Links
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Workspace

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the app answered: `body` is JSON as a dict, text, or None."""

    status: int | None
    body: Any = None
    failure: str = ""
    no_retry: bool = False


class Outbox:
    """Everything on its way to the app; `at_once` HTTP requests at a time."""

    def __init__(self, slack: Slack, links: Links, *, at_once: int = 50) -> None:
        self.slack = slack
        self.links = links
        self.request_url: str | None = None
        self.lanes = asyncio.Semaphore(at_once)
        self.session: aiohttp.ClientSession

    def signed(self, body: bytes, *, at: int | None = None, secret: str = "") -> dict[str, str]:
        """The v0 signature headers of this body."""
        stamp = str(int(time.time()) if at is None else at)
        key = (secret or self.slack.signing_secret).encode()
        digest = hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    def event(self, workspace: Workspace, event: dict[str, Any], *, shared: bool = False) -> None:
        """Send an event in the background, to the end of its retries."""
        payload = slack_events.wrapped(self.slack, workspace, event, shared=shared)
        self.slack.background(self._until_taken(payload))

    async def _until_taken(self, payload: dict[str, Any]) -> None:
        reason = ""
        for retry, pause in enumerate((None, *self.slack.timings.retries)):
            if pause is not None:
                await asyncio.sleep(pause)
            answer = await self._try("events_api", payload["event_id"], payload, retry, reason)
            if answer.no_retry or (answer.status and 200 <= answer.status < 300):
                return
            reason = answer.failure or "http_error"

    async def ask(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Send a command or an interaction, once."""
        return await self._try(kind, str(payload["trigger_id"]), payload, 0, "")

    async def _try(
        self, kind: str, name: str, payload: dict[str, Any], retry: int, reason: str
    ) -> Answer:
        delivery = Delivery(kind=kind, id=name, payload=payload, retry=retry, reason=reason)
        self.slack.deliveries.append(delivery)
        link = self.links.pick()
        try:
            if link is not None:
                delivery.over = "socket"
                body = await self.links.send(link, kind, payload, retry, reason)
                answer = Answer(status=200, body=body)
            elif self.request_url is not None:
                delivery.over = "http"
                async with self.lanes:
                    answer = await self._post(self.request_url, kind, payload, retry, reason)
            else:
                answer = Answer(status=None, failure="connection_failed")
        except TimeoutError:
            answer = Answer(status=None, failure="http_timeout")
        except (aiohttp.ClientError, OSError):
            answer = Answer(status=None, failure="connection_failed")
        delivery.status, delivery.failure = answer.status, answer.failure
        return answer

    async def _post(
        self, url: str, kind: str, payload: dict[str, Any], retry: int, reason: str
    ) -> Answer:
        content_type = FORM
        if kind == "events_api":
            body, content_type = json.dumps(payload).encode(), "application/json"
        elif kind == "slash_commands":
            body = urlencode(payload).encode()
        else:
            body = urlencode({"payload": json.dumps(payload)}).encode()
        headers = self.signed(body) | {"Content-Type": content_type, "User-Agent": "Slackbot 1.0"}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        limit = aiohttp.ClientTimeout(total=self.slack.timings.deadline)
        async with self.session.post(
            url, data=body, headers=headers, timeout=limit, allow_redirects=False
        ) as response:
            text = await response.text()
            is_json = response.content_type == "application/json"
            return Answer(
                status=response.status,
                body=_json(text) if is_json and text else text or None,
                failure="" if response.ok else "http_error",
                no_retry=response.headers.get("X-Slack-No-Retry") == "1",
            )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
