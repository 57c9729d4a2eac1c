"""One table, three doors: a command cannot work in one and not in another."""

from __future__ import annotations

import contextlib

import pytest

from bots.dialog.commands import COMMANDS
from tests.doors import slack_door, telegram_door, transcripts
from tests.doors.console_door import ConsoleDoor

TABLE = transcripts.read()
BEFORE = ("/start", "currency eur", "timezone UTC")
"""What is said first: the doors tell different things about a person."""


@contextlib.asynccontextmanager
async def door_of(name, sessions, monkeypatch):
    if name == "console":
        yield ConsoleDoor(sessions)
    elif name == "telegram":
        async with telegram_door.opened(sessions) as door:
            yield door
    else:
        async with slack_door.opened(sessions, monkeypatch) as door:
            yield door


@pytest.mark.parametrize("command", TABLE)
@pytest.mark.parametrize("name", ["console", "telegram", "slack"])
async def test_what_is_said_is_answered_through_every_door(name, command, sessions, monkeypatch):
    async with door_of(name, sessions, monkeypatch) as door:
        for text in () if command == "first words" else BEFORE:
            await door.says(text)
        for step in TABLE[command]:
            shown = await getattr(door, step.kind)(step.text)
            assert str(shown) == step.shown, f"after {step.kind} {step.text}"


def test_every_command_that_help_names_is_in_the_table():
    named = {c.name for c in COMMANDS if c.summary and c.where != "group"}
    assert named <= TABLE.keys()
