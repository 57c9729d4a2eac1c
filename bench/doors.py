"""What one process takes in through its doors, beside what the libraries take in by themselves.

    python -m bench doors [--rounds 3] [--updates 300]

People who are known write `lunch 12.50 food`, each another amount, in turn. Ours is the whole
process, as `expenseiq run` starts it: an update is acknowledged when its turn is committed. The
libraries run as their documentation shows, with a handler that does nothing, or says "ok".
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import statistics
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.doors_running import Done, Round, started
from bench.doors_slack import Slack
from bench.doors_telegram import Telegram
from expenseiq_core.db import embedded, migrating

PEOPLE = 100
BUDGET = "budget food 1000000 monthly"

_NUMBERS = itertools.count()


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was measured of one process."""

    name: str
    rounds: list[Round]

    def median(self, figure: str) -> float:
        return statistics.median(getattr(each, figure) for each in self.rounds)

    def shown(self, reference: Row | None) -> str:
        rate, cpu = self.median("rate"), self.median("cpu")
        line = f"{self.name:38}  {rate:9.0f}  {cpu:6.2f}  {self.median('simulator'):9.0%}"
        if reference is None:
            return line
        return (
            f"{line}  {rate / reference.median('rate'):9.2f}  {cpu / reference.median('cpu'):5.1f}"
        )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to measure with."""

    folder: Path
    url: str  # of the database
    rounds: int
    updates: int  # a round


def lunches(number: int) -> list[str]:
    """Texts with an amount that nobody had before: an equal entry would get a warning."""
    numbers = itertools.islice(_NUMBERS, number)
    return [f"lunch {5 + each // 100}.{each % 100:02} food" for each in numbers]


async def measured(
    door: Telegram | Slack,
    asked: Asked,
    *arguments: str,
    done: Done,
    warming: list[list[str]],
    gently: bool = True,
) -> list[Round]:
    """Start a process, let it warm up, and measure it a few times."""
    settings = {**door.settings(), "DATABASE_URL": asked.url}
    async with started(asked.folder, *arguments, gently=gently, settings=settings) as child:
        await door.meet(child)
        for texts in warming:
            await child.measure(door.batch(texts, done))
        # Where nothing is done, so many are gone before there is anything to measure.
        number = asked.updates * (4 if done == "handled" else 1)
        return [await child.measure(door.batch(lunches(number), done)) for _ in range(asked.rounds)]


async def rows(door: Telegram | Slack, asked: Asked) -> AsyncIterator[tuple[Row, Row | None]]:
    """Measure a library and us; each of our rows comes with the library's that it stands beside."""
    everybody = lunches(PEOPLE)
    idle = Row(
        name=f"{door.library}, does nothing",
        rounds=await measured(door, asked, door.library, done="handled", warming=[everybody]),
    )
    yield idle, None
    replying = Row(
        name=f'{door.library}, replies "ok"',
        rounds=await measured(
            door, asked, door.library, "--replies", done="answered", warming=[everybody]
        ),
    )
    yield replying, None
    answered = Row(
        name="ours, answered (pace lifted)",
        rounds=await measured(
            door, asked, door.name, "--lifted", done="answered",
            warming=[everybody, [BUDGET] * PEOPLE],
        ),
    )  # fmt: skip
    yield answered, replying
    acknowledged = Row(
        name="ours, committed and acknowledged",
        # Its answers are paced, and would take minutes: it is ended without them.
        rounds=await measured(
            door, asked, door.name, done="acknowledged", warming=[everybody], gently=False
        ),
    )
    yield acknowledged, idle


async def run(asked: Asked) -> None:
    # A process that is ended in the middle of sending is no error of the simulator.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    doors = (Telegram(PEOPLE), Slack(PEOPLE))
    for door in doors:
        print(f"{door.name:38}  updates/s  CPU ms  simulator  ours/theirs: updates/s, CPU")
        async with door.open():
            async for row, reference in rows(door, asked):
                print(row.shown(reference), flush=True)
        assert not door.faults(), door.faults()
    check(asked, len(doors))


def check(asked: Asked, doors: int) -> None:
    """Count: what was measured was recorded, each once, and everybody has a budget."""
    plain = asked.url.replace("+psycopg", "", 1)
    with psycopg.connect(plain) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM budgets)"
        ).fetchone()
    entries = 2 * doors * (PEOPLE + asked.rounds * asked.updates)
    assert found == (entries, doors * PEOPLE), found


def main(rounds: int = 3, updates: int = 300) -> None:
    with tempfile.TemporaryDirectory(prefix="expenseiq-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with embedded.server(folder / "data") as url:
            migrating.upgrade(url)
            asyncio.run(run(Asked(folder=folder, url=url, rounds=rounds, updates=updates)))
