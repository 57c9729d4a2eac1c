"""What Slack sends -> the dialog -> its answer, and the acknowledgement after the commit.

Events come again if they are not acknowledged; commands, presses and shortcuts do not: who typed
or pressed is told what became of it. Slack waits three seconds. A turn that takes longer is
acknowledged with a word that it is still worked on, and answered where it was typed when it is
committed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bots.dialog import failures, replies
from bots.dialog.messages import Incoming, Outgoing, lines
from bots.hosting.receiving import Receiver
from bots.slack import adapter, heard, interactions, render
from bots.slack.adapter import MALFORMED, Json, Received
from bots.slack.addresses import SlackAddress
from bots.slack.app import AFTER, own_of
from bots.slack.authorizing import Workspaces
from bots.slack.background import Background
from bots.slack.calls import FAILURES, Api
from bots.slack.groups import Groups, is_private
from bots.slack.interactions import START, Pressed
from bots.slack.people import Own, in_channel, is_channel
from bots.slack.profiles import Profiles
from expenseiq_core.errors import UsageError

log = structlog.get_logger()

IN_TIME: Final = 2.3
"""Seconds for a turn before Slack is told that it takes longer; it waits for three."""
KNOWING: Final = 1.0
"""Seconds of these to know whether a channel keeps a book."""
LATER = "One moment, I'm still writing it down. The answer follows here."
UNAVAILABLE = "I can't reach my books right now. Nothing was recorded: please try it once more."
ELSEWHERE = "I've sent it to you as a direct message."
OWN_ANSWER = "That is my own answer. Choose the message in which somebody says what it cost."

REVOKED: Final = frozenset({"app_uninstalled", "tokens_revoked"})
OpenForm = Callable[[Json, Own], Awaitable[bool]]
"""Opens the form for an expense; False: it could not be opened."""


class Listeners:
    """The listeners of the app."""

    def __init__(
        self,
        receiver: Receiver,
        *,
        api: Api,
        profiles: Profiles,
        workspaces: Workspaces,
        groups: Groups,
        open_form: OpenForm | None = None,
    ) -> None:
        self._receiver, self._api = receiver, api
        self._profiles, self._workspaces = profiles, workspaces
        self._groups, self._open_form = groups, open_form
        self._background = Background()

    def register(self, app: AsyncApp) -> None:
        """Listen to everything that nobody registered before: the first match alone runs."""
        anything = re.compile("")
        app.event(anything)(self.event)
        app.command(anything)(self.command)
        app.action(anything)(self.action)
        app.shortcut(anything)(self.shortcut)
        app.view(anything)(_acknowledge)
        app.view({"type": "view_closed", "callback_id": anything})(_acknowledge)
        app.options(anything)(_acknowledge)

    async def event(self, body: Json, context: AsyncBoltContext) -> None:
        """Handle an event; bolt acknowledges it when this returns, and not if it raises."""
        own = own_of(context)
        try:
            if body["event"]["type"] in REVOKED:
                await self._revoked(body, own)
                return
            said_in_channel = heard.of_event(body, own)
            received = adapter.of_event(body, own)
            opened = adapter.opened(body, own) if received is None else None
        except MALFORMED as error:
            log.warning("event not understood", exception=failures.where(error))
            return
        if said_in_channel is not None:
            await self._groups.hear(said_in_channel, own)
        elif received is not None:
            incoming = await self._profiles.introduced(received.incoming, own.token)
            outgoing = await self._receiver.receive(incoming, received.address)
            self._note(incoming, outgoing)
        elif opened is not None and not await self._profiles.is_known(opened.incoming.place):
            await self._greet(opened, own)

    async def command(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a slash command; its answer is the acknowledgement's body."""
        own = own_of(context)
        try:
            received = interactions.of_command(body, own, now=self._receiver.clock())
        except MALFORMED as error:
            log.warning("command not understood", exception=failures.where(error))
            await ack()
            return
        says_nothing = not (body.get("text") or "").strip()
        try:
            group = await self._group_of(str(body.get("channel_id")), received, own)
        except (TimeoutError, failures.UnavailableError):
            await ack(text=UNAVAILABLE, response_type="ephemeral")
            return
        if not group and says_nothing and self._open_form and await self._open_form(body, own):
            await ack()
            return
        if group is not None:
            answering = self._answered_in_group(body, received, own)
            received = replace(received, address=group)
        else:
            answering = self._answered(received)
        work = await self._background.within(IN_TIME, answering)
        if not work.done():
            await ack(text=LATER, response_type="ephemeral")
            self._background.start(self._deliver_later(received.address, work))
            return
        outgoing = work.result()
        if group is None or is_private(outgoing) or says_nothing:
            await self._acknowledge(ack, received, outgoing, context)
            return
        # Its answer is a message of ours: one that has a name, to be replied to and changed.
        await ack({"response_type": "in_channel"})
        context[AFTER].append(partial(self._deliver, group, outgoing))

    async def _acknowledge(
        self, ack: AsyncAck, received: Received, outgoing: Outgoing, context: AsyncBoltContext
    ) -> None:
        """Show an answer to whoever typed a command, and to nobody else."""
        shown = render.messages(outgoing, group=is_channel(received.address.place.chat))
        if outgoing.file or outgoing.receipts or len(shown) > 1:
            await ack(text=ELSEWHERE, response_type="ephemeral")
            self._receiver.deliver(_direct(received.address), outgoing)
            return
        await ack(text=shown[0].text, blocks=shown[0].blocks, response_type="ephemeral")
        context[AFTER].append(partial(self._receiver.reached, outgoing))

    async def action(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a pressed button."""
        try:
            pressed = interactions.of_press(body, own_of(context))
        except MALFORMED as error:
            log.warning("press not understood", exception=failures.where(error))
            pressed = None
        if pressed is not None:
            await self._background.within(IN_TIME, self._pressed(pressed, own_of(context)))
        await ack()

    async def shortcut(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a message that somebody adds as their expense."""
        own = own_of(context)
        try:
            received = interactions.of_shortcut(body, own)
            is_ours = received is not None and body["message"].get("bot_id") == own.bot_id
        except MALFORMED as error:
            log.warning("shortcut not understood", exception=failures.where(error))
            received, is_ours = None, False
        if received is not None and is_ours:
            self._receiver.deliver(received.address, _said(OWN_ANSWER))
        elif received is not None:
            await self._background.within(IN_TIME, self._added(received, body, own))
        await ack()

    async def close(self, seconds: float) -> None:
        """Wait for what is still worked on."""
        await self._background.close(seconds)

    async def _answered(self, received: Received) -> Outgoing:
        """Return the answer to what Slack will not deliver again."""
        token = received.address.token or ""
        try:
            incoming = await self._profiles.introduced(received.incoming, token)
            outgoing = await self._receiver.respond(incoming)
        except failures.UnavailableError:
            return _said(UNAVAILABLE)
        self._note(incoming, outgoing)
        return outgoing

    async def _answered_in_group(self, body: Json, received: Received, own: Own) -> Outgoing:
        person, now = received.incoming.place, received.incoming.sent_at
        return await _told(self._groups.command(body, person, own, now=now))

    async def _group_of(self, channel: str, received: Received, own: Own) -> SlackAddress | None:
        """Return the channel for whose book a command is; None: it is a personal one.

        Raises TimeoutError or UnavailableError if nobody can tell.
        """
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

    async def _pressed(self, pressed: Pressed, own: Own) -> None:
        incoming = pressed.received.incoming
        starts = (incoming.button or "").startswith(START)
        if not is_channel(incoming.place.chat):
            outgoing = await self._answered(pressed.received)
        elif starts:
            outgoing = await _told(self._groups.start(pressed, own))
        else:
            outgoing = await _told(self._groups.pressed(incoming, own))
        address = pressed.received.address
        if starts and address.channel != incoming.place.chat:
            # Pressed where only one person saw it, and told to all.
            address = replace(address, channel=incoming.place.chat, edits=None)
        continues = replies.continues(pressed.shown, outgoing)
        if "error" in outgoing.data:
            address = replace(address, edits=None, replaces=False)
        elif address.channel is not None:
            address = replace(
                address, response_url=None, edits=address.edits if continues else None
            )
        else:
            address = replace(address, replaces=continues)
        self._receiver.deliver(address, outgoing)

    async def _added(self, received: Received, body: Json, own: Own) -> None:
        """Log a message, or open the form if it names no amount.

        One of the direct message with us happened there already.
        """
        incoming = received.incoming
        _, channel, ts = incoming.message_id.split(":", 2)
        if channel.startswith("D") and await self._is_ours(channel, incoming, own):
            received = replace(received, incoming=replace(incoming, message_id=ts))
        outgoing = await self._answered(received)
        error: Any = outgoing.data.get("error", {})
        unreadable = error.get("code") == UsageError.code
        if unreadable and self._open_form and await self._open_form(body, own):
            return
        if outgoing.answered:
            # Logged before, and asked for again: it is shown again, here.
            outgoing = replace(outgoing, answered=False, turn_id=None)
        self._receiver.deliver(received.address, outgoing)

    async def _is_ours(self, channel: str, incoming: Incoming, own: Own) -> bool:
        try:
            async with asyncio.timeout(1):
                return channel == await self._api.direct_message(own.token, incoming.place.sender)
        except FAILURES:
            return False

    async def _greet(self, opened: Received, own: Own) -> None:
        """Greet somebody who looks in; who was erased is told nothing for that."""
        incoming = await self._profiles.introduced(opened.incoming, own.token)
        outgoing = await self._receiver.respond(incoming)
        if "error" not in outgoing.data:
            self._receiver.deliver(opened.address, outgoing)

    async def _revoked(self, body: Json, own: Own) -> None:
        """Forget the token of a place that removed the app."""
        event = body["event"]
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        at = dt.datetime.fromtimestamp(int(body["event_time"]), dt.UTC)
        await self._workspaces.revoke(enterprise_id=own.enterprise, team_id=own.team, at=at)

    def _note(self, incoming: Incoming, outgoing: Outgoing) -> None:
        if outgoing.turn_id is None:
            self._profiles.forget(incoming.place)  # perhaps it was `forget me`


async def _told(answering: Awaitable[Outgoing]) -> Outgoing:
    try:
        return await answering
    except failures.UnavailableError:
        return _said(UNAVAILABLE)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _said(text: str) -> Outgoing:
    return Outgoing(lines=lines(text), data={"error": {"code": "refused", "message": text}})


def _direct(address: SlackAddress) -> SlackAddress:
    if is_channel(address.place.chat):
        return replace(address, whispers=True)
    return SlackAddress(place=address.place, token=address.token)
