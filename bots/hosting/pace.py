"""How fast we send: about a message a second to a chat, with a short burst.

Perhaps so many in all, and so many a minute to a group. Platforms answer 429 to more. These are
limits of one process: several share a bot rarely, and then 429 still tells them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from bots.hosting.sending import PacedError

MINUTE: Final = 61.0
"""Seconds: messages need not take equally long on their way."""
LONGEST: Final = 3.0
"""Seconds to wait here; for longer, whoever sends is asked to come again."""
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


@dataclass(slots=True)
class Window:
    """At most so many in any minute."""

    most: int
    sent: deque[float] = field(default_factory=deque)
    """When each one of the last minute was sent."""

    def pause(self, now: float) -> float:
        """Return how many seconds to wait for the next one."""
        while self.sent and self.sent[0] <= now - MINUTE:
            self.sent.popleft()
        return self.sent[0] + MINUTE - now if len(self.sent) >= self.most else 0.0


class Pace:
    """The buckets of a bot and its chats."""

    def __init__(
        self, *, overall: float = 30, chat: float = 1, burst: float = 3, group: int = 20
    ) -> None:
        """`group` is how many a minute go to a group; 0: as many as to any chat."""
        self._chat = (chat, burst)
        self._group = group
        self._overall = (
            Bucket(rate=overall, burst=overall, level=overall, at=0.0) if overall else None
        )
        self._chats: dict[str, Bucket] = {}
        self._groups: dict[str, Window] = {}

    async def wait(self, chat: str) -> None:
        """Wait until one more message may be sent to a chat.

        Raises PacedError where that takes long: then it has not been counted.
        """
        now = asyncio.get_running_loop().time()
        if self._is_limited(chat):
            await self._wait_for_group(chat, now)
        pause = self._bucket(chat, now).take(now)
        if self._overall is not None:
            pause = max(pause, self._overall.take(now))
        if pause:
            await asyncio.sleep(pause)

    def _is_limited(self, chat: str) -> bool:
        """Whether a chat is a group of Telegram: those have negative numbers."""
        return bool(self._group) and chat.startswith("-")

    async def _wait_for_group(self, chat: str, now: float) -> None:
        if chat not in self._groups and len(self._groups) >= MOST_KNOWN:
            self._groups = {k: w for k, w in self._groups.items() if w.pause(now) or w.sent}
        window = self._groups.setdefault(chat, Window(self._group))
        pause = window.pause(now)
        if pause > LONGEST:
            raise PacedError(pause)
        window.sent.append(now + pause)
        if pause:
            await asyncio.sleep(pause)

    def _bucket(self, chat: str, now: float) -> Bucket:
        if chat not in self._chats:
            if len(self._chats) >= MOST_KNOWN:
                self._chats = {k: b for k, b in self._chats.items() if not b.is_full(now)}
            rate, burst = self._chat
            self._chats[chat] = Bucket(rate=rate, burst=burst, level=burst, at=now)
        return self._chats[chat]
