"""How fast we send: about a message a second to a chat, with a short burst; perhaps so many in all.

Platforms answer 429 to more. These are limits of one process: several share a bot rarely, and then
429 still tells them.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

MOST_KNOWN: Final = 10_000
"""Chats remembered at once; full buckets need not be."""


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time; one may be owed, and is waited for."""

    rate: float
    """Tokens a second."""
    burst: float
    """Tokens of a full bucket."""
    level: float
    at: float
    """When the level was right (seconds of the loop's clock)."""

    def take(self, now: float) -> float:
        """Take one, and return how many seconds to wait until it is there."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate) - 1
        self.at = now
        return max(0.0, -self.level / self.rate)

    def is_full(self, now: float) -> bool:
        """Whether it is as good as new."""
        return self.level + (now - self.at) * self.rate >= self.burst


class Pace:
    """The buckets of a bot and its chats."""

    def __init__(self, *, overall: float = 30, chat: float = 1, burst: float = 3) -> None:
        self._chat = (chat, burst)
        self._overall = (
            Bucket(rate=overall, burst=overall, level=overall, at=0.0) if overall else None
        )
        self._chats: dict[str, Bucket] = {}

    async def wait(self, chat: str) -> None:
        """Wait until one more message may be sent to a chat."""
        now = asyncio.get_running_loop().time()
        if chat not in self._chats:
            if len(self._chats) >= MOST_KNOWN:
                self._chats = {k: b for k, b in self._chats.items() if not b.is_full(now)}
            rate, burst = self._chat
            self._chats[chat] = Bucket(rate=rate, burst=burst, level=burst, at=now)
        pause = self._chats[chat].take(now)
        if self._overall is not None:
            pause = max(pause, self._overall.take(now))
        if pause:
            await asyncio.sleep(pause)
