"""A group that is reminded to settle on Fridays, for tests of that."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.conftest import Conversation
from tests.dialog.noticing import Noticing
from tests.dialog.test_balance import lisbon

FRIDAY = dt.datetime(2026, 11, 20, 17, 5, tzinfo=dt.UTC)
"""After Friday 17:00, and after the minutes over which it is spread."""


@pytest.fixture
def noticing(sessions):
    return Noticing(sessions)


@pytest.fixture
def bob(sessions):
    """Bob's private chat."""
    return Conversation(sessions, name="bob")


@pytest.fixture
async def reminded(group, bob):
    """The group of Lisbon, reminded on Fridays; Bob has written to us alone."""
    await lisbon(group)
    await bob("hello")
    await group("mia", "remind weekly friday 17:00")
    return group


def by_chat(said):
    return dict(said)


async def press(conversation, outgoing, label):
    conversation.at = FRIDAY
    conversation.last = outgoing
    return await conversation.press(label)
