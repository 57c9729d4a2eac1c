"""Slack's requests over HTTP: events, commands and interactions, all at one address."""

from __future__ import annotations

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


def routes(app: AsyncApp, *, secret: str, clock: Callable[[], dt.datetime]) -> Sequence[BaseRoute]:
    """Return the route that Slack calls."""

    async def receive(request: Request) -> Response:
        body = await request.body()
        signed = is_signed(
            secret,
            body,
            timestamps=request.headers.getlist("x-slack-request-timestamp"),
            signatures=request.headers.getlist("x-slack-signature"),
            now=clock(),
        )
        if not signed:
            log.warning("request not signed by Slack")
            return PlainTextResponse("not signed", status_code=401)
        asked = _read(body, request)
        if asked is None:
            log.warning("request not understood")
            return PlainTextResponse("not understood", status_code=400)
        answer, after = await dispatch(app, asked)
        later = BackgroundTasks()
        for act in after:
            later.add_task(act)
        return Response(
            answer.body,
            status_code=answer.status,
            headers=answer.first_headers_without_set_cookie(),
            background=later,
        )

    return (Route(EVENTS_PATH, receive, methods=["POST"]),)


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
