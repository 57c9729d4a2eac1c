"""One table of groups, three doors: several people, everybody's buttons, one book."""

from __future__ import annotations

import contextlib

import pytest

from bots.dialog.commands import COMMANDS
from tests.doors import console_door, slack_door, telegram_door, transcripts

TABLE = transcripts.read(transcripts.GROUPS)
NAMES = ("Mia", "Ana", "Bob")
BEFORE = ("currency eur",)
"""What the first of them says first: the doors tell different things about a person."""


@contextlib.asynccontextmanager
async def group_of(door, sessions, monkeypatch):
    """Three people in one group, all of whom take part."""
    if door == "console":
        yield await console_door.opened_group(sessions, NAMES)
    elif door == "telegram":
        async with telegram_door.opened_group(sessions, NAMES) as group:
            yield group
    else:
        async with slack_door.opened_group(sessions, monkeypatch, NAMES) as group:
            yield group


@pytest.mark.parametrize("command", TABLE)
@pytest.mark.parametrize("door", ["console", "telegram", "slack"])
async def test_what_is_said_in_a_group_is_answered_through_every_door(
    door, command, sessions, monkeypatch
):
    async with group_of(door, sessions, monkeypatch) as group:
        for name in NAMES:
            await group.says("join", name)
        for text in BEFORE:
            await group.says(text, NAMES[0])
        for step in TABLE[command]:
            shown = await getattr(group, step.kind)(step.text, step.name)
            assert step.shown in (str(shown), transcripts.ANY), (
                f"after {step.name} {step.kind} {step.text}"
            )


def test_every_command_of_groups_that_help_names_is_in_the_table():
    assert {c.name for c in COMMANDS if c.summary and c.where == "group"} <= TABLE.keys()
