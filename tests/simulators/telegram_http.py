"""The API over HTTP: paths, tokens, parameters, answers."""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.simulators import (
    telegram_answers,
    telegram_editing,
    telegram_failing,
    telegram_files,
    telegram_schema,
    telegram_sending,
    telegram_settings,
)
from tests.simulators.telegram_failing import Delayed, DroppedAfter, DroppedBefore, Failure
from tests.simulators.telegram_refusals import Refusal, nonsense, too_many
from tests.simulators.telegram_webhook import Webhook
from tests.simulators.telegram_world import World

JSON = dict[str, Any]

BODY_MOST = 51 << 20  # fact 24: uploads of 50 MB


@dataclass(kw_only=True)
class Call:
    """What the bot asked, when (seconds since 1970), and how it was answered."""

    method: str
    params: JSON
    at: float
    code: int = 0
    description: str = ""
    result: Any = None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that no correct bot does."""

    method: str
    what: str
    params: JSON = field(repr=False)


class Api:
    """Reads requests, has them handled, and notes them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.failures = telegram_failing.Failures()
        self.webhook = Webhook(world, self.fault)
        self.handlers: dict[str, Callable[[World, JSON], Any]] = {
            **telegram_sending.HANDLERS,
            **telegram_editing.HANDLERS,
            **telegram_answers.HANDLERS,
            **telegram_settings.HANDLERS,
            **telegram_files.HANDLERS,
            **self.webhook.handlers,
            "getUpdates": self._get_updates,
        }

    def app(self) -> web.Application:
        app = web.Application(client_max_size=BODY_MOST)
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)
        return app

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        call = Call(method=request.match_info["method"], params={}, at=self.world.clock.now())
        try:
            self.check_token(request.match_info["token"])
            call.method = telegram_schema.method_named(call.method)
            given = await _given(request)
            call.params = given
            self.calls.append(call)
            call.params = telegram_schema.read(call.method, given)
            failure = self.failures.take(call.method, call.params)
            if failure is not None:
                return await self._fail(request, call, failure)
            return await self._done(call)
        except Refusal as refusal:
            return self._refused(call, refusal)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, by the path that getFile gave (fact 24: the link contains the token)."""
        try:
            self.check_token(request.match_info["token"])
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        stored = telegram_files.linked(self.world, request.match_info["path"])
        if stored is None:
            return web.json_response(Refusal(404, "Not Found").body(), status=404)
        return web.Response(body=stored.content)

    def check_token(self, token: str) -> None:
        """404 for what is no token at all, 401 for a wrong one."""
        if not re.fullmatch(r"\d{1,20}:[A-Za-z0-9_-]{10,}", token):
            raise Refusal(404, "Not Found")
        if token != self.world.token:
            raise Refusal(401, "Unauthorized")

    def fault(self, method: str, what: str, params: JSON) -> None:
        self.faults.append(Fault(method=method, what=what, params=params))

    async def _done(self, call: Call) -> web.StreamResponse:
        result = self.handlers[call.method](self.world, call.params)
        if inspect.isawaitable(result):
            result = await result
        call.code, call.result = 200, result
        return web.json_response({"ok": True, "result": result})

    def _refused(self, call: Call, refusal: Refusal) -> web.StreamResponse:
        call.code, call.description = refusal.code, refusal.description
        if refusal.fault:
            self.fault(call.method, refusal.description, call.params)
        return web.json_response(refusal.body(), status=refusal.code)

    async def _fail(self, request: web.Request, call: Call, failure: Failure) -> web.StreamResponse:
        match failure:
            case Delayed(seconds):
                await asyncio.sleep(seconds)
                return await self._done(call)
            case DroppedBefore():
                return _dropped(request)
            case DroppedAfter():
                await self._done(call)
                return _dropped(request)
            case telegram_failing.TooMany(retry_after):
                raise too_many(retry_after)
            case telegram_failing.Refused(code, description):
                raise Refusal(code, description)
            case telegram_failing.ServerError(500):
                raise Refusal(500, "Internal Server Error")
            case telegram_failing.ServerError(code):
                call.code = code
                page = f"<html><head><title>{code} Bad Gateway</title></head></html>"
                return web.Response(status=code, text=page, content_type="text/html")

    async def _get_updates(self, world: World, params: JSON) -> list[JSON]:
        asked = {key: params[key] for key in ("offset", "limit", "timeout") if key in params}
        if not world.updates.webhook_set:
            world.updates.allow(params.get("allowed_updates"))
        return await world.updates.get(**asked)


def _dropped(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _given(request: web.Request) -> JSON:
    """The parameters, from the query, a form with or without files, or JSON."""
    given: JSON = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise nonsense("can't parse JSON object")
        return {**given, **body}
    posted = dict(await request.post())
    attached = {f"attach://{name}": name for name in posted}
    for name, value in list(posted.items()):
        if isinstance(value, str) and value in attached:
            given[name] = posted.pop(attached[value])
            posted.pop(name)
    return {**given, **posted}
