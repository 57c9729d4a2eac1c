"""Databases for tests: real PostgreSQL, one throw-away server a run, a database a test.

The server is the embedded one in a temporary folder; workers of xdist share it by its own locks. A
migrated template is made once a run; a test's database is a copy of it, or an emptied one.
"""

from __future__ import annotations

import fcntl
import itertools
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from expenseiq_core.db import embedded, migrating, session
from tests import emptied
from tests.emptied import on_server, plain

# How long an example takes says more about what else the machine does.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

TEMPLATE = "template_migrated"
numbers = itertools.count(1)


UNMEASURED = "app bench doors durability hosting simulators slack_bot telegram_bot".split()
"""Folders of tests about what has no limit of coverage: measuring takes as long as the test."""


EMPTIED = "console dialog doors hosting scheduler services slack_bot telegram_bot".split()
"""Folders of tests that may have a database after one another: see `emptied`."""


def folder(path: Path) -> str:
    """Return the folder of `tests` that a file is in."""
    return path.relative_to(Path(__file__).parent).parts[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    measuring = sys.gettrace()
    if folder(item.path) not in UNMEASURED or type(measuring).__name__ != "CTracer":
        return (yield)
    # Not by the mark `no_cover`: a worker measures twice, and only one of the two would pause.
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)


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
        emptied.leave_all()


@pytest.fixture
def empty_database_url(server: str) -> Iterator[str]:
    """A fresh database with nothing in it."""
    yield from _database(server, "template0")


@pytest.fixture
def fresh() -> None:
    """Ask for a database that no test had before: for plans, programs, and outages."""


@pytest.fixture
def database_url(request: pytest.FixtureRequest, server: str) -> Iterator[str]:
    """A migrated database with nothing in it; its books are proved when the test is over."""
    if folder(request.path) in EMPTIED and "fresh" not in request.fixturenames:
        yield from emptied_database(server)
    else:
        yield from _database(server, TEMPLATE)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = session.engine(database_url)
    emptied.keep_connections(made, database_url)
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


def _make_template(server: str) -> None:
    with psycopg.connect(plain(server), autocommit=True) as connection:
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if made.fetchone():
            return
        # Nothing is cleaned up at a moment of the server's choice, and no plan changes by it.
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE building TEMPLATE template0")
        migrating.upgrade(server.replace("/postgres?", "/building?"))
        connection.execute(f"ALTER DATABASE building RENAME TO {TEMPLATE}")


def _database(server: str, template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(numbers)}"
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.replace("/postgres?", f"/{name}?")
    on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def emptied_database(server: str) -> Iterator[str]:
    """A migrated database that earlier tests may have had, without a row of theirs."""
    yield from emptied.taken(server, TEMPLATE)
