"""Pressed buttons: the answer replaces the message it was below, or follows it.

Telegram shows a wheel on a button until the press is answered: it always is, whatever happened.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

import structlog
from telegram import Bot, CallbackQuery, Message
from telegram.error import TelegramError

from bots.dialog import replies
from bots.dialog.messages import Outgoing
from bots.hosting.receiving import UNKEPT, Receiver
from bots.telegram import adapter, failing, render

log = structlog.get_logger()

LONGEST_NOTICE: Final = 200


class Pressing:
    """Handles the pressed buttons of one bot."""

    def __init__(self, bot: Bot, receiver: Receiver) -> None:
        self._bot = bot
        self._receiver = receiver

    async def press(self, query: CallbackQuery) -> None:
        """Do what a button stands for and show what came of it."""
        received = adapter.pressed(query, now=self._receiver.clock())
        if received is None:
            await self._answer(query, "")
            return
        notice = ""
        try:
            outgoing = await self._receiver.respond(received.incoming)
            notice = _notice(outgoing)
        finally:
            is_told = await self._answer(query, notice)
        if notice and is_told:
            await self._receiver.reached(outgoing)
            return
        address = replace(received.address, edits=_edited(query, outgoing))
        sending = self._receiver.deliver(address, outgoing)
        if outgoing.turn_id is None:
            await asyncio.wait({sending}, timeout=UNKEPT)

    async def _answer(self, query: CallbackQuery, notice: str) -> bool:
        """End the waiting, with a notice if there is one; False if it came too late."""
        try:
            await self._bot.answer_callback_query(query.id, notice or None)
        except TelegramError as error:
            log.debug("press not answered", error=failing.name(error))
            return False
        return True


def _notice(outgoing: Outgoing) -> str:
    """Return a refusal, if it is short enough to be shown for a moment."""
    refused = "error" in outgoing.data and not outgoing.rows
    return outgoing.text if refused and render.units(outgoing.text) <= LONGEST_NOTICE else ""


def _edited(query: CallbackQuery, outgoing: Outgoing) -> str | None:
    """Return the message that the answer takes the place of."""
    message = query.message
    if not isinstance(message, Message):
        return None  # too old to be told what it says
    shown = message.text or message.caption or ""
    return str(message.message_id) if replies.continues(shown, outgoing) else None
