"""Ask a database what is wrong with its books, and which notices did not arrive."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app import deliveries
from expenseiq_core.db import session
from expenseiq_core.services import books, undelivered
from expenseiq_core.services.books import Fault

DAYS: Final = 7
"""How far back notices are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is wrong with the books, and what to say of notices."""

    faults: list[Fault]
    notices: list[str]


async def examine(url: str, *, pgbouncer: bool = False) -> Found:
    """Return everything that is wrong, as one moment saw it."""
    engine = session.engine(url, pgbouncer=pgbouncer, pool_size=1)
    try:
        async with session.sessions(engine)() as open_session:
            # One snapshot for all checks: turns that go on meanwhile must not look like faults.
            await open_session.execute(
                text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            )
            return Found(
                faults=await books.faults(open_session), notices=await _notices(open_session)
            )
    finally:
        await engine.dispose()


async def _notices(open_session: AsyncSession) -> list[str]:
    """Return what did not arrive, or waits for too long, in lines."""
    now = dt.datetime.now(dt.UTC)
    said: list[str] = []
    found = await undelivered.undelivered(open_session, since=now - dt.timedelta(days=DAYS))
    if found:
        count = Counter(one.state for one in found)
        parts = [f"{count[state]} {state}" for state in undelivered.STATES if count[state]]
        said.append(f"Notices that did not surely arrive in the last {DAYS} days: "
                    f"{', '.join(parts)}. The books are not concerned.")  # fmt: skip
        said += deliveries.lines(found)
        said.append("To send one again: expenseiq deliveries retry ID")
    if waiting := await undelivered.overdue(open_session, now=now):
        said.append(f"Waiting for more than an hour: {waiting}. Is a scheduler running?")
    return said
