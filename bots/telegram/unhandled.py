"""Updates that fail: kept, counted, and given up in the end, so that they hold up nobody."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any, Final

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.messages import Outgoing, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.hosting.sending import Address
from bots.telegram.adapter import PLATFORM
from expenseiq_core.domain.words import storable
from expenseiq_core.services import turns
from expenseiq_core.services.chats import Place
from expenseiq_core.services.ids import new_id

log = structlog.get_logger()

TRIES: Final = 5
"""How often an update may fail while the database answers."""
TRIES_UNAVAILABLE: Final = 500
"""The same if it could not even be kept: the database may read and not write, but hardly for half
an hour."""
MOST_COUNTED: Final = 1000
BROKEN = "Something broke here; nothing was recorded. Please send it again."

JSON = dict[str, Any]  # an update as it came


class Unhandled:
    """The updates of one bot that failed."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._failed: OrderedDict[int, int] = OrderedDict()

    def forget(self, raw: JSON) -> None:
        """Note that an update was handled after all."""
        self._failed.pop(raw["update_id"], None)

    async def is_given_up(self, raw: JSON, error: Exception) -> bool:
        """Count a failure that is not the database's; the last one is told to the person."""
        if not await self._database_answers():
            return False
        failed = self._failed.get(raw["update_id"], 0) + 1
        is_unavailable = isinstance(error, failures.UnavailableError)
        if failed < (TRIES_UNAVAILABLE if is_unavailable else TRIES):
            self._failed[raw["update_id"]] = failed
            if len(self._failed) > MOST_COUNTED:
                self._failed.popitem(last=False)
            return False
        self.forget(raw)
        try:
            await self.keep(raw, error)
        except SQLAlchemyError as second:
            log.error("failed update not kept", exception=failures.where(second))  # noqa: TRY400
        address = _address(raw)
        if address is not None:
            sending = self._receiver.deliver(address, Outgoing(lines=lines(BROKEN)))
            await asyncio.wait({sending}, timeout=UNKEPT)
        return True

    async def keep(self, raw: JSON, error: Exception) -> None:
        """Keep an update for the people who run the program."""
        async with self._receiver.sessions.begin() as session:
            await turns.keep_failed(
                session,
                failed_id=new_id(),
                platform=PLATFORM,
                chat=str(_chat(raw).get("id", ""))[:128],
                source=f"{PLATFORM}:update:{raw['update_id']}",
                said=storable(str(_message(raw).get("text") or "")),
                error=type(error).__name__,
                now=self._receiver.clock(),
            )

    async def _database_answers(self) -> bool:
        try:
            async with self._receiver.sessions() as session:
                await session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


def _message(raw: JSON) -> JSON:
    """Return an update's message, so far as there is one: anything may be missing or wrong."""
    query = _dict(raw.get("callback_query"))
    return _dict(raw.get("message") or raw.get("edited_message") or query.get("message"))


def _chat(raw: JSON) -> JSON:
    return _dict(_message(raw).get("chat"))


def _address(raw: JSON) -> Address | None:
    """Return where to tell the person, if that is a private chat."""
    chat = _chat(raw)
    if chat.get("type") != "private" or not isinstance(chat.get("id"), int):
        return None
    # In a private chat the person and the chat have one id.
    name = str(chat["id"])
    return Address(place=Place(platform=PLATFORM, workspace="", chat=name, sender=name))


def _dict(value: object) -> JSON:
    return value if isinstance(value, dict) else {}
