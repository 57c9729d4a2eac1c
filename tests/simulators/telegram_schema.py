"""Which methods there are, and what they take: anything else is nonsense.

A line of the tables reads `name:kind`, with `!` if it must be there; `[kind]` is a list.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.simulators.telegram_refusals import Refusal, nonsense

JSON = dict[str, Any]

_SEND = """business_connection_id:str chat_id:chat! message_thread_id:int
    direct_messages_topic_id:int disable_notification:bool protect_content:bool
    allow_paid_broadcast:bool message_effect_id:str suggested_post_parameters:object
    reply_parameters:ReplyParameters reply_markup:ReplyMarkup parse_mode:str"""
_CAPTION = " caption:str caption_entities:[MessageEntity]"
_EDIT = """business_connection_id:str chat_id:chat message_id:int inline_message_id:str
    reply_markup:InlineKeyboardMarkup"""
_SCOPED = " scope:BotCommandScope language_code:str"

METHODS = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:[str]",
    "setWebhook": """url:str! certificate:file ip_address:str max_connections:int
        allowed_updates:[str] drop_pending_updates:bool secret_token:str""",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": _SEND
    + " text:str! entities:[MessageEntity] link_preview_options:LinkPreviewOptions",
    "sendPhoto": _SEND + _CAPTION + " photo:file! has_spoiler:bool show_caption_above_media:bool",
    "sendDocument": _SEND
    + _CAPTION
    + " document:file! thumbnail:file disable_content_type_detection:bool",
    "editMessageText": _EDIT
    + """ text:str! parse_mode:str entities:[MessageEntity]
        link_preview_options:LinkPreviewOptions""",
    "editMessageCaption": _EDIT + _CAPTION + " parse_mode:str show_caption_above_media:bool",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id:chat! message_id:int!",
    "answerCallbackQuery": """callback_query_id:str! text:str show_alert:bool url:str
        cache_time:int""",
    "answerInlineQuery": """inline_query_id:str! results:[InlineQueryResult]! cache_time:int
        is_personal:bool next_offset:str button:object""",
    "setMyCommands": "commands:[BotCommand]!" + _SCOPED,
    "getMyCommands": _SCOPED,
    "deleteMyCommands": _SCOPED,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "setChatMenuButton": "chat_id:int menu_button:MenuButton",
    "sendChatAction": """business_connection_id:str chat_id:chat! message_thread_id:int
        action:str!""",
    "setMessageReaction": """chat_id:chat! message_id:int! reaction:[ReactionType]
        is_big:bool""",
    "getFile": "file_id:str!",
    "getChat": "chat_id:chat!",
    "getChatMember": "chat_id:chat! user_id:int!",
    "getChatAdministrators": "chat_id:chat! return_bots:bool",
    "getChatMemberCount": "chat_id:chat!",
    "leaveChat": "chat_id:chat!",
}

TYPES = {
    "MessageEntity": """type:str! offset:int! length:int! url:str user:object language:str
        custom_emoji_id:str unix_time:int date_time_format:str""",
    "ReplyParameters": """message_id:int! chat_id:chat allow_sending_without_reply:bool
        quote:str quote_parse_mode:str quote_entities:[MessageEntity] quote_position:int
        checklist_task_id:int poll_option_id:str""",
    "LinkPreviewOptions": """is_disabled:bool url:str prefer_small_media:bool
        prefer_large_media:bool show_above_text:bool""",
    "InlineKeyboardMarkup": "inline_keyboard:[[InlineKeyboardButton]]!",
    "InlineKeyboardButton": """text:str! icon_custom_emoji_id:str style:str url:str
        callback_data:str web_app:object login_url:object switch_inline_query:str
        switch_inline_query_current_chat:str switch_inline_query_chosen_chat:object
        copy_text:object callback_game:object pay:bool""",
    "ReplyKeyboardMarkup": """keyboard:[[KeyboardButton]]! is_persistent:bool
        resize_keyboard:bool one_time_keyboard:bool input_field_placeholder:str
        selective:bool""",
    "KeyboardButton": """text:str! icon_custom_emoji_id:str style:str request_users:object
        request_chat:object request_managed_bot:object request_contact:bool
        request_location:bool request_poll:object web_app:object""",
    "ReplyKeyboardRemove": "remove_keyboard:bool! selective:bool",
    "ForceReply": "force_reply:bool! input_field_placeholder:str selective:bool",
    "BotCommand": "command:str! description:str!",
    "BotCommandScope": "type:str! chat_id:chat user_id:int",
    "MenuButton": "type:str! text:str web_app:object",
    "ReactionType": "type:str! emoji:str custom_emoji_id:str",
    "InlineQueryResult": """type:str! id:str! title:str!
        input_message_content:InputMessageContent! reply_markup:InlineKeyboardMarkup url:str
        description:str thumbnail_url:str thumbnail_width:int thumbnail_height:int""",
    "InputMessageContent": """message_text:str! parse_mode:str entities:[MessageEntity]
        link_preview_options:LinkPreviewOptions""",
}
_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_BY_LOWER = {name.lower(): name for name in METHODS}


def method_named(name: str) -> str:
    """A method by its name, whose case does not matter; 404 if there is none."""
    if name.lower() not in _BY_LOWER:
        raise Refusal(404, "Not Found", fault=True)
    return _BY_LOWER[name.lower()]


def read(method: str, given: JSON) -> JSON:
    """Parameters as values; raw ones are texts of a form or values of a JSON body."""
    fields = _fields(METHODS[method])
    _check_names(method, fields, given)
    return {name: _outer(fields[name][0], value, name) for name, value in given.items()}


def _fields(table: str) -> dict[str, tuple[str, bool]]:
    parts = (field.split(":") for field in table.split())
    return {name: (kind.rstrip("!"), kind.endswith("!")) for name, kind in parts}


def _check_names(where: str, fields: dict[str, tuple[str, bool]], given: JSON) -> None:
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise nonsense(f"{where} takes no {', '.join(unknown)}")
    missing = [name for name, (_, needed) in fields.items() if needed and name not in given]
    if missing:
        empty = {"text": "message text is empty", "chat_id": "chat_id is empty"}
        raise nonsense(empty.get(missing[0], f"{where}: {missing[0]} is required"))


def _outer(kind: str, value: Any, name: str) -> Any:
    """A parameter itself: in a form everything is a text."""
    if not isinstance(value, str) or kind in {"str", "file"}:
        return _value(kind, value, name)
    if kind == "int" or (kind == "chat" and not value.startswith("@")):
        if not re.fullmatch(r"-?\d{1,19}", value):
            raise nonsense(f"{name} must be an integer")
        return int(value)
    if kind == "bool":
        if value.lower() not in {"true", "false", "1", "0"}:
            raise nonsense(f"{name} must be a boolean")
        return value.lower() in {"true", "1"}
    if kind == "chat":
        return value
    try:
        return _value(kind, json.loads(value), name)
    except ValueError:
        raise nonsense(f"can't parse {name} JSON object") from None


def _value(kind: str, value: Any, path: str) -> Any:
    """A value of JSON, checked to the bottom."""
    if kind == "file":
        return value
    if kind.startswith("["):
        if not isinstance(value, list):
            raise nonsense(f"{path} must be an Array")
        return [_value(kind[1:-1], each, f"{path}[{i}]") for i, each in enumerate(value)]
    if kind == "ReplyMarkup" and isinstance(value, dict):
        kind = next((kind for key, kind in _MARKUPS.items() if key in value), "ForceReply")
    right: tuple[type[Any], ...] = {
        "int": (int,),
        "bool": (bool,),
        "str": (str,),
        "chat": (int, str),
    }.get(kind, (dict,))
    if not isinstance(value, right) or (isinstance(value, bool) and bool not in right):
        raise nonsense(f"{path} must be of type {kind}")
    if kind in TYPES:
        fields = _fields(TYPES[kind])
        _check_names(path, fields, value)
        return {k: _value(fields[k][0], v, f"{path}.{k}") for k, v in value.items()}
    return value
