"""Delivery to the bot's own web server (facts 4, 5 and 6)."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.simulators.telegram_refusals import nonsense, too_many
from tests.simulators.telegram_updates import USUAL, Queued
from tests.simulators.telegram_world import World

JSON = dict[str, Any]

PORTS = {443, 80, 88, 8443}
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One try to deliver an update: `error` is None if any 2xx came back, else it is tried
    again after `wait` seconds."""

    update_id: int
    lane: int
    error: str | None
    wait: float = 0.0


class Webhook:
    """One queue per chat: a failing update holds up its own chat only."""

    def __init__(self, world: World, fault: Callable[[str, str, JSON], None]) -> None:
        self.world = world
        self.fault = fault
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.deliveries: list[Delivery] = []
        self.error: tuple[int, str] | None = None
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._set_at = 0.0
        self._gone_since: float | None = None
        world.updates.on_new = self._wake
        self.handlers: dict[str, Callable[[World, JSON], Any]] = {
            "setWebhook": self.set,
            "deleteWebhook": self.delete,
            "getWebhookInfo": self.info,
        }

    def set(self, world: World, params: JSON) -> bool:
        """SetWebhook: from now on updates come to the URL and getUpdates is refused."""
        if not params["url"]:
            return self.delete(world, params)
        _check(params)
        if world.clock.now() - self._set_at < world.timings.set_webhook_every:
            raise too_many(1)
        world.updates.allow(params.get("allowed_updates"))
        self.stop()
        if params.get("drop_pending_updates"):
            world.updates.drop_all()
        self._set_at = world.clock.now()
        self.url = params["url"]
        self.secret = params.get("secret_token", "")
        self.max_connections = params.get("max_connections", 40)
        self.error = self._gone_since = None
        world.updates.webhook_set = True
        world.updates.end_poll("setWebhook request")
        self.resume()
        return True

    def delete(self, world: World, params: JSON) -> bool:
        """DeleteWebhook: the updates stay for getUpdates unless they are to be dropped."""
        self.stop()
        self.url, self.secret = "", ""
        world.updates.webhook_set = False
        if params.get("drop_pending_updates"):
            world.updates.drop_all()
        return True

    def info(self, world: World, _params: JSON) -> JSON:
        """GetWebhookInfo, with the last error of a delivery."""
        world.updates.drop_expired()
        told: JSON = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(world.updates.pending),
        }
        if self.url:
            told["max_connections"] = self.max_connections
        if self.error is not None:
            told["last_error_date"], told["last_error_message"] = self.error
        if world.updates.allowed != USUAL:
            told["allowed_updates"] = sorted(world.updates.allowed)
        return told

    def stop(self) -> None:
        """Deliver nothing more; what is under way is broken off."""
        for task in self._lanes.values():
            task.cancel()
        self._lanes.clear()

    def resume(self) -> None:
        """Deliver whatever waits, each chat by itself."""
        self._free = asyncio.Semaphore(self.max_connections)
        for queued in list(self.world.updates.pending.values()):
            self._wake(queued.lane)

    def _wake(self, lane: int) -> None:
        if self.url and (lane not in self._lanes or self._lanes[lane].done()):
            self._lanes[lane] = asyncio.get_running_loop().create_task(self._run(lane))

    async def _run(self, lane: int) -> None:
        """Deliver a chat's updates one after the other, each until it is taken or too old."""
        pending = self.world.updates.pending
        last, delay, fails = 0, 0.0, 0
        while self.url and (queued := self._next(lane)):
            if queued.id != last:
                last, delay, fails = queued.id, self.world.timings.webhook_delay, 0
            error, wait = await self._try(queued)
            if error is not None and not wait and fails:
                delay = wait = min(delay * 2, self.world.timings.webhook_delay_most)
            fails += 1
            self._note(queued, error, wait)
            if error is None or self.world.clock.now() + wait > queued.expires:
                pending.pop(queued.id, None)
            else:
                await asyncio.sleep(wait)

    def _next(self, lane: int) -> Queued | None:
        self.world.updates.drop_expired()
        waiting = self.world.updates.pending.values()
        return next((queued for queued in waiting if queued.lane == lane), None)

    async def _try(self, queued: Queued) -> tuple[str | None, float]:
        """What went wrong, and how many seconds the bot asked to wait."""
        wait = 0.0
        try:
            async with self._free:
                error, wait = await self._post(queued.body)
        except TimeoutError:
            error = "Read timeout expired"
        except aiohttp.ClientConnectorError:
            error = "Connection refused"
        except aiohttp.ClientError:
            error = "Webhook connection closed"
        return error, wait

    def _note(self, queued: Queued, error: str | None, wait: float) -> None:
        done = Delivery(update_id=queued.id, lane=queued.lane, error=error, wait=wait)
        self.deliveries.append(done)
        if error is not None:
            self.error = (self.world.date, error)

    async def _post(self, body: JSON) -> tuple[str | None, float]:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        timeout = aiohttp.ClientTimeout(total=self.world.timings.webhook_timeout)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.url, json=body, headers=headers, allow_redirects=False) as answer,
        ):
            self._check_gone(answer.status)
            if 200 <= answer.status <= 299:
                self._check_no_method(await answer.read())
                return None, 0.0
            asked = answer.headers.get("Retry-After", "")
            wait = float(asked) if asked.isdigit() else 0.0
            error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return error, min(wait, self.world.timings.webhook_retry_after_most)

    def _check_gone(self, status: int) -> None:
        """Fact 4: 410 for 23 hours closes the webhook."""
        now = self.world.clock.now()
        if status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > self.world.timings.webhook_gone:
            self.url, self.world.updates.webhook_set = "", False

    def _check_no_method(self, answer: bytes) -> None:
        """Fact 6: a method called in the answer is done, but nobody hears its result."""
        try:
            told = json.loads(answer or b"null")
        except ValueError:
            return
        if isinstance(told, dict) and "method" in told:
            self.fault("webhook", "an answer must not call a method", told)


def _check(params: JSON) -> None:
    url = urlsplit(params["url"])
    local = url.hostname in {"127.0.0.1", "localhost"}
    if not url.hostname or (url.scheme != "https" and not local):
        raise nonsense("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and (url.port or 443) not in PORTS:
        raise nonsense("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(params.get("secret_token", "")) > 256:
        raise nonsense("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", params.get("secret_token", "")):
        raise nonsense("secret token contains unallowed characters")
    if not 1 <= params.get("max_connections", 40) <= 100:
        raise nonsense("max_connections must be between 1 and 100")
