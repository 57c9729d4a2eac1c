"""What people write to the bot. It becomes updates at once."""

from __future__ import annotations

from typing import Any

from tests.simulators import telegram_files, telegram_text
from tests.simulators.telegram_chats import Chat, Message
from tests.simulators.telegram_groups import Group
from tests.simulators.telegram_world import World

JSON = dict[str, Any]


class Writer:
    """Somebody who writes, in private or in groups."""

    def __init__(self, world: World, user: JSON) -> None:
        self.world = world
        self.user = user
        self.chat = world.private_chat(user)

    @property
    def id(self) -> int:
        return int(self.user["id"])

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
        names = ("text", "entities") if "text" in message.raw else ("caption", "caption_entities")
        new = dict(zip(names, (text or None, telegram_text.found(text) or None), strict=True))
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
