"""Recurring entries: set up by a message, recorded on their dates, changed and stopped."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog.notices import recurring
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from tests.dialog.conftest import NOON, labels



class Days:
    """The scheduler, over a platform that shows what it is given."""

    is_open = True

    def __init__(self, sessions):
        self.sessions, self.now, self.shown = sessions, NOON, []
        self.planner = Planner(sessions, (recurring.KIND,), clock=lambda: self.now)
        self.deliverer = Deliverer(
            sessions, (recurring.KIND,), {"test": self}, clock=lambda: self.now
        )

    async def send(self, _claimed, outgoing):
        self.shown.append(outgoing)
        return f"n{len(self.shown)}"

    async def until(self, day, at=dt.time(9)):
        """Let a day come; return what was said since."""
        self.now = dt.datetime.combine(dt.date.fromisoformat(day), at, dt.UTC)
        before = len(self.shown)
        await self.planner.plan()
        await self.deliverer.deliver()
        return [shown.text for shown in self.shown[before:]]


@pytest.fixture
def days(sessions):
    return Days(sessions)


async def test_an_entry_that_comes_back_is_recorded_on_its_date(says, days):
    said = await says("rent 1200 monthly on the 1st")
    assert said.text == (
        "Rent · €1,200.00 · 🏠 Home\nMonthly on the 1st, next Tue 1 Dec."
    )
    assert labels(said) == ["Also Sun 1 Nov", "Change", "Undo"]
    assert await days.until("2026-11-30") == []
    assert await days.until("2026-12-01") == [
        "#1 Rent · €1,200.00 · 🏠 Home\nToday €1,200\nAgain Fri 1 Jan 2027."
    ]
    assert await days.until("2026-12-02") == []
