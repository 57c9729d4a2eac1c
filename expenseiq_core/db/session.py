"""Connections: one engine for a process, sessions from it.

READ COMMITTED: a turn that meets another one waits for it instead of failing (design rule 7).
Instants come back in UTC whatever the server's time zone is.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

CONNECT_TIMEOUT: Final = 5  # seconds
OPTIONS: Final = {
    "timezone": "UTC",
    # Nobody waits for ever: not for a lock, nor for whoever stopped in the middle of holding one.
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}

Sessions = async_sessionmaker[AsyncSession]


def engine(url: str, *, pgbouncer: bool = False, pool_size: int = 16) -> AsyncEngine:
    """Make an engine; it connects at the first use.

    `pgbouncer`: a pooler hands every transaction to another server session, so nothing is prepared
    and no start-up options are sent; time-outs are the server's to set (`ALTER ROLE … SET`).
    """
    arguments: dict[str, Any] = {"connect_timeout": CONNECT_TIMEOUT}
    if pgbouncer:
        arguments["prepare_threshold"] = None
    else:
        arguments["options"] = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
    made = create_async_engine(
        url,
        connect_args=arguments,
        isolation_level="READ COMMITTED",
        # Parameters are what people typed: private, and not for logs.
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        pool_recycle=1800,
    )
    if pgbouncer:
        event.listen(made.sync_engine, "connect", _set_utc)
    return made


def sessions(made: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Make the factory of sessions; what was read stays readable after the commit."""
    return async_sessionmaker(made, expire_on_commit=False)


def _set_utc(
    connection: Any, _record: Any
) -> None:  # the driver's connection, as SQLAlchemy wraps it
    cursor = connection.cursor()
    cursor.execute("SET TIME ZONE 'UTC'")
    cursor.close()
    connection.commit()
