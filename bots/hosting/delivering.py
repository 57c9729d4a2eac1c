"""Says what nobody asked for: claims notices that are due, and sends each of them at most once.

Neither platform knows a message again that it gets twice. So the state `sending` is committed
before the call: what a process that dies was sending stays uncertain and is never sent again, since
a warning that comes twice is worse than one that does not come. Any number of processes may run
one: each claims other notices.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures, replies
from bots.dialog.messages import Outgoing
from bots.hosting.receiving import Receiver
from bots.hosting.sending import (
    Address,
    BlockedError,
    LaterError,
    SendingError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.services import deliveries, reaching
from expenseiq_core.services.deliveries import Claimed, Settled

log = structlog.get_logger()

EVERY: Final = 5.0
"""Seconds between two looks at what is due."""
AGAIN_AFTER: Final = 30.0
"""Seconds until a platform that is not reached is tried again."""
BATCH: Final = 20


class Deliverer:
    """Sends the notices of one platform."""

    def __init__(self, receiver: Receiver, platform: str) -> None:
        self._receiver = receiver
        self._platform = platform

    async def run(self, stopping: asyncio.Event, *, every: float = EVERY) -> None:
        """Send what is due now and then, until stopped."""
        while not stopping.is_set():
            sent = 0
            try:
                sent = await self.deliver()
            except SQLAlchemyError as error:
                log.warning("notices not sent", exception=failures.where(error))
            if sent < BATCH:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), every)

    async def deliver(self) -> int:
        """Send what is due; return how many notices that were."""
        now = self._receiver.clock()
        async with self._receiver.sessions.begin() as session:
            await deliveries.give_up(session, self._platform, now=now)
            claimed = await deliveries.claim(session, self._platform, now=now, limit=BATCH)
        await asyncio.gather(*(self._send(notice) for notice in claimed))
        return len(claimed)

    async def _send(self, notice: Claimed) -> None:
        outgoing = Outgoing(lines=replies.from_json(notice.said).lines)
        try:
            await self._receiver.answering.send_once(Address(place=notice.place), outgoing)
        except LaterError as error:
            await self._put_off(notice, error.seconds)
        except UnreachableError:
            await self._put_off(notice, AGAIN_AFTER)
        except UncertainError:
            await self._settle(notice, "uncertain")
        except BlockedError:
            async with self._receiver.sessions.begin() as session:
                now = self._receiver.clock()
                await reaching.block(session, notice.place, now=now)
                await deliveries.settle(session, notice.id, "failed", now=now)
        except SendingError as error:
            log.error("notice refused", notice=str(notice.id), error=str(error))  # noqa: TRY400
            await self._settle(notice, "failed")
        except Exception as error:  # noqa: BLE001 (one notice must not take the others with it)
            log.error("notice failed", exception=failures.where(error))  # noqa: TRY400
            await self._settle(notice, "uncertain")
        else:
            await self._settle(notice, "sent")

    async def _settle(self, notice: Claimed, state: Settled) -> None:
        async with self._receiver.sessions.begin() as session:
            await deliveries.settle(session, notice.id, state, now=self._receiver.clock())

    async def _put_off(self, notice: Claimed, seconds: float) -> None:
        until = self._receiver.clock() + dt.timedelta(seconds=seconds)
        async with self._receiver.sessions.begin() as session:
            await deliveries.put_off(session, notice.id, until=until)
