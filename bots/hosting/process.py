"""One process: the parts that were asked for, in one event loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from typing import Final

import structlog

from bots.hosting import logs, receiving, web
from bots.hosting.parts import Companion, MakeCompanion, MakePart, Part
from bots.hosting.sweeping import Sweeper
from expenseiq_core import config
from expenseiq_core.config import Settings
from expenseiq_core.db import opening, session
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError

log = structlog.get_logger()

BESIDES: Final = 5
"""Connections of a part beside its turns: answers, sweeping, notices, a lease."""
COMPANION: Final = 10
"""Connections of what works beside the parts."""
GRACE: Final = 8.0
"""Seconds for what was received to be handled, when we are told to stop."""
CANCELLED: Final = 2.0
"""Seconds for what was not handled, to end."""
GRACE_IN_ALL: Final = 14.0
"""Seconds until its answers, too, are sent or given up; we are to be gone within 20."""


def main(*makers: MakePart) -> None:
    """Run with the settings of the environment; a person's mistake ends it with a sentence."""
    try:
        settings = config.load()
        logs.configure(settings.log_level)
        run(settings, makers)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def run(
    settings: Settings,
    makers: Sequence[MakePart],
    beside: Sequence[MakeCompanion] = (),
    *,
    receives: bool = True,
) -> None:
    """Open the database and run the parts, and what works beside them, until SIGTERM or Ctrl-C.

    With `receives` off the parts are there to send through only, and nothing is served. Raises
    SettingsError if something is missing or does not let us in.
    """
    with opening.database(settings) as url:
        opening.migrate(url)
        asyncio.run(_run(settings, url, makers, beside, receives=receives))


async def _run(
    settings: Settings,
    url: str,
    makers: Sequence[MakePart],
    beside: Sequence[MakeCompanion],
    *,
    receives: bool,
) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stopping.set)
    turns = len(makers) * (receiving.AT_ONCE + BESIDES) if receives else 0
    connections = turns + len(beside) * COMPANION
    engine = session.engine(url, pgbouncer=settings.database_pgbouncer, pool_size=connections)
    try:
        sessions = session.sessions(engine)
        parts = [make(settings, sessions, _now) for make in makers]
        companions = [make(settings, sessions, _now, parts) for make in beside]
        if receives:
            async with _served(parts, companions, settings, sessions):
                await run_parts(parts, stopping, companions)
        else:
            await run_parts(parts, stopping, companions, receive=False)
    finally:
        await engine.dispose()


async def run_parts(
    parts: Sequence[Part],
    stopping: asyncio.Event,
    companions: Sequence[Companion] = (),
    *,
    receive: bool = True,
) -> None:
    """Run parts, and what sweeps and works beside them; what one of them raises stops all.

    What was received then is handled and answered, for so long as is left.
    """
    if receive:
        running = [asyncio.create_task(part.run(stopping)) for part in parts]
        sweepers = [Sweeper(part.receiver, part.name) for part in parts]
        running += [asyncio.create_task(sweeper.run(stopping)) for sweeper in sweepers]
    else:
        running = [asyncio.create_task(part.run_sending(stopping)) for part in parts]
    running += [asyncio.create_task(companion.run(stopping)) for companion in companions]
    told = asyncio.create_task(stopping.wait())
    names = [companion.name for companion in companions]
    through = ", ".join(part.name for part in parts)
    told_running = ", ".join([through, *names]) if receive else f"{', '.join(names)} ({through})"
    sys.stderr.write(f"Running: {told_running}. Ctrl-C stops.\n")
    await asyncio.wait([told, *running], return_when=asyncio.FIRST_COMPLETED)
    stopping.set()
    loop = asyncio.get_running_loop()
    until = loop.time() + GRACE_IN_ALL
    await asyncio.wait(running, timeout=GRACE)
    for task in (told, *running):
        task.cancel()
    # A database that hangs may hold even what is cancelled.
    await asyncio.wait([told, *running], timeout=CANCELLED)
    left = max(0.0, until - loop.time())
    await asyncio.gather(*(part.receiver.close(left) for part in parts))
    for task in running:
        if task.done() and not task.cancelled():
            task.result()


@contextlib.asynccontextmanager
async def _served(
    parts: Sequence[Part],
    companions: Sequence[Companion],
    settings: Settings,
    sessions: Sessions,
) -> AsyncIterator[None]:
    """Serve the parts' routes; if they have none, only health, which may do without."""
    needed = any(part.routes for part in parts)
    app = web.application(parts, sessions, [r for one in companions for r in one.routes])
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(
                web.serving(app, host=settings.web_host, port=settings.web_port)
            )
        except SettingsError as error:
            if needed:
                raise
            # A second process on this computer: it works as well without being asked for health.
            log.warning("no health", reason=str(error))
        yield


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
