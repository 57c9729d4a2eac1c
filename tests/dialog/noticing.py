"""What is said without being asked, in tests of the dialog: a scheduler that is told the time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text

from bots.dialog.messages import Outgoing
from bots.dialog.notices.kinds import KINDS
from scheduler.delivering import Deliverer
from scheduler.planning import Planner
from tests.dialog.conftest import NOON


class Noticing:
    """Plans and sends what is due at `at`; `said` has what each chat was sent, in order."""

    is_open = True

    def __init__(self, sessions):
        self.sessions = sessions
        self.at = NOON
        self.said: list[tuple[str, Outgoing]] = []
        self.failures: list[Exception] = []

    async def send(self, claimed, outgoing):
        if self.failures:
            raise self.failures.pop(0)
        self.said.append((claimed.place.chat, outgoing))
        return f"n{len(self.said)}"

    async def tick(self, at: dt.datetime | None = None) -> list[tuple[str, Outgoing]]:
        """Let it be a time, and return what is said then."""
        self.at = at or self.at
        before = len(self.said)
        await Planner(self.sessions, KINDS, clock=lambda: self.at).plan()
        await Deliverer(self.sessions, KINDS, {"test": self}, clock=lambda: self.at).deliver()
        return self.said[before:]

    async def states(self):
        """Return the state and the reason of each delivery, oldest first."""
        async with self.sessions() as session:
            rows = await session.execute(text("SELECT state, reason FROM deliveries ORDER BY id"))
            return [tuple(row) for row in rows]
