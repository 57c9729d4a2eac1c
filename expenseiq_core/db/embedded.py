"""The embedded PostgreSQL: a real server without an installation, alive while somebody uses it.

Any number of processes share the server of a data folder. The first starts it, the last stops it;
if the last is killed, a watchdog does. `embedded_watch` explains the locks.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from expenseiq_core.db import embedded_binaries, embedded_watch
from expenseiq_core.db.embedded_cluster import USER, Cluster
from expenseiq_core.db.embedded_place import Place, folder_error, prepare
from expenseiq_core.errors import SettingsError


@contextlib.contextmanager
def server(data: Path, *, durable: bool = True) -> Iterator[str]:
    """Use the server of a data folder: yields its URL, stops it if nobody else uses it.

    `durable=False` is for data that nobody will miss: commits are not flushed to the disk. Raises
    SettingsError with what is wrong and what to do.
    """
    place = prepare(data)
    try:
        users, cluster, sockets = _join(place, durable=durable)
    except OSError as error:
        raise folder_error(place.data, error) from error
    try:
        yield url(sockets)
    finally:
        _leave(cluster, users)


def url(sockets: Path, database: str = "postgres") -> str:
    """Return SQLAlchemy's URL of a database behind a socket."""
    return f"postgresql+psycopg://{USER}@/{database}?host={quote(str(sockets), safe='/')}&port=5432"


def _join(place: Place, *, durable: bool) -> tuple[tuple[int, int], Cluster, Path]:
    """Become a user of the server, starting it if it does not run."""
    with embedded_watch.lock(place.data / "gate.lock", fcntl.LOCK_EX):
        programs = embedded_binaries.find(place.version, place.owner)
        cluster = Cluster(place, programs, durable=durable)
        if place.version is None:
            cluster.make()
        users = embedded_watch.acquire(place.data / "users.lock", fcntl.LOCK_SH)
        wake = embedded_watch.acquire(place.data / "wake.lock", fcntl.LOCK_SH)
        try:
            _watch(cluster)
            sockets = cluster.running()
            if sockets is None:
                sockets = cluster.start()
        except BaseException:
            _stop_if_last(cluster, (users, wake))
            raise
    return (users, wake), cluster, sockets


def _leave(cluster: Cluster, locks: tuple[int, int]) -> None:
    with embedded_watch.lock(cluster.place.data / "gate.lock", fcntl.LOCK_EX):
        _stop_if_last(cluster, locks)


def _stop_if_last(cluster: Cluster, locks: tuple[int, int]) -> None:
    """Stop the server if no other process uses it, and give up our locks. The gate is held."""
    data = cluster.place.data
    users, wake = locks
    os.close(users)
    last = embedded_watch.is_free(data / "users.lock")
    stopped = not last or embedded_watch.stop(
        cluster.place.cluster, cluster.programs / "pg_ctl", cluster.place.owner.popen()
    )
    os.close(wake)
    if not stopped:
        raise SettingsError(f"The database in {data} did not stop within a minute.")
    # The watchdog wakes up, sees that nothing runs and ends. Waited for, so that nothing is left
    # running; not for ever, since it may itself be waiting for the gate.
    deadline = time.monotonic() + 1
    while last and not embedded_watch.is_free(data / "watch.lock") and time.monotonic() < deadline:
        time.sleep(0.001)


def _watch(cluster: Cluster) -> None:
    """Start the watchdog unless one watches."""
    place = cluster.place
    if not embedded_watch.is_free(place.data / "watch.lock"):
        return
    arguments = [place.data, cluster.programs / "pg_ctl", place.owner.uid, place.owner.gid]
    with contextlib.suppress(OSError):  # without one, the next user stops what was left behind
        subprocess.run(  # noqa: S603 - our own program; it detaches, so this returns at once
            [sys.executable, "-I", "-S", embedded_watch.__file__, *map(str, arguments)],
            check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
