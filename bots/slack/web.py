"""Slack's requests over HTTP: events, commands and interactions, all at one address."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from starlette.background import BackgroundTasks
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bots.slack.app import dispatch
from bots.slack.manifest import EVENTS_PATH
from bots.slack.signature import is_signed

log = structlog.get_logger()


class Requests:
    """What Slack asks of us, until we stop."""

    def __init__(self, app: AsyncApp, *, secret: str, clock: Callable[[], dt.datetime]) -> None:
        self._app, self._secret, self._clock = app, secret, clock
        self._stopping = False
        self._handling = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """The route that Slack calls."""
        return (Route(EVENTS_PATH, self._receive, methods=["POST"]),)

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is taken."""
        return self._stopping

    async def close(self) -> None:
        """Take nothing more, and wait for what is being handled."""
        self._stopping = True
        await self._idle.wait()

    async def _receive(self, request: Request) -> Response:
        body = await request.body()
        signed = is_signed(
            self._secret,
            body,
            timestamps=request.headers.getlist("x-slack-request-timestamp"),
            signatures=request.headers.getlist("x-slack-signature"),
            now=self._clock(),
        )
        if not signed:
            log.warning("request not signed by Slack")
            return PlainTextResponse("not signed", status_code=401)
        asked = _read(body, request)
        if asked is None:
            log.warning("request not understood")
            return PlainTextResponse("not understood", status_code=400)
        if self._stopping:
            return PlainTextResponse("stopping", status_code=503)  # an event comes again
        self._handling += 1
        self._idle.clear()
        try:
            return await self._answer(asked)
        finally:
            self._handling -= 1
            if not self._handling:
                self._idle.set()

    async def _answer(self, asked: AsyncBoltRequest) -> Response:
        answer, after = await dispatch(self._app, asked)
        later = BackgroundTasks()
        for act in after:
            later.add_task(act)
        return Response(
            answer.body,
            status_code=answer.status,
            headers=answer.first_headers_without_set_cookie(),
            background=later,
        )


def _read(body: bytes, request: Request) -> AsyncBoltRequest | None:
    """Return a request as bolt takes it; None if it is not shaped like one."""
    try:
        read = AsyncBoltRequest(body=body.decode(), headers=dict(request.headers))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    said: Any = read.body  # bolt believes that every JSON is an object
    if not isinstance(said, dict):
        return None
    event = said.get("event", {"type": ""})
    if not (isinstance(event, dict) and isinstance(event.get("type"), str)):
        return None
    # An empty form is a request about nothing.
    return read if said.get("type") or said.get("command") or "ssl_check" in said else None
