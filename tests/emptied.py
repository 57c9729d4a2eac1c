"""Databases that one test after another has, each without a row of those before it.

Copying hundreds of files for each test would take longer than most tests, and so would connecting
and planning everything anew: connections are kept, too. For those tests alone that start no process
and leave no task that may still write when they are over.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

MOST_USES = 30
"""Rows that were deleted stay in the files, and are looked at: then a new copy is quicker."""
MOST_KEPT = 4
"""Connections of a database that wait for the next test."""

THERE = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
SHAPE = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
  SELECT concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, atttypmod, attnotnull)
    FROM pg_attribute WHERE attnum > 0 AND attrelid IN
         (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL
  SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
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
AS_NEW = b"RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD TEMP"
"""What a session had set or locked; what it had prepared is kept."""

numbers = itertools.count(1)


class Kept(psycopg.AsyncConnection[Any]):
    """A connection that is not closed but waits for the next test."""

    database: Database
    use: int
    """Which of the tests on the database has it."""

    async def close(self) -> None:
        if self._is_as_new():
            self.database.waiting.append(self)
        else:
            await super().close()

    def _is_as_new(self) -> bool:
        return (
            not self.closed
            and self.use == self.database.uses
            and len(self.database.waiting) < MOST_KEPT
            and self.info.transaction_status == TransactionStatus.IDLE
            and self.pgconn.exec_(AS_NEW).status == ExecStatus.COMMAND_OK
        )


@dataclass
class Database:
    """One that several tests have in turn."""

    name: str
    url: str
    keeper: psycopg.Connection[Any]
    shape: Any
    waiting: list[Kept] = field(default_factory=list)
    uses: int = 0

    def empty(self) -> bool:
        """Delete all rows; False if a test changed the tables, or parted us from the database."""
        try:
            if not self._left() or self.keeper.execute(SHAPE).fetchone() != self.shape:
                return False
            self.keeper.execute(EMPTY)
        except psycopg.OperationalError:
            return False
        return True

    def _left(self) -> bool:
        """Part all others from it; False if one of ours is parted, or another stays."""
        own = {self.keeper.info.backend_pid, *(kept.info.backend_pid for kept in self.waiting)}
        deadline = time.monotonic() + 5
        while (there := {pid for (pid,) in self.keeper.execute(THERE)}) > own:
            if time.monotonic() > deadline:
                return False
            for pid in there - own:
                self.keeper.execute("SELECT pg_terminate_backend(%s)", [pid])
            time.sleep(0.001)
        return there == own

    def leave(self) -> None:
        """Close what was kept."""
        for kept in self.waiting:
            kept.pgconn.finish()
        self.keeper.close()


free: list[Database] = []
"""Those of this process that the next test may have."""
in_use: dict[str, Database] = {}
"""By URL."""


def taken(server: str, template: str) -> Iterator[str]:
    """Yield the URL of a migrated database without a row."""
    database = free.pop() if free else _made(server, template)
    in_use[database.url] = database
    yield database.url
    del in_use[database.url]
    database.uses += 1
    if database.uses < MOST_USES and database.empty():
        free.append(database)
    else:
        database.leave()
        on_server(server, f"DROP DATABASE {database.name} WITH (FORCE)")


def leave_all() -> None:
    """Close what was kept of all."""
    while free:
        free.pop().leave()


def keep_connections(engine: AsyncEngine, url: str) -> None:
    """Let an engine on an emptied database begin with the connections of the test before."""
    database = in_use.get(url)
    if database is None:
        return
    use = database.uses

    async def connect(*arguments: Any, **named: Any) -> Kept:
        if database.uses != use:
            raise psycopg.OperationalError("the test of this engine is over")
        if database.waiting:
            kept = database.waiting.pop()
        else:
            kept = await Kept.connect(*arguments, **named)
            kept.prepared_max, kept.database = 1000, database
        kept.use = use
        return kept

    @event.listens_for(engine.sync_engine, "do_connect")
    def begin(_dialect: Any, _record: Any, _given: Any, named: dict[str, Any]) -> None:
        named["async_creator_fn"] = connect


def on_server(server: str, statement: str) -> None:
    """Run a statement that no transaction may surround."""
    with psycopg.connect(plain(server), autocommit=True) as connection:
        connection.execute(statement)


def plain(url: str) -> str:
    """SQLAlchemy's URL as libpq reads it."""
    return url.replace("+psycopg", "", 1)


def _made(server: str, template: str) -> Database:
    name = f"emptied_{os.getpid()}_{next(numbers)}"
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    url = server.replace("/postgres?", f"/{name}?")
    keeper = psycopg.connect(plain(url), autocommit=True, prepare_threshold=0)
    # Replicas check no foreign keys: the order of the tables does not matter.
    keeper.execute("SET session_replication_role = replica")
    return Database(name, url, keeper, keeper.execute(SHAPE).fetchone())
