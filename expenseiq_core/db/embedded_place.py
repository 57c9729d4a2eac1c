"""Where an embedded server lives and as whom it runs: folders, locks, socket, system user.

Permissions of folders that exist are never changed; what is made here is for its owner alone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import pwd
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from expenseiq_core.errors import SettingsError

SYSTEM_FOLDER: Final = Path("/var/lib/expenseiq")
"""Root's data folder, and where programs are copied that the server's user could not read."""

ACCOUNTS: Final = ("postgres", "_postgres", "nobody")
"""Who runs the server where root starts it, which PostgreSQL refuses: the first that exists."""

SOCKET_PATH_LIMIT: Final = 103  # macOS; Linux allows 107
SOCKET_NAME: Final = "/.s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class Owner:
    """The operating system user as whom the server runs."""

    uid: int
    gid: int
    name: str

    @property
    def other(self) -> bool:
        """Whether that is somebody else than the user of this process (which then is root)."""
        return self.uid != os.geteuid()

    def popen(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` run a program as this user."""
        if not self.other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder that is ready for use, and who owns the server in it."""

    data: Path
    owner: Owner

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.data / "postgres"

    @property
    def version(self) -> str | None:
        """The major version that made the cluster; None if there is none yet."""
        try:
            return (self.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None


def prepare(data: Path) -> Place:
    """Make the data folder if it is missing, and check that it is ours to use.

    Raises SettingsError with what is wrong and what to do.
    """
    data = Path(os.path.abspath(data.expanduser()))  # noqa: PTH100 - resolve() would follow links
    try:
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        place = Place(data, _owner(data))
        _check_ours(place)
        for name in ("gate.lock", "users.lock", "wake.lock", "watch.lock"):
            _touch(data / name, place.owner)
    except OSError as error:
        raise folder_error(data, error) from error
    return place


def folder_error(data: Path, error: OSError) -> SettingsError:
    """Say what is wrong with the data folder, and what to do about it."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return SettingsError(
            f"The disk of the data folder {data} is full. Free some space, or set EXPENSEIQ_DATA "
            "to a folder on another disk."
        )
    reason = (error.strerror or str(error)).lower()
    return SettingsError(
        f"The data folder {data} cannot be used ({reason}). Set EXPENSEIQ_DATA to a folder that "
        "you may write to."
    )


def socket_folder(place: Place) -> Path:
    """Make the private folder of the server's socket, with a name short enough for any system."""
    key = f"{place.owner.uid}:{place.data.resolve()}"
    name = f"expenseiq-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    folder = _socket_base(place.owner, name) / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if place.owner.other and folder.lstat().st_uid == os.geteuid():
            os.chown(folder, place.owner.uid, place.owner.gid, follow_symlinks=False)
        state = folder.lstat()
    except OSError as error:
        raise folder_error(folder, error) from error
    private = stat.S_ISDIR(state.st_mode) and state.st_mode & 0o077 == 0
    if not private or state.st_uid != place.owner.uid:
        raise SettingsError(
            f"{folder} exists and is not a private folder of {place.owner.name}. Remove it, or set "
            "TMPDIR to a folder of your own."
        )
    return folder


def _owner(data: Path) -> Owner:
    """Decide who runs the server: we; for root, the folder's owner or else an account for it."""
    uid = os.geteuid()
    if uid == 0:
        cluster = data / "postgres"
        uid = (cluster if cluster.exists() else data).stat().st_uid
    if uid == 0:
        return _account()
    try:
        found = pwd.getpwuid(uid)
    except KeyError:  # a container's user without an account
        return Owner(uid, os.getegid(), f"number {uid}")
    return Owner(uid, found.pw_gid, found.pw_name)


def _account() -> Owner:
    for name in ACCOUNTS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Owner(found.pw_uid, found.pw_gid, name)
    raise SettingsError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody to run it. "
        "Do not run as root, or set DATABASE_URL to a server of your own."
    )


def _check_ours(place: Place) -> None:
    """Refuse a folder that another user's server lives in, whatever its permissions allow."""
    for path in (place.cluster, place.data / "gate.lock"):
        try:
            uid = path.lstat().st_uid
        except FileNotFoundError:
            continue
        except PermissionError:
            uid = place.data.stat().st_uid
        if uid not in {place.owner.uid, os.geteuid()}:
            raise SettingsError(
                f"The data folder {place.data} belongs to {_name(uid)}. Every user needs one of "
                "their own: set EXPENSEIQ_DATA to another folder."
            )
    if not os.access(place.data, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "you may not write there")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user number {uid}"


def _touch(path: Path, owner: Owner) -> None:
    """Make a lock file; root makes it for the server's user."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        return
    if owner.other:
        os.fchown(descriptor, owner.uid, owner.gid)
    os.close(descriptor)


def _socket_base(owner: Owner, name: str) -> Path:
    """Choose the first usable folder: the session's own, the temporary one, /tmp."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    candidates = [Path(session)] if session and not owner.other else []
    candidates += [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - checked to be private
    for base in candidates:
        short = len(os.fsencode(base / name)) + len(SOCKET_NAME) <= SOCKET_PATH_LIMIT
        if short and "," not in str(base) and _usable(base, owner):
            return base
    raise SettingsError("No folder for the database's socket: set TMPDIR to a short path.")


def _usable(base: Path, owner: Owner) -> bool:
    if not (base.is_dir() and os.access(base, os.W_OK | os.X_OK)):
        return False
    # Root may pass everywhere; the server's user must be able to pass as well.
    return not owner.other or all(
        folder.stat().st_mode & stat.S_IXOTH for folder in (base, *base.absolute().parents)
    )


def reachable(place: Place) -> str:
    """Return the path by which the server's user reaches the cluster it is started in.

    Root's folders are often closed to everybody else (/root, a folder of mktemp). On Linux a
    process reaches the directory it stands in whatever lies above it, so no folder is opened up.
    """
    if place.owner.other and sys.platform == "linux":
        return "/proc/self/cwd"
    return str(place.cluster)
