"""Work that goes on although Slack waits no longer for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

from bots.dialog import failures

log = structlog.get_logger()

_Result = TypeVar("_Result")


class Background:
    """Tasks that are kept until they end."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, _Result]) -> asyncio.Task[_Result]:
        """Begin something."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def within(
        self, seconds: float, work: Coroutine[Any, Any, _Result]
    ) -> asyncio.Task[_Result]:
        """Begin something and wait for it, but not longer; it goes on then."""
        task = self.start(work)
        await asyncio.wait({task}, timeout=seconds)
        return task

    async def close(self, seconds: float) -> None:
        """Wait for what still runs."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            log.error("work failed", exception=failures.where(error))
