"""The sweeper: answers turns that stayed unanswered, after a crash or while sending failed.

It delivers their messages to `respond` again, which knows them and makes the same answer. An answer
may so arrive twice, never not at all. Any number of processes may run one: a lease lets one sweep.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import uuid
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.messages import Incoming
from bots.hosting.lease import Lease
from bots.hosting.receiving import Receiver
from bots.hosting.sending import Address
from expenseiq_core.services import reaching
from expenseiq_core.services.reaching import Unanswered

log = structlog.get_logger()

OVERDUE: Final = dt.timedelta(seconds=30)
"""Longer than one tries to send an answer that is on its way."""
TOO_OLD: Final = dt.timedelta(days=1)
EVERY: Final = 10.0
BATCH: Final = 100


class Sweeper:
    """Sweeps one platform."""

    def __init__(self, receiver: Receiver, platform: str) -> None:
        self._receiver = receiver
        self._platform = platform
        self._lease = Lease(receiver.sessions, f"sweep:{platform}")
        self._beyond: uuid.UUID | None = None

    async def run(self, stopping: asyncio.Event, *, every: float = EVERY) -> None:
        """Sweep now and then, until stopped."""
        while not stopping.is_set():
            try:
                await self.sweep()
            except (SQLAlchemyError, failures.UnavailableError) as error:
                log.warning("sweep failed", exception=failures.where(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), every)
        await self._lease.drop()

    async def sweep(self) -> int:
        """Answer what is overdue; return how many turns that were."""
        if not await self._lease.take():
            return 0
        now = self._receiver.clock()
        async with self._receiver.sessions() as session:
            found = await reaching.unanswered(
                session,
                self._platform,
                after=now - TOO_OLD,
                before=now - OVERDUE,
                limit=BATCH,
                beyond=self._beyond,
            )
        # The next ones next time, the first ones again at the end: what cannot be answered must
        # not stand before what can.
        self._beyond = found[-1].turn_id if len(found) == BATCH else None
        for turn in found:
            await self._answer(turn)
        return len(found)

    async def _answer(self, turn: Unanswered) -> None:
        incoming = Incoming(
            place=turn.place,
            message_id=turn.message_id,
            text=turn.said,
            thread=turn.thread,
            sent_at=turn.said_at,
        )
        outgoing = await self._receiver.respond(incoming)
        if outgoing.turn_id != turn.turn_id:
            # Not to be answered: erased meanwhile.
            log.warning("turn left unanswered", turn=str(turn.turn_id))
            async with self._receiver.sessions.begin() as session:
                now = self._receiver.clock()
                await reaching.answered(session, turn.turn_id, answer_id=None, now=now)
            return
        place = replace(turn.place, chat=turn.chat)
        self._receiver.deliver(Address(place=place, thread=turn.thread), outgoing)
