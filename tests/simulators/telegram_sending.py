"""Messages, actions and reactions that the bot sends."""

from __future__ import annotations

from typing import Any

from telegram.constants import ReactionEmoji

from tests.simulators import telegram_files, telegram_markup, telegram_text
from tests.simulators.telegram_chats import Chat
from tests.simulators.telegram_refusals import bad_request, nonsense
from tests.simulators.telegram_world import World

JSON = dict[str, Any]

TEXT, CAPTION = 4096, 1024
ACTIONS = frozenset(
    """typing upload_photo record_video upload_video record_voice upload_voice upload_document
    choose_sticker find_location record_video_note upload_video_note""".split()
)


def text_of(params: JSON) -> JSON:
    """The fields of a text, checked (fact 9)."""
    refuse_parse_mode(params)
    text, entities = telegram_text.cleaned(params["text"], params.get("entities"), most=TEXT)
    if not text:
        raise nonsense("message text is empty")
    return {"text": text, "entities": entities or None}


def caption_of(params: JSON) -> JSON:
    """The fields of a caption, checked (fact 9)."""
    refuse_parse_mode(params)
    text, entities = telegram_text.cleaned(
        params.get("caption", ""),
        params.get("caption_entities"),
        most=CAPTION,
        what="message caption",
    )
    return {"caption": text or None, "caption_entities": entities or None}


def refuse_parse_mode(params: JSON) -> None:
    """Ours sends entities: what a person typed must never be read as markup."""
    if "parse_mode" in params:
        raise nonsense("unsupported parse_mode")


def send_message(world: World, params: JSON) -> JSON:
    """SendMessage: facts 9 to 16 and 20."""
    return _send(world, params, text_of(params))


def send_photo(world: World, params: JSON) -> JSON:
    caption = caption_of(params)
    return _send(world, params, {**telegram_files.photo(world, params["photo"]), **caption})


def send_document(world: World, params: JSON) -> JSON:
    caption = caption_of(params)
    return _send(world, params, {**telegram_files.document(world, params["document"]), **caption})


def _send(world: World, params: JSON, content: JSON) -> JSON:
    markup = params.get("reply_markup")
    telegram_markup.check(markup)
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    reply = _reply(chat, params.get("reply_parameters"))
    thread = _thread(chat, params.get("message_thread_id"), reply)
    world.check_rates(chat)
    raw = {"from": _bot(world), "date": world.date, **thread, **reply, **content}
    raw["reply_markup"] = telegram_markup.kept(markup)
    message = chat.add({k: v for k, v in raw.items() if v is not None}, by_bot=True)
    if markup and "inline_keyboard" not in markup:
        message.reply_keyboard = markup
    return message.raw


def _bot(world: World) -> JSON:
    return {key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")}


def _reply(chat: Chat, given: JSON | None) -> JSON:
    """The message that is replied to, and the quote from it (fact 15)."""
    if given is None:
        return {}
    if "quote_parse_mode" in given:
        raise nonsense("unsupported parse_mode")
    if given.get("chat_id", chat.id) != chat.id:
        raise nonsense("replies into other chats are not served here")
    replied = chat.messages.get(given["message_id"])
    if replied is None or replied.deleted:
        if given.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    reply: JSON = {"reply_to_message": replied.quoted()}
    if "quote" in given:
        if given["quote"] not in replied.text:
            raise bad_request("QUOTE_TEXT_INVALID")
        position = telegram_text.units(replied.text[: replied.text.index(given["quote"])])
        reply["quote"] = {"text": given["quote"], "position": position, "is_manual": True}
    return reply


def _thread(chat: Chat, thread: int | None, reply: JSON) -> JSON:
    """Fact 20: the topic; a reply goes into the topic of what it replies to."""
    if thread is None:
        replied = reply.get("reply_to_message", {})
        kept = ("message_thread_id", "is_topic_message")
        return {key: replied[key] for key in kept if key in replied}
    topic = chat.topics.get(thread)
    if topic is None:
        if any(each.thread == thread for each in chat.messages.values()):
            return {"message_thread_id": thread}
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    reply.setdefault("reply_to_message", topic.opening.quoted())
    return {"message_thread_id": thread, "is_topic_message": True}


def send_action(world: World, params: JSON) -> bool:
    if params["action"] not in ACTIONS:
        raise nonsense("wrong parameter action in request")
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    _thread(chat, params.get("message_thread_id"), {})
    world.actions.append((chat.id, params["action"]))
    return True


def react(world: World, params: JSON) -> bool:
    """SetMessageReaction: at most one emoji of the fixed list (fact 21)."""
    reactions = params.get("reaction", [])
    emoji = [each.get("emoji") for each in reactions]
    if len(reactions) > 1:
        raise nonsense("REACTIONS_TOO_MANY")
    if any(one not in set(ReactionEmoji) for one in emoji):
        raise nonsense("REACTION_INVALID")
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    chat.get(params["message_id"], "message to react").reactions = emoji
    return True


HANDLERS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_action,
    "setMessageReaction": react,
}
