"""Updates that Telegram brings: an address of our web server, known to both by a secret.

Telegram brings an update again, and holds back the rest of its chat, until it hears 200; so 503 is
said only where the database did not answer.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bots.telegram import client, failing
from bots.telegram.unhandled import JSON
from bots.telegram.updates import KINDS, Updates
from bots.telegram.waiting import pause
from expenseiq_core.errors import SettingsError

log = structlog.get_logger()

PATH: Final = "/telegram"
"""Where no path is set."""
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS: Final = 40
AGAIN_AFTER: Final = 3
"""Seconds after which an update that we could not handle may come again."""


def secret_of(token: str) -> str:
    """Return what Telegram shows to be Telegram; whoever knows it does not know the token."""
    return hmac.new(token.encode(), b"telegram webhook", hashlib.sha256).hexdigest()


def address(url: str) -> str:
    """Return the whole address of the webhook."""
    return url if urlsplit(url).path.strip("/") else url.rstrip("/") + PATH


def route(url: str, updates: Updates, secret: str, *, is_ready: Callable[[], bool]) -> Route:
    """Return the route that Telegram posts to."""
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        shown = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(shown, expected):
            return PlainTextResponse("forbidden", status_code=403)
        raw = _read(await request.body())
        if raw is None:
            return PlainTextResponse("no update", status_code=400)
        if is_ready() and await updates.is_settled(raw):
            return PlainTextResponse("ok")
        return PlainTextResponse(
            "not now", status_code=503, headers={"Retry-After": str(AGAIN_AFTER)}
        )

    return Route(urlsplit(address(url)).path, receive, methods=["POST"])


async def register(bot: Bot, url: str, secret: str, stopping: asyncio.Event) -> bool:
    """Tell Telegram where to bring updates; False if we are stopped before it heard.

    Raises SettingsError if Telegram accepts the address or the token not.
    """
    while not stopping.is_set():
        try:
            return await bot.set_webhook(
                address(url),
                secret_token=secret,
                allowed_updates=KINDS,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        except BadRequest as error:
            raise SettingsError(
                f"TELEGRAM_WEBHOOK_URL is not accepted by Telegram ({error.message}). "
                "It wants https:// on port 443, 80, 88 or 8443."
            ) from None
        except InvalidToken:
            raise client.not_let_in() from None
        except TelegramError as error:
            log.warning("webhook not set", error=failing.name(error))
            await pause(stopping, failing.seconds(error) if isinstance(error, RetryAfter) else 3)
    return False


def _read(body: bytes) -> JSON | None:
    try:
        raw: Any = json.loads(body)  # whatever somebody sent
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None
