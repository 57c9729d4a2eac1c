"""Changing entries of a group: shares follow, and everybody is told what that does."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.dialog.messages import Outgoing
from tests.dialog.conftest import Group, labels

HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def dinner(group: Group) -> Group:
    """Mia, Ana, Bob and Cem; #1 is Mia's dinner of 84.00 with Ana and Bob."""
    await group.meet("mia", "ana", "bob", "cem")
    await group("mia", "dinner 84 with @ana @bob")
    return group


def owed(answer: Outgoing) -> dict[str, str]:
    """What each member owes of the answer's entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["owed"] for name, share in shares.items() if share["owed"] != "0.00"}


def paid(answer: Outgoing) -> dict[str, str]:
    """What each member paid of the answer's entry."""
    shares = answer.data["entry"]["shares"]
    return {name: share["paid"] for name, share in shares.items() if share["paid"] != "0.00"}


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ("with @ana", {"Mia": "42.00", "Ana": "42.00"}),
        ("for @ana", {"Ana": "84.00"}),
        ("for @ana @bob", {"Ana": "42.00", "Bob": "42.00"}),
        ("all", {"Mia": "21.00", "Ana": "21.00", "Bob": "21.00", "Cem": "21.00"}),
        ("except @bob", {"Mia": "28.00", "Ana": "28.00", "Cem": "28.00"}),
        ("without @bob", {"Mia": "42.00", "Ana": "42.00"}),
        ("with @cem too", {"Mia": "21.00", "Ana": "21.00", "Bob": "21.00", "Cem": "21.00"}),
        ("@ana 50% @bob 50%", {"Ana": "42.00", "Bob": "42.00"}),
        ("@ana 20", {"Ana": "20.00", "Mia": "32.00", "Bob": "32.00"}),
        ("@ana 20 @bob 30 rest me", {"Ana": "20.00", "Mia": "34.00", "Bob": "30.00"}),
        ("me 20 @ana 64", {"Mia": "20.00", "Ana": "64.00"}),
        ("@ana x2", {"Ana": "42.00", "Mia": "21.00", "Bob": "21.00"}),
        ("@ana +6", {"Ana": "32.00", "Mia": "26.00", "Bob": "26.00"}),
        ("+1 guest", {"Mia": "42.00", "Ana": "21.00", "Bob": "21.00"}),
        ("100 with @ana", {"Mia": "50.00", "Ana": "50.00"}),
        ("yesterday with @ana", {"Mia": "42.00", "Ana": "42.00"}),
    ],
)
async def test_an_entry_is_divided_anew_as_said(dinner, said, shares):
    answer = await dinner("mia", f"edit #1 {said}")
    assert owed(answer) == shares
    assert paid(answer) == {"Mia": "100.00" if "100" in said else "84.00"}


@pytest.mark.parametrize(
    ("said", "payments"),
    [
        ("paid by @ana", {"Ana": "84.00"}),
        ("@ana paid", {"Ana": "84.00"}),
        ("paid by @ana 50 @bob 34", {"Ana": "50.00", "Bob": "34.00"}),
    ],
)
async def test_another_payer_leaves_the_shares(dinner, said, payments):
    answer = await dinner("mia", f"edit #1 {said}")
    assert paid(answer) == payments
    assert owed(answer) == {"Mia": "28.00", "Ana": "28.00", "Bob": "28.00"}


async def test_a_reply_adds_and_takes_away_people(dinner):
    answer = await dinner.reply("mia", "with @cem too")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob", "Cem"], "21.00")
    answer = await dinner.reply("mia", "without @bob")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Cem"], "28.00")
    answer = await dinner.reply("mia", "@ana @bob")
    assert owed(answer) == dict.fromkeys(["Mia", "Ana", "Bob"], "28.00")
