"""Who runs a group and how many people it has: asked now and then, and remembered.

`all_members_are_administrators`, which Telegram says of nearly every small group, is no answer: it
is about titles and pictures.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bots.dialog.messages import Incoming
from bots.telegram import failing

log = structlog.get_logger()

FRESH: Final = 300.0
"""Seconds for which an answer is believed; a group is asked about no oftener."""
PATIENCE: Final = 3.0
"""Seconds to wait for an answer: a message is not to wait for this longer."""
MOST_KNOWN: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    admins: frozenset[str] = frozenset()
    headcount: int | None = None
    asked_at: float


class Crowd:
    """The groups of one bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: dict[str, _Known] = {}

    async def described(self, incoming: Incoming) -> Incoming:
        """Return a message of a group with what Telegram tells of its sender and the group."""
        if incoming.group is None or not (incoming.addressed or incoming.button):
            return incoming
        known, now = self._known.get(incoming.place.chat), asyncio.get_running_loop().time()
        if known is None or now - known.asked_at > FRESH:
            known = await self._asked(int(incoming.place.chat), known, now)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[incoming.place.chat] = known
        is_admin = incoming.place.sender in known.admins
        return replace(incoming, is_admin=is_admin, headcount=known.headcount)

    def forget(self, chat_id: int) -> None:
        """Ask again at the next message: somebody came, went, or got another part."""
        self._known.pop(str(chat_id), None)

    async def _asked(self, chat_id: int, known: _Known | None, now: float) -> _Known:
        """Ask Telegram; if it does not answer, what was known still counts."""
        try:
            async with asyncio.timeout(PATIENCE):
                admins, count = await asyncio.gather(
                    self._bot.get_chat_administrators(chat_id),
                    self._bot.get_chat_member_count(chat_id),
                )
        except (TelegramError, TimeoutError) as error:
            reason = failing.name(error) if isinstance(error, TelegramError) else "TimeoutError"
            log.info("group not described", error=reason)
            return replace(known, asked_at=now) if known else _Known(asked_at=now)
        names = frozenset(str(member.user.id) for member in admins)
        return _Known(admins=names, headcount=max(count - 1, 0), asked_at=now)
