"""One notice on its way to its platform.

Neither platform knows a message again that it gets twice. So the state `sending` is committed
before the call: what a process that dies was sending stays uncertain and is never sent again, since
a warning that comes twice is worse than one that does not come.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import failures, replies
from bots.dialog.messages import Answer, Outgoing
from bots.hosting.sending import (
    BlockedError,
    LaterError,
    MovedError,
    SendingError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import dispatching, moving, paces, reaching
from expenseiq_core.services.deliveries import MAIL, Claimed
from expenseiq_core.services.dispatching import Settled
from scheduler.limits import limits

log = structlog.get_logger()

T = TypeVar("T")

AGAIN_AFTER: Final = 30.0
"""Seconds until a platform that is not reached is tried again; then longer and longer."""
SLOWEST: Final = 900.0
MOST_TRIES: Final = 100
"""About a day; what is no news any more ends sooner."""
AT_ONCE: Final = 20
"""Notices of a platform that are being sent at once: so many are uncertain if we die."""
REASON: Final = 200
"""Characters kept of why a platform did not take a notice."""


class Sender(Protocol):
    """Where notices of one platform go."""

    @property
    def is_open(self) -> bool:
        """Whether anything can be sent now; else it waits."""
        ...

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:
        """Send once, and return the message's name; raises what failed (hosting.sending)."""
        ...


async def once_more(sessions: Sessions, act: Callable[[AsyncSession], Awaitable[T]]) -> T:
    """Do something that may be done twice, in a transaction; again while the database is away."""
    for attempt in itertools.count():
        try:
            async with sessions.begin() as session:
                return await act(session)
        except SQLAlchemyError as error:
            pause = failures.pause(error, attempt)
            if pause is None:
                raise
        await asyncio.sleep(pause)
    raise AssertionError("it is done, or given up")


class Dispatch:
    """Sends single notices."""

    def __init__(
        self,
        sessions: Sessions,
        senders: Mapping[str, Sender],
        *,
        clock: Callable[[], dt.datetime],
        stopping: asyncio.Event,
    ) -> None:
        self._sessions = sessions
        self._senders = senders
        self._clock = clock
        self._stopping = stopping
        self._room = asyncio.Semaphore(AT_ONCE)

    async def send(self, claimed: Claimed, answer: Answer, *, after: float) -> None:
        """Send a notice after some seconds, unless we stop before, and note what became of it."""
        try:
            await self._wait(after)
            async with self._room:
                if self._stopping.is_set():
                    await self._put_off(claimed, claimed.due_at)
                elif outgoing := await self._begun(claimed, answer):
                    await self._sent(claimed, outgoing)
        except asyncio.CancelledError:
            # What is settled stays so; what was not sent is free at once.
            await self._put_off(claimed, claimed.due_at)
            raise
        except SQLAlchemyError as error:
            # Whoever tidies finds it as it is.
            log.warning("notice not noted", exception=failures.where(error))

    async def settle(self, claimed: Claimed, state: Settled, reason: str) -> None:
        """Note what became of a notice."""
        now = self._clock()
        await once_more(
            self._sessions,
            lambda session: dispatching.settle(session, claimed, state, now=now, reason=reason),
        )

    async def _wait(self, seconds: float) -> None:
        """Wait for so long, or until we stop."""
        if seconds > 0:
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait({stopped}, timeout=seconds)
            stopped.cancel()

    async def _begun(self, claimed: Claimed, answer: Answer) -> Outgoing | None:
        """Commit that it is being sent; None: another process has it by now, or nobody wants it."""
        now, reply = self._clock(), replies.to_json(answer)
        actions = tuple(button.kept for row in answer.rows for button in row)

        begun = await once_more(
            self._sessions,
            lambda session: dispatching.begin(
                session, claimed, actions=actions, reply=reply, now=now
            ),
        )
        if begun is None:
            return None
        turn_id = begun.turn_id
        rows = tuple(
            tuple(replies.sent(turn_id, actions, button) for button in row)
            for row in answer.rows
            if turn_id is not None
        )
        return Outgoing(lines=answer.lines, rows=rows, turn_id=turn_id)

    async def _sent(self, claimed: Claimed, outgoing: Outgoing) -> None:
        platform = claimed.place.platform if claimed.place else MAIL
        try:
            answer_id = await self._senders[platform].send(claimed, outgoing)
        except asyncio.CancelledError:
            await self.settle(claimed, "uncertain", "stopped while it was being sent")
            raise
        except LaterError as error:
            await self._later(claimed, error.seconds)
        except UnreachableError:
            seconds = min(AGAIN_AFTER * 2.0 ** min(claimed.tries - 1, 10), SLOWEST)
            await self._again(claimed, seconds)
        except UncertainError:
            await self.settle(claimed, "uncertain", "no answer in time")
        except BlockedError:
            await self._block(claimed)
        except MovedError as error:
            await self._move(claimed, error.chat)
        except SendingError as error:
            log.error("notice refused", notice=str(claimed.id), error=str(error))  # noqa: TRY400
            await self.settle(claimed, "failed", str(error)[:REASON] or "refused")
        except Exception as error:  # noqa: BLE001 (one notice must not take the others with it)
            log.error("notice failed", exception=failures.where(error))  # noqa: TRY400
            await self.settle(claimed, "uncertain", type(error).__name__)
        else:
            await self._arrived(claimed, outgoing, answer_id)

    async def _arrived(self, claimed: Claimed, outgoing: Outgoing, answer_id: str | None) -> None:
        now = self._clock()

        async def note(session: AsyncSession) -> None:
            if outgoing.turn_id is not None:
                await reaching.answered(session, outgoing.turn_id, answer_id=answer_id, now=now)
            await dispatching.settle(session, claimed, "sent", now=now)

        await once_more(self._sessions, note)

    async def _later(self, claimed: Claimed, seconds: float) -> None:
        if found := limits(claimed.place):
            await once_more(
                self._sessions, lambda session: paces.hold(session, found[-1].name, seconds)
            )
        await self._again(claimed, seconds)

    async def _block(self, claimed: Claimed) -> None:
        now, place = self._clock(), claimed.place

        async def note(session: AsyncSession) -> None:
            if place is not None:
                await reaching.block(session, place, now=now)
            await dispatching.settle(session, claimed, "failed", now=now, reason="closed to us")

        await once_more(self._sessions, note)

    async def _move(self, claimed: Claimed, chat: str) -> None:
        """Let the chat go on under its new name; there the notice is sent next."""
        place, now = claimed.place, self._clock()
        if place is None or place.chat == chat:
            await self.settle(claimed, "failed", "the chat moves in circles")
            return
        await once_more(
            self._sessions, lambda session: moving.move(session, place, to=chat, now=now)
        )
        await self._again(claimed, 0.0)

    async def _again(self, claimed: Claimed, seconds: float) -> None:
        if claimed.tries >= MOST_TRIES:
            await self.settle(claimed, "failed", "tried too often")
        else:
            await self._put_off(claimed, self._clock() + dt.timedelta(seconds=seconds))

    async def _put_off(self, claimed: Claimed, until: dt.datetime) -> None:
        await once_more(
            self._sessions, lambda session: dispatching.put_off(session, [(claimed, until)])
        )
