"""What is done with an update, however it came; it is acknowledged only after that.

Messages and presses go to the dialog. What we cannot read, and who blocked us, is settled here.
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

import structlog
from telegram import Bot, ChatMember, ChatMemberUpdated, Update

from bots.dialog import failures
from bots.dialog.messages import Outgoing, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.telegram import adapter, groups
from bots.telegram.albums import Albums
from bots.telegram.busy import Busy
from bots.telegram.crowd import Crowd
from bots.telegram.groups import Groups
from bots.telegram.inline import Inline
from bots.telegram.pressing import Pressing
from bots.telegram.texts import Us
from bots.telegram.unhandled import JSON, Unhandled
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

log = structlog.get_logger()

KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
    "chat_member",
)
"""What we ask Telegram for; always said, else what somebody asked for before would stay."""
UNREAD = "I read text, and photos with a caption. Try: lunch 12.50 food"


class Updates:
    """Handles the updates of one bot."""

    def __init__(self, bot: Bot, receiver: Receiver) -> None:
        self._bot = bot
        self._receiver = receiver
        self._albums = Albums()
        self._busy = Busy(bot)
        self._crowd = Crowd(bot)
        self._groups = Groups(bot, receiver, self._crowd)
        self._pressing = Pressing(bot, receiver, self._crowd)
        self._inline = Inline(bot, receiver)
        self._unhandled = Unhandled(receiver)

    @property
    def _us(self) -> Us:
        return Us(id=self._bot.id, username=self._bot.username)

    def insist_until(self, ended: asyncio.Event) -> None:
        """Keep the messages of each chat in order until the event, whatever fails."""
        self._receiver.insists_until = ended

    async def is_settled(self, raw: JSON) -> bool:
        """Handle an update; True: it may be acknowledged, False: it must come again."""
        try:
            await self._handle(raw)
        except Exception as error:  # noqa: BLE001 (one update must not hold up all others)
            log.error(  # noqa: TRY400 (its message may quote the person)
                "update failed", update=raw["update_id"], exception=failures.where(error)
            )
            return await self._unhandled.is_given_up(raw, error)
        self._unhandled.forget(raw)
        return True

    async def _handle(self, raw: JSON) -> None:
        try:
            update = Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 (whatever the library makes of nonsense)
            log.error(  # noqa: TRY400 (its message may quote the person)
                "update malformed", update=raw["update_id"], error=type(error).__name__
            )
            await self._unhandled.keep(raw, error)
            return
        if update.inline_query is not None:
            await self._inline.answer(update.inline_query)
        elif update.chosen_inline_result is not None:
            await self._inline.log(update.chosen_inline_result)
        elif update.callback_query is not None:
            await self._pressing.press(update.callback_query)
        elif groups.is_about(update):
            if not await self._groups.is_settled(update):
                await self._group_message(update)
        elif update.my_chat_member is not None:
            await self._member(update.my_chat_member)
        else:
            await self._message(update)

    async def _group_message(self, update: Update) -> None:
        received = adapter.received(update, self._us)
        message = adapter.message_of(update)
        if received is None or message is None:
            called = adapter.called_anonymously(update, self._us)
            if called is not None:
                await self._groups.say(called, groups.ANONYMOUS)
            return
        if await self._groups.is_begun(message):
            return
        incoming = self._albums.joined(message, received).incoming
        if not (incoming.addressed or incoming.text):
            return  # a photo that is nobody's business of ours
        showing = self._busy.shown(received.address) if incoming.addressed else nullcontext()
        with showing:
            await self._receiver.receive(incoming, received.address, prepare=self._crowd.described)

    async def _message(self, update: Update) -> None:
        received = adapter.received(update, self._us)
        message = adapter.message_of(update)
        if received is not None and message is not None:
            received = self._albums.joined(message, received)
            with self._busy.shown(received.address):
                await self._receiver.receive(received.incoming, received.address)
            if received.incoming.text == "/start":
                # Not before: what came behind it would overtake it.
                await self._unblock(received.incoming.place)
            return
        address = adapter.unread(update)
        if address is not None:
            sending = self._receiver.deliver(address, Outgoing(lines=lines(UNREAD)))
            await asyncio.wait({sending}, timeout=UNKEPT)

    async def _member(self, change: ChatMemberUpdated) -> None:
        """Note who blocked us, and who lets us write again."""
        place = adapter.place_of(change.chat.id, change.from_user)
        if change.new_chat_member.status != ChatMember.BANNED:
            await self._unblock(place)
            return
        async with self._receiver.sessions.begin() as session:
            await reaching.block(session, place, now=change.date)

    async def _unblock(self, place: Place) -> None:
        async with self._receiver.sessions.begin() as session:
            await reaching.unblock(session, place)
