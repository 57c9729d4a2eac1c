"""When schedules are due, computed anew where this computer knows other time zones than before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from expenseiq_core.db.session import Sessions
from expenseiq_core.services import retiming

EVERY: Final = dt.timedelta(days=1)
BATCH: Final = 1000


class Retimer:
    """Looks at the start and once a day: a process lives on after an update of the database."""

    def __init__(self, sessions: Sessions, *, clock: Callable[[], dt.datetime]) -> None:
        self._sessions = sessions
        self._clock = clock
        self._looked_at: dt.datetime | None = None

    async def retime(self) -> int:
        """Compute anew what is outdated, in batches; return how many schedules that were."""
        now, count = self._clock(), 0
        if self._looked_at is not None and abs(now - self._looked_at) < EVERY:
            return 0
        while True:
            async with self._sessions.begin() as session:
                batch = await retiming.retime(session, limit=BATCH)
            count += batch
            if batch < BATCH:
                self._looked_at = now
                return count
