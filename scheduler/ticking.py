"""The scheduler: every few seconds, what is due is planned and sent.

APScheduler only ticks, from memory. What is due stands in the database and is taken there row by
row, so that any number of schedulers may run.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.messages import Outgoing
from bots.dialog.notices.kinds import KINDS
from bots.hosting.parts import Part
from bots.hosting.sending import Address
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.services.deliveries import Claimed
from scheduler.delivering import Deliverer, Sender
from scheduler.planning import Planner

log = structlog.get_logger()

EVERY: Final = 15
"""Seconds between two ticks."""


class PlatformSender:
    """Sends notices as a platform's answers are sent: after those on their way to that chat."""

    def __init__(self, part: Part) -> None:
        self._part = part

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:
        """Send once; raises what failed."""
        assert claimed.place is not None, "it goes to a chat"
        address = Address(place=claimed.place, thread=claimed.thread)
        return await self._part.receiver.answering.send_once(address, outgoing)


class Scheduler:
    """Plans and sends notices until it is told to stop."""

    name = "scheduler"

    def __init__(
        self, sessions: Sessions, senders: Mapping[str, Sender], *, clock: Callable[[], dt.datetime]
    ) -> None:
        self._planner = Planner(sessions, KINDS, clock=clock)
        self._deliverer = Deliverer(sessions, KINDS, senders, clock=clock)

    async def tick(self) -> None:
        """Plan and send everything that is due now."""
        try:
            await self._planner.plan()
            await self._deliverer.deliver()
        except SQLAlchemyError as error:
            log.warning("tick failed", exception=failures.where(error))

    async def run(self, stopping: asyncio.Event, *, every: float = EVERY) -> None:
        """Tick at once, and then now and then, until stopped."""
        ticker = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        ticker.add_job(self.tick, "interval", seconds=every, next_run_time=dt.datetime.now(dt.UTC))
        ticker.start()
        try:
            await stopping.wait()
        finally:
            ticker.shutdown(wait=False)


def beside(
    settings: Settings,  # noqa: ARG001 (what mail needs)
    sessions: Sessions,
    clock: Callable[[], dt.datetime],
    parts: Sequence[Part],
) -> Scheduler:
    """Return the scheduler that sends through the platforms of this process."""
    senders = {part.name: PlatformSender(part) for part in parts}
    return Scheduler(sessions, senders, clock=clock)
