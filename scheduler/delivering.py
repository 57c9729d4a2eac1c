"""Deliveries that are due: claimed, composed as things are now, given a turn, sent at most once."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

import structlog

from bots.dialog import failures
from bots.dialog.messages import Answer
from bots.dialog.notices.kind import Composed, Kind, Skip
from expenseiq_core.db.session import Sessions
from expenseiq_core.domain.quiet import waking
from expenseiq_core.services import dispatching, paces, tidying
from expenseiq_core.services.deliveries import Claimed
from scheduler.dispatch import AGAIN_AFTER, MOST_TRIES, Dispatch, Sender, once_more
from scheduler.limits import limits

log = structlog.get_logger()

BATCH: Final = 100
HORIZON: Final = dt.timedelta(seconds=20)
"""Whose turn is not within this is put off; a claim lasts longer."""
CANCELLED: Final = 2.0
"""Seconds to note of what was being sent that nobody knows whether it arrived."""

Said = tuple[Claimed, Answer]


class Deliverer:
    """Sends what is due, on the platforms it is given."""

    def __init__(
        self,
        sessions: Sessions,
        kinds: Sequence[Kind],
        senders: Mapping[str, Sender],
        *,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._sessions = sessions
        self._kinds = {kind.name: kind for kind in kinds if kind.compose is not None}
        self._senders = senders
        self._clock = clock
        self._stopping = asyncio.Event()
        self._dispatch = Dispatch(sessions, senders, clock=clock, stopping=self._stopping)
        self._alone = asyncio.Lock()
        self._sending: set[asyncio.Task[None]] = set()

    async def deliver(self) -> int:
        """Send everything that is due; return how many notices that were."""
        delivered = 0
        async with self._alone:
            try:
                while not self._stopping.is_set() and (count := await self._batch()):
                    delivered += count
                    while len(self._sending) > BATCH:
                        await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if self._sending:
                    await asyncio.wait(self._sending)
        return delivered

    async def stop(self, seconds: float) -> None:
        """Send no more: finish what is being sent within so long, and give back the rest."""
        self._stopping.set()
        try:
            async with asyncio.timeout(seconds), self._alone:
                return
        except TimeoutError:
            for task in self._sending:
                task.cancel()
            if self._sending:
                await asyncio.wait(self._sending, timeout=CANCELLED)

    async def _batch(self) -> int:
        """Claim some, and begin to send them; return how many that were."""
        now = self._clock()
        platforms = [name for name, sender in self._senders.items() if sender.is_open]
        async with self._sessions.begin() as session:
            await tidying.tidy(session, now=now, most_tries=MOST_TRIES)
            claimed = await dispatching.claim(
                session, platforms, kinds=self._kinds, now=now, limit=BATCH
            )
        wakeful = await self._wakeful(claimed, now)
        said: list[Said] = []
        for name, same in groupby(sorted(wakeful, key=_kind), key=_kind):
            said += await self._said(self._kinds[name], list(same), now)
        said.sort(key=_due)
        await self._begin(said)
        return len(claimed)

    async def _wakeful(self, claimed: Sequence[Claimed], now: dt.datetime) -> list[Claimed]:
        """Return those whom it does not wake; what a pause moved into the night waits again."""
        wakeful, waits = [], []
        for one in claimed:
            until = _waking(one, now)
            if until > now:
                waits.append((one, until))
            else:
                wakeful.append(one)
        await self._put_off(waits)
        return wakeful

    async def _said(self, kind: Kind, claimed: Sequence[Claimed], now: dt.datetime) -> list[Said]:
        """Return what there is to say of one kind; the rest is settled."""
        found = await self._composed(kind, claimed, now)
        said, skipped = [], []
        for one in claimed:
            words = found.get(one.id, Skip("nothing to say"))
            if isinstance(words, Answer):
                said.append((one, words))
            elif words is not _LATER:
                skipped.append((one, words.reason))
        if skipped:
            async with self._sessions.begin() as session:
                for one, reason in skipped:
                    await dispatching.settle(session, one, "skipped", now=now, reason=reason)
        return said

    async def _composed(self, kind: Kind, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
        """Compose notices of a kind: if they fail together, one by one, and who fails alone failed.

        One notice, or one kind, must not hold up the others.
        """
        assert kind.compose is not None
        try:
            async with self._sessions.begin() as session:
                return await kind.compose(session, claimed, now)
        except Exception as error:  # noqa: BLE001
            if failures.pause(error, 0) is not None:
                log.warning("not composed yet", kind=kind.name, exception=failures.where(error))
                until = now + dt.timedelta(seconds=AGAIN_AFTER)
                await self._put_off([(one, until) for one in claimed])
                return {one.id: _LATER for one in claimed}
            log.error("not composed", kind=kind.name, exception=failures.where(error))  # noqa: TRY400
            if len(claimed) == 1:
                await self._dispatch.settle(claimed[0], "failed", type(error).__name__)
                return {claimed[0].id: _LATER}
        composed: dict[uuid.UUID, Answer | Skip] = {}
        for one in claimed:
            composed.update(await self._composed(kind, [one], now))
        return composed

    async def _begin(self, said: Sequence[Said]) -> None:
        """Give each its turn among all that processes send, and let it be sent then."""
        if not said:
            return
        wanted = [limits(claimed.place) for claimed, _ in said]
        async with self._sessions.begin() as session:
            given = await paces.reserve(session, wanted, horizon=HORIZON)
        now, far = self._clock(), []
        for (claimed, answer), slot in zip(said, given, strict=True):
            if not slot.is_taken:
                far.append((claimed, now + slot.wait))
                continue
            task = asyncio.create_task(
                self._dispatch.send(claimed, answer, after=slot.wait.total_seconds())
            )
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        await self._put_off(far)

    async def _put_off(self, waits: Sequence[tuple[Claimed, dt.datetime]]) -> None:
        if waits:
            await once_more(self._sessions, lambda session: dispatching.put_off(session, waits))


_LATER: Final = Skip("settled, or put off, already")


def _kind(claimed: Claimed) -> str:
    return claimed.kind


def _due(said: Said) -> tuple[dt.datetime, uuid.UUID]:
    return said[0].due_at, said[0].id


def _waking(claimed: Claimed, now: dt.datetime) -> dt.datetime:
    """Return from when on somebody may be told; what they are awake for, at once."""
    if claimed.timezone is None or claimed.about.get("awake") is True:
        return now
    try:
        return waking(now, claimed.timezone, claimed.quiet_from, claimed.quiet_until)
    except (KeyError, ValueError, TypeError) as error:
        log.error("no time zone", notice=str(claimed.id), exception=failures.where(error))  # noqa: TRY400
        return now
