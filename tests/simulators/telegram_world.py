"""Everything that the server knows: it survives a bot that is killed and started again."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.telegram_chats import Chat, Message
from tests.simulators.telegram_refusals import bad_request, too_many
from tests.simulators.telegram_timings import Clock, Rates, Timings
from tests.simulators.telegram_updates import Updates

JSON = dict[str, Any]

CHAT_FIELDS = ("id", "first_name", "last_name", "username")


@dataclass(kw_only=True)
class Query:
    """A pressed button or an inline query; `answer` is what the bot said to it (facts 12, 22)."""

    id: str
    kind: str
    sent: JSON
    expires: float
    message: Message | None = None
    update_id: int | None = None
    answer: JSON | None = None


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A file that somebody sent (fact 24)."""

    id: str
    unique_id: str
    content: bytes
    size: int
    path: str


@dataclass(kw_only=True)
class World:
    """The state behind the API."""

    token: str
    bot: JSON
    timings: Timings
    rates: Rates | None
    inline_feedback: bool
    clock: Clock = field(default_factory=Clock)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    inline_messages: dict[str, Message] = field(default_factory=dict)
    inline_cache: dict[tuple[int, str], tuple[float, Query]] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    links: dict[str, tuple[float, Stored]] = field(default_factory=dict)
    settings: dict[tuple[str, ...], Any] = field(default_factory=dict)
    actions: list[tuple[int, str]] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    sent_at: dict[object, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        self.updates = Updates(self.clock, self.timings)
        # Private chats and basic groups share one account's numbers; supergroups have their own.
        self.message_numbers = itertools.count(1)

    @property
    def date(self) -> int:
        return int(self.clock.now())

    def private_chat(self, user: JSON) -> Chat:
        """The chat between a person and the bot, which the person has not opened yet."""
        raw = {key: user[key] for key in CHAT_FIELDS if key in user} | {"type": "private"}
        chat = Chat(id=user["id"], type="private", raw=raw, bot_status="unknown")
        chat.numbers = self.message_numbers
        self.chats[chat.id] = chat
        return chat

    def chat(self, chat_id: int | str) -> Chat:
        """A chat by its id or public @name; else 400."""
        if isinstance(chat_id, int):
            found = self.chats.get(chat_id)
        else:
            name = chat_id.removeprefix("@").lower()
            public = (chat for chat in self.chats.values() if chat.type != "private")
            found = next((c for c in public if c.raw.get("username", "").lower() == name), None)
        if found is None:
            raise bad_request("chat not found")
        return found

    def tell(self, kind: str, message: Message, *, service: bool = False) -> None:
        """Queue a message's update if the bot may see it (fact 17)."""
        if not (service or self.sees(message)):
            return
        message.seen = True
        life = self.timings.message_life
        update_id = self.updates.add(kind, message.raw, lane=message.chat.id, life=life)
        if update_id is not None:
            message.update_ids.append(update_id)

    def sees(self, message: Message) -> bool:
        """Privacy mode: commands to the bot, replies to it, and what was sent through it."""
        chat = message.chat
        if chat.type == "private":
            return chat.bot_status == "member"
        if chat.bot_status not in {"member", "administrator"}:
            return False
        if chat.bot_status == "administrator" or self.bot["can_read_all_group_messages"]:
            return True
        replied = message.raw.get("reply_to_message", {}).get("from", {}).get("id")
        through = message.raw.get("via_bot", {}).get("id")
        return self.bot["id"] in {replied, through} or self._is_command(message)

    def _is_command(self, message: Message) -> bool:
        word, _, _ = message.text.partition(" ")
        _, at, name = word.partition("@")
        if not word.startswith("/") or not message.entities:
            return False
        return name.lower() == self.bot["username"].lower() if at else message.chat.bot_spoke_last

    def check_rates(self, chat: Chat) -> None:
        """Fact 13: refuse with 429 what comes too fast."""
        if self.rates is None:
            return
        rates, now = self.rates, self.clock.now()
        windows: list[tuple[object, int, float]] = [
            ("all", rates.overall, rates.overall_window),
            (("burst", chat.id), rates.chat, rates.chat_window),
        ]
        if chat.type != "private":
            windows.append((chat.id, rates.group, rates.group_window))
        for key, most, seconds in windows:
            sent = self.sent_at[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                raise too_many(max(1, math.ceil(sent[0] + seconds - now)))
        for key, _, _ in windows:
            self.sent_at[key].append(now)
