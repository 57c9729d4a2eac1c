"""Digests: what a person reads in the morning, and how it is turned on and off."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels
from tests.dialog.noticing import Noticing

MORNING = dt.datetime(2026, 11, 19, 8, 0, tzinfo=dt.UTC)
SPREAD = dt.timedelta(minutes=5)
BOOK = (
    bought(amount="13.70", date="2026-11-18"),
    bought(amount="6", date="2026-11-18"),
    bought(amount="11.50", date="2026-11-18", category="Transport"),
    bought(amount="580.80", date="2026-11-03", category="Home"),
    bought(amount="652", date="2026-10-10", category="Home"),
)


@pytest.fixture
def noticing(sessions):
    return Noticing(sessions)


async def told(noticing, at=MORNING):
    """What is said when that time comes."""
    await noticing.tick(at)
    return await noticing.tick(at + SPREAD)


async def test_a_day_in_the_morning(says, noticing):
    await spend(says, *BOOK)
    await says("budget food 200 monthly")
    answer = await says("digest daily 8:00")
    assert answer.text == "Daily digest at 08:00, first tomorrow."
    assert labels(answer) == ["Change time", "Show me one", "Stop"]
    [(chat, digest)] = await told(noticing)
    assert chat == "mia"
    assert digest.text == (
        "Wed 18 Nov: €31.20 in 3 entries\n"
        "🍽 Food €19.70 · 🚌 Transport €11.50\n"
        "November €612, €40 less than by now in October\n"
        "Food: €180.30 left for 12 days"
    )
    assert labels(digest) == ["Details", "Change time", "Stop"]
