"""A group of eight with 100,000 entries beside the same with 100, and the search for payments.

    python -m bench groups [--seconds 5]

Both books stand in one database and are asked in turn: a new expense, `balance`, `settle` (which
keeps a new plan each time, for the expense moved the balances). The ratio says what a large book
costs. A group's expense stands beside a private one, and the fewest payments among 16 people beside
a search that looks at every subset.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bench.groups_loading import EIGHT, NOW, SIZES, load, message
from bots.dialog.messages import Incoming, Outgoing
from bots.dialog.respond import respond
from expenseiq_core.db import embedded, migrating, session
from expenseiq_core.domain import settling
from expenseiq_core.services import books
from expenseiq_core.services.chats import Place

ASKED = ("dinner 84", "balance", "settle")


class Talk:
    """People typing, and how long each answer took."""

    def __init__(self, engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._sent = 0
        event.listen(engine.sync_engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self._sent += 1

    async def __call__(self, incoming: Incoming) -> tuple[float, int]:
        """Return the milliseconds until the answer, and the statements that it took."""
        self._sent, start = 0, time.perf_counter()
        answer = await respond(self._sessions, incoming, now=NOW)
        took = (time.perf_counter() - start) * 1000
        check(answer, incoming.text)
        return took, self._sent


def check(answer: Outgoing, said: str) -> None:
    """Assert that it was answered as it should be: what is refused is quick."""
    wanted = {"balance": "balances", "settle": "transfers"}.get(said, "entry")
    assert answer.data.get(wanted), f"{said}: {answer.text}"


async def compare(talk: Talk, seconds: float) -> None:
    """Print what each command costs in the small book and in the large one."""
    spans: dict[tuple[str, int], list[float]] = {(said, n): [] for said in ASKED for n in SIZES}
    statements: dict[str, int] = {}
    for warm in (True, False):
        until = time.perf_counter() + (1 if warm else seconds)
        rounds = 0
        while time.perf_counter() < until:
            rounds += 1
            speaker = EIGHT[rounds % len(EIGHT)]
            for size in random.sample(SIZES, len(SIZES)):
                for said in ASKED:
                    took, sent = await talk(message(size, speaker, said))
                    statements[said] = sent
                    if not warm:
                        spans[said, size].append(took)
    small, large = SIZES
    print(f"{'':12}  statements  p50 ms at {small}  at {large}  ratio")
    for said in ASKED:
        one, other = (statistics.median(spans[said, size]) for size in SIZES)
        print(f"{said:12}  {statements[said]:10}  {one:13.2f}  {other:9.2f}  {other / one:5.2f}")


async def beside_private(talk: Talk, seconds: float) -> None:
    """Print the turns a second of an expense in the group and in private, one at a time."""
    spans: dict[str, list[float]] = {"group": [], "private": []}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for kind, incoming in (
            ("group", message(SIZES[0], "mia", "dinner 84")),
            ("private", own()),
        ):
            took, _ = await talk(incoming)
            spans[kind].append(took)
    group, private = (1000 / statistics.mean(spans[kind]) for kind in ("group", "private"))
    print(f"turns/s     group {group:.0f}   private {private:.0f}   ratio {group / private:.2f}")


def own() -> Incoming:
    """Return an expense of somebody's own."""
    return Incoming(
        place=Place(platform="bench", workspace="", chat="private", sender="private"),
        message_id=uuid.uuid4().hex,
        text="dinner 84",
        sender_name="private",
        sent_at=NOW,
        locale="en_GB",
        timezone="UTC",
        currency="EUR",
    )


def search() -> None:
    """Print how long it takes to find the fewest payments among sixteen people."""
    ours: list[float] = []
    naive: list[float] = []
    for some in sixteens():
        balances = {uuid.UUID(int=n): minor for n, minor in enumerate(some, start=1)}
        start = time.perf_counter()
        payments = len(settling.fewest(balances))
        found = time.perf_counter()
        groups = most_groups(some)
        ours.append((found - start) * 1000)
        naive.append((time.perf_counter() - found) * 1000)
        assert payments == len(some) - groups
    ratio = statistics.median(ours) / statistics.median(naive)
    print(
        f"16 people   median {statistics.median(ours):.1f} ms   slowest {max(ours):.1f} (aim: 50)"
        f"   every subset: median {statistics.median(naive):.0f}   ratio {ratio:.3f}"
    )


def sixteens() -> list[list[int]]:
    """Return balances of sixteen people: any, some that divide into groups, the worst there are."""
    chosen = random.Random(16)  # noqa: S311 (the same ones each time)
    found = [[2**n for n in range(15)], [1, 2] * 5 + [-3] * 4 + [5], [1] * 9 + [-2] * 5 + [5]]
    for _ in range(5):
        some = [chosen.randint(1, 9999) for _ in range(15)]
        found.append([minor * chosen.choice((1, -1)) for minor in some])
        some = some[:12]
        found.append([*some, -sum(some[:4]), -sum(some[4:8]), -sum(some[8:11])])
    return [[*some, -sum(some)] for some in found]


def most_groups(balances: Sequence[int]) -> int:
    """Return into how many groups that add up to zero balances can be divided, subset by subset."""
    sums = {0: 0}
    for subset in range(1, 1 << len(balances)):
        low = subset & -subset
        sums[subset] = sums[subset ^ low] + balances[low.bit_length() - 1]

    @cache
    def best(subset: int) -> int:
        found = 0
        for member in range(len(balances)):
            if subset >> member & 1:
                found = max(found, best(subset ^ 1 << member))
        return found + (subset != 0 and sums[subset] == 0)

    return best((1 << len(balances)) - 1)


async def run(url: str, seconds: float) -> None:
    """Load both books, prove them, and measure."""
    engine = session.engine(url)
    sessions = session.sessions(engine)
    start = time.perf_counter()
    for size in SIZES:
        await load(engine, sessions, size)
    loaded = time.perf_counter()
    async with sessions() as open_session:
        assert not await books.faults(open_session)
    proved = time.perf_counter()
    print(f"loaded in {loaded - start:.0f} s, proved in {proved - loaded:.0f} s (doctor)")
    await respond(sessions, own(), now=NOW)
    talk = Talk(engine, sessions)
    await compare(talk, seconds)
    await beside_private(talk, seconds)
    await engine.dispose()


def main(seconds: float = 5) -> None:
    """Measure on an embedded server that flushes to disk."""
    search()
    with tempfile.TemporaryDirectory(prefix="expenseiq-bench-") as folder:
        Path(folder).chmod(0o755)
        with embedded.server(Path(folder) / "data") as url:
            migrating.upgrade(url)
            asyncio.run(run(url, seconds))
