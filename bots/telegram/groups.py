"""What happens to a group: we are added or removed, it moves, it gets a new title."""

from __future__ import annotations

import asyncio
from typing import Final

from telegram import Bot, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from bots.dialog.messages import Incoming, Outgoing, lines
from bots.hosting.receiving import UNKEPT, Receiver
from bots.hosting.sending import Address
from bots.telegram import adapter
from bots.telegram.crowd import Crowd
from expenseiq_core.services import moving, reaching
from expenseiq_core.services.chats import Place

HELLO: Final = "I split bills here. To begin, send: /start@{username}"
ANONYMOUS: Final = (
    "I can't tell who you are while you write in the name of the group. Switch off “Remain"
    " anonymous”, then send it again."
)
_AWAY: Final = (ChatMember.LEFT, ChatMember.BANNED)
_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_about(update: Update) -> bool:
    """Whether an update comes from a group or a channel."""
    chat = update.effective_chat
    return chat is not None and chat.type != ChatType.PRIVATE


class Groups:
    """The groups of one bot."""

    def __init__(self, bot: Bot, receiver: Receiver, crowd: Crowd) -> None:
        self._bot = bot
        self._receiver = receiver
        self._crowd = crowd

    async def is_settled(self, update: Update) -> bool:
        """Handle what happens to a group; False: it is something that somebody says."""
        changed = update.my_chat_member or update.chat_member
        if changed is not None:
            self._crowd.forget(changed.chat.id)
        if update.my_chat_member is not None:
            await self._changed(update.my_chat_member, update.update_id)
        message = update.message
        if message is None:
            return update.edited_message is None
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            await self._move(message)
        elif message.new_chat_title:
            await self._retitle(message)
        elif message.new_chat_members or message.left_chat_member:
            self._crowd.forget(message.chat.id)
        else:
            return False
        return True

    async def is_begun(self, message: Message) -> bool:
        """Whether a link that adds us says `/start` where adding us has said it already."""
        if not adapter.is_link(message):
            return False
        async with self._receiver.sessions.begin() as session:
            return await reaching.is_known(session, place(message.chat.id))

    async def say(self, asked: Message, text: str) -> None:
        """Answer a message that nobody sent."""
        reply_to, thread = str(asked.message_id), adapter.thread_of(asked)
        await self._send(
            Address(place=place(asked.chat.id), thread=thread, reply_to=reply_to), text
        )

    async def _send(self, address: Address, text: str) -> None:
        sending = self._receiver.deliver(address, Outgoing(lines=lines(text)))
        await asyncio.wait({sending}, timeout=UNKEPT)

    async def _changed(self, change: ChatMemberUpdated, update_id: int) -> None:
        """Note who threw us out, and greet who let us in."""
        if change.chat.type not in _GROUPS:
            return
        before, now = change.old_chat_member.status, change.new_chat_member.status
        if now in _AWAY:
            async with self._receiver.sessions.begin() as session:
                await reaching.block(session, place(change.chat.id), now=change.date)
        elif before in _AWAY:
            await self._added(change, update_id)

    async def _added(self, change: ChatMemberUpdated, update_id: int) -> None:
        """Let whoever added us begin, as if they had said `/start`."""
        user = change.from_user
        if user.is_bot:
            # An administrator who stays anonymous: a ledger needs somebody to belong to.
            hello = HELLO.format(username=self._bot.username)
            await self._send(Address(place=place(change.chat.id)), hello)
            return
        incoming = Incoming(
            place=adapter.place_of(change.chat.id, user),
            # This time and no other, however often it is told; after a quiet week the numbers of
            # updates begin anew.
            message_id=f"added{int(change.date.timestamp())}:{update_id}",
            text="/start",
            sender_name=user.full_name,
            sent_at=change.date,
            group=change.chat.title or "",
            handle=user.username,
            locale=user.language_code,
        )
        await self._receiver.receive(
            incoming, Address(place=incoming.place), prepare=self._crowd.described
        )
        async with self._receiver.sessions.begin() as session:
            await reaching.unblock(session, incoming.place)

    async def _move(self, message: Message) -> None:
        """Give a group its new name: both the old and the new group say so, in any order."""
        old = place(message.migrate_from_chat_id or message.chat.id)
        new = place(message.migrate_to_chat_id or message.chat.id)
        # What was said before is done before, and what is said after waits.
        alone, begin = self._receiver.alone, self._receiver.sessions.begin
        async with alone(new), alone(old), begin() as session:
            await moving.move(session, old, to=new.chat, now=message.date)

    async def _retitle(self, message: Message) -> None:
        async with self._receiver.sessions.begin() as session:
            await moving.retitle(session, place(message.chat.id), message.new_chat_title or "")


def place(chat_id: int) -> Place:
    """Return a group as a place; nobody of it speaks."""
    return Place(platform=adapter.PLATFORM, workspace="", chat=str(chat_id), sender="")
