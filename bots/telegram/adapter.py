"""Updates of Telegram -> messages of the dialog, and where their answers go."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatType

from bots.dialog.messages import Incoming, PlatformFile
from bots.hosting.sending import Address
from bots.telegram import quoting, texts
from bots.telegram.texts import Us
from expenseiq_core.services.chats import Place

PLATFORM: Final = "telegram"
_SUPERGROUPS: Final = 10**12
"""The name of a supergroup's chat is minus this minus the number that links have of it."""
UNREAD: Final = (
    "voice audio video video_note sticker animation location venue contact poll dice story game"
).split()
"""What people send that is no text, by the names of its fields."""

_START: Final = re.compile(r"/start(?:@\w+)?\s+(\S+)\s*")
JOIN: Final = "join_"
"""What the parameter of an invitation begins with; its code follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message, and where its answer goes."""

    incoming: Incoming
    address: Address


def message_of(update: Update) -> Message | None:
    """Return the message that a person sent or edited, if it is one to look at."""
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    # Said in the name of a group or a channel: nobody knows by whom.
    return message if message.sender_chat is None else None


def received(update: Update, us: Us) -> Received | None:
    """Return what somebody wrote or edited; None: nothing to read, or not for us."""
    message = message_of(update)
    if message is None or message.from_user is None or message.chat.type == ChatType.CHANNEL:
        return None
    if message.via_bot is not None and message.via_bot.id == us.id:
        return None  # a card of our inline mode: it logs when it is chosen
    incoming = _incoming(update, message, message.from_user, us)
    if incoming is not None and message.chat.type != ChatType.PRIVATE:
        incoming = _in_group(incoming, message, us)
    if incoming is None:
        return None
    return Received(incoming=incoming, address=_address(incoming, reply_to=incoming.message_id))


def _incoming(update: Update, message: Message, sender: User, us: Us) -> Incoming | None:
    text, file, edited_at = (
        message.text or message.caption or "",
        _file(message),
        _edited_at(update),
    )
    if not (text or file) or (update.edited_message is not None and edited_at is None):
        return None
    reply = quoting.replied_to(message)
    is_ours = reply is not None and reply.from_user is not None and reply.from_user.id == us.id
    return Incoming(
        place=place_of(message.chat.id, sender),
        message_id=str(message.message_id),
        text=_started(text),
        sender_name=sender.full_name,
        sent_at=message.date,
        edited_at=edited_at,
        thread=thread_of(message),
        replies_to=str(reply.message_id) if reply else None,
        reply_to_text=(reply.text or reply.caption or "") if reply and is_ours else None,
        file=file,
        handle=sender.username,
        locale=sender.language_code,
    )


def _in_group(incoming: Incoming, message: Message, us: Us) -> Incoming | None:
    """Return a message as it counts in a group; None if it is another bot's, or somebody else's."""
    if message.forward_origin is not None or message.via_bot is not None:
        return None
    said, is_reply = texts.typed(message, us), incoming.reply_to_text is not None
    if said.is_foreign:
        return None
    text = said.text or ("help" if said.names_us else "")
    return replace(
        incoming,
        text="/start" if _START.fullmatch(text) else text,
        group=message.chat.title or "",
        addressed=said.is_command or said.names_us or is_reply,
        asked=said.names_us,
        link=link_of(message.chat.id),
        mentions=said.mentions,
        quoted=quoting.quoted(message),
    )


def called_anonymously(update: Update, us: Us) -> Message | None:
    """Return what somebody asks of us in the name of a group or a channel: nobody knows who."""
    message = update.message
    if message is None or message.sender_chat is None or message.is_automatic_forward:
        return None
    said = texts.typed(message, us)
    return message if said.is_command or said.names_us else None


def is_link(message: Message) -> bool:
    """Whether a message is the `/start` that a link with a parameter sends."""
    return _START.fullmatch(message.text or "") is not None


def unread(update: Update) -> Address | None:
    """Return where to say kindly that we do not read voices, stickers and the like."""
    message = message_of(update)
    if message is None or message.from_user is None or update.edited_message is not None:
        return None
    if message.chat.type != ChatType.PRIVATE or message.via_bot is not None:
        return None
    if not any(getattr(message, kind, None) for kind in UNREAD):
        return None  # a service message: something was pinned, a theme was chosen
    return Address(place=place_of(message.chat.id, message.from_user), thread=thread_of(message))


def pressed(query: CallbackQuery, *, now: dt.datetime) -> Received | None:
    """Return a button that was pressed below one of our answers."""
    message = query.message
    if message is None or message.chat.type == ChatType.CHANNEL or not query.data:
        return None
    thread = thread_of(message) if isinstance(message, Message) else None
    incoming = Incoming(
        place=place_of(message.chat.id, query.from_user),
        message_id=f"cb{query.id}",
        button=query.data,
        sender_name=query.from_user.full_name,
        sent_at=now,
        thread=thread,
        group=None if message.chat.type == ChatType.PRIVATE else message.chat.title or "",
        link=link_of(message.chat.id),
        handle=query.from_user.username,
        locale=query.from_user.language_code,
    )
    return Received(incoming=incoming, address=_address(incoming))


def link_of(chat_id: int) -> str | None:
    """Return the address of a supergroup's message, `{}` for its number; small groups have none."""
    number = -chat_id - _SUPERGROUPS
    return f"https://t.me/c/{number}/{{}}" if number > 0 else None


def place_of(chat_id: int, user: User) -> Place:
    """Return a chat and who speaks there as the dialog names them."""
    return Place(platform=PLATFORM, workspace="", chat=str(chat_id), sender=str(user.id))


def _address(incoming: Incoming, *, reply_to: str | None = None) -> Address:
    return Address(place=incoming.place, thread=incoming.thread, reply_to=reply_to)


def _edited_at(update: Update) -> dt.datetime | None:
    """Return when a message was edited; within the same second, in the order of the updates."""
    message = update.edited_message
    if message is None or message.edit_date is None:
        return None
    return message.edit_date + dt.timedelta(microseconds=update.update_id % 1_000_000)


def thread_of(message: Message) -> str | None:
    """Return the topic; in a group without topics the number only names a chain of replies."""
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    return str(message.message_thread_id)


def _file(message: Message) -> PlatformFile | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return PlatformFile(
            id=largest.file_id, kind="photo", name="photo.jpg", media_type="image/jpeg"
        )
    if message.document is None or message.animation is not None:
        return None
    return PlatformFile(
        id=message.document.file_id,
        kind="document",
        name=message.document.file_name or "document",
        media_type=message.document.mime_type or "application/octet-stream",
    )


def _started(text: str) -> str:
    """Return a deep link as a start, whatever its parameter is; an invitation asks to join.

    It is anybody's who sent the link: pressing START must do nothing by itself, least of all join
    one's accounts to theirs.
    """
    found = _START.fullmatch(text)
    if found is None:
        return text
    code = found[1].removeprefix(JOIN)
    return f"/join {code}" if code and code != found[1] else "/start"
