"""A channel that keeps a book: what is said to us there, and its answers, for all to see.

What only whoever spoke should see (a mistake, what is about their own account) is told to them
alone. In a channel that keeps no book, whoever calls us is told how to start one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from bots.dialog.messages import Incoming, Outgoing, Quoted, SentButton, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.slack.adapter import Json, file_of, instant, speaker, thread_of
from bots.slack.addresses import SlackAddress
from bots.slack.heard import Heard
from bots.slack.interactions import START
from bots.slack.naming import Naming, NobodyError
from bots.slack.people import Own, in_channel
from bots.slack.started import Started
from bots.slack.telling import is_private, refused
from bots.slack.text import without_mention
from expenseiq_core.services.chats import Place

START_LABEL: Final = "Start a group here"
HOW_TO_START: Final = (
    "No book is kept in this channel yet.\n"
    "Start a group here, and I split its bills: dinner 84 with @ana @bob\n"
    "For your own accounts, write to me directly, or use /expense."
)
STARTED: Final = "A book is kept here already. To take part: /expense join"
NOBODY: Final = "An app wrote that, and apps pay nothing. Tell me yourself: dinner 84"
_LATELY: Final = 1000
"""Messages that came lately, of which a second event may come."""


class Groups:
    """The channels' door to the dialog."""

    def __init__(self, receiver: Receiver, *, naming: Naming, started: Started) -> None:
        self._receiver, self._naming, self._started = receiver, naming, started
        self._lately: dict[tuple[str, str], None] = {}

    async def hear(self, heard: Heard, own: Own) -> None:
        """Handle what was said in a channel; it may be acknowledged when this returns.

        Raises UnavailableError: it must come again.
        """
        place = in_channel(heard.channel, heard.person, own)
        address = _here(heard, place, own)
        book = await self._started.book(place, now=heard.addressed)
        if book is None:
            if heard.calls_us and heard.is_new and not self._came_lately(heard):
                await self._whisper(offer(HOW_TO_START, heard.channel), address)
        elif heard.addressed or book.listens or not heard.is_new:
            await self._respond(_incoming(heard, place, own), heard, address, own)

    async def is_started(self, place: Place) -> bool:
        """Whether a channel keeps a book; raises UnavailableError if nobody can tell."""
        known = await self._started.book(place)
        return (known or await self._started.book(place, now=True)) is not None

    async def command(self, body: Json, personal: Place, own: Own, *, now: dt.datetime) -> Outgoing:
        """Return the answer to a slash command of a channel that keeps a book.

        Raises UnavailableError: nothing was recorded.
        """
        incoming = Incoming(
            place=in_channel(body["channel_id"], personal, own),
            message_id=body["trigger_id"],
            text=(body.get("text") or "").strip() or "help",
            sent_at=now,
            group="",
            asked=True,
        )
        return await self._answered(incoming, own)

    async def pressed(self, incoming: Incoming, own: Own) -> Outgoing:
        """Return the answer to a pressed button of a channel's book; raises UnavailableError."""
        return await self._answered(replace(incoming, group=""), own)

    async def start(self, pressed: Incoming, own: Own) -> Outgoing:
        """Let whoever pressed the button start a group in the channel; raises UnavailableError."""
        if await self.is_started(pressed.place):
            return refused(STARTED)
        # The book is the channel's, also if it is begun from a thread. However many press at once,
        # it is begun once.
        message_id = f"start:{pressed.place.chat}"
        asked = replace(
            pressed, button=None, text="/start", message_id=message_id, thread=None, group=""
        )
        return await self._answered(asked, own)

    async def log(self, body: Json, personal: Place, own: Own) -> Outgoing:
        """Log a message of a channel, with its author as payer; raises UnavailableError."""
        message, channel = body["message"], body["channel"]["id"]
        author = speaker(message, own, shared=False)
        if author is None:
            return refused(NOBODY)
        quoted = Quoted(
            message_id=message["ts"],
            text=message.get("text") or "",
            author=await self._naming.mentioned(author.sender, channel, own),
            sent_at=instant(message["ts"]),
        )
        incoming = Incoming(
            place=in_channel(channel, personal, own),
            message_id=f"shortcut:{message['ts']}",
            text="/e",
            quoted=quoted,
            sent_at=instant(body["action_ts"]),
            thread=thread_of(message),
            file=file_of(message.get("files")),
            group="",
            asked=True,
        )
        return await self._answered(incoming, own)

    async def _answered(
        self, incoming: Incoming, own: Own, then: Callable[[Outgoing], object] = id
    ) -> Outgoing:
        complete = partial(self._naming.complete, own=own)
        try:
            outgoing = await self._receiver.respond(incoming, prepare=complete, then=then)
        except NobodyError as error:
            outgoing = refused(str(error))
            then(outgoing)
        if incoming.addressed:
            self._started.forget(incoming.place)
        return outgoing

    async def _respond(
        self, incoming: Incoming, heard: Heard, address: SlackAddress, own: Own
    ) -> None:
        sent: list[asyncio.Task[None]] = []

        def send(outgoing: Outgoing) -> None:
            # In the chat's lane: answers are queued in the order of their messages.
            if outgoing.turn_id is None and self._came_lately(heard):
                return
            whispers = is_private(outgoing)
            sent.append(self._receiver.deliver(replace(address, whispers=whispers), outgoing))

        outgoing = await self._answered(incoming, own, send)
        if outgoing.turn_id is None and sent:
            await asyncio.wait(sent, timeout=UNKEPT)

    async def _whisper(self, outgoing: Outgoing, address: SlackAddress) -> None:
        sending = self._receiver.deliver(replace(address, whispers=True), outgoing)
        await asyncio.wait({sending}, timeout=UNKEPT)

    def _came_lately(self, heard: Heard) -> bool:
        """Whether a message came before: in a group message, one that calls us comes twice."""
        key = (heard.channel, heard.ts)
        if not heard.is_new:
            return False
        if key in self._lately:
            return True
        self._lately[key] = None
        if len(self._lately) > _LATELY:
            del self._lately[next(iter(self._lately))]
        return False


def offer(text: str, channel: str) -> Outgoing:
    """Return a text with the button that starts a group in a channel."""
    button = SentButton(label=START_LABEL, id=f"{START}{channel}")
    return Outgoing(lines=lines(text), rows=((button,),))


def _incoming(heard: Heard, place: Place, own: Own) -> Incoming:
    text = without_mention(heard.text, own.bot_user)
    return Incoming(
        place=place,
        message_id=heard.ts,
        text=text or ("help" if heard.calls_us and heard.is_new else ""),
        sent_at=instant(heard.ts),
        edited_at=heard.edited_at,
        deleted_at=heard.deleted_at,
        thread=heard.thread,
        replies_to=heard.thread,
        file=heard.file,
        group="",
        addressed=heard.addressed,
        asked=heard.calls_us,
    )


def _here(heard: Heard, place: Place, own: Own) -> SlackAddress:
    return SlackAddress(
        place=place,
        channel=heard.channel,
        thread=heard.thread,
        reply_to=heard.ts,
        token=own.token,
    )
