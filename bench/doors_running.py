"""Processes to measure, and the measuring: by the clock here, by the CPU seconds that they tell."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from tests.simulators.ports import free_port

PRIVATE = ("TELEGRAM", "SLACK", "DATABASE", "EXPENSEIQ", "WEB", "LOG")
LONGEST = 120.0  # seconds for anything to happen
LOOKED_EVERY = 0.01  # seconds

Done = Literal["acknowledged", "handled", "answered"]
"""When updates are done with: the platform was told so, a library's handler saw them, or the people
have their answers."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round took."""

    rate: float  # updates a second
    cpu: float  # milliseconds of the measured process an update
    simulator: float  # CPU of our own process as a share of the time; 1 is a core


class Batch(Protocol):
    """Updates that are measured together."""

    @property
    def number(self) -> int: ...

    async def prepare(self) -> None:
        """Do what is not measured."""

    async def begin(self) -> None:
        """Hand them over, or begin to."""

    def is_done(self, handled: int) -> bool:
        """Whether they are; `handled`: by a library's handler."""
        ...


class Child:
    """A process of bench.doors_process."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, log: Path) -> None:
        self.port = port
        self._process = process
        self._log = log

    async def told(self) -> tuple[float, int]:
        """The CPU seconds that it used, and how many updates a library's handler saw."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(b"\n")
            await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            sys.exit(f"the measured process ended:\n{self._log.read_text()}")
        told = json.loads(line)
        return told["cpu"], told["handled"]

    async def until(self, is_done: Callable[[int], bool]) -> float:
        """Wait until something is so, of what its handler saw; its CPU seconds then."""
        async with asyncio.timeout(LONGEST):
            while True:
                cpu, handled = await self.told()
                if is_done(handled):
                    return cpu
                await asyncio.sleep(LOOKED_EVERY)

    async def measure(self, batch: Batch) -> Round:
        """Measure a batch from its beginning until it is done."""
        before, seen = await self.told()
        await batch.prepare()
        own, began = time.process_time(), time.perf_counter()
        await batch.begin()
        after = await self.until(lambda handled: batch.is_done(handled - seen))
        took = time.perf_counter() - began
        return Round(
            rate=batch.number / took,
            cpu=(after - before) / batch.number * 1000,
            simulator=(time.process_time() - own) / took,
        )

    async def stop(self, *, gently: bool) -> None:
        """End it: gently, so that it gives back what it holds, or at once."""
        if gently and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 20)
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


@contextlib.asynccontextmanager
async def started(
    folder: Path, *arguments: str, gently: bool, settings: dict[str, str]
) -> AsyncIterator[Child]:
    """Run a process to measure; what it says is kept in the folder."""
    port, log = free_port(), folder / "log.txt"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PRIVATE)}
    root = str(Path(__file__).parents[1])
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.doors_process", *arguments,
            cwd=folder, env={**inherited, "PYTHONPATH": root, "WEB_PORT": str(port), **settings},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=said,
        )  # fmt: skip
    child = Child(process, port, log)
    try:
        yield child
    finally:
        await child.stop(gently=gently)
