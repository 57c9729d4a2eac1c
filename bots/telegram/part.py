"""Telegram as a part of a process: fetched updates, or a webhook."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Final

import structlog
from starlette.routing import BaseRoute
from telegram.error import InvalidToken, TelegramError

from bots.hosting.pace import Pace
from bots.hosting.parts import Part
from bots.hosting.receiving import Clock, Receiver
from bots.telegram import client, failing, menus, webhook
from bots.telegram.adapter import PLATFORM
from bots.telegram.messenger import TelegramMessenger
from bots.telegram.polling import Poller
from bots.telegram.updates import Updates
from bots.telegram.waiting import pause
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError

log = structlog.get_logger()

SLOWEST: Final = 30.0
"""Seconds between two tries to reach Telegram at the start."""
MOST_A_SECOND: Final = 30.0
"""Messages in all; Telegram asks for more than that to be paid."""
GRACE: Final = 5.0
"""Seconds for answers on their way when we stop."""


class TelegramPart:
    """One bot: its updates, its answers, its menus."""

    def __init__(
        self, settings: Settings, sessions: Sessions, clock: Clock, pace: Pace | None = None
    ) -> None:
        token = settings.telegram_bot_token
        if not token:
            raise SettingsError("TELEGRAM_BOT_TOKEN is not set. @BotFather gives one: /newbot")
        self._sessions = sessions
        self._bot = client.make_bot(token, settings.telegram_api_url)
        self._url = settings.telegram_webhook_url
        self._secret = webhook.secret_of(token)
        messenger = TelegramMessenger(self._bot, pace or Pace(overall=MOST_A_SECOND))
        self._receiver = Receiver(sessions, messenger, clock=clock)
        self._updates = Updates(self._bot, self._receiver)
        self._is_open = self._is_ready = False

    @property
    def name(self) -> str:
        """The platform, as places name it."""
        return PLATFORM

    @property
    def receiver(self) -> Receiver:
        """What handles the bot's messages."""
        return self._receiver

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """The webhook, if one is set."""
        if self._url is None:
            return []
        return [
            webhook.route(self._url, self._updates, self._secret, is_ready=lambda: self._is_ready)
        ]

    @property
    def is_ready(self) -> bool:
        """Whether Telegram knows us and where to find us."""
        return self._is_ready

    @property
    def is_open(self) -> bool:
        """Whether Telegram knows us."""
        return self._is_open

    async def run(self, stopping: asyncio.Event) -> None:
        """Receive until stopped.

        Raises SettingsError if Telegram does not accept the token or the webhook.
        """
        async with self._let_in(stopping) as is_let_in:
            if not is_let_in:
                return
            publishing = asyncio.create_task(menus.publish(self._bot))
            try:
                await self._receive(stopping)
            finally:
                self._is_ready = False
                publishing.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await publishing

    async def run_sending(self, stopping: asyncio.Event) -> None:
        """Be open, and receive nothing, until stopped.

        Raises SettingsError if Telegram does not accept the token.
        """
        async with self._let_in(stopping):
            await stopping.wait()

    @contextlib.asynccontextmanager
    async def _let_in(self, stopping: asyncio.Event) -> AsyncIterator[bool]:
        """Be open while inside, and send the last answers on leaving; False: stopped before."""
        try:
            self._is_open = await self._is_let_in(stopping)
            try:
                yield self._is_open
            finally:
                await self._receiver.close(GRACE)
        finally:
            self._is_open = False
            await self._bot.shutdown()

    async def _receive(self, stopping: asyncio.Event) -> None:
        if self._url is None:
            self._is_ready = True
            await Poller(self._bot, self._updates, self._sessions).run(stopping)
        elif await webhook.register(self._bot, self._url, self._secret, stopping):
            self._is_ready = True
            await stopping.wait()

    async def _is_let_in(self, stopping: asyncio.Event) -> bool:
        """Ask Telegram who we are; False if we are stopped before it answers."""
        failed = 0
        while not stopping.is_set():
            try:
                await self._bot.initialize()
            except InvalidToken:
                # Not as its cause: the library writes the token into its message.
                raise client.not_let_in() from None
            except TelegramError as error:
                failed += 1
                log.warning("no connection", error=failing.name(error))
                await pause(stopping, min(0.5 * 2.0 ** min(failed, 10), SLOWEST))
            else:
                return True
        return False


def part(settings: Settings, sessions: Sessions, clock: Clock) -> Part:
    """Return the Telegram bot of the settings.

    Raises SettingsError if there is no token, or it is none.
    """
    return TelegramPart(settings, sessions, clock)
