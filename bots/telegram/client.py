"""The library's client for a bot: its time-outs, and what is said if it is not let in."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from expenseiq_core.errors import SettingsError

POLL: Final = 25
"""Seconds that getUpdates waits for something to happen."""
AT_ONCE: Final = 64
"""Connections; more requests wait for a free one."""

_TOKEN: Final = re.compile(r"\d+:[\w-]+", re.ASCII)


class _Request(HTTPXRequest):
    """The library's requests, less a habit."""

    __slots__ = ()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; what cannot be read is not logged, as it may quote a person."""
        try:
            read: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        return read


def make_bot(token: str, api_url: str) -> Bot:
    """Return a bot that is not connected yet.

    Raises SettingsError if the token is none.
    """
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is no token: they look like 123456789:AAE-x, from @BotFather."
        )
    api = api_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=_request(AT_ONCE, read=20),
        # Its own connection: sending must not wait for a poll, nor a poll for sending.
        get_updates_request=_request(2, read=POLL + 10),
    )


def not_let_in() -> SettingsError:
    """Return what to say of a token that Telegram does not know."""
    return SettingsError(
        "TELEGRAM_BOT_TOKEN is not accepted by Telegram. @BotFather shows the right one: /mybots"
    )


def _request(connections: int, *, read: float) -> HTTPXRequest:
    return _Request(
        connection_pool_size=connections,
        connect_timeout=5,
        read_timeout=read,
        write_timeout=15,
        pool_timeout=10,
        media_write_timeout=60,
    )
