"""The scheduler of recurring entries, over a platform that shows what it is given."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text

from bots.dialog.notices import recurring
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from tests.dialog.conftest import NOON

MORNING = dt.time(9)


class Days:
    """Days that come, one after the other or many at once."""

    is_open = True

    def __init__(self, sessions):
        self.sessions, self.now, self.shown = sessions, NOON, []
        kinds, clock = (recurring.KIND,), lambda: self.now
        self.planner = Planner(sessions, kinds, clock=clock)
        self.deliverer = Deliverer(sessions, kinds, {"test": self}, clock=clock)

    async def send(self, _claimed, outgoing):
        """Show a notice."""
        self.shown.append(outgoing)
        return f"n{len(self.shown)}"

    async def until(self, day, at=MORNING):
        """Let a day come; return what is said then."""
        self.now = dt.datetime.combine(dt.date.fromisoformat(day), at, dt.UTC)
        before = len(self.shown)
        await self.planner.plan()
        await self.deliverer.deliver()
        return [shown.text for shown in self.shown[before:]]

    async def rows(self, statement):
        """Read from the database."""
        async with self.sessions() as session:
            return [tuple(row) for row in await session.execute(text(statement))]

    async def booked(self):
        """Return date and description of all living entries, in the order of recording."""
        rows = await self.rows(
            "SELECT date, description FROM entries WHERE voided_at IS NULL ORDER BY ledger_id, no"
        )
        return [f"{day} {description}" for day, description in rows]
