"""A channel that keeps a book: what is said to us there, and its answers, for all to see.

What only whoever spoke should see (a mistake, what is about their own account) is told to them
alone. In a channel that keeps no book, whoever calls us is told how to start one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Final

from bots.dialog.messages import Incoming, Outgoing, Quoted, SentButton, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.slack.adapter import Json, file_of, instant, speaker, thread_of
from bots.slack.addresses import SlackAddress
from bots.slack.heard import Heard
from bots.slack.interactions import START, Pressed
from bots.slack.naming import Naming
from bots.slack.people import Own, in_channel
from bots.slack.started import Started
from expenseiq_core.services.chats import Place

START_LABEL: Final = "Start a group here"
HOW_TO_START = (
    "No book is kept in this channel yet.\n"
    "Start a group here, and I split its bills: dinner 84 with @ana @bob\n"
    "For your own accounts, write to me directly, or use /expense."
)
STARTED = "A book is kept here already. To take part: /expense join"
NOBODY = "An app wrote that, and apps pay nothing. Tell me yourself: dinner 84"
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
        book = await self._started.book(place, now=heard.addressed)
        if book is None:
            if heard.calls_us and heard.is_new and not self._came_lately(heard):
                self._offer(heard, place, own)
            return
        if heard.is_new and not (heard.addressed or book.listens):
            return
        named = await self._naming.named(heard.text, heard.channel, own)
        if heard.addressed and heard.is_new and named.refusal is not None:
            self._whisper(_refused(named.refusal), _here(heard, place, own))
            return
        incoming = Incoming(
            place=place,
            message_id=heard.ts,
            text=named.text or ("help" if heard.calls_us and heard.is_new else ""),
            mentions=named.mentions,
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
        if heard.addressed or book.listens:
            incoming = await self._naming.introduced(incoming, own)
        outgoing = await self._receiver.respond(incoming)
        if heard.addressed:
            self._started.forget(place)
        if outgoing.turn_id is not None or not self._came_lately(heard):
            await self._answer(outgoing, _here(heard, place, own))

    async def is_started(self, place: Place) -> bool:
        """Whether a channel keeps a book."""
        known = await self._started.book(place)
        return (known or await self._started.book(place, now=True)) is not None

    async def command(self, body: Json, personal: Place, own: Own, *, now: dt.datetime) -> Outgoing:
        """Return the answer to a slash command of a channel that keeps a book.

        Raises UnavailableError: nothing was recorded.
        """
        channel = body["channel_id"]
        place = in_channel(channel, personal, own)
        named = await self._naming.named(body.get("text") or "", channel, own)
        if named.refusal is not None:
            return _refused(named.refusal)
        incoming = Incoming(
            place=place,
            message_id=body["trigger_id"],
            text=named.text.strip() or "help",
            mentions=named.mentions,
            sent_at=now,
            group="",
            asked=True,
        )
        outgoing = await self._receiver.respond(await self._naming.introduced(incoming, own))
        self._started.forget(place)
        return outgoing

    async def pressed(self, incoming: Incoming, own: Own) -> Outgoing:
        """Return the answer to a pressed button of a channel's book; raises UnavailableError."""
        outgoing = await self._receiver.respond(await self._naming.introduced(incoming, own))
        self._started.forget(incoming.place)
        return outgoing

    async def start(self, pressed: Pressed, own: Own) -> Outgoing:
        """Let whoever pressed the button start a group in the channel; raises UnavailableError."""
        incoming = pressed.received.incoming
        if await self.is_started(incoming.place):
            return _refused(STARTED)
        # The book is the channel's, also if it is begun from a thread.
        asked = replace(
            incoming, button=None, text="/start", message_id=f"start:{incoming.place.chat}",
            thread=None,
        )  # fmt: skip
        return await self.pressed(asked, own)

    async def log(self, body: Json, personal: Place, own: Own) -> Outgoing:
        """Log a message of a channel, with its author as payer; raises UnavailableError."""
        message, channel = body["message"], body["channel"]["id"]
        author = speaker(message, own, shared=False)
        if author is None:
            return _refused(NOBODY)
        named = await self._naming.named(message.get("text") or "", channel, own)
        if named.refusal is not None:
            return _refused(named.refusal)
        quoted = Quoted(
            message_id=message["ts"],
            text=named.text,
            author=await self._naming.mentioned(author.sender, channel, own),
            sent_at=instant(message["ts"]),
        )
        incoming = Incoming(
            place=in_channel(channel, personal, own),
            message_id=f"shortcut:{message['ts']}",
            text="/e",
            quoted=quoted,
            mentions=named.mentions,
            sent_at=instant(body["action_ts"]),
            thread=thread_of(message),
            file=file_of(message.get("files")),
            group="",
            asked=True,
        )
        return await self._receiver.respond(await self._naming.introduced(incoming, own))

    def _offer(self, heard: Heard, place: Place, own: Own) -> None:
        self._whisper(offer(HOW_TO_START, heard.channel), _here(heard, place, own))

    def _whisper(self, outgoing: Outgoing, address: SlackAddress) -> None:
        self._receiver.deliver(replace(address, whispers=True), outgoing)

    async def _answer(self, outgoing: Outgoing, address: SlackAddress) -> None:
        if is_private(outgoing):
            address = replace(address, whispers=True)
        sending = self._receiver.deliver(address, outgoing)
        if outgoing.turn_id is None:
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


def is_private(outgoing: Outgoing) -> bool:
    """Whether an answer is for whoever is answered only: why something was not done."""
    return outgoing.turn_id is None and "error" in outgoing.data


def offer(text: str, channel: str) -> Outgoing:
    """Return a text with the button that starts a group in a channel."""
    button = SentButton(label=START_LABEL, id=f"{START}{channel}")
    return Outgoing(lines=lines(text), rows=((button,),))


def _here(heard: Heard, place: Place, own: Own) -> SlackAddress:
    return SlackAddress(
        place=place,
        channel=heard.channel,
        thread=heard.thread,
        reply_to=heard.ts,
        token=own.token,
    )


def _refused(text: str) -> Outgoing:
    return Outgoing(lines=lines(text), data={"error": {"code": "refused", "message": text}})
