"""Groups, where personal accounts have no place: whoever calls us there is sent to their own chat.

Nothing that is said in a group reaches the dialog.
"""

from __future__ import annotations

import asyncio
from typing import Final

from telegram import Bot, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatType

from bots.dialog.messages import Outgoing, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.hosting.sending import Address
from bots.telegram import adapter
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

PERSONAL: Final = "I keep personal accounts only, so far. Yours: {link}"
COMMANDS: Final = ("/start", "/help", "/add", "/e", "/expense")
"""Those by which we are called without our name."""
QUIET: Final = 60.0
"""Seconds before a group is told again."""
MOST_KNOWN: Final = 1000

_AWAY: Final = (ChatMember.LEFT, ChatMember.BANNED)


def is_about(update: Update) -> bool:
    """Whether an update comes from a group or a channel."""
    chat = update.effective_chat
    return chat is not None and chat.type != ChatType.PRIVATE


class Groups:
    """What a bot does in groups."""

    def __init__(self, bot: Bot, receiver: Receiver) -> None:
        self._bot = bot
        self._receiver = receiver
        self._told: dict[int, float] = {}

    async def handle(self, update: Update) -> None:
        """Answer whoever adds or addresses us; note a group's new name."""
        change, message = update.my_chat_member, update.message
        if change is not None:
            if _is_added(change):
                await self._tell(change.chat.id, None)
        elif message is not None:
            if message.migrate_to_chat_id or message.migrate_from_chat_id:
                await self._move(message)
            elif self._is_to_us(message):
                await self._tell(message.chat.id, adapter.thread_of(message))

    def _is_to_us(self, message: Message) -> bool:
        replied = adapter.replied_to(message)
        if replied is not None and replied.from_user is not None:
            return replied.from_user.id == self._bot.id
        commands = message.parse_entities([MessageEntity.BOT_COMMAND]).values()
        return any(self._is_ours(command) for command in commands)

    def _is_ours(self, command: str) -> bool:
        name, at, bot = command.partition("@")
        # Without our name it may be meant for another bot that is there, too.
        return bot.casefold() == self._bot.username.casefold() if at else name in COMMANDS

    async def _tell(self, chat_id: int, thread: str | None) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._told.get(chat_id, -QUIET) < QUIET:
            return
        if len(self._told) >= MOST_KNOWN:
            self._told.clear()
        self._told[chat_id] = now
        said = PERSONAL.format(link=f"https://t.me/{self._bot.username}")
        address = Address(place=_place(chat_id), thread=thread)
        sending = self._receiver.deliver(address, Outgoing(lines=lines(said)))
        await asyncio.wait({sending}, timeout=UNKEPT)

    async def _move(self, message: Message) -> None:
        """Give a group its new name: both the old and the new group say so, in any order."""
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        async with self._receiver.sessions.begin() as session:
            await reaching.move(session, _place(old), to=str(new))


def _is_added(change: ChatMemberUpdated) -> bool:
    if change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return False
    before, now = change.old_chat_member.status, change.new_chat_member.status
    return before in _AWAY and now not in _AWAY


def _place(chat_id: int) -> Place:
    """Return a group as a place; nobody of it speaks."""
    return Place(platform=adapter.PLATFORM, workspace="", chat=str(chat_id), sender="")
