"""Looking something up in the database with the patience of a turn: it may be about to be back."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import failures
from expenseiq_core.db.session import Sessions

_Found = TypeVar("_Found")


async def look_up(sessions: Sessions, ask: Callable[[AsyncSession], Awaitable[_Found]]) -> _Found:
    """Return what is asked for, committed; UnavailableError if nobody can tell."""
    clock = asyncio.get_running_loop()
    until = clock.time() + failures.PATIENCE
    for attempt in itertools.count():
        try:
            async with sessions.begin() as session:
                return await ask(session)
        except SQLAlchemyError as error:
            pause = failures.pause(error, attempt)
            if pause is None or clock.time() + pause > until:
                raise failures.UnavailableError from None
            await asyncio.sleep(pause)
    raise AssertionError("it is told, or nobody can tell")
