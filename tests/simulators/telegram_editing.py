"""Messages of the bot, edited in place or deleted."""

from __future__ import annotations

from typing import Any

from tests.simulators import telegram_markup
from tests.simulators.telegram_chats import Message
from tests.simulators.telegram_refusals import bad_request, nonsense
from tests.simulators.telegram_sending import caption_of, text_of
from tests.simulators.telegram_world import World

JSON = dict[str, Any]


def _own(world: World, params: JSON) -> Message:
    """The message that the bot wants to edit."""
    if "inline_message_id" in params:
        if params["inline_message_id"] not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline_messages[params["inline_message_id"]]
    if "chat_id" not in params or "message_id" not in params:
        raise nonsense("message identifier is not specified")
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    message = chat.get(params["message_id"], "message to edit")
    if not message.by_bot or message.reply_keyboard:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, params: JSON, content: JSON) -> JSON | bool:
    """Edit in place; the keyboard goes unless it is given again."""
    markup = params.get("reply_markup")
    telegram_markup.check(markup)
    message = _own(world, params)
    for field in ("text", "caption"):
        if field in content and not _has(message, field):
            raise bad_request(f"there is no {field} in the message to edit")
    new = {**content, "reply_markup": telegram_markup.kept(markup)}
    if all(message.raw.get(key) == value for key, value in new.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    message.change(at=world.clock.now(), **new)
    return True if "inline_message_id" in params else message.raw


def _has(message: Message, field: str) -> bool:
    return ("text" in message.raw) == (field == "text")


def edit_text(world: World, params: JSON) -> JSON | bool:
    return _edit(world, params, text_of(params))


def edit_caption(world: World, params: JSON) -> JSON | bool:
    return _edit(world, params, caption_of(params))


def edit_markup(world: World, params: JSON) -> JSON | bool:
    return _edit(world, params, {})


def delete_message(world: World, params: JSON) -> bool:
    """DeleteMessage: own ones, and others' where the bot may; not after 48 hours."""
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    message = chat.get(params["message_id"], "message to delete")
    may = message.by_bot or chat.type == "private" or chat.bot_status == "administrator"
    if not may:
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.raw["date"] > world.timings.delete_within:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    return True


HANDLERS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
}
