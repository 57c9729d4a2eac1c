"""Ports for simulators: below those that the system hands out to connections."""

from __future__ import annotations

import os
import socket

LOWEST, HIGHEST = 20_000, 32_000


def free_port() -> int:
    """A loopback port below 32768 that nobody listens on."""
    size = HIGHEST - LOWEST
    # Processes that run at once start looking at different places.
    start = os.getpid() * 97 + int.from_bytes(os.urandom(2), "big")
    for step in range(size):
        port = LOWEST + (start + step) % size
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no free port from {LOWEST} to {HIGHEST}")
