"""A message comes in, its answer goes out: in order within a chat, each answered at least once.

`respond` commits; only then is the answer queued, and only then may the platform be told that we
received its message. What became of the answer is noted with the turn; the sweeper (sweeping.py)
answers what stays unanswered.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Final

from bots.dialog.failures import UnavailableError
from bots.dialog.messages import Incoming, Outgoing
from bots.dialog.respond import respond
from bots.hosting.answering import Answering
from bots.hosting.lanes import Lanes
from bots.hosting.sending import Address, Messenger
from expenseiq_core.db.session import Sessions
from expenseiq_core.services.chats import Place

AT_ONCE: Final = 12
"""Turns that run at once: fewer than there are connections, which others need too."""
UNKEPT: Final = 2.0
"""Seconds that an acknowledgement waits for an answer which is kept nowhere."""
INSISTING: Final = 600.0
"""Seconds after which a message that cannot be handled lets others of its chat pass."""
PAUSE: Final = 1.0
"""Seconds between two tries in that time."""

Clock = Callable[[], dt.datetime]
Prepare = Callable[[Incoming], Awaitable[Incoming]]


async def as_it_is(incoming: Incoming) -> Incoming:
    """Return a message that says all there is to know."""
    return incoming


class Receiver:
    """Handles the messages of one platform, and sees to their answers."""

    def __init__(self, sessions: Sessions, messenger: Messenger, *, clock: Clock) -> None:
        self.sessions = sessions
        self.clock = clock
        self.answering = Answering(sessions, messenger, clock=clock)
        self._lanes = Lanes(AT_ONCE)
        self.insists_until: asyncio.Event | None = None
        """Set by who holds several messages of a chat at once: one that cannot be handled keeps
        its lane and is tried again, until this event, so that those behind it stay behind."""

    async def respond(
        self,
        incoming: Incoming,
        *,
        prepare: Prepare = as_it_is,
        then: Callable[[Outgoing], object] = id,
    ) -> Outgoing:
        """Handle a message whose answer the caller shows; see `reached`.

        In the chat's lane, so in the order of messages: `prepare` completes the message first, and
        `then` is called with the answer. Raises UnavailableError: nothing was recorded or kept, and
        the message must come again.
        """
        async with self._lanes.enter(lane(incoming.place)):
            outgoing = await self._responded(await prepare(incoming))
            then(outgoing)
            return outgoing

    async def receive(
        self, incoming: Incoming, address: Address, *, prepare: Prepare = as_it_is
    ) -> Outgoing:
        """Handle a message and send its answer; when this returns it may be acknowledged.

        Raises UnavailableError as `respond` does.
        """
        async with self._lanes.enter(lane(incoming.place)):
            outgoing = await self._responded(await prepare(incoming))
            # In the lane: answers are queued in the order of their messages.
            sending = self.deliver(address, outgoing)
        if outgoing.turn_id is None:
            await asyncio.wait({sending}, timeout=UNKEPT)
        return outgoing

    def alone(self, place: Place) -> contextlib.AbstractAsyncContextManager[None]:
        """Keep the messages of a chat waiting while inside, those before it done."""
        return self._lanes.enter(lane(place), counted=False)

    def deliver(self, address: Address, outgoing: Outgoing) -> asyncio.Task[None]:
        """Send an answer, after those to the same chat that are still on their way."""
        return self.answering.deliver(address, outgoing)

    async def reached(self, outgoing: Outgoing, answer_id: str | None = None) -> None:
        """Note that the person has an answer that did not go through `deliver`."""
        await self.answering.reached(outgoing, answer_id)

    async def close(self, seconds: float = 10) -> None:
        """Wait for the answers on their way; those of turns that are left, the sweeper gives."""
        await self.answering.close(seconds)

    async def _responded(self, incoming: Incoming) -> Outgoing:
        loop = asyncio.get_running_loop()
        until = loop.time() + INSISTING
        while True:
            try:
                return await respond(self.sessions, incoming, now=self.clock())
            except UnavailableError:
                ended = self.insists_until is None or self.insists_until.is_set()
                if ended or loop.time() > until:
                    raise
            await asyncio.sleep(PAUSE)


def lane(place: Place) -> str:
    """Return the name of the lane of a chat."""
    return place.source_prefix
