"""One PostgreSQL cluster in a data folder: made, started, looked at.

Everything here is called with the folder's gate held (see `embedded_watch`), so nobody else makes,
starts or stops anything meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from expenseiq_core.db.embedded_place import Place, reachable, socket_folder
from expenseiq_core.errors import SettingsError

USER: Final = "expenseiq"
PATIENCE: Final = 60.0  # seconds; as long as pg_ctl is given
LOG: Final = "server.log"

SETTINGS: Final = {
    "listen_addresses": "",  # nothing listens on a network
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "io_method": "sync",  # no worker processes for one person's accounts
    "max_logical_replication_workers": "0",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "log_timezone": "UTC",
    # What people type is private: neither statements nor key values are logged.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
"""Small and quick to start; durable."""

THROW_AWAY: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""In addition, for data that nobody will miss after a crash."""

OLD_SETTINGS: Final = frozenset({"io_method"})  # from PostgreSQL 18 on


@dataclass(frozen=True, slots=True)
class Cluster:
    """A place together with the programs that serve it."""

    place: Place
    programs: Path
    durable: bool = True

    def make(self) -> None:
        """Initialise the data directory, whole or not at all."""
        home = self.place.cluster
        for rest in self.place.data.glob("postgres.new-*"):  # of an interrupted start
            shutil.rmtree(rest, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.place.data))
        try:
            if self.place.owner.other:
                os.chown(part, self.place.owner.uid, self.place.owner.gid)
            done = self._run(part, self._initdb())
            if done.returncode:
                raise self._failed(done.stderr or done.stdout)
            part.rename(home)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def start(self) -> Path:
        """Start the server and return its socket's folder."""
        sockets = socket_folder(self.place)
        for rest in sockets.iterdir():  # of a crash; nothing runs, and the folder is ours alone
            rest.unlink()
        settings = SETTINGS | ({} if self.durable else THROW_AWAY)
        if int(self.place.version or 0) < 18:
            settings = {name: settings[name] for name in settings.keys() - OLD_SETTINGS}
        settings["unix_socket_directories"] = str(sockets)
        options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
        command = ["pg_ctl", "start", "-w", "-t", f"{PATIENCE:.0f}", "-l", LOG, "-o", options]
        deadline = time.monotonic() + PATIENCE
        while said := self._start(command):
            # After a crash the old server's helpers take a moment to notice that it is gone.
            if "pre-existing shared memory" not in said or time.monotonic() > deadline:
                with contextlib.suppress(OSError):
                    sockets.rmdir()
                raise self._failed(said)
            time.sleep(0.1)
        return sockets

    def _start(self, command: Sequence[str]) -> str:
        """Try to start; returns nothing, or what the server said instead."""
        log = self.place.cluster / LOG
        with contextlib.suppress(FileNotFoundError):
            log.unlink()
        done = self._run(self.place.cluster, command)
        if not done.returncode:
            return ""
        with contextlib.suppress(OSError):
            return log.read_text(encoding="utf-8", errors="replace") or done.stderr
        return done.stderr or "it gave no reason"

    def running(self) -> Path | None:
        """Return the socket's folder of a server that is ready; None if none runs."""
        deadline = time.monotonic() + PATIENCE
        while (lines := self._postmaster()) is not None:
            status = lines[7].strip() if len(lines) > 7 else "starting"
            if status in {"ready", "standby"}:
                return Path(lines[4])
            if time.monotonic() > deadline:
                raise SettingsError(
                    f"The database in {self.place.data} is {status} for over a minute. Look at "
                    f"{self.place.cluster / LOG}."
                )
            time.sleep(0.02)  # it was started or stopped by somebody who was killed meanwhile
        return None

    def _postmaster(self) -> list[str] | None:
        """Read the server's own lock file; None if no server is behind it."""
        file = self.place.cluster / "postmaster.pid"
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
        if not _is_postgres(pid):
            # Left by a crash; after a restart another program may have got the number, and
            # PostgreSQL would refuse to start.
            file.unlink(missing_ok=True)
            return None
        return lines

    def _initdb(self) -> list[str]:
        made = ["initdb", "-U", USER, "-E", "UTF8", "--locale=C", "--auth-local=trust"]
        made += ["--auth-host=reject", "--no-instructions"]
        if int(self.programs_version) >= 17:
            made += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return made if self.durable else [*made, "--no-sync"]

    @property
    def programs_version(self) -> str:
        """The major version of the programs, as their folder is named."""
        return "".join(filter(str.isdigit, self.programs.parent.name)) or "16"

    def _run(self, folder: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run one of the programs in a folder, to its end even if we are interrupted."""
        here = self.place.cluster if folder == self.place.cluster else folder
        home = reachable(self.place) if self.place.owner.other else str(here)
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            # A file, not a pipe: a server would keep a pipe open. A session of its own: Ctrl-C in
            # the terminal must not end a server that others have joined.
            process = subprocess.Popen(  # noqa: S603 - our own programs
                [self.programs / command[0], *command[1:]],
                cwd=here, env={"PGDATA": home, "PATH": os.defpath, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                **self.place.owner.popen(),
            )  # fmt: skip
            try:
                code = process.wait()
            except BaseException:
                process.wait()
                raise
            output.seek(0)
            return subprocess.CompletedProcess(command, code, "", output.read())

    def _failed(self, said: str) -> SettingsError:
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return SettingsError(
                f"The disk of the data folder {self.place.data} is full. Free some space, or set "
                "EXPENSEIQ_DATA to a folder on another disk."
            )
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        faults = [line for line in lines if "FATAL" in line or "error:" in line] or lines[-1:]
        reason = re.sub(r"^.*?(FATAL|error): *", "", faults[0]) if faults else "it gave no reason"
        return SettingsError(
            f"The database in {self.place.data} does not start: {reason.rstrip('.')}."
        )


def _is_postgres(pid: int) -> bool:
    """Tell whether the process exists and, where the system says, is PostgreSQL."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        # "4517 (postgres) S 1 ...": the state follows the name
        before, _, after = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")
    except OSError:
        return True
    return "postgres" in before and not after.startswith(" Z")  # Z: ended, its parent is unaware
