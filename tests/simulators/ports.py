"""Ports for simulators: below those that the system hands out to connections."""

from __future__ import annotations

import fcntl
import itertools
import os
import socket
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LOWEST, HIGHEST, BLOCK = 20_000, 32_000, 100


def free_port() -> int:
    """A loopback port below 32768 that nobody listens on, and no other process is told of."""
    ports = _own_ports()
    for _ in range(BLOCK):
        port = next(ports)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                probe.listen()
            except OSError:
                continue
            return port
    raise RuntimeError("all ports of this process are taken")


@cache
def _own_ports() -> Iterator[int]:
    """The ports of a block that is locked until this process ends, round and round.

    Between asking for a port and listening on it, another process must not be told of it.
    """
    for lowest in range(LOWEST, HIGHEST, BLOCK):
        lock = Path(tempfile.gettempdir()) / f"expenseiq-ports-{os.getuid()}-{lowest}"
        held = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            continue
        return itertools.cycle(range(lowest, lowest + BLOCK))
    raise RuntimeError(f"no free ports from {LOWEST} to {HIGHEST}")
