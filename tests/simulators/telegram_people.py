"""People with Telegram: what they write, and what else they do."""

from __future__ import annotations

from typing import Any

from tests.simulators import telegram_answers
from tests.simulators.telegram_chats import Chat, Message
from tests.simulators.telegram_groups import Group, bot_status_changes
from tests.simulators.telegram_world import Query
from tests.simulators.telegram_writing import Writer

JSON = dict[str, Any]


class Person(Writer):
    """Somebody with Telegram."""

    async def starts(self, payload: str = "") -> Message:
        """Press Start, perhaps behind a link with a payload of 64 characters (fact 11)."""
        return await self.sends(f"/start {payload}".strip())

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
