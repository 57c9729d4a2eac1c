"""What Telegram shows of a bot before anything is typed: its commands and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bots.dialog.commands import COMMANDS
from bots.telegram import failing
from bots.telegram.commands import shown

log = structlog.get_logger()

DESCRIPTION: Final = (
    "I keep your accounts. Type what you spent, like: lunch 12.50 food. "
    "Ask what is left, set budgets, take back what was wrong. "
    "Only you can see what you write here. Add me to a group, and I split bills there: /e dinner 84"
)
SHORT_DESCRIPTION: Final = "Keep accounts by talking: lunch 12.50 food"
FIRST: Final = ("help", "report", "left", "list", "undo", "budget")
"""The commands that are shown first; the others follow in their own order."""
IN_GROUPS: Final = ("balance", "settle", "why", "paid", "members", "undo", "list", "help")
"""Those that a group is shown, behind the one that logs."""
FOR_ADMINS: Final = ("group", "mode", "invite", "trip", "report")
"""Those that whoever runs a group is shown besides."""
LOG: Final = BotCommand("e", "log an expense: /e dinner 84")


def private_commands() -> tuple[BotCommand, ...]:
    """Return the commands of private chats."""
    names = {c.name for c in COMMANDS if c.summary and c.where != "group"}
    others = [c.name for c in COMMANDS if c.name in names and c.name not in FIRST]
    return _menu([*(name for name in FIRST if name in names), *dict.fromkeys(others)])


def group_commands() -> tuple[BotCommand, ...]:
    """Return the commands of groups: few, and what arrives there at all needs the slash."""
    return (LOG, *_menu(IN_GROUPS))


def admin_commands() -> tuple[BotCommand, ...]:
    """Return the commands of groups for those who run them."""
    return (*group_commands(), *_menu(FOR_ADMINS))


def _menu(names: Sequence[str]) -> tuple[BotCommand, ...]:
    """Return commands by name as Telegram shows them; those that there are."""
    summaries = {c.name: c.summary for c in COMMANDS if c.summary}
    found = [BotCommand(shown(n), summaries[n][:256]) for n in names if n in summaries and shown(n)]
    return tuple(found[:100])


async def publish(bot: Bot) -> None:
    """Bring what Telegram shows up to date. Failing is no reason not to work."""
    try:
        await _commands(bot, private_commands(), BotCommandScopeAllPrivateChats())
        await _commands(bot, group_commands(), BotCommandScopeAllGroupChats())
        await _commands(bot, admin_commands(), BotCommandScopeAllChatAdministrators())
        if (await bot.get_my_description()).description != DESCRIPTION:
            await bot.set_my_description(DESCRIPTION)
        if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
            await bot.set_my_short_description(SHORT_DESCRIPTION)
    except TelegramError as error:
        log.warning("menus not published", error=failing.name(error))


async def _commands(bot: Bot, commands: tuple[BotCommand, ...], scope: BotCommandScope) -> None:
    # Telegram allows few changes of these: they are made only where something differs.
    if await bot.get_my_commands(scope) != commands:
        await bot.set_my_commands(commands, scope)
