from __future__ import annotations

import re

from bots.dialog.commands import COMMANDS
from bots.telegram import menus
from tests.simulators.telegram_failing import ServerError
from tests.telegram_bot.conftest import running

SET = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def changes(api):
    return [call for method in SET for call in api.called(method)]


async def published(api, sessions):
    async with running(api, sessions):
        await api.until(lambda: api.called("getMyShortDescription"))


async def test_commands_and_descriptions_are_published_per_scope_once(api, sessions):
    async with running(api, sessions):
        await api.until(lambda: len(changes(api)) == 4)
    scopes = {call.params["scope"]["type"] for call in api.called("setMyCommands")}
    assert scopes == {"all_private_chats", "all_group_chats"}
    await published(api, sessions)
    assert len(changes(api)) == 4


async def test_what_telegram_lost_is_published_again(api, sessions):
    async with running(api, sessions):
        await api.until(lambda: len(changes(api)) == 4)
    api.world.settings["short_description", ""] = "something else"
    async with running(api, sessions):
        await api.until(lambda: len(changes(api)) == 5)


async def test_menus_that_cannot_be_published_stop_nothing(api, mia, sessions):
    api.fail("getMyCommands", ServerError(502), times=9)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))


def test_every_command_with_a_name_that_telegram_can_show_is_in_the_menu():
    shown = {command.command: command.description for command in menus.private_commands()}
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in shown)
    assert list(shown)[:3] == ["help", "report", "left"]
    assert {c.name for c in COMMANDS if c.summary and " " not in c.name} == set(shown)
