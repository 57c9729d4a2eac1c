"""People who write to the bot. What they do becomes updates at once."""

from __future__ import annotations

from typing import Any

from tests.simulators import telegram_answers, telegram_files, telegram_text
from tests.simulators.telegram_chats import Chat, Message
from tests.simulators.telegram_groups import Group, bot_status_changes
from tests.simulators.telegram_world import Query, World

JSON = dict[str, Any]


class Person:
    """Somebody with Telegram."""

    def __init__(self, world: World, user: JSON) -> None:
        self.world = world
        self.user = user
        self.chat = world.private_chat(user)

    @property
    def id(self) -> int:
        return int(self.user["id"])

    async def starts(self, payload: str = "") -> Message:
        """Press Start, perhaps behind a link with a payload of 64 characters (fact 11)."""
        return await self.sends(f"/start {payload}".strip())

    async def sends(
        self,
        text: str,
        *,
        chat: Group | None = None,
        thread: int | None = None,
        **more: Any,
    ) -> Message:
        """Send a text; the first one to the bot counts as Start (fact 16)."""
        text = text.strip()
        assert 0 < telegram_text.units(text) <= 4096, "apps send 1 to 4096 characters at a time"
        return self._post(self._text(text), chat, thread, more)

    async def edits(self, message: Message, text: str) -> Message:
        """Edit one's own text or caption: the same message, told as edited (fact 18)."""
        assert message.raw["from"]["id"] == self.id, "people edit only their own messages"
        caption = {
            f"caption_{k}" if k == "entities" else "caption": v
            for k, v in {"text": None, "entities": None, **self._text(text)}.items()
        }
        new = {"entities": None, **self._text(text)} if "text" in message.raw else caption
        message.change(at=self.world.clock.now(), **new)
        self.world.tell("edited_message", message)
        return message

    async def replies(
        self, to: Message, text: str, *, quote: str | None = None, **more: Any
    ) -> Message:
        """Reply to a message in its chat, perhaps to a marked part of it."""
        reply: JSON = {"reply_to_message": to.quoted()}
        if quote is not None:
            position = telegram_text.units(to.text[: to.text.index(quote)])
            reply["quote"] = {"text": quote, "position": position, "is_manual": True}
        if to.chat.type == "supergroup":
            # Outside forums the chain of replies is a thread too, named by its first message.
            kept = ("message_thread_id", "is_topic_message")
            reply |= {"message_thread_id": to.id}
            reply |= {key: to.raw[key] for key in kept if key in to.raw}
        return self._post({**self._text(text), **reply}, to.chat, None, more)

    async def sends_photo(
        self,
        caption: str = "",
        *,
        content: bytes = b"\xff\xd8\xff\xe0 a photo",
        chat: Group | None = None,
        thread: int | None = None,
        **more: Any,
    ) -> Message:
        """Send a photo: two sizes, no name (fact 24)."""
        stored = telegram_files.store(self.world, content, name="photo.jpg", folder="photos")
        sizes = telegram_files.photo_sizes(self.world, stored)
        return self._post({"photo": sizes, **self._caption(caption)}, chat, thread, more)

    async def sends_document(
        self,
        caption: str = "",
        *,
        content: bytes = b"%PDF-1.7 a document",
        name: str = "receipt.pdf",
        mime_type: str = "application/pdf",
        size: int | None = None,
        chat: Group | None = None,
        thread: int | None = None,
        **more: Any,
    ) -> Message:
        """Send a file; `size` in bytes may claim more than there is."""
        stored = telegram_files.store(self.world, content, name=name, folder="documents", size=size)
        told = telegram_files.described(stored, file_name=name, mime_type=mime_type)
        return self._post({"document": told, **self._caption(caption)}, chat, thread, more)

    async def presses(self, message: Message, label: str) -> Query:
        """Press a button by its label; the query gets an `answer` (fact 12)."""
        buttons = {button["text"]: button for row in message.keyboard for button in row}
        assert not message.deleted, "the message was deleted"
        assert label in buttons, f"no button {label!r} among {list(buttons)}"
        assert "callback_data" in buttons[label], f"the button {label!r} calls nobody back"
        return self.presses_data(message, buttons[label]["callback_data"])

    def presses_data(self, message: Message, data: str) -> Query:
        """What a forged or an outdated app sends: any data, whether there is a button or not."""
        sent: JSON = {"from": self.user, "chat_instance": str(message.chat.id), "data": data}
        if message.inline_message_id:
            sent["inline_message_id"] = message.inline_message_id
        elif message.deleted:
            sent["message"] = {"chat": message.chat.raw, "message_id": message.id, "date": 0}
        else:
            sent["message"] = message.raw
        life = self.world.timings.callback_life
        return self._asks("callback_query", sent, life, message)

    async def reacts(self, message: Message, emoji: str) -> None:
        """React; a bot hears of it as administrator and if it asked for that (fact 21)."""
        if message.chat.type != "private" and message.chat.bot_status != "administrator":
            return
        told = {
            "chat": message.chat.raw,
            "message_id": message.id,
            "user": self.user,
            "date": self.world.date,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
        life = self.world.timings.message_life
        self.world.updates.add("message_reaction", told, lane=message.chat.id, life=life)

    async def blocks(self) -> None:
        """Block the bot: it hears my_chat_member, and 403 from then on (fact 15)."""
        bot_status_changes(self.world, self.chat, self.user, "kicked")

    async def unblocks(self) -> None:
        bot_status_changes(self.world, self.chat, self.user, "member")

    async def deletes_account(self) -> None:
        """Nobody is told; sending answers 403 "user is deactivated"."""
        self.chat.deactivated = True

    async def asks_inline(self, text: str, *, chat_type: str = "sender") -> Query:
        """Type `@bot text` in some chat; known answers come without asking the bot (fact 22)."""
        known = telegram_answers.remembered(self.world, self.id, text)
        if known is not None:
            return known
        sent = {"from": self.user, "query": text, "offset": "", "chat_type": chat_type}
        return self._asks("inline_query", sent, self.world.timings.inline_life, None)

    async def chooses(
        self, query: Query, result: int | str = 0, *, chat: Group | None = None
    ) -> Message:
        """Post one of the results, by its place or title, where the bot is or elsewhere."""
        assert query.answer is not None, "the bot has not answered"
        results = query.answer["results"]
        by_title = {each["title"]: each for each in results}
        chosen = by_title[result] if isinstance(result, str) else results[result]
        content = chosen["input_message_content"]
        kept = ("id", "is_bot", "first_name", "username")
        raw: JSON = {
            "from": self.user,
            "date": self.world.date,
            "via_bot": {key: self.world.bot[key] for key in kept},
            "text": content["message_text"],
        }
        raw |= {"entities": content["entities"]} if content.get("entities") else {}
        raw |= {"reply_markup": chosen["reply_markup"]} if "reply_markup" in chosen else {}
        where = chat.chat if chat else Chat(id=0, type="private", raw={}, bot_status="left")
        message = where.add(raw, by_bot=False)
        told = {"from": self.user, "query": query.sent["query"], "result_id": chosen["id"]}
        if message.keyboard:
            message.inline_message_id = f"inline-{next(self.world.numbers)}"
            self.world.inline_messages[message.inline_message_id] = message
            told["inline_message_id"] = message.inline_message_id
        self.world.tell("message", message)
        if self.world.inline_feedback:
            life = self.world.timings.chosen_life
            self.world.updates.add("chosen_inline_result", told, lane=self.id, life=life)
        return message

    def _asks(self, kind: str, sent: JSON, life: float, message: Message | None) -> Query:
        number = f"{self.id}{next(self.world.numbers):08d}"
        sent = {"id": number, **sent}
        expires = self.world.clock.now() + life
        query = Query(id=number, kind=kind, sent=sent, expires=expires, message=message)
        self.world.queries[number] = query
        query.update_id = self.world.updates.add(kind, sent, lane=self.id, life=life)
        return query

    def _post(
        self, content: JSON, chat: Group | Chat | None, thread: int | None, more: JSON
    ) -> Message:
        where = (chat.chat if isinstance(chat, Group) else chat) or self.chat
        self._check_may_write(where)
        raw = {"from": self.user, "date": self.world.date, **content, **more}
        if thread is not None:
            # Every message of a topic is shown as a reply to the one that opened it (fact 20).
            opening = where.topics[thread].opening
            raw |= {"message_thread_id": thread, "is_topic_message": True}
            raw.setdefault("reply_to_message", opening.quoted())
        message = where.add(raw, by_bot=False)
        self.world.tell("message", message)
        return message

    def _check_may_write(self, where: Chat) -> None:
        assert where.upgraded_to is None, "the group is a supergroup now: write there"
        if where is self.chat:
            assert where.bot_status != "kicked", "one who blocked the bot cannot write to it"
            where.bot_status = "member"
        else:
            assert where.members.get(self.id) in {"member", "creator"}, "not in that group"

    def _text(self, text: str) -> JSON:
        entities = telegram_text.found(text)
        return {"text": text, "entities": entities} if entities else {"text": text}

    def _caption(self, caption: str) -> JSON:
        assert telegram_text.units(caption) <= 1024, "apps send captions up to 1024 characters"
        names = {"text": "caption", "entities": "caption_entities"}
        return {names[k]: v for k, v in self._text(caption).items()} if caption else {}
