"""Pressed buttons, and the shortcut that logs somebody's message."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from bots.dialog import replies
from bots.dialog.messages import Incoming, Outgoing
from bots.hosting.receiving import Receiver
from bots.slack.adapter import Json, Received
from bots.slack.addresses import SlackAddress
from bots.slack.calls import FAILURES, Api
from bots.slack.commands import OpenForm
from bots.slack.groups import Groups
from bots.slack.interactions import START, Pressed
from bots.slack.people import Own, in_channel, is_channel
from bots.slack.telling import Personal, is_private, refused, told
from expenseiq_core.errors import UsageError

OWN_ANSWER = "That is my own answer. Choose the message in which somebody says what it cost."


class Pressing:
    """Answers presses and shortcuts."""

    def __init__(
        self,
        receiver: Receiver,
        *,
        api: Api,
        personal: Personal,
        groups: Groups,
        open_form: OpenForm | None,
    ) -> None:
        self._receiver, self._api = receiver, api
        self._personal, self._groups, self._open_form = personal, groups, open_form

    async def press(self, pressed: Pressed, own: Own) -> None:
        """Show the answer to a press: in place of the one it was below, or beside it."""
        if is_channel(pressed.received.incoming.place.chat):
            await self._press_in_group(pressed, own)
            return
        outgoing = await self._personal.answered(pressed.received)
        address = pressed.received.address
        continues = replies.continues(pressed.shown, outgoing)
        if "error" in outgoing.data:
            address = replace(address, edits=None, replaces=False)
        elif address.channel is not None:
            edits = address.edits if continues else None
            address = replace(address, response_url=None, edits=edits)
        else:
            address = replace(address, replaces=continues)
        self._receiver.deliver(address, outgoing)

    async def add(self, received: Received, body: Json, own: Own) -> None:
        """Log a message: in the book of its channel, or as one's own expense."""
        if body["message"].get("bot_id") == own.bot_id:
            self._receiver.deliver(received.address, refused(OWN_ANSWER))
            return
        channel = str(body["channel"]["id"])
        place = in_channel(channel, received.incoming.place, own)
        if is_channel(channel) and await self._groups.is_started(place):
            outgoing = await told(self._groups.log(body, received.incoming.place, own))
            thread = body["message"].get("thread_ts")
            aloud = SlackAddress(place=place, channel=channel, thread=thread, token=own.token)
            quiet = replace(aloud, response_url=received.address.response_url)
            outgoing = _shown_again(outgoing)
            self._receiver.deliver(quiet if is_private(outgoing) else aloud, outgoing)
            return
        await self._add_own(received, body, own)

    async def _press_in_group(self, pressed: Pressed, own: Own) -> None:
        incoming, address = pressed.received.incoming, pressed.received.address
        starts = (incoming.button or "").startswith(START)
        if starts:
            outgoing = await told(self._groups.start(incoming, own))
        else:
            outgoing = await told(self._groups.pressed(incoming, own))
        continues = replies.continues(pressed.shown, outgoing)
        if is_private(outgoing):
            address = replace(address, edits=None, replaces=False)
        elif starts and address.channel != incoming.place.chat:
            # Pressed where only one person saw it, and told to all.
            address = SlackAddress(
                place=incoming.place, channel=incoming.place.chat, token=own.token
            )
        elif address.channel is not None:
            edits = address.edits if continues else None
            address = replace(address, response_url=None, edits=edits)
        else:
            address = replace(address, replaces=continues)
        self._receiver.deliver(address, outgoing)

    async def _add_own(self, received: Received, body: Json, own: Own) -> None:
        """Log a message as one's own, or open the form if it names no amount.

        One of the direct message with us happened there already.
        """
        incoming = received.incoming
        _, channel, ts = incoming.message_id.split(":", 2)
        if channel.startswith("D") and await self._is_ours(channel, incoming, own):
            received = replace(received, incoming=replace(incoming, message_id=ts))
        outgoing = await self._personal.answered(received)
        error: Any = outgoing.data.get("error", {})
        unreadable = error.get("code") == UsageError.code
        if unreadable and self._open_form and await self._open_form(body, own):
            return
        self._receiver.deliver(received.address, _shown_again(outgoing))

    async def _is_ours(self, channel: str, incoming: Incoming, own: Own) -> bool:
        try:
            async with asyncio.timeout(1):
                return channel == await self._api.direct_message(own.token, incoming.place.sender)
        except FAILURES:
            return False


def _shown_again(outgoing: Outgoing) -> Outgoing:
    """Return the answer so that it is shown, also if it was logged before and asked for again."""
    return replace(outgoing, answered=False, turn_id=None) if outgoing.answered else outgoing
