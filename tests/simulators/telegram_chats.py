"""Chats and messages, as the server keeps them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.telegram_refusals import Refusal, bad_request, forbidden

JSON = dict[str, Any]


class Message:
    """One message; edits change it in place and keep what it was in `history`."""

    def __init__(self, chat: Chat, raw: JSON, *, by_bot: bool) -> None:
        self.chat = chat
        self.raw = raw
        self.by_bot = by_bot
        self.history: list[JSON] = []
        self.reactions: list[str] = []
        self.deleted = False
        self.seen = False  # whether the bot was told of it (fact 17)
        self.update_ids: list[int] = []
        self.inline_message_id: str | None = None
        self.reply_keyboard: JSON | None = None  # a keyboard that is not inline, or ForceReply

    def __repr__(self) -> str:
        return f"<{'bot' if self.by_bot else 'person'} {self.id}: {self.text!r} {self.buttons}>"

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or the caption of a photo or document."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[JSON]:
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def keyboard(self) -> list[list[JSON]]:
        """The inline keyboard's rows of buttons."""
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]

    @property
    def reply_to(self) -> int | None:
        """The id of the message that this one replies to; being in a topic is no reply."""
        replied: JSON = self.raw.get("reply_to_message", {})
        return None if "forum_topic_created" in replied else replied.get("message_id")

    @property
    def thread(self) -> int | None:
        return self.raw.get("message_thread_id")

    def quoted(self) -> JSON:
        """The message as it is shown inside a reply: without what it replied to itself."""
        hidden = {"reply_to_message", "quote"}
        return {key: value for key, value in self.raw.items() if key not in hidden}

    def change(self, *, at: float, **new: Any) -> None:
        """Edit: what is None goes away."""
        self.history.append(self.raw)
        raw = {**self.raw, **new, "edit_date": int(at)}
        self.raw = {key: value for key, value in raw.items() if value is not None}


@dataclass(kw_only=True)
class Topic:
    """A topic of a forum, named by the id of the message that opened it (fact 20)."""

    opening: Message
    closed: bool = False


@dataclass(kw_only=True)
class Chat:
    """A private chat, a group or a supergroup, from the bot's side."""

    id: int
    type: str
    raw: JSON
    bot_status: str = "member"  # administrator, member, left, kicked; privately also "unknown"
    deactivated: bool = False
    muted: bool = False
    upgraded_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)  # user id -> creator, member …
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    replies: dict[int, Message] = field(default_factory=dict)  # message id -> the bot's first
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    bot_spoke_last: bool = False

    def add(self, raw: JSON, *, by_bot: bool) -> Message:
        """Keep a message under the chat's next number."""
        raw = {"message_id": next(self.numbers), **raw, "chat": self.raw}
        message = Message(self, raw, by_bot=by_bot)
        self.messages[message.id] = message
        if by_bot:
            self.bot_spoke_last = True
            if message.reply_to is not None:
                self.replies.setdefault(message.reply_to, message)
        return message

    def get(self, message_id: int, what: str) -> Message:
        """A message that is there; else 400."""
        message = self.messages.get(message_id)
        if message is None or message.deleted:
            raise bad_request(f"{what} not found")
        return message

    def check_readable(self) -> None:
        """Facts 14 to 16: what the bot hears in a chat that it lost."""
        if self.type == "private":
            if self.bot_status == "unknown":
                raise bad_request("chat not found")
            return
        name = f"{self.type} chat"
        if self.type == "supergroup" and self.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {name}")
        if self.type == "supergroup" and self.bot_status == "left":
            raise forbidden(f"bot is not a member of the {name}")

    def check_writable(self) -> None:
        """Facts 14 to 16: why the bot may not write here."""
        if self.upgraded_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.upgraded_to,
            )
        if self.deactivated:
            raise forbidden("user is deactivated")
        if self.type == "private" and self.bot_status == "unknown":
            raise forbidden("bot can't initiate conversation with a user")
        if self.type == "private" and self.bot_status == "kicked":
            raise forbidden("bot was blocked by the user")
        self.check_readable()
        if self.bot_status == "kicked":
            raise forbidden("bot was kicked from the group chat")
        if self.bot_status == "left":
            raise forbidden("bot is not a member of the group chat")
        if self.muted and self.bot_status != "administrator":
            raise bad_request("not enough rights to send text messages to the chat")
