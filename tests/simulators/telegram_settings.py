"""What the bot says of itself, and what it asks about chats."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.simulators.telegram_chats import Chat
from tests.simulators.telegram_refusals import bad_request, nonsense
from tests.simulators.telegram_world import World

JSON = dict[str, Any]

SCOPES: dict[str, set[str]] = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
PROFILE = {"Name": ("name", 64), "Description": ("description", 512)}
PROFILE["ShortDescription"] = ("short_description", 120)


def _language(params: JSON) -> str:
    code = str(params.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise nonsense("invalid language code specified")
    return code


def _place(world: World, params: JSON) -> tuple[str, ...]:
    """The key of a command list: its scope and language."""
    scope = params.get("scope", {"type": "default"})
    needed = SCOPES.get(scope["type"])
    if needed is None:
        raise nonsense("can't parse BotCommandScope: unsupported type specified")
    if needed != set(scope) - {"type"}:
        raise nonsense(f"can't parse BotCommandScope: {scope['type']} takes {sorted(needed)}")
    if "chat_id" in scope:
        world.chat(scope["chat_id"]).check_writable()
    name = ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return ("commands", name, _language(params))


def set_commands(world: World, params: JSON) -> bool:
    """SetMyCommands: at most 100, names in lower case, per scope and language."""
    commands = params["commands"]
    if len(commands) > 100:
        raise nonsense("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise nonsense("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise nonsense("BOT_COMMAND_DESCRIPTION_INVALID")
    world.settings[_place(world, params)] = commands
    return True


def get_commands(world: World, params: JSON) -> list[JSON]:
    return list(world.settings.get(_place(world, params), []))


def delete_commands(world: World, params: JSON) -> bool:
    world.settings.pop(_place(world, params), None)
    return True


def set_menu_button(world: World, params: JSON) -> bool:
    """SetChatMenuButton, for one private chat or as the default."""
    button = params.get("menu_button", {"type": "default"})
    if button["type"] not in {"commands", "web_app", "default"}:
        raise nonsense("can't parse MenuButton: unsupported type specified")
    if button["type"] == "web_app" and not {"text", "web_app"} <= set(button):
        raise nonsense("can't parse MenuButton: a web_app needs text and web_app")
    if "chat_id" in params and world.chat(params["chat_id"]).type != "private":
        raise nonsense("chat_id must be a private chat")
    world.settings["menu_button", str(params.get("chat_id", ""))] = button
    return True


def _set_profile(field: str, most: int) -> Callable[[World, JSON], bool]:
    def handler(world: World, params: JSON) -> bool:
        if len(params.get(field, "")) > most:
            raise nonsense(f"{field} is too long")
        world.settings[field, _language(params)] = params.get(field, "")
        return True

    return handler


def _get_profile(field: str) -> Callable[[World, JSON], JSON]:
    def handler(world: World, params: JSON) -> JSON:
        return {field: world.settings.get((field, _language(params)), "")}

    return handler


def _readable(world: World, params: JSON) -> Chat:
    chat = world.chat(params["chat_id"])
    chat.check_readable()
    return chat


def get_chat(world: World, params: JSON) -> JSON:
    """GetChat, with the fields that must be there."""
    chat = _readable(world, params)
    accepted = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat.raw,
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*accepted, "gifts_from_channels"), False),
    }


def get_member(world: World, params: JSON) -> JSON:
    """GetChatMember: one who never was there is "left"."""
    chat = _readable(world, params)
    user_id = params["user_id"]
    if user_id == world.bot["id"]:
        user, status = world.bot, chat.bot_status
    elif user_id in world.chats:
        user = {"is_bot": False, **world.chats[user_id].raw}
        status = chat.members.get(user_id, "left")
    else:
        raise bad_request("invalid user_id specified")
    kept = ("id", "is_bot", "first_name", "last_name", "username")
    return member({key: user[key] for key in kept if key in user}, status)


def get_administrators(world: World, params: JSON) -> list[JSON]:
    """GetChatAdministrators: people, and our bot if it is one; no other bots."""
    chat = _readable(world, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    found = [
        get_member(world, {"chat_id": chat.id, "user_id": user_id})
        for user_id, status in chat.members.items()
        if status in {"creator", "administrator"}
    ]
    bot = [member(world.bot, chat.bot_status)] if chat.bot_status == "administrator" else []
    return found + bot


def get_count(world: World, params: JSON) -> int:
    """GetChatMemberCount, with the bot."""
    chat = _readable(world, params)
    there = sum(status not in {"left", "kicked"} for status in chat.members.values())
    return there + (chat.bot_status in {"member", "administrator"})


RIGHTS = """can_be_edited can_manage_chat can_delete_messages can_manage_video_chats
    can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories
    can_edit_stories can_delete_stories is_anonymous""".split()


def member(user: JSON, status: str) -> JSON:
    """A ChatMember object."""
    more: JSON = {}
    if status == "kicked":
        more = {"until_date": 0}
    elif status == "creator":
        more = {"is_anonymous": False}
    elif status == "administrator":
        more = dict.fromkeys(RIGHTS, False) | {"can_manage_chat": True}
    return {"user": user, "status": status, **more}


def leave_chat(world: World, params: JSON) -> bool:
    chat = world.chat(params["chat_id"])
    chat.check_writable()
    if chat.type == "private":
        raise nonsense("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


HANDLERS: dict[str, Callable[[World, JSON], Any]] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setChatMenuButton": set_menu_button,
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_count,
    "leaveChat": leave_chat,
    "getMe": lambda world, _: world.bot,
    "logOut": lambda _world, _: True,
    "close": lambda _world, _: True,
    **{f"setMy{name}": _set_profile(*limits) for name, limits in PROFILE.items()},
    **{f"getMy{name}": _get_profile(limits[0]) for name, limits in PROFILE.items()},
}
