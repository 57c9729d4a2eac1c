"""What does not come again from Slack, and is told of at once: commands, presses, shortcuts."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

from bots.dialog import failures
from bots.dialog.messages import Incoming, Outgoing, lines
from bots.hosting.receiving import Receiver
from bots.slack.adapter import Received
from bots.slack.profiles import Profiles

IN_TIME: Final = 2.3
"""Seconds for a turn before Slack is told that it takes longer; it waits for three."""
UNAVAILABLE: Final = (
    "I can't reach my books right now. Nothing was recorded: please try it once more."
)


class Personal:
    """The dialog about people's own accounts."""

    def __init__(self, receiver: Receiver, profiles: Profiles) -> None:
        self._receiver, self._profiles = receiver, profiles

    async def answered(self, received: Received) -> Outgoing:
        """Return the answer to what Slack will not deliver again."""
        token = received.address.token or ""

        async def answer() -> Outgoing:
            incoming = await self._profiles.introduced(received.incoming, token)
            outgoing = await self._receiver.respond(incoming)
            self.note(incoming, outgoing)
            return outgoing

        return await told(answer())

    def note(self, incoming: Incoming, outgoing: Outgoing) -> None:
        """Look again who somebody is where nothing was kept: perhaps it was `forget me`."""
        if outgoing.turn_id is None:
            self._profiles.forget(incoming.place)


async def told(answering: Awaitable[Outgoing]) -> Outgoing:
    """Return an answer, or that there is none now."""
    try:
        return await answering
    except failures.UnavailableError:
        return refused(UNAVAILABLE)


def refused(text: str) -> Outgoing:
    """Return why something was not done."""
    return Outgoing(lines=lines(text), data={"error": {"code": "refused", "message": text}})


def is_private(outgoing: Outgoing) -> bool:
    """Whether an answer in a channel is for whoever is answered only: why nothing was done."""
    return outgoing.turn_id is None and "error" in outgoing.data
