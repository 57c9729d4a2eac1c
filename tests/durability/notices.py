"""People and notices for them, made in a database by what the program itself does."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random

from sqlalchemy import text

from expenseiq_core.db import session
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Notice
from tests.dialog.conftest import Conversation
from tests.durability.process import Scheduling
from tests.simulators.telegram_failing import DroppedAfter, DroppedBefore, ServerError, TooMany

LIVE = "SELECT count(*) FROM deliveries WHERE state IN ('pending', 'claimed', 'sending')"


class Words(Scheduling):
    """The scheduler, with the tests' kind of notice, as fast as it can."""

    command = ("-m", "tests.scheduler.program")


def scheduler(folder, telegram, url, number=1, **settings):
    return Words(
        folder,
        number,
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_URL=telegram.url,
        DATABASE_URL=url,
        **settings,
    )


async def people(telegram, url, count):
    """People who have talked to the bot."""
    made = [telegram.person(f"P{number}", language_code="en-GB") for number in range(count)]
    async with connected(url) as sessions:
        for person in made:
            await person.starts()
            says = Conversation(sessions, name=str(person.chat.id), platform="telegram")
            await says("/start")
        async with sessions.begin() as db:  # what is said here is not sent by anybody
            await db.execute(text("UPDATE turns SET answered_at = now()"))
    telegram.world.updates._confirm(telegram.world.updates.next_id)
    return made


@contextlib.asynccontextmanager
async def connected(url):
    engine = session.engine(url, pool_size=4)
    try:
        yield session.sessions(engine)
    finally:
        await engine.dispose()


async def due(url, count, *, since=0.0, **about):
    """Let so many notices, numbered, be due to everybody in turn since some seconds."""
    now = dt.datetime.now(dt.UTC)
    async with connected(url) as sessions, sessions.begin() as db:
        rows = (
            await db.execute(
                text("SELECT DISTINCT user_id, chat_id FROM turns ORDER BY user_id, chat_id")
            )
        ).all()
        made = [
            Notice(
                occurrence=f"words:{number}",
                kind="words",
                user_id=rows[number % len(rows)].user_id,
                chat_id=rows[number % len(rows)].chat_id,
                about={"words": f"n{number}", "awake": True, **about},
                due_at=now - dt.timedelta(seconds=since * (count - number) / count),
            )
            for number in range(count)
        ]
        assert await deliveries.put(db, made, now=now) == count


def trouble(telegram, chance, most=9):
    """Let some of the next calls go wrong in every way."""
    for failure in (DroppedBefore(), DroppedAfter(), ServerError(), TooMany(1)):
        telegram.fail("sendMessage", failure, times=chance.randint(0, most))


async def killed_throughout(processes, telegram, ask, chance: random.Random, *, crash, most):
    """Kill a process whenever a further share is sent, and the server once, to the end.

    Return how often that was, when nothing waits any more.
    """
    [(total,)] = ask("SELECT count(*) FROM deliveries")
    kills = 0
    while waiting := ask("SELECT count(*) FROM deliveries WHERE state = 'pending'")[0][0]:
        await asyncio.sleep(chance.uniform(0.05, 0.3))
        [(settled,)] = ask("SELECT count(*) FROM deliveries WHERE settled_at IS NOT NULL")
        for one in processes:
            if one.has_ended:  # whoever looks after processes starts it again
                await one.start(ready=False)
        begun = [one for one in processes if one.has_begun]
        if not begun or kills == most or settled * (most + 1) < total * (kills + 1):
            continue
        trouble(telegram, chance)
        if kills == 1:
            await asyncio.to_thread(crash)
        else:
            one = chance.choice(begun)
            await one.kill()
            await one.start(ready=False)
        kills += 1
    assert not waiting
    return kills


def left_by_the_dead(ask):
    """Let so much time pass that what dead processes held is free."""
    ask("UPDATE deliveries SET claimed_until = claimed_until - interval '6 minutes' RETURNING id")
