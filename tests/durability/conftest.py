"""A server of one's own that tests may crash, and what its books say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from expenseiq_core.db import embedded, embedded_binaries, migrating, session
from expenseiq_core.db.embedded_cluster import LOG, Cluster
from expenseiq_core.db.embedded_place import prepare
from tests.conftest import plain, prove_books


@dataclass(frozen=True)
class Server:
    """A database, and the server behind it."""

    url: str
    data: Path

    def crash(self) -> None:
        """Restart PostgreSQL as after a power failure, without a word to anybody."""
        place = prepare(self.data)
        programs = embedded_binaries.find(place.version, place.owner)
        cluster = Cluster(place, programs)
        command = ["pg_ctl", "restart", "-m", "immediate", "-w", "-t", "60", "-l", LOG]
        done = cluster._run(place.cluster, command)
        assert done.returncode == 0, done.stderr

    def ask(self, statement: str) -> list[Any]:
        """Ask the database."""
        with psycopg.connect(plain(self.url), autocommit=True) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A durable server of this test alone; its books are proved in the end."""
    with embedded.server(tmp_path / "server") as url:
        migrating.upgrade(url)
        server = Server(url, tmp_path / "server")
        yield server
        asyncio.run(_prove(url))


async def _prove(url: str) -> None:
    engine = session.engine(url)
    await prove_books(engine)
    await engine.dispose()


@pytest.fixture
def asks(database_url: str) -> Callable[[str], list[Any]]:
    """Ask the test's database."""
    return Server(database_url, Path()).ask
