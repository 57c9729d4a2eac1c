"""Sending answers: each chat's in order, again where that may help, noted when they arrived."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.messages import Outgoing, lines
from bots.hosting.lanes import Lanes
from bots.hosting.sending import (
    Address,
    BlockedError,
    LaterError,
    Messenger,
    MovedError,
    PacedError,
    RefusedError,
    SendingError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import moving, reaching

log = structlog.get_logger()

AT_ONCE: Final = 50
"""Answers that are being sent at once; those that wait to be sent again are not counted."""
UNSHOWN: Final = Outgoing(
    lines=lines("That is done, but I can't show the answer here. To see your entries: list")
)
PATIENCE: Final = 25.0
"""Seconds to try the answer of a turn; the sweeper takes over after 30."""
PATIENCE_UNKEPT: Final = 600.0
"""Seconds to try an answer that is kept nowhere else."""
NOTED: Final = 1000
"""Turns last noted as answered that are remembered."""
REPEATS: Final = 2
"""How often an answer that is kept nowhere is sent if nobody knows whether it arrived."""
REPEATS_KEPT: Final = 10
"""The same for the answer of a turn: whoever has it ten times need not have it again."""


class Answering:
    """The answers of one platform on their way."""

    def __init__(
        self, sessions: Sessions, messenger: Messenger, *, clock: Callable[[], dt.datetime]
    ) -> None:
        self._sessions = sessions
        self._messenger = messenger
        self._clock = clock
        self._lanes = Lanes()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._closed = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._turns: set[uuid.UUID] = set()
        self._noted: dict[uuid.UUID, None] = {}
        self._uncertain: Counter[uuid.UUID] = Counter()
        self._not_before: dict[str, float] = {}

    def deliver(self, address: Address, outgoing: Outgoing) -> asyncio.Task[None]:
        """Send an answer in its chat's order; the task ends when it arrived or was given up."""
        task = asyncio.create_task(self._deliver(address, outgoing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def send_once(self, address: Address, outgoing: Outgoing) -> str | None:
        """Send what nobody asked for, after what is on its way to that chat.

        Raises what failed; whether it is to be tried again, the caller knows.
        """
        if self._closed:
            raise UnreachableError("we are stopping")
        task = asyncio.create_task(self._send_once(address, outgoing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Whoever waits may be stopped; what is on its way is not called back.
        await asyncio.wait({task})
        if task.cancelled():
            raise UncertainError("we stopped while it was being sent")
        return task.result()

    async def reached(self, outgoing: Outgoing, answer_id: str | None) -> None:
        """Note that an answer has arrived."""
        if outgoing.turn_id is None:
            return
        try:
            async with self._sessions.begin() as session:
                await reaching.answered(
                    session, outgoing.turn_id, answer_id=answer_id, now=self._clock()
                )
        except SQLAlchemyError as error:
            # The person has the answer; the sweeper will repeat it, which is better than none.
            log.warning("answer not noted", exception=failures.where(error))
            return
        self._uncertain.pop(outgoing.turn_id, None)
        # Whoever read the turn a moment ago, delivered again, still believes it unanswered.
        self._noted[outgoing.turn_id] = None
        if len(self._noted) > NOTED:
            del self._noted[next(iter(self._noted))]

    async def close(self, seconds: float) -> None:
        """Wait for what is on its way, then give up; what comes later is left to the sweeper."""
        self._closed = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in tuple(self._tasks):
            task.cancel()

    async def _deliver(self, address: Address, outgoing: Outgoing) -> None:
        turn_id = outgoing.turn_id
        if self._closed or outgoing.answered or turn_id in self._turns or turn_id in self._noted:
            return
        if turn_id is not None:
            self._turns.add(turn_id)
        try:
            if outgoing.is_silent:
                await self.reached(outgoing, None)
                return
            async with self._lanes.enter(address.place.source_prefix):
                await self._send(address, outgoing)
        finally:
            if turn_id is not None:
                self._turns.discard(turn_id)

    async def _send_once(self, address: Address, outgoing: Outgoing) -> str | None:
        chat, loop = address.place.source_prefix, asyncio.get_running_loop()
        async with self._lanes.enter(chat):
            pause = self._not_before.get(chat, 0.0) - loop.time()
            if pause > 0:
                raise LaterError(pause)
            try:
                async with self._room:
                    return await self._messenger.send(address, outgoing)
            except LaterError as error:
                self._not_before[chat] = loop.time() + error.seconds
                raise

    async def _send(self, address: Address, outgoing: Outgoing) -> None:
        try:
            answer_id = await self._sent(address, outgoing)
        except BlockedError:
            await self._block(address)
            answer_id = None
        except RefusedError as error:
            log.error("answer refused", turn=str(outgoing.turn_id), error=str(error))  # noqa: TRY400
            answer_id = await self._send_unshown(address)
        except SendingError as error:
            log.warning("answer not sent", turn=str(outgoing.turn_id), error=repr(error))
            if not self._is_enough(outgoing, error):
                return
            answer_id = None
        except Exception as error:  # noqa: BLE001 (one answer must not take the others with it)
            log.error("sending failed", exception=failures.where(error))  # noqa: TRY400
            answer_id = await self._send_unshown(address)
        await self.reached(outgoing, answer_id)

    def _is_enough(self, outgoing: Outgoing, error: SendingError) -> bool:
        """Whether an answer may have arrived so often that it is not sent any more."""
        if outgoing.turn_id is None or not isinstance(error, UncertainError):
            return False
        self._uncertain[outgoing.turn_id] += 1
        return self._uncertain[outgoing.turn_id] >= REPEATS_KEPT

    async def _send_unshown(self, address: Address) -> str | None:
        """Say at least that there is an answer, where the answer itself cannot be shown."""
        try:
            return await self._messenger.send(Address(place=address.place), UNSHOWN)
        except Exception as error:  # noqa: BLE001 (it was an attempt)
            log.error("sending failed again", exception=failures.where(error))  # noqa: TRY400
            return None

    async def _sent(self, address: Address, outgoing: Outgoing) -> str | None:
        """Send until it arrived; raises what ended it."""
        loop, kept = asyncio.get_running_loop(), outgoing.turn_id is not None
        until = loop.time() + (PATIENCE if kept else PATIENCE_UNKEPT)
        for attempt in itertools.count(1):
            chat = address.place.source_prefix
            pause = self._not_before.get(chat, 0.0) - loop.time()
            if pause <= 0:
                self._not_before.pop(chat, None)
                try:
                    async with self._room:
                        return await self._messenger.send(address, outgoing)
                except LaterError as error:
                    pause = error.seconds
                    self._not_before[chat] = loop.time() + pause
                    if isinstance(error, PacedError):
                        until += pause
                except UnreachableError:
                    pause = min(0.5 * attempt, 5.0)
                except UncertainError:
                    if kept or attempt >= REPEATS:
                        raise
                    pause = 1.0
                except MovedError as error:
                    address = await self._moved(address, error.chat)
                    continue
            if loop.time() + pause > until:
                raise UnreachableError(f"given up after {attempt} tries")
            await asyncio.sleep(pause)
        raise AssertionError("it is sent, or given up")

    async def _block(self, address: Address) -> None:
        log.info("chat closed to us", platform=address.place.platform)
        async with self._sessions.begin() as session:
            await reaching.block(session, address.place, now=self._clock())

    async def _moved(self, address: Address, chat: str) -> Address:
        if chat == address.place.chat:
            raise RefusedError("the chat moves in circles")
        async with self._sessions.begin() as session:
            await moving.move(session, address.place, to=chat, now=self._clock())
        # There, messages of other people have the numbers of those that were answered or edited.
        return replace(
            address,
            place=replace(address.place, chat=chat),
            thread=None,
            reply_to=None,
            edits=None,
        )
