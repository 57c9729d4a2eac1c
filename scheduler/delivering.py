"""Deliveries that are due: claimed, composed as things are now, sent at most once.

Neither platform knows a message again that it gets twice. So the state `sending` is committed
before the call: what a process that dies was sending stays uncertain and is never sent again, since
a warning that comes twice is worse than one that does not come.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final, Protocol

import structlog

from bots.dialog import failures, replies
from bots.dialog.messages import Answer, Outgoing
from bots.dialog.notices.kind import Composed, Kind, Skip
from bots.hosting.sending import (
    BlockedError,
    LaterError,
    SendingError,
    UncertainError,
    UnreachableError,
)
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import deliveries, reaching
from expenseiq_core.services.deliveries import Claimed, Settled

log = structlog.get_logger()

AGAIN_AFTER: Final = 30.0
"""Seconds until a platform that is not reached is tried again."""
BATCH: Final = 100


class Sender(Protocol):
    """Where notices of one platform go."""

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:
        """Send once, and return the message's name; raises what failed (hosting.sending)."""
        ...


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
        self._kinds = {kind.name: kind for kind in kinds}
        self._senders = senders
        self._clock = clock

    async def deliver(self) -> int:
        """Send everything that is due; return how many notices that were."""
        delivered = 0
        while count := await self._batch():
            delivered += count
        return delivered

    async def _batch(self) -> int:
        now = self._clock()
        async with self._sessions.begin() as session:
            await deliveries.tidy(session, now=now)
            claimed = await deliveries.claim(session, self._senders, now=now, limit=BATCH)
        composed: dict[uuid.UUID, Answer | Skip] = {}
        for name, same in groupby(sorted(claimed, key=_kind), key=_kind):
            composed.update(await self._compose(name, list(same), now))
        await asyncio.gather(*(self._handle(c, composed.get(c.id)) for c in claimed))
        return len(claimed)

    async def _compose(self, name: str, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
        kind = self._kinds.get(name)
        if kind is None or kind.compose is None:
            return {one.id: Skip("of no kind that is known") for one in claimed}
        async with self._sessions.begin() as session:
            return await kind.compose(session, claimed, now)

    async def _handle(self, claimed: Claimed, composed: Answer | Skip | None) -> None:
        if not isinstance(composed, Answer):
            reason = "nothing to say" if composed is None else composed.reason
            await self._settle(claimed, "skipped", reason)
            return
        outgoing = await self._begin(claimed, composed)
        if outgoing is not None:
            await self._send(claimed, outgoing)

    async def _begin(self, claimed: Claimed, answer: Answer) -> Outgoing | None:
        """Commit that it is being sent; None: another process has it by now."""
        now, reply = self._clock(), replies.to_json(answer)
        actions = tuple(button.kept for row in answer.rows for button in row)
        async with self._sessions.begin() as session:
            turn_id = claimed.turn_id
            if turn_id is None:
                turn_id = await deliveries.announce(
                    session, claimed, actions=actions, reply=reply, now=now
                )
            if not await deliveries.begin(session, claimed, notice=reply, turn_id=turn_id, now=now):
                return None
        rows = tuple(
            tuple(replies.sent(turn_id, actions, button) for button in row)
            for row in answer.rows
            if turn_id is not None
        )
        return Outgoing(lines=answer.lines, rows=rows, turn_id=turn_id)

    async def _send(self, claimed: Claimed, outgoing: Outgoing) -> None:
        platform = claimed.place.platform if claimed.place else deliveries.MAIL
        try:
            answer_id = await self._senders[platform].send(claimed, outgoing)
        except LaterError as error:
            await self._put_off(claimed, error.seconds)
        except UnreachableError:
            await self._put_off(claimed, AGAIN_AFTER)
        except UncertainError:
            await self._settle(claimed, "uncertain", "no answer in time")
        except BlockedError:
            await self._block(claimed)
        except SendingError as error:
            log.error("notice refused", notice=str(claimed.id), error=str(error))  # noqa: TRY400
            await self._settle(claimed, "failed", str(error))
        except Exception as error:  # noqa: BLE001 (one notice must not take the others with it)
            log.error("notice failed", exception=failures.where(error))  # noqa: TRY400
            await self._settle(claimed, "uncertain", type(error).__name__)
        else:
            async with self._sessions.begin() as session:
                now = self._clock()
                await deliveries.settle(session, claimed, "sent", now=now)
                if outgoing.turn_id is not None:
                    await reaching.answered(session, outgoing.turn_id, answer_id=answer_id, now=now)

    async def _settle(self, claimed: Claimed, state: Settled, reason: str) -> None:
        async with self._sessions.begin() as session:
            await deliveries.settle(session, claimed, state, now=self._clock(), reason=reason)

    async def _block(self, claimed: Claimed) -> None:
        async with self._sessions.begin() as session:
            now = self._clock()
            if claimed.place is not None:
                await reaching.block(session, claimed.place, now=now)
            await deliveries.settle(session, claimed, "failed", now=now, reason="closed to us")

    async def _put_off(self, claimed: Claimed, seconds: float) -> None:
        until = self._clock() + dt.timedelta(seconds=seconds)
        async with self._sessions.begin() as session:
            await deliveries.put_off(session, claimed, until=until)


def _kind(claimed: Claimed) -> str:
    return claimed.kind
