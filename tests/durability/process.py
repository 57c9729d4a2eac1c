"""The program as a process of its own, that can be killed at any moment and started again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Self

import httpx
import psycopg

from tests.conftest import plain
from tests.simulators.ports import free_port

PRIVATE = ("TELEGRAM", "SLACK", "DATABASE", "EXPENSEIQ", "WEB", "LOG")


class Running:
    """`expenseiq run` with settings of its own; what it says is kept in `log`."""

    command: tuple[str, ...] = ("-m", "app.cli", "run")

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.log = folder / "log.txt"
        self._folder = folder
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(PRIVATE)}
        root = str(Path(__file__).parents[2])
        self._environment = {
            **inherited,
            "PYTHONPATH": root,
            "WEB_PORT": str(self.port),
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    async def start(self, *, ready: bool = True) -> None:
        """Start it, and wait until it says that it is ready."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self.command,
                cwd=self._folder, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip
        if ready:
            await self.ready()

    async def ready(self, within: float = 60) -> None:
        """Wait until it can work."""
        async with asyncio.timeout(within), httpx.AsyncClient() as client:
            while True:
                assert self._process is not None
                assert self._process.returncode is None, self.log.read_text()
                with contextlib.suppress(httpx.HTTPError):
                    answer = await client.get(f"http://127.0.0.1:{self.port}/readyz")
                    if answer.status_code == 200:
                        return
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """SIGKILL: it can finish nothing. What it held for 30 seconds, others may take at once."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
            with psycopg.connect(plain(self._environment["DATABASE_URL"])) as connection:
                connection.execute("UPDATE leases SET expires_at = now() - interval '1 second'")

    async def stop(self) -> int:
        """SIGTERM: it finishes what it began, within 20 seconds; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(20):
            return await self._process.wait()


class Scheduling(Running):
    """`python -m scheduler`, which serves nothing: it says when it runs."""

    command = ("-m", "scheduler")

    def __init__(self, folder: Path, number: int = 1, **settings: str) -> None:
        super().__init__(folder, SCHEDULER_EVERY="0.2", **settings)
        self.log = folder / f"scheduler{number}.txt"
        self._begun = 0

    @property
    def has_begun(self) -> bool:
        """Whether it runs since it was started last."""
        return self.log.read_text().count("Running: ") > self._begun and not self.has_ended

    @property
    def has_ended(self) -> bool:
        """Whether it ended by itself: it could not start while its database did."""
        return self._process is not None and self._process.returncode is not None

    async def start(self, *, ready: bool = True) -> None:
        """Start it."""
        self.log.touch()
        self._begun = self.log.read_text().count("Running: ")
        await super().start(ready=ready)

    async def ready(self, within: float = 60) -> None:
        """Wait until it has begun."""
        async with asyncio.timeout(within):
            while not self.has_begun:
                assert self._process is not None
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)
