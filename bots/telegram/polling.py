"""Fetching updates: Telegram is told that it may forget some only when all of them are settled.

The library's own poller queues them in memory and confirms them at once, and stumbles over one that
it cannot read; so this asks for them raw, and they are read one by one.
"""

from __future__ import annotations

import asyncio
import itertools
from typing import Final

import structlog
from telegram import Bot
from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bots.hosting.lease import Lease
from bots.telegram import client, failing
from bots.telegram.unhandled import JSON
from bots.telegram.updates import KINDS, Updates
from bots.telegram.waiting import pause, unless
from expenseiq_core.db.session import Sessions

log = structlog.get_logger()

STANDBY: Final = 3.0
"""Seconds between two looks whether the other poller is gone, ours or somebody else's."""
SLOWEST: Final = 30.0
"""Seconds between two tries while Telegram cannot be reached."""


class Poller:
    """Fetches and handles the updates of one bot while this process holds its lease."""

    def __init__(self, bot: Bot, updates: Updates, sessions: Sessions) -> None:
        self._bot = bot
        self._updates = updates
        self._lease = Lease(sessions, f"telegram:{bot.id}")
        self._offset: int | None = None

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll, or stand by, until stopped.

        Raises SettingsError if the token is not accepted any more.
        """
        while not stopping.is_set():
            if await self._lease.take():
                await self._lead(stopping)
            else:
                await pause(stopping, STANDBY)

    async def _lead(self, stopping: asyncio.Event) -> None:
        """Poll until stopped or until the lease is lost."""
        ended = asyncio.Event()
        keeping = asyncio.create_task(self._lease.keep())
        told = asyncio.create_task(stopping.wait())
        for task in (keeping, told):
            task.add_done_callback(lambda _: ended.set())
        self._updates.insist_until(ended)
        try:
            await self._poll(ended)
            if not keeping.done():
                await self._confirm()
        finally:
            for task in (keeping, told):
                task.cancel()
            await asyncio.gather(keeping, told, return_exceptions=True)
            await self._lease.drop()

    async def _poll(self, ended: asyncio.Event) -> None:
        failed, in_conflict, self._offset = 0, False, None
        while not ended.is_set():
            try:
                batch = await unless(ended, self._fetch(is_first=self._offset is None))
            except Conflict:
                if not in_conflict:
                    log.warning("another program polls this bot", bot=self._bot.id)
                in_conflict = True
                # Perhaps it is a webhook that somebody set: a first try looks for one.
                self._offset = None
                await pause(ended, STANDBY)
            except (InvalidToken, EndPointNotFound):
                raise client.not_let_in() from None
            except TelegramError as error:
                failed += 1
                log.warning("updates not fetched", error=failing.name(error))
                await pause(ended, _patience(error, failed))
            else:
                failed, in_conflict = 0, False
                if batch is not None:
                    await self._handle(batch, ended)

    async def _fetch(self, *, is_first: bool) -> list[JSON]:
        """Return the next updates; asking with an offset confirms those before it."""
        if is_first and (await self._bot.get_webhook_info()).url:
            await self._bot.delete_webhook(drop_pending_updates=False)
        asked = {"timeout": client.POLL, "limit": 100, "allowed_updates": list(KINDS)}
        if self._offset is not None:
            asked["offset"] = self._offset
        # Not "getUpdates", of which the library says that it has a method for it: that one reads
        # the updates. It has the same name on the way.
        found: list[JSON] = await self._bot.do_api_request(
            "get_Updates", asked, read_timeout=client.POLL + 10
        )
        return found

    async def _handle(self, batch: list[JSON], ended: asyncio.Event) -> None:
        """Settle a batch: each chat in order, chats side by side; then move the offset on."""
        if not batch:
            # All before is confirmed. Should the numbers begin anew, as they do after a quiet week,
            # an old offset must not swallow them.
            self._offset = None
            return
        first = [raw for raw in batch if _is_about_chat(raw)]
        settled = [await self._is_settled(raw, ended) for raw in first]
        settled += await asyncio.gather(
            *(self._is_settled(raw, ended) for raw in batch if raw not in first)
        )
        if all(settled):
            self._offset = batch[-1]["update_id"] + 1

    async def _is_settled(self, raw: JSON, ended: asyncio.Event) -> bool:
        """Try until an update is settled; False if we are to stop before."""
        for attempt in itertools.count(1):
            if await self._updates.is_settled(raw):
                return True
            if ended.is_set():
                return False
            await pause(ended, min(0.3 * attempt, 5.0))
        raise AssertionError("it is settled, or we stop")

    async def _confirm(self) -> None:
        """Confirm the last batch, which else would come again at the next start."""
        if self._offset is None:
            return
        asked = {"timeout": 0, "limit": 1, "offset": self._offset, "allowed_updates": list(KINDS)}
        try:
            await self._bot.do_api_request("get_Updates", asked, read_timeout=5)
        except TelegramError as error:
            # It comes again, and is recognised.
            log.info("last updates not confirmed", error=failing.name(error))


def _patience(error: TelegramError, failed: int) -> float:
    """Return how long to wait after a failure, which is longer the more there were."""
    if isinstance(error, RetryAfter):
        return failing.seconds(error)
    return min(0.5 * 2.0 ** min(failed, 10), SLOWEST)


def _is_about_chat(raw: JSON) -> bool:
    """Whether an update says something of its chat that those after it depend on."""
    return "my_chat_member" in raw
