"""What an error of the library says about a message: not sent, perhaps sent, never to be sent."""

from __future__ import annotations

import datetime as dt
from typing import Final

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bots.hosting.sending import (
    BlockedError,
    LaterError,
    MovedError,
    RefusedError,
    SendingError,
    UncertainError,
    UnreachableError,
)

NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Raised before anything went out."""
CLOSED: Final = ("chat not found", "not enough rights", "have no rights", "chat_write_forbidden")
"""What a 400 says where we may not write; most of them are 403."""


def sending_error(error: TelegramError, *, repeatable: bool = False) -> SendingError:
    """Return what an error means for the message that was being sent.

    `repeatable`: sending it twice does no harm (an edit), so that no doubt is left.
    """
    match error:
        case RetryAfter():
            return LaterError(seconds(error))
        case Forbidden():
            return BlockedError(str(error))
        case ChatMigrated():
            return MovedError(str(error.new_chat_id))
        case BadRequest():
            closed = says(error, *CLOSED)
            return BlockedError(str(error)) if closed else RefusedError(str(error))
        case _:
            return _network(error, repeatable=repeatable)


def _network(error: TelegramError, *, repeatable: bool) -> SendingError:
    if "too large" in error.message.lower():
        return RefusedError("the file is too large")
    if repeatable or isinstance(error, InvalidToken) or isinstance(error.__cause__, NOT_SENT):
        return UnreachableError(name(error))
    return UncertainError(name(error))


def name(error: TelegramError) -> str:
    """Return what logs call an error; its message may quote a person, or the token."""
    cause = error.__cause__
    return type(cause if isinstance(cause, httpx.HTTPError) else error).__name__


def seconds(error: RetryAfter) -> float:
    """Return how long we are asked to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)


def says(error: TelegramError, *words: str) -> bool:
    """Whether a refusal's description has one of these words."""
    return isinstance(error, BadRequest) and any(w in error.message.lower() for w in words)
