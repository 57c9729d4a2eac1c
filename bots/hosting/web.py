"""The one web server: webhooks and installs of all parts, and whether we live and are ready."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

import uvicorn
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bots.hosting.parts import Part
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError

LARGEST_BODY: Final = 500_000
"""Bytes. No platform sends as much; nobody else is to fill our memory."""
SLOWEST_BODY: Final = 10.0
"""Seconds for the whole body to arrive."""
FINISHING: Final = 2
"""Seconds that requests have when we stop, after those that their platforms gave them."""
GRACE: Final = 3
"""Seconds for a request that still runs when all else has ended: it comes again, if it must."""


def application(
    parts: Sequence[Part], sessions: Sessions, besides: Sequence[BaseRoute] = ()
) -> Starlette:
    """Return the application: the parts' routes, `/healthz` (we live), `/readyz` (we can work)."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        missing = [part.name for part in parts if not part.is_ready]
        try:
            async with asyncio.timeout(3), sessions() as session:
                await session.execute(text("SELECT 1"))
        except (TimeoutError, SQLAlchemyError):
            missing.append("database")
        return JSONResponse({"missing": missing}, status_code=503 if missing else 200)

    return Starlette(
        routes=[
            Route("/healthz", health),
            Route("/readyz", ready),
            *[route for part in parts for route in part.routes],
            *besides,
        ],
        middleware=[Middleware(BodyLimit)],
    )


class BodyLimit:
    """Reads the body before anybody works on it; refuses what is too large or too slow."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request whose body has arrived whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(_body(receive), SLOWEST_BODY)
        except TimeoutError:
            await PlainTextResponse("too slow", status_code=408)(scope, receive, send)
            return
        except _TooLargeError:
            # The rest of it is not read: the connection has no further use.
            refused = PlainTextResponse(
                "too large", status_code=413, headers={"Connection": "close"}
            )
            await refused(scope, receive, send)
            return
        given = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> Message:
            return next(given, None) or await receive()

        await self._app(scope, again, send)


class _TooLargeError(Exception):
    """A body is larger than any that is meant for us."""


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            raise _TooLargeError
    return body


class _Server(uvicorn.Server):
    """A server that leaves signals to the process, which has more to stop than this."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(app: Starlette, *, host: str, port: int) -> AsyncIterator[None]:
    """Serve while inside; on leaving, requests that run are finished.

    Raises SettingsError if the address is taken.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
        server_header=False,
    )
    server = _Server(config)
    bound = _bound(host, port)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        bound.close()


def _bound(host: str, port: int) -> socket.socket:
    """Listen before anything else is started: a taken address is told at once."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise SettingsError(
            f"Cannot listen on {host}:{port} ({error.strerror or error}). "
            "Set WEB_PORT to a free port, and WEB_HOST to an address of this computer."
        ) from None
