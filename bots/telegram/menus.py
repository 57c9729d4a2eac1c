"""What Telegram shows of a bot before anything is typed: its commands and what it is for."""

from __future__ import annotations

import re
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bots.dialog.commands import COMMANDS
from bots.telegram import failing

log = structlog.get_logger()

DESCRIPTION: Final = (
    "I keep your accounts. Type what you spent, like: lunch 12.50 food. "
    "Ask what is left, set budgets, take back what was wrong. "
    "Only you can see what you write here."
)
SHORT_DESCRIPTION: Final = "Keep accounts by talking: lunch 12.50 food"
FIRST: Final = ("help", "report", "left", "list", "undo", "budget")
"""The commands that are shown first; the others follow in their own order."""

_NAME: Final = re.compile(r"[a-z0-9_]{1,32}")


def private_commands() -> tuple[BotCommand, ...]:
    """Return the commands of private chats: those whose names Telegram can show."""
    shown = {c.name: c.summary for c in COMMANDS if c.summary and _NAME.fullmatch(c.name)}
    names = [*(n for n in FIRST if n in shown), *(n for n in shown if n not in FIRST)]
    return tuple(BotCommand(name, shown[name][:256]) for name in names[:100])


GROUP_COMMANDS: Final = (BotCommand("help", "what I am for"),)


async def publish(bot: Bot) -> None:
    """Bring what Telegram shows up to date. Failing is no reason not to work."""
    try:
        await _commands(bot, private_commands(), BotCommandScopeAllPrivateChats())
        await _commands(bot, GROUP_COMMANDS, BotCommandScopeAllGroupChats())
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
