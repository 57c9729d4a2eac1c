"""Bring a database to the schema of this program, and tell whether it is there.

The scripts are in the package `migrations`. Any number of processes may start at once: one
migrates, the others wait for it and find nothing left to do. Alembic is imported only where there
is something to do: most starts find the schema as it should be.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import Engine

from expenseiq_core.db.session import CONNECT_TIMEOUT
from expenseiq_core.errors import SettingsError

if TYPE_CHECKING:
    from alembic.config import Config

LOCK: Final = 0x45585045_4E534549  # "EXPENSEI", as the number of an advisory lock
LOCK_TIMEOUT: Final = "5s"
"""How long a migration waits for a table that others use, before it gives up and blocks nobody."""


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up to a revision; does nothing if the database is there already."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            if revision == "head" and _current(connection) == head():
                return
            _alone(connection)
            from alembic import command  # noqa: PLC0415

            command.upgrade(config(connection), revision)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str) -> None:
    """Migrate down to a revision (`base`: nothing is left)."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            _alone(connection)
            from alembic import command  # noqa: PLC0415

            command.downgrade(config(connection), revision)
    finally:
        engine.dispose()


def check(url: str) -> None:
    """Raise SettingsError unless the database has the schema of this program."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            current = _current(connection)
    finally:
        engine.dispose()
    if current is None:
        raise SettingsError("The database is empty. Run: expenseiq migrate")
    if current != head():
        raise SettingsError(
            f"The database's schema is {current}, this program needs {head()}. "
            "Run: expenseiq migrate"
        )


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, on a connection with an open transaction."""
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def head() -> str:
    """Return the revision that this program needs: scripts are named by it, `m0001_...`."""
    names = (path.name for path in (_folder() / "versions").glob("m*.py"))
    return max(found[1] for name in names if (found := re.match(r"m(\d{4})_", name)))


def _folder() -> Path:
    spec = importlib.util.find_spec("migrations")
    assert spec is not None, "migrations are a package beside this one"
    assert spec.origin is not None, "migrations have an __init__.py"
    return Path(spec.origin).parent


def _engine(url: str) -> Engine:
    # Sync, since Alembic is; unprepared, so that it works behind PgBouncer too.
    return create_engine(
        url, connect_args={"connect_timeout": CONNECT_TIMEOUT, "prepare_threshold": None}
    )


def _current(connection: Connection) -> str | None:
    """Return the database's revision; None if it never had one."""
    if not connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _alone(connection: Connection) -> None:
    """Wait until no other process migrates; held until the transaction ends, pooler or not."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
