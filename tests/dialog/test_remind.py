"""Reminders to settle: when they come, to whom, where, and what their buttons do."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.conftest import Conversation, labels
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
    return {chat: outgoing for chat, outgoing in said}


async def press(conversation, outgoing, label):
    conversation.at = FRIDAY
    conversation.last = outgoing
    return await conversation.press(label)


async def test_a_debtor_is_told_alone_what_they_owe_whom(reminded, noticing):
    [(chat, said)] = await noticing.tick(FRIDAY)
    assert chat == "bob"
    assert said.text == "Lisbon: you owe €42.00\nMia €32.00 · Ana €10.00"
    assert labels(said) == ["Paid Mia", "Paid Ana", "Why?", "In a week", "Don't remind me here"]
    assert await noticing.tick() == []


async def test_paid_is_recorded_in_the_group_by_the_debtor_and_told_there(
    reminded, noticing, bob
):
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Paid Mia")
    assert answer.text == "In Lisbon:\n#5 Bob → Mia €32.00\nYou still owe Ana €10.00."
    assert labels(answer) == ["Paid Ana", "Undo"]
    [(chat, told)] = await noticing.tick()
    assert (chat, told.text) == ("group-lisbon", "#5 Bob → Mia €32.00\nSays Bob.")
    reminded.at = FRIDAY
    assert "Bob owes €10.00" in (await reminded("mia", "balance")).text
    answer = await bob.press("Paid Ana")
    assert answer.text == "In Lisbon:\n#6 Bob → Ana €10.00\nEveryone is even 🎉"
