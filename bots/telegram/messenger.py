"""Answers on their way to Telegram: sent, or put in the place of the one that was pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bots.dialog.messages import Attachment, Outgoing, line
from bots.hosting.pace import Pace
from bots.hosting.sending import Address, LaterError, SendingError, UnreachableError
from bots.telegram import adapter, failing, render
from bots.telegram.render import Part

log = structlog.get_logger()

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
REPEATS: Final = 4
"""How often the further messages of an answer are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One message to send: a method of the bot, and what it sends."""

    method: Callable[..., Awaitable[Message]]
    content: dict[str, Any]  # arguments of the library's method
    has_keyboard: bool = False


class TelegramMessenger:
    """Sends answers for one bot."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def send(self, address: Address, outgoing: Outgoing) -> str | None:
        """Send an answer; return the id of the message that has its text and buttons."""
        if outgoing.brief and await self._reacted(address):
            return None
        outgoing = self._with_link(outgoing)
        parts, buttons = render.parts(outgoing), render.keyboard(outgoing.rows)
        is_one_text = len(parts) == 1 and not (outgoing.file or outgoing.receipts)
        if address.edits and is_one_text and await self._edited(address, parts[0], buttons):
            return address.edits
        answer_id = await self._sent(address, self._steps(parts, outgoing), buttons)
        if address.edits:
            await self._take_buttons(address)
        return answer_id

    def _with_link(self, outgoing: Outgoing) -> Outgoing:
        """Add to an invitation the link that asks for it: only we know what the bot is called."""
        code = outgoing.data.get("invitation")
        if not isinstance(code, str):
            return outgoing
        link = f"https://t.me/{self._bot.username}?start={adapter.JOIN}{code}"
        return replace(outgoing, lines=(*outgoing.lines, line(f"Or: {link}")))

    async def _sent(
        self, address: Address, steps: list[_Step], buttons: InlineKeyboardMarkup | None
    ) -> str | None:
        answer_id = None
        for number, step in enumerate(steps):
            content = {**step.content, "reply_markup": buttons if step.has_keyboard else None}
            content |= {"reply_parameters": _reply(address)} if number == 0 else {}
            if number == 0:
                message = await self._call(address, step.method, content)
            else:
                # The answer has begun: it is not begun again because its end is late.
                found = await self._call_patiently(address, step.method, content)
                if found is None:
                    continue
                message = found
            if step.has_keyboard:
                answer_id = str(message.message_id)
        return answer_id

    def _steps(self, parts: list[Part], outgoing: Outgoing) -> list[_Step]:
        """Return the messages of an answer; its buttons are below the end of its text."""
        bot, file = self._bot, outgoing.file
        steps = [_text_step(bot, part) for part in parts]
        if file is not None:
            fits = len(parts) == 1 and render.units(parts[0].text) <= render.LONGEST_CAPTION
            file_step = _file_step(bot, file, parts[0] if fits else None)
            steps = [file_step] if fits else [*steps, file_step]
        for receipt in outgoing.receipts:
            method = bot.send_photo if receipt.kind == "photo" else bot.send_document
            steps.append(_Step(method=method, content={receipt.kind: receipt.id}))
        last = max(len(parts) - 1, 0)
        return [replace(step, has_keyboard=n == last) for n, step in enumerate(steps)]

    async def _call(
        self, address: Address, method: Callable[..., Awaitable[Message]], content: dict[str, Any]
    ) -> Message:
        """Send one message; in the chat itself if its topic is gone."""
        await self._pace.wait(address.place.chat)
        chat, thread = int(address.place.chat), _thread(address)
        try:
            try:
                return await method(chat_id=chat, message_thread_id=thread, **content)
            except BadRequest as error:
                if thread is None or not failing.says(error, "thread not found", "topic_closed"):
                    raise
                return await method(chat_id=chat, **content)
        except TelegramError as error:
            raise failing.sending_error(error) from error

    async def _call_patiently(
        self, address: Address, method: Callable[..., Awaitable[Message]], content: dict[str, Any]
    ) -> Message | None:
        """Send a further message of an answer; None if it could not be sent."""
        for attempt in range(1, REPEATS + 1):
            try:
                return await self._call(address, method, content)
            except (LaterError, UnreachableError) as error:
                pause = error.seconds if isinstance(error, LaterError) else float(attempt)
                if attempt < REPEATS:
                    await asyncio.sleep(min(pause, 60.0))
            except SendingError as error:
                log.warning("part of an answer not sent", error=str(error))
                return None
        log.warning("part of an answer not sent", error="no connection")
        return None

    async def _edited(
        self, address: Address, part: Part, buttons: InlineKeyboardMarkup | None
    ) -> bool:
        """Edit an answer in place; False if it is gone, too old, or no text."""
        assert address.edits is not None
        await self._pace.wait(address.place.chat)
        try:
            await self._bot.edit_message_text(
                part.text,
                chat_id=int(address.place.chat),
                message_id=int(address.edits),
                entities=part.entities,
                reply_markup=buttons,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            return failing.says(error, "message is not modified")
        except TelegramError as error:
            raise failing.sending_error(error, repeatable=True) from error
        return True

    async def _take_buttons(self, address: Address) -> None:
        """Take the buttons from an answer that another one follows."""
        assert address.edits is not None
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=int(address.place.chat), message_id=int(address.edits)
            )
        except TelegramError as error:
            # They stay, and still work.
            log.debug("buttons stay", error=failing.name(error))

    async def _reacted(self, address: Address) -> bool:
        """Acknowledge a message with a thumb; False if that is not possible."""
        if address.reply_to is None or not address.reply_to.isdecimal():
            return False
        try:
            await self._bot.set_message_reaction(
                chat_id=int(address.place.chat),
                message_id=int(address.reply_to),
                reaction=ReactionEmoji.THUMBS_UP,
            )
        except TelegramError as error:
            log.debug("no reaction", error=failing.name(error))
            return False
        return True


def _text_step(bot: Bot, part: Part) -> _Step:
    content = {
        "text": part.text,
        "entities": part.entities,
        "link_preview_options": NO_PREVIEW,
    }
    return _Step(method=bot.send_message, content=content)


def _file_step(bot: Bot, file: Attachment, caption: Part | None) -> _Step:
    content = {
        "document": file.content,
        "filename": file.name,
        "caption": caption.text if caption else None,
        "caption_entities": caption.entities if caption else None,
    }
    return _Step(method=bot.send_document, content=content)


def _reply(address: Address) -> ReplyParameters | None:
    """Return what an answer replies to: in a group it says "you" to one of many."""
    asked, is_group = address.reply_to, address.place.chat.startswith("-")
    if not is_group or asked is None or not asked.isdecimal():
        return None
    return ReplyParameters(int(asked), allow_sending_without_reply=True)


def _thread(address: Address) -> int | None:
    thread = address.thread
    return int(thread) if thread is not None and thread.isdecimal() else None
