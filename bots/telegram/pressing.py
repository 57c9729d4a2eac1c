"""Pressed buttons: the answer replaces the message it was below, or follows it.

Telegram shows a wheel on a button until the press is answered: it always is, whatever happened.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

import structlog
from telegram import Bot, CallbackQuery, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from bots.dialog import replies
from bots.dialog.messages import Outgoing
from bots.hosting.receiving import UNKEPT, Receiver
from bots.telegram import adapter, failing, render
from bots.telegram.adapter import Received
from bots.telegram.crowd import Crowd

log = structlog.get_logger()

LONGEST_NOTICE: Final = 200


class Pressing:
    """Handles the pressed buttons of one bot."""

    def __init__(self, bot: Bot, receiver: Receiver, crowd: Crowd) -> None:
        self._bot = bot
        self._receiver = receiver
        self._crowd = crowd

    async def press(self, query: CallbackQuery) -> None:
        """Do what a button stands for and show what came of it."""
        received = adapter.pressed(query, now=self._receiver.clock())
        if received is None:
            await self._answer(query, "")
            return
        sending: asyncio.Task[None] | None = None

        def send(outgoing: Outgoing) -> None:
            # In the chat's lane: of two who press at once the later one's answer stays.
            nonlocal sending
            if not _notice(received, outgoing):
                address = replace(received.address, edits=_edited(query, outgoing))
                sending = self._receiver.deliver(address, outgoing)

        notice = ""
        try:
            outgoing = await self._receiver.respond(
                received.incoming, prepare=self._crowd.described, then=send
            )
            notice = _notice(received, outgoing)
        finally:
            is_told = await self._answer(query, notice)
        if notice and is_told:
            await self._receiver.reached(outgoing)
        elif sending is None:
            sending = self._receiver.deliver(received.address, outgoing)
        if sending is not None and outgoing.turn_id is None:
            await asyncio.wait({sending}, timeout=UNKEPT)

    async def _answer(self, query: CallbackQuery, notice: str) -> bool:
        """End the waiting, with a notice if there is one; False if it came too late."""
        try:
            # A group's answers are many: a line that passes by would be overlooked.
            alert = bool(notice) and _is_in_group(query)
            await self._bot.answer_callback_query(query.id, notice or None, show_alert=alert)
        except TelegramError as error:
            log.debug("press not answered", error=failing.name(error))
            return False
        return True


def _notice(received: Received, outgoing: Outgoing) -> str:
    """Return a refusal, if it is short enough to be shown for a moment.

    In a group it concerns nobody else: there, what is too long is cut.
    """
    if "error" not in outgoing.data or outgoing.rows:
        return ""
    text = outgoing.text
    if received.incoming.group is not None and render.units(text) > LONGEST_NOTICE:
        text = text[: LONGEST_NOTICE // 2] + "…"
    return text if render.units(text) <= LONGEST_NOTICE else ""


def _is_in_group(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type != ChatType.PRIVATE


def _edited(query: CallbackQuery, outgoing: Outgoing) -> str | None:
    """Return the message that the answer takes the place of."""
    message = query.message
    if not isinstance(message, Message):
        return None  # too old to be told what it says
    shown = message.text or message.caption or ""
    return str(message.message_id) if replies.continues(shown, outgoing) else None
