"""Set up `.venv`: `python .ci/set_up.py ready|install run|test`; `ready` only tells whether it is.

Standard library only: this runs before anything is installed. Everything it says goes to standard
error, so that `make -s chat` prints nothing but the conversation.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "expenseiq-unfinished"
STAMPS = {kind: VENV / f"expenseiq-{kind}" for kind in ("run", "test")}


def main(verb: str, kind: str) -> int:
    """Set up for running, or for running and testing; two at once wait for each other."""
    wanted = fingerprint()
    if ready(kind, wanted):
        return 0
    if verb == "ready":
        return 1
    with (ROOT / ".ci" / "set_up.py").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready(kind, wanted):
            return 0
        say(f"Setting up {VENV} (this happens once, and takes a minute or two) ...")
        try:
            install(kind, wanted)
        except subprocess.CalledProcessError as error:
            say(f"The set-up failed at: {' '.join(map(str, error.cmd))}")
            return 1
        except OSError as error:
            say(f"The set-up failed: {error}")
            return 1
    say("Ready.")
    return 0


def fingerprint() -> str:
    """Return what a set-up depends on; where it stands counts, since it cannot be moved."""
    made_of = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        made_of.update((ROOT / name).read_bytes())
    return made_of.hexdigest()


def ready(kind: str, wanted: str) -> bool:
    """Tell whether what is wanted is there, and whole."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    kinds = ("test",) if kind == "test" else ("run", "test")  # the test tools come on top
    return any(STAMPS[one].exists() and STAMPS[one].read_text() == wanted for one in kinds)


def install(kind: str, wanted: str) -> None:
    """Install the pinned packages; after an interruption, from the beginning."""
    if UNFINISHED.exists() or not usable():
        make_venv()
    UNFINISHED.touch()
    pip("setuptools")  # pinned too: what builds the project is no newer than what was tested
    extra = "[test]" if kind == "test" else ""
    pip("--no-build-isolation", "--editable", f"{ROOT}{extra}")
    STAMPS[kind].write_text(wanted)
    UNFINISHED.unlink()


def usable() -> bool:
    """Tell whether the environment was made by this Python, and has its pip."""
    if not PYTHON.exists():
        return False
    question = "import pip, sys; print(sys.version)"
    asked = subprocess.run(  # noqa: S603
        [PYTHON, "-c", question], capture_output=True, text=True, check=False
    )
    return asked.returncode == 0 and asked.stdout.strip() == sys.version.strip()


def make_venv() -> None:
    """Make an empty environment."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out
        import venv  # noqa: PLC0415 - not needed where all is ready
    except ImportError:
        minor = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise OSError(
            f"Python has no `ensurepip`. On Debian and Ubuntu: apt install python{minor}-venv"
        ) from None
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()  # before anything else, and `clear=True` would remove it
    venv.create(VENV, with_pip=True, symlinks=True)


def pip(*arguments: str) -> None:
    """Install with pip, within the pinned versions."""
    fixed = ["--quiet", "--disable-pip-version-check", "--no-input"]
    command = [PYTHON, "-m", "pip", "install", *fixed, "-c", ROOT / "constraints.txt", *arguments]
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603


def say(sentence: str) -> None:
    """Say something to whoever waits."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
