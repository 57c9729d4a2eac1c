"""Notices that are due: claimed, composed and sent a second; and how late at 1,500 a minute.

    python -m bench notices [--notices 2000] [--minutes 1]

The platform does nothing (first figure) or answers after 50 ms (second). Beside the first stand the
two commits of each notice alone: a bare UPDATE of its row each, as many at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog.messages import Answer, Outgoing, lines
from bots.dialog.notices.kind import Composed, Kind
from expenseiq_core.db import embedded, migrating, session
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Claimed, Notice
from expenseiq_core.services.ids import new_id
from scheduler.delivering import Deliverer
from scheduler.dispatch import AT_ONCE
from scheduler.ticking import Scheduler

PEOPLE = 3_000
A_MINUTE = 1_500
LATENCY = 0.05
EVERY = 15.0


async def compose(_: AsyncSession, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:  # noqa: ARG001
    return {one.id: Answer(lines=lines("Wed 18 Nov: €31.20 in 3 entries")) for one in claimed}


KIND = Kind(name="bench", compose=compose)


class Platform:
    """Takes what it is sent, and remembers when."""

    is_open = True

    def __init__(self, latency: float = 0.0, *, expected: int = 0) -> None:
        self._latency = latency
        self._expected = expected
        self.has_all = asyncio.Event()
        self.sent: dict[str, float] = {}

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:  # noqa: ARG002
        if self._latency:
            await asyncio.sleep(self._latency)
        assert claimed.occurrence not in self.sent, "it was sent twice"
        self.sent[claimed.occurrence] = time.time()
        if len(self.sent) == self._expected:
            self.has_all.set()
        return str(len(self.sent))


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def load(sessions: Sessions, platform: str) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Let people have a chat each; return (user, chat)."""
    made = [(new_id(), new_id()) for _ in range(PEOPLE)]
    async with sessions.begin() as db:
        await db.execute(
            text("""
                WITH n AS (SELECT * FROM unnest(CAST(:p_users AS uuid[]), CAST(:p_chats AS uuid[]))
                                         AS n(user_id, chat_id)),
                     u AS (INSERT INTO users (id, name, timezone, locale, created_at)
                           SELECT user_id, 'Somebody', 'UTC', 'en_GB', now() FROM n)
                INSERT INTO chats (id, platform, workspace, external_id, private, created_at)
                SELECT chat_id, :p_platform, '', chat_id::text, true, now() FROM n
            """),
            {
                "p_users": [user for user, _ in made],
                "p_chats": [chat for _, chat in made],
                "p_platform": platform,
            },
        )
    return made


async def put(
    sessions: Sessions,
    people: Sequence[tuple[uuid.UUID, uuid.UUID]],
    dues: Sequence[dt.datetime],
    name: str,
) -> None:
    made = [
        Notice(
            occurrence=f"{name}:{number}",
            kind=KIND.name,
            user_id=people[number % PEOPLE][0],
            chat_id=people[number % PEOPLE][1],
            about={"awake": True},
            due_at=due,
        )
        for number, due in enumerate(dues)
    ]
    async with sessions.begin() as db:
        assert await deliveries.put(db, made, now=now()) == len(made)


async def throughput(sessions: Sessions, count: int) -> None:
    people = await load(sessions, "noop")
    ours, bare = [], []
    for number in range(3):
        await put(sessions, people, [now()] * count, f"round{number}")
        platform = Platform()
        deliverer = Deliverer(sessions, [KIND], {"noop": platform}, clock=now)
        start = time.perf_counter()
        assert await deliverer.deliver() == count
        ours.append(count / (time.perf_counter() - start))
        assert len(platform.sent) == count
        bare.append(await updates(sessions, count))
    print(f"sent/s      ours {max(ours):.0f}   two bare updates {max(bare):.0f}   "
          f"ratio {max(ours) / max(bare):.2f}")  # fmt: skip


async def updates(sessions: Sessions, count: int) -> float:
    """Return how many rows a second are updated twice, each time with a commit."""
    async with sessions() as db:
        ids = list(await db.scalars(text("SELECT id FROM deliveries LIMIT :p_n"), {"p_n": count}))

    async def change() -> None:
        while ids:
            one = ids.pop()
            for tries in (1, 2):
                async with sessions.begin() as db:
                    await db.execute(
                        text("UPDATE deliveries SET tries = :p_tries WHERE id = :p_id"),
                        {"p_id": one, "p_tries": tries},
                    )

    start = time.perf_counter()
    await asyncio.gather(*(change() for _ in range(AT_ONCE)))
    return count / (time.perf_counter() - start)


async def lateness(sessions: Sessions, minutes: float) -> None:
    """Print the share of notices that are sent within a minute, at as many a minute as may be."""
    people = await load(sessions, "telegram")
    count = int(A_MINUTE * minutes)
    start = now()
    dues = [start + dt.timedelta(minutes=minutes) * (n / count) for n in range(count)]
    await put(sessions, people, dues, "paced")
    platform, stopping = Platform(LATENCY, expected=count), asyncio.Event()
    scheduler = Scheduler(sessions, {"telegram": platform}, clock=now, every=EVERY)
    scheduler._deliverers = [Deliverer(sessions, [KIND], {"telegram": platform}, clock=now)]
    running = asyncio.create_task(scheduler.run(stopping))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(platform.has_all.wait(), 60 * minutes + 120)
    stopping.set()
    await running
    sent = [(platform.sent.get(f"paced:{n}"), due.timestamp()) for n, due in enumerate(dues)]
    late = sorted(at - due for at, due in sent if at is not None)
    share = sum(seconds <= 60 for seconds in late) / count
    print(f"{A_MINUTE} a minute   within 60 s {share:.1%}   late: median {late[len(late) // 2]:.1f}"
          f" s   p99 {late[len(late) * 99 // 100]:.1f} s   most {late[-1]:.1f} s")  # fmt: skip


def main(notices: int = 2_000, minutes: float = 1) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded.server(Path(folder) / "db") as url:
        migrating.upgrade(url)

        async def measured(measure: Callable[[Sessions], Awaitable[None]]) -> None:
            engine = session.engine(url, pool_size=10)
            await measure(session.sessions(engine))
            await engine.dispose()

        asyncio.run(measured(lambda sessions: throughput(sessions, notices)))
        asyncio.run(measured(lambda sessions: lateness(sessions, minutes)))
