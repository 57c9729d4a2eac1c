"""Leases: who may do what only one may do at a time, until when.

PgBouncer forbids session locks, so that a lease is a row which its holder renews. Time is the
database's: the clocks of two machines need not agree.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def take(session: AsyncSession, name: str, *, holder: str, seconds: float) -> bool:
    """Take or renew a lease for so many seconds; False while somebody else holds it."""
    taken = await session.scalar(
        text("""
            INSERT INTO leases AS l (name, holder, expires_at)
            VALUES (:p_name, :p_holder, clock_timestamp() + make_interval(secs => :p_seconds))
            ON CONFLICT (name) DO UPDATE
               SET holder = excluded.holder, expires_at = excluded.expires_at
             WHERE l.holder = excluded.holder OR l.expires_at < clock_timestamp()
            RETURNING true
        """),
        {"p_name": name, "p_holder": holder, "p_seconds": float(seconds)},
    )
    return bool(taken)


async def drop(session: AsyncSession, name: str, *, holder: str) -> None:
    """Give a lease back, so that the next one need not wait for its end."""
    await session.execute(
        text("DELETE FROM leases WHERE name = :p_name AND holder = :p_holder"),
        {"p_name": name, "p_holder": holder},
    )
