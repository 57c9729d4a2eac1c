"""What a person sees while we work longer than usual: that we type."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bots.hosting.sending import Address

SLOW: Final = 1.0
"""Seconds after which it is shown."""
MOST: Final = 10
"""Chats that are told at once: telling all who wait would make them wait longer."""


class Busy:
    """Shows that a bot types."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.contextmanager
    def shown(self, address: Address) -> Iterator[None]:
        """Show it if what is done inside takes long."""
        later = asyncio.get_running_loop().call_later(SLOW, self._start, address)
        try:
            yield
        finally:
            later.cancel()

    def _start(self, address: Address) -> None:
        if len(self._tasks) >= MOST:
            return
        task = asyncio.create_task(self._show(address))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self, address: Address) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.send_chat_action(
                int(address.place.chat),
                ChatAction.TYPING,
                message_thread_id=int(address.thread) if address.thread else None,
            )
