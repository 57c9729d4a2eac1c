"""The watchdog of an embedded server: stops it when the last process that used it was killed.

Run by path, as a small process of its own (`python -I -S embedded_watch.py DATA PG_CTL UID GID`),
so only the standard library is imported. It sleeps in the kernel until no user holds the lock
`wake.lock`, which the kernel releases however a user ends.

The locks, all in the data folder. `gate.lock`: exclusive, short, around every joining, leaving,
starting and stopping. `users.lock`: shared, by everybody who uses the server; who holds the gate
may try it to see whether somebody does. `wake.lock`: held by the same; what the watchdog waits for
(another one, because its waiting must not look like a user). `watch.lock`: exclusive, as long as
the watchdog runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def acquire(path: Path, operation: int) -> int:
    """Take a lock until the descriptor is closed; BlockingIOError if LOCK_NB finds it taken."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, operation)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def lock(path: Path, operation: int) -> Iterator[None]:
    """Hold a lock for the length of a block."""
    descriptor = acquire(path, operation)
    try:
        yield
    finally:
        os.close(descriptor)


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock."""
    try:
        with lock(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


def stop(cluster: Path, pg_ctl: Path, popen: dict[str, Any]) -> bool:
    """Stop the server of a cluster if it runs, and remove its socket's folder.

    Called with the gate held and no users. PGDATA is the working directory, as the server's user
    sees it (see `embedded_place.reachable`).
    """
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return True
    home = lines[1] if len(lines) > 1 else str(cluster)
    done = subprocess.run(  # noqa: S603 - our own program
        [pg_ctl, "stop", "-w", "-m", "fast", "-t", "60"],
        cwd=cluster, env={"PGDATA": home, "PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL, capture_output=True, check=False, start_new_session=True, **popen,
    )  # fmt: skip
    if len(lines) > 4 and lines[4]:
        with contextlib.suppress(OSError):
            Path(lines[4]).rmdir()
    return done.returncode == 0


def watch(data: Path, pg_ctl: Path, popen: dict[str, Any]) -> None:
    """Wait until nobody uses the server, stop it if it still runs, and end."""
    try:
        watching = acquire(data / "watch.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    while True:
        with lock(data / "wake.lock", fcntl.LOCK_EX):
            if not (data / "postgres" / "postmaster.pid").exists():
                # Given up before the other lock: who joins next sees that nobody watches.
                os.close(watching)
                return
        with lock(data / "gate.lock", fcntl.LOCK_EX):
            # Someone may have joined since; else nobody can while the gate is held.
            if is_free(data / "users.lock"):
                stop(data / "postgres", pg_ctl, popen)
                os.close(watching)
                return


def main(arguments: Sequence[str]) -> None:
    """Detach from whoever started this, then watch."""
    data, pg_ctl, uid, gid = arguments
    if os.fork():
        os._exit(0)  # the caller has nothing to wait for, and no zombie to bury
    os.setsid()
    os.chdir("/")
    other = int(uid) != os.geteuid()
    popen = {"user": int(uid), "group": int(gid), "extra_groups": []} if other else {}
    with contextlib.suppress(OSError):  # the folder was removed: nothing is left to watch
        watch(Path(data), Path(pg_ctl), popen)
    os._exit(0)  # at once: an interpreter's tidying up would be seen as something left running


if __name__ == "__main__":
    main(sys.argv[1:])
