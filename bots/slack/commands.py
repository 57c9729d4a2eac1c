"""Slash commands: personal ones are answered for one person, those of a channel's book for all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Final

import structlog
from slack_bolt.async_app import AsyncAck, AsyncBoltContext

from bots.dialog import failures
from bots.dialog.messages import Outgoing
from bots.hosting.receiving import Receiver
from bots.slack import interactions, render
from bots.slack.adapter import MALFORMED, Json, Received
from bots.slack.addresses import SlackAddress
from bots.slack.app import AFTER, own_of
from bots.slack.background import Background
from bots.slack.groups import Groups
from bots.slack.people import Own, in_channel, is_channel
from bots.slack.telling import IN_TIME, UNAVAILABLE, Personal, is_private, told

log = structlog.get_logger()

KNOWING: Final = 1.0
"""Seconds of those for a turn to know whether a channel keeps a book."""
LATER = "One moment, I'm still writing it down. The answer follows here."
ELSEWHERE = "I've sent it to you as a direct message."

OpenForm = Callable[[Json, Own], Awaitable[bool]]
"""Opens the form for an expense; False: it could not be opened."""


class Commands:
    """Answers slash commands."""

    def __init__(
        self,
        receiver: Receiver,
        *,
        personal: Personal,
        groups: Groups,
        background: Background,
        open_form: OpenForm | None,
    ) -> None:
        self._receiver, self._personal, self._groups = receiver, personal, groups
        self._background, self._open_form = background, open_form

    async def typed(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a slash command; a personal one's answer is the acknowledgement's body."""
        own = own_of(context)
        try:
            received = interactions.of_command(body, own, now=self._receiver.clock())
            group = await self._group_of(body, received, own)
        except MALFORMED as error:
            log.warning("command not understood", exception=failures.where(error))
            await ack()
            return
        except (TimeoutError, failures.UnavailableError):
            await ack(text=UNAVAILABLE, response_type="ephemeral")
            return
        says_nothing = not (body.get("text") or "").strip()
        if group is not None:
            await self._in_group(ack, body, received, group, own=own, context=context)
        elif not (says_nothing and self._open_form and await self._open_form(body, own)):
            work = await self._background.within(IN_TIME, self._personal.answered(received))
            if await self._in_time(ack, received.address, work):
                await self._show(ack, received.address, work.result(), context)
        else:
            await ack()

    async def _in_group(
        self,
        ack: AsyncAck,
        body: Json,
        received: Received,
        address: SlackAddress,
        *,
        own: Own,
        context: AsyncBoltContext,
    ) -> None:
        person, now = received.incoming.place, received.incoming.sent_at
        answering = told(self._groups.command(body, person, own, now=now))
        work = await self._background.within(IN_TIME, answering)
        if not await self._in_time(ack, address, work):
            return
        outgoing = work.result()
        if is_private(outgoing) or not (body.get("text") or "").strip():
            await self._show(ack, address, outgoing, context)
            return
        # Its answer is a message of ours: one that has a name, to be replied to and changed.
        await ack({"response_type": "in_channel"})
        context[AFTER].append(partial(self._deliver, address, outgoing))

    async def _in_time(
        self, ack: AsyncAck, address: SlackAddress, work: asyncio.Task[Outgoing]
    ) -> bool:
        if work.done():
            return True
        await ack(text=LATER, response_type="ephemeral")
        self._background.start(self._deliver_later(address, work))
        return False

    async def _show(
        self,
        ack: AsyncAck,
        address: SlackAddress,
        outgoing: Outgoing,
        context: AsyncBoltContext,
    ) -> None:
        """Show an answer to whoever typed a command, and to nobody else."""
        shown = render.messages(outgoing, group=is_channel(address.place.chat))
        if outgoing.file or outgoing.receipts or len(shown) > 1:
            await ack(text=ELSEWHERE, response_type="ephemeral")
            self._receiver.deliver(_alone(address), outgoing)
            return
        await ack(text=shown[0].text, blocks=shown[0].blocks, response_type="ephemeral")
        context[AFTER].append(partial(self._receiver.reached, outgoing))

    async def _group_of(self, body: Json, received: Received, own: Own) -> SlackAddress | None:
        """Return the channel for whose book a command is; None: it is a personal one.

        Raises TimeoutError or UnavailableError if nobody can tell.
        """
        channel = str(body["channel_id"])
        if not is_channel(channel):
            return None
        place = in_channel(channel, received.incoming.place, own)
        async with asyncio.timeout(KNOWING):
            if not await self._groups.is_started(place):
                return None
        url = received.address.response_url
        return SlackAddress(place=place, channel=channel, aloud_url=url, token=own.token)

    async def _deliver(self, address: SlackAddress, outgoing: Outgoing) -> None:
        self._receiver.deliver(address, outgoing)

    async def _deliver_later(self, address: SlackAddress, work: asyncio.Task[Outgoing]) -> None:
        outgoing = await work
        if address.aloud_url is not None and is_private(outgoing):
            address = replace(address, response_url=address.aloud_url)
        self._receiver.deliver(address, outgoing)


def _alone(address: SlackAddress) -> SlackAddress:
    if is_channel(address.place.chat):
        return replace(address, whispers=True)
    return SlackAddress(place=address.place, token=address.token)
