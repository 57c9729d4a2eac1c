"""Databases for tests: real PostgreSQL, one throw-away server a run, a fresh database a test.

The server is the embedded one in a temporary folder; workers of xdist share it by its own locks. A
migrated template is made once a run; a test's database is a copy of it.
"""

from __future__ import annotations

import fcntl
import itertools
import logging
import os
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from expenseiq_core.db import embedded, migrating, session

TEMPLATE = "template_migrated"
numbers = itertools.count(1)
emptied: list[tuple[str, int]] = []
"""Databases of this process that the next test may have, and how many had each."""
MOST_USES = 30
"""Rows that were deleted stay in the files, and are looked at: then a new copy is quicker."""
shapes: dict[str, object] = {}
"""What the tables of a migrated database are, as `SHAPE` tells."""

LEAVE = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
  SELECT concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, atttypmod, attnotnull)
    FROM pg_attribute WHERE attnum > 0 AND attrelid IN
         (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL
  SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
   WHERE NOT tgisinternal
  UNION ALL
  SELECT setting FROM pg_db_role_setting, unnest(setconfig) AS setting
   WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
) AS shape(line)
"""
EMPTY = """
DO $$ DECLARE name regclass; BEGIN
  FOR name IN SELECT oid::regclass FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND relname <> 'alembic_version'
  LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$
"""


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """What a test sets up for logs ends with it: its standard error is closed then."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the run's server (database `postgres`)."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    with embedded.server(base / "server", durable=False) as url:
        with (base / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _make_template(url)
        yield url


@pytest.fixture
def empty_database_url(server: str) -> Iterator[str]:
    """A fresh database with nothing in it."""
    yield from _database(server, "template0")


@pytest.fixture
def database_url(server: str) -> Iterator[str]:
    """A fresh migrated database; its books are proved when the test is over."""
    yield from _database(server, TEMPLATE)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = session.engine(database_url)
    yield made
    await prove_books(made)
    await made.dispose()


@pytest.fixture
def sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return session.sessions(engine)


async def prove_books(engine: AsyncEngine) -> None:
    """Every test on a database ends with books that balance."""
    try:
        from expenseiq_core.services import books  # noqa: PLC0415
    except ImportError:
        return
    async with session.sessions(engine)() as open_session:
        assert not await books.faults(open_session)


def on_server(server: str, statement: str) -> None:
    """Run a statement that no transaction may surround."""
    with psycopg.connect(plain(server), autocommit=True) as connection:
        connection.execute(statement)


def plain(url: str) -> str:
    """SQLAlchemy's URL as libpq reads it."""
    return url.replace("+psycopg", "", 1)


def _make_template(server: str) -> None:
    with psycopg.connect(plain(server), autocommit=True) as connection:
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if made.fetchone():
            return
        connection.execute("CREATE DATABASE building TEMPLATE template0")
        migrating.upgrade(server.replace("/postgres?", "/building?"))
        connection.execute(f"ALTER DATABASE building RENAME TO {TEMPLATE}")


def _database(server: str, template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(numbers)}"
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.replace("/postgres?", f"/{name}?")
    on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def emptied_database(server: str) -> Iterator[str]:
    """A migrated database that earlier tests may have had, without a row of theirs.

    Copying hundreds of files for each test would take longer than most tests; for those alone that
    start no process which may still write when its test is over.
    """
    if not emptied:
        name = f"test_{os.getpid()}_{next(numbers)}"
        on_server(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        emptied.append((name, 0))
    name, uses = emptied.pop()
    url = server.replace("/postgres?", f"/{name}?")
    if TEMPLATE not in shapes:
        with psycopg.connect(plain(url)) as connection:
            shapes[TEMPLATE] = connection.execute(SHAPE).fetchone()
    yield url
    if uses < MOST_USES and _empty(url):
        emptied.append((name, uses + 1))
    else:
        on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _empty(url: str) -> bool:
    """Delete all rows of a migrated database; False if the test changed its tables."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(LEAVE)
        if connection.execute(SHAPE).fetchone() != shapes[TEMPLATE]:
            return False
        # Replicas check no foreign keys: the order of the tables does not matter.
        connection.execute("SET session_replication_role = replica")
        connection.execute(EMPTY)
    return True
