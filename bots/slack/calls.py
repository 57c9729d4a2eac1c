"""Calls of Slack's Web API, and what their failures mean for an answer."""

from __future__ import annotations

import logging
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bots.hosting.sending import (
    BlockedError,
    LaterError,
    RefusedError,
    SendingError,
    UncertainError,
    UnreachableError,
)

TIMEOUT: Final = 10
"""Seconds for one call."""
FAILURES: Final = (SlackApiError, SlackRequestError, aiohttp.ClientError, TimeoutError)
"""What a call may raise."""

_CLOSED: Final = frozenset(
    """account_inactive cannot_dm_bot channel_not_found is_archived messages_tab_disabled
    not_in_channel org_login_required restricted_action team_access_not_granted token_revoked
    user_disabled user_not_found user_not_in_channel user_not_visible not_authed
    invalid_auth access_denied no_permission ekm_access_denied""".split()
)
_LATER: Final = frozenset("ratelimited rate_limited message_limit_exceeded token_expired".split())
_UNCERTAIN: Final = frozenset("fatal_error internal_error request_timeout".split())


class _Blotting(logging.Filter):
    """Lets libraries say where something went wrong, not with what: they quote whole messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the place and the kind of error."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg = f"{record.module}.{record.funcName}:{record.lineno} {kind}".rstrip()
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


def library_logger() -> logging.Logger:
    """Return the logger that slack_bolt and slack_sdk are given: no message, token or URL in it."""
    logger = logging.getLogger("bots.slack.library")
    logger.setLevel(logging.ERROR)  # explicit: at NOTSET they write out every request
    if not logger.filters:
        logger.addFilter(_Blotting())
    return logger


class Api:
    """The Web API over one pool of connections; made in the running loop."""

    def __init__(self, url: str) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        self.client = AsyncWebClient(
            base_url=url,
            timeout=TIMEOUT,
            session=self._session,
            logger=library_logger(),
            # A call whose answer was lost may have had its effect: it is not repeated blindly.
            retry_handlers=[],
        )

    async def respond(self, url: str, said: dict[str, Any]) -> None:
        """Answer by a `response_url`; RefusedError if it is used up or too old."""
        async with self._session.post(url, json=said) as response:
            if response.status == 429:
                raise LaterError(_seconds(response.headers.get("Retry-After")))
            if response.status >= 500:
                raise UncertainError(f"response_url: {response.status}")
            if response.status != 200:
                raise RefusedError(f"response_url: {response.status}")

    async def direct_message(self, token: str, user: str) -> str:
        """Return the id of the direct message with somebody; it is opened if there is none."""
        opened = await self.client.conversations_open(token=token, users=user)
        return str(opened["channel"]["id"])

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()


def code_of(error: BaseException) -> str:
    """Return Slack's code of a refusal; empty if the failure is no refusal."""
    data = getattr(getattr(error, "response", None), "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def sending_error(error: Exception) -> SendingError:
    """Return what a failed call means for the answer that it was to send."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return UnreachableError(type(error).__name__)
    if isinstance(error, SlackApiError):
        return _refusal(error)
    if isinstance(error, SlackRequestError):
        return RefusedError("upload")
    return UncertainError(type(error).__name__)


def _refusal(error: SlackApiError) -> SendingError:
    code = code_of(error)
    response: Any = error.response  # aiohttp's own, where the answer could not be read
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == 429 or code in _LATER:
        return LaterError(_seconds(response.headers.get("Retry-After")))
    if code in _CLOSED or code.startswith("restricted_action"):
        return BlockedError(code)
    if code == "service_unavailable":
        return UnreachableError(code)
    if status >= 500 or code in _UNCERTAIN or not code:
        return UncertainError(code or f"HTTP {status}")
    return RefusedError(code)


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdecimal() else 5.0
