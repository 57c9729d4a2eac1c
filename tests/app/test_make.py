"""`make`: what needs no set-up works without one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A checkout in a path with a space, with nothing set up."""
    folder = tmp_path / "check out"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_the_targets(checkout):
    listed = make(checkout).stdout
    for target in ("chat", "test", "check", "bench"):
        assert f"make {target} " in listed
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_too_old_is_refused_in_a_sentence(checkout):
    ended = make(checkout, "-s", "chat", "PYTHON=false no-such-python")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("ExpenseIQ needs Python 3.11 or newer; none of these is: false")
