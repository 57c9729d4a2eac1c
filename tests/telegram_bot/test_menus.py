from __future__ import annotations

import re

from bots.dialog.commands import COMMANDS
from bots.telegram import commands, menus
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
        await api.until(lambda: len(changes(api)) == 5)
    scopes = {call.params["scope"]["type"] for call in api.called("setMyCommands")}
    assert scopes == {"all_private_chats", "all_group_chats", "all_chat_administrators"}
    await published(api, sessions)
    assert len(changes(api)) == 5


async def test_what_telegram_lost_is_published_again(api, sessions):
    async with running(api, sessions):
        await api.until(lambda: len(changes(api)) == 5)
    api.world.settings["short_description", ""] = "something else"
    async with running(api, sessions):
        await api.until(lambda: len(changes(api)) == 6)


async def test_menus_that_cannot_be_published_stop_nothing(api, mia, sessions):
    api.fail("getMyCommands", ServerError(502), times=9)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))


def test_every_command_of_a_private_chat_is_in_its_menu():
    shown = {command.command: command.description for command in menus.private_commands()}
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in shown)
    assert list(shown)[:3] == ["help", "report", "left"]
    assert {"search", "undo", "timezone"} <= set(shown)
    assert not {"members", "trip"} & set(shown)


def test_a_group_is_shown_few_commands_first_the_one_that_logs():
    shown = [command.command for command in menus.group_commands()]
    assert shown[0] == "e"
    assert set(shown[1:]) <= set(menus.IN_GROUPS)
    assert {"balance", "settle", "members", "undo", "help"} <= set(shown)
    more = [command.command for command in menus.admin_commands()]
    assert more[: len(shown)] == shown
    assert "trip" in more


def test_what_a_menu_shows_can_be_typed_and_is_understood():
    for command in (*menus.private_commands(), *menus.admin_commands()):
        assert commands.is_ours(command.command)
        assert commands.shown(commands.typed(command.command)) == command.command


def test_no_command_of_a_group_is_about_ones_own_account():
    private = {commands.shown(c.name) for c in COMMANDS if c.where == "private"}
    assert not private & {command.command for command in menus.admin_commands()}
