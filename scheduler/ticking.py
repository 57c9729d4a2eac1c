"""The scheduler: every few seconds, what is due is planned and sent.

APScheduler only ticks, from memory. What is due stands in the database and is taken there row by
row, so that any number of schedulers may run.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import BaseRoute

from bots.dialog import failures
from bots.dialog.messages import Outgoing
from bots.dialog.notices.kinds import KINDS
from bots.hosting.parts import Part
from bots.hosting.sending import Address
from bots.mail.part import Mail, mailing
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import paces, tidying
from expenseiq_core.services.deliveries import MAIL, Claimed
from scheduler.delivering import Deliverer
from scheduler.dispatch import Sender
from scheduler.planning import Planner
from scheduler.rates import EVERY as RATES_EVERY
from scheduler.rates import Refresher
from scheduler.retiming import Retimer

log = structlog.get_logger()

PLANNED: Final = 1.0
"""Seconds for what is being planned to be committed; else it is planned again."""
TIDIED_EVERY: Final = 5
"""Minutes between two looks at what may be forgotten."""
GRACE: Final = 6.0
"""Seconds for what is being sent to arrive, when we are told to stop."""


class PlatformSender:
    """Sends notices as a platform's answers are sent: after those on their way to that chat."""

    def __init__(self, part: Part) -> None:
        self._part = part

    @property
    def is_open(self) -> bool:
        """Whether the platform has let us in."""
        return self._part.is_open

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:
        """Send once; raises what failed."""
        assert claimed.place is not None, "it goes to a chat"
        address = Address(place=claimed.place, thread=claimed.thread)
        return await self._part.receiver.answering.send_once(address, outgoing)


class Scheduler:
    """Plans and sends notices until it is told to stop."""

    name = "scheduler"

    def __init__(
        self,
        sessions: Sessions,
        senders: Mapping[str, Sender],
        *,
        clock: Callable[[], dt.datetime],
        every: float = 15,
        mail: Mail | None = None,
        rates_url: str | None = None,
    ) -> None:
        self._mail = mail
        self._rates = Refresher(sessions, rates_url, clock=clock)
        self.routes: Sequence[BaseRoute] = () if mail is None else mail.routes
        self._sessions = sessions
        self._clock = clock
        self._every = every
        self._ticks: set[asyncio.Task[None] | None] = set()
        self._retimer = Retimer(sessions, clock=clock)
        self._planner = Planner(sessions, KINDS, clock=clock)
        # A platform that is slow, or asks for pauses, holds up no other.
        self._deliverers = [
            Deliverer(sessions, KINDS, {name: sender}, clock=clock)
            for name, sender in senders.items()
        ]

    async def tick(self) -> None:
        """Plan and send everything that is due now."""
        await asyncio.gather(*(self._tick(deliverer) for deliverer in self._deliverers))

    async def tidy(self) -> None:
        """Forget what is long over."""
        with _logged("not tidied"):
            async with self._sessions.begin() as session:
                await paces.forget(session, limit=tidying.AT_ONCE)
                await tidying.forget(session, now=self._clock())

    async def run(self, stopping: asyncio.Event) -> None:
        """Tick at once, and then now and then, until stopped."""
        ticker = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        # A tick that comes while the last one still sends is left out, as it should be.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        now = dt.datetime.now(dt.UTC)
        for deliverer in self._deliverers:
            ticker.add_job(
                self._tick, "interval", [deliverer], seconds=self._every, next_run_time=now
            )
        ticker.add_job(self.tidy, "interval", minutes=TIDIED_EVERY, next_run_time=now)
        if self._mail is not None:
            ticker.add_job(self._mail.announce, "interval", minutes=1, next_run_time=now)
        ticker.add_job(self._rates.refresh, "interval", seconds=RATES_EVERY)
        ticker.start()
        try:
            await stopping.wait()
            ticker.pause()
            await asyncio.gather(*(deliverer.stop(GRACE) for deliverer in self._deliverers))
            if ticks := {tick for tick in self._ticks if tick is not None}:
                await asyncio.wait(ticks, timeout=PLANNED)
        finally:
            ticker.shutdown(wait=False)

    async def _tick(self, deliverer: Deliverer) -> None:
        self._ticks.add(tick := asyncio.current_task())
        try:
            await self._tried(deliverer)
        finally:
            self._ticks.discard(tick)

    async def _tried(self, deliverer: Deliverer) -> None:
        # What cannot be planned must not keep what was planned before from being sent.
        with _logged("not retimed"):
            await self._retimer.retime()
        with _logged("planning failed"):
            await self._planner.plan()
        with _logged("delivering failed"):
            await deliverer.deliver()


@contextlib.contextmanager
def _logged(event: str) -> Iterator[None]:
    """Leave to the next tick what failed in this one."""
    try:
        yield
    except SQLAlchemyError as error:
        log.warning(event, exception=failures.where(error))
    except Exception as error:  # noqa: BLE001 (the next tick comes whatever happened in this one)
        log.error(event, exception=failures.where(error))  # noqa: TRY400


def beside(
    settings: Settings,
    sessions: Sessions,
    clock: Callable[[], dt.datetime],
    parts: Sequence[Part],
) -> Scheduler:
    """Return the scheduler that sends through the platforms of this process."""
    senders: dict[str, Sender] = {part.name: PlatformSender(part) for part in parts}
    mail = mailing(settings, sessions, clock)
    if mail is not None:
        senders[MAIL] = mail
    return Scheduler(
        sessions,
        senders,
        clock=clock,
        every=settings.scheduler_every,
        mail=mail,
        rates_url=settings.rates_url,
    )
