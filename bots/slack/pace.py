"""Slack takes about one message a second and channel, and a few at once now and then."""

from __future__ import annotations

import asyncio
from typing import Final

EVERY: Final = 1.0
"""Seconds between two messages of a channel, in the long run."""
AT_ONCE: Final = 4
MOST: Final = 10_000
"""Channels remembered before the idle ones are forgotten."""


class Pace:
    """Lets through what a channel may take, in time."""

    def __init__(self, *, every: float = EVERY, at_once: int = AT_ONCE) -> None:
        self._every, self._ahead = every, every * (at_once - 1)
        self._next: dict[str, float] = {}

    async def keep(self, channel: str) -> None:
        """Wait until one more message may go to a channel."""
        now = asyncio.get_running_loop().time()
        due = max(self._next.get(channel, now), now)
        self._next[channel] = due + self._every
        if len(self._next) > MOST:
            self._next = {name: at for name, at in self._next.items() if at > now}
        if due - now > self._ahead:
            await asyncio.sleep(due - now - self._ahead)
