"""Lanes: one chat in order, chats side by side."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Lanes:
    """Who enters the same lane waits for those before; at most `limit` are inside in all."""

    def __init__(self, limit: int | None = None) -> None:
        self._lanes: dict[str, _Lane] = {}
        self._room: contextlib.AbstractAsyncContextManager[None] = (
            asyncio.Semaphore(limit) if limit else contextlib.nullcontext()
        )

    @contextlib.asynccontextmanager
    async def enter(self, key: str, *, counted: bool = True) -> AsyncIterator[None]:
        """Wait for one's turn in a lane; who holds several lanes must not count for the limit."""
        lane = self._lanes.setdefault(key, _Lane())
        lane.users += 1
        try:
            # A lock hands itself on in the order in which it was asked for.
            async with lane.lock, self._room if counted else contextlib.nullcontext():
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]
