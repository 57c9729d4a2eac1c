"""Ask the books of a database what is wrong with them."""

from __future__ import annotations

from sqlalchemy import text

from expenseiq_core.db import session
from expenseiq_core.services import books
from expenseiq_core.services.books import Fault


async def faults(url: str, *, pgbouncer: bool = False) -> list[Fault]:
    """Return everything that is wrong, as one moment saw it."""
    engine = session.engine(url, pgbouncer=pgbouncer, pool_size=1)
    try:
        async with session.sessions(engine)() as open_session:
            # One snapshot for all checks: turns that go on meanwhile must not look like faults.
            await open_session.execute(
                text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            )
            return await books.faults(open_session)
    finally:
        await engine.dispose()
