"""Schedules that are due become deliveries, and are due next on their next date.

Both in one transaction, of rows that other processes skip: so each occurrence is planned once, by
however many processes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.notices.kind import Kind
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import schedules

log = structlog.get_logger()

AGAIN_AFTER: Final = dt.timedelta(minutes=5)
"""Until a schedule that could not be handled is tried again."""
SOON: Final = dt.timedelta(seconds=15)
"""The same where somebody else was in the way."""

AT_ONCE: Final = 500
"""Occurrences of a kind planned before those are sent."""


class Planner:
    """Plans what is due."""

    def __init__(
        self, sessions: Sessions, kinds: Sequence[Kind], *, clock: Callable[[], dt.datetime]
    ) -> None:
        self._sessions = sessions
        self._kinds = [kind for kind in kinds if kind.plan is not None]
        self._clock = clock

    async def plan(self) -> int:
        """Plan what is due; return how many occurrences that were.

        Of each kind at most some hundreds: after a long time away what is planned is sent first,
        and what is left is planned at the next tick.
        """
        return sum([await self._of_kind(kind) for kind in self._kinds])

    async def _of_kind(self, kind: Kind) -> int:
        planned = 0
        while planned < AT_ONCE and (count := await self._batch(kind)):
            planned += count
        return planned

    async def _batch(self, kind: Kind) -> int:
        """Plan some of a kind; what fails together is planned one by one."""
        planned, failed = await self._try(kind, limit=kind.batch)
        for _ in range(failed if failed > 1 else 0):
            one, _ = await self._try(kind, limit=1)
            planned += one
        return planned or failed

    async def _try(self, kind: Kind, *, limit: int) -> tuple[int, int]:
        """Plan at most so many; return how many that were, and how many failed together.

        One that fails alone waits, and holds up no other.
        """
        assert kind.plan is not None
        now, dues = self._clock(), []
        try:
            async with self._sessions.begin() as session:
                dues = await schedules.claim(
                    session, kind.name, now=now, limit=limit, catches_up=kind.catches_up
                )
                if dues:
                    await kind.plan(session, dues, now)
                    await schedules.advance(session, dues)
        except Exception as error:
            if isinstance(error, SQLAlchemyError) and not dues:
                raise
            in_the_way = failures.pause(error, 0) is not None
            note = log.warning if in_the_way else log.error
            note("not planned", kind=kind.name, exception=failures.where(error))
            if len(dues) == 1:
                until = now + (SOON if in_the_way else AGAIN_AFTER)
                async with self._sessions.begin() as session:
                    await schedules.postpone(session, [dues[0].schedule.id], until=until)
            return 0, len(dues)
        return len(dues), 0
