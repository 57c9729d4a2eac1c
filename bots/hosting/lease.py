"""What one process of several does: it holds a lease, and the others stand by.

They take over within half a minute, at once if the holder stopped properly.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import leases

log = structlog.get_logger()

LASTS: Final = 30.0
RENEWED_EVERY: Final = 10.0
AGAIN_AFTER: Final = 1.0
"""Seconds until a renewal that failed is tried again."""
GIVING_BACK: Final = 2.0
"""Seconds to give it back; else it ends by itself."""


class Lease:
    """One process's claim to something."""

    def __init__(self, sessions: Sessions, name: str) -> None:
        self._sessions = sessions
        self._name = name
        self._holder = uuid.uuid4().hex
        self._ends = 0.0

    async def take(self) -> bool:
        """Take or renew it; False if another process has it, or nobody can tell."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        try:
            async with asyncio.timeout(RENEWED_EVERY), self._sessions.begin() as session:
                taken = await leases.take(session, self._name, holder=self._holder, seconds=LASTS)
        except (SQLAlchemyError, TimeoutError) as error:
            log.warning("lease not renewed", exception=failures.where(error))
            return loop.time() < self._ends
        self._ends = asked + LASTS if taken else 0.0
        return taken

    async def keep(self) -> None:
        """Renew it; return when it is lost."""
        loop, pause = asyncio.get_running_loop(), RENEWED_EVERY
        while True:
            await asyncio.sleep(max(0.0, min(pause, self._ends - loop.time())))
            before = self._ends
            if not await self.take():
                return
            pause = RENEWED_EVERY if self._ends > before else AGAIN_AFTER

    async def drop(self) -> None:
        """Give it back."""
        self._ends = 0.0
        try:
            async with asyncio.timeout(GIVING_BACK), self._sessions.begin() as session:
                await leases.drop(session, self._name, holder=self._holder)
        except (SQLAlchemyError, TimeoutError) as error:
            log.warning("lease not given back", exception=failures.where(error))
