"""Digests of 10,000 people whose books are short, and a hundred times as long.

    python -m bench digests [--users 10000]

Both stand on one server, in a database each, and are asked in turn for everybody's daily, weekly
and monthly digest, in batches as the scheduler asks. The ratio says what a long book costs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bench.digests_loading import NOW, load
from bots.dialog.digests import answers
from expenseiq_core.db import embedded, migrating, session
from expenseiq_core.domain.period import Cadence
from expenseiq_core.services.digest_readers import Request
from expenseiq_core.services.digests import digests

USERS = 10_000
A_USER = (3, 300)
"""Entries: those of groups of five count, too."""
BATCH = 500
ROUNDS = 3
CADENCES: tuple[Cadence, ...] = ("daily", "weekly", "monthly")
ON: dict[Cadence, dt.date] = {
    "daily": dt.date(2026, 11, 18),
    "weekly": dt.date(2026, 11, 18),
    "monthly": dt.date(2026, 12, 1),
}


class Asked:
    """Everybody's digests in one database, and what they took."""

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], users: Sequence[uuid.UUID]
    ) -> None:
        self._sessions = sessions
        self._users = users
        self.said = 0
        self.sent = 0

    def count(self, *_: object) -> None:
        """Count a statement."""
        self.sent += 1

    async def __call__(self, cadence: Cadence, first: int) -> tuple[float, float]:
        """Return the milliseconds a digest of a batch, for the figures and for the words."""
        requests = [
            Request(key=user, user_id=user, cadence=cadence, on=ON[cadence])
            for user in self._users[first : first + BATCH]
        ]
        async with self._sessions() as open_session:
            start = time.perf_counter()
            found = await digests(open_session, requests)
            made = time.perf_counter()
            for digest in found.values():
                turn = answers.turn_of(open_session, digest, NOW)
                self.said += answers.answer(turn, digest) is not None
            end = time.perf_counter()
        return (made - start) * 1000 / len(requests), (end - made) * 1000 / len(requests)


async def run(urls: Sequence[str], users: int) -> None:
    """Load both databases, and measure."""
    asked: list[Asked] = []
    for url, entries in zip(urls, A_USER, strict=True):
        engine = session.engine(url)
        sessions = session.sessions(engine)
        start = time.perf_counter()
        await load(engine, sessions, users=users, entries=users * entries)
        async with sessions() as open_session:
            count = await open_session.scalar(text("SELECT count(*) FROM entries"))
            ids = await open_session.scalars(
                text("SELECT id FROM users WHERE name LIKE 'Person %' ORDER BY id")
            )
            asked.append(Asked(sessions, list(ids)))
        event.listen(engine.sync_engine, "before_cursor_execute", asked[-1].count)
        print(f"{count} entries of {users} people loaded in {time.perf_counter() - start:.0f} s")
    print(f"{'':8} statements  figures: short  long  ratio   words: short  long  ratio")
    for cadence in CADENCES:
        await compare(asked, cadence, users)


async def compare(asked: Sequence[Asked], cadence: Cadence, users: int) -> None:
    """Print what one kind of digest costs in both databases: the median of all batches."""
    took: list[list[tuple[float, float]]] = [[], []]
    for one in asked:
        one.said = one.sent = 0
        await one(cadence, 0)
    for turn in range(ROUNDS):
        for number, first in enumerate(range(0, users, BATCH)):
            for place in (0, 1) if (turn + number) % 2 else (1, 0):
                took[place].append(await asked[place](cadence, first))
    (short, short_words), (long, long_words) = (
        (statistics.median(t for t, _ in spans), statistics.median(t for _, t in spans))
        for spans in took
    )
    batches = len(took[1]) + 1
    assert asked[0].said == asked[1].said, "of a short book there is as much to say"
    print(
        f"{cadence:8} {asked[1].sent / batches:10.1f}  {short:14.3f} {long:5.3f}"
        f" {long / short:6.2f}   {short_words:12.3f} {long_words:5.3f}"
        f" {long_words / short_words:6.2f}"
    )


def main(users: int = USERS) -> None:
    """Measure on an embedded server; what is loaded need not survive."""
    with tempfile.TemporaryDirectory(prefix="expenseiq-bench-") as folder:
        Path(folder).chmod(0o755)
        with embedded.server(Path(folder) / "data", durable=False) as url:
            urls = [url.replace("/postgres?", f"/{name}?") for name in ("short", "long")]
            asyncio.run(_databases(url))
            for one in urls:
                migrating.upgrade(one)
            asyncio.run(run(urls, users))


async def _databases(url: str) -> None:
    engine = session.engine(url)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for name in ("short", "long"):
            await connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    await engine.dispose()
