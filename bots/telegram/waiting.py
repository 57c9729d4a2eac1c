"""Waiting that ends early when something else has."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def pause(ended: asyncio.Event, seconds: float) -> None:
    """Wait so many seconds, or until the event."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), seconds)


async def unless(ended: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Do something, but give it up at the event: None then."""
    task, told = asyncio.create_task(work), asyncio.create_task(ended.wait())
    try:
        await asyncio.wait({task, told}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for one in (task, told):
            one.cancel()
        await asyncio.gather(task, told, return_exceptions=True)
