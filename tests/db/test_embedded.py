"""The embedded server: shared by processes, stopped by the last, and leaving no traces."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from expenseiq_core.db import embedded, embedded_watch
from expenseiq_core.db.embedded_cluster import _is_postgres

USER = Path(__file__).with_name("embedded_user.py")


def start(data: Path, *how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", USER, data, *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    said, complaints = process.communicate(timeout=120)
    assert complaints == ""
    assert process.returncode == 0
    return said


def visits(data: Path) -> int:
    with embedded.server(data, durable=False) as url:
        return ask(url, "SELECT count(*) FROM visits")


def ask(url: str, question: str) -> int:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def sockets(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def server_pid(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def assert_nothing_left(data: Path, pid: int, socket_folder: Path) -> None:
    assert not _is_postgres(pid)
    assert not (data / "postgres" / "postmaster.pid").exists()
    assert not socket_folder.exists()
    assert embedded_watch.is_free(data / "watch.lock")


@pytest.mark.parametrize(
    "name",
    ["a folder with spaces", "d" * 110, 'a "quoted" $HOME `name`, with %20 and \u00fc'],
    ids=["spaces", "long", "odd characters"],
)
def test_any_name_of_a_folder_will_do_and_nothing_is_left_running(tmp_path, name):
    data = tmp_path / name
    with embedded.server(data, durable=False) as url:
        pid = server_pid(data)
        assert ask(url, "SELECT 1") == 1
        assert len(str(sockets(url) / ".s.PGSQL.5432")) <= 103
    assert_nothing_left(data, pid, sockets(url))


def test_what_was_written_is_there_after_the_next_start(tmp_path):
    finish(start(tmp_path, "churn"))
    assert visits(tmp_path) == 3


def test_durable_data_is_flushed_to_the_disk(tmp_path):
    with (
        embedded.server(tmp_path) as url,
        psycopg.connect(url.replace("+psycopg", "")) as connection,
    ):
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            row = connection.execute(f"SHOW {setting}").fetchone()
            assert row == ("on",)


def test_text_is_unicode_and_no_network_is_listened_on(server):
    assert ask(server, "SELECT ascii(upper('\u00e9'))") == ord("\u00c9")
    with psycopg.connect(server.replace("+psycopg", "")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_only_the_owner_reaches_the_socket(server):
    folder = sockets(server)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / ".s.PGSQL.5432").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("count", [2, 4])
def test_processes_that_start_at_once_share_one_server(tmp_path, count):
    users = [start(tmp_path, "hold") for _ in range(count)]
    urls = {user.stdout.readline() for user in users}
    pid = server_pid(tmp_path)
    assert len(urls) == 1
    for user in users:
        finish(user)
    assert_nothing_left(tmp_path, pid, sockets(urls.pop().strip()))
    assert visits(tmp_path) == count


@pytest.mark.parametrize("count", [2, 4])
def test_processes_may_come_and_go_as_they_like(tmp_path, count):
    for user in [start(tmp_path, "churn") for _ in range(count)]:
        finish(user)
    assert embedded_watch.is_free(tmp_path / "watch.lock")
    assert visits(tmp_path) == 3 * count


def test_the_server_stays_while_one_user_is_left(tmp_path):
    first, second = start(tmp_path, "hold"), start(tmp_path, "hold")
    first.stdout.readline()
    second.stdout.readline()
    pid = server_pid(tmp_path)
    finish(first)
    assert _is_postgres(pid)
    assert server_pid(tmp_path) == pid
    finish(second)
    assert not _is_postgres(pid)


def test_a_killed_user_leaves_nothing_running(tmp_path):
    user = start(tmp_path, "hold")
    url = user.stdout.readline().strip()
    pid = server_pid(tmp_path)
    user.send_signal(signal.SIGKILL)
    user.communicate()
    with embedded_watch.lock(tmp_path / "watch.lock", fcntl.LOCK_SH):  # until the watchdog ended
        assert_nothing_left_but_lock(tmp_path, pid, sockets(url))
    assert visits(tmp_path) == 1


def assert_nothing_left_but_lock(data: Path, pid: int, socket_folder: Path) -> None:
    assert not _is_postgres(pid)
    assert not (data / "postgres" / "postmaster.pid").exists()
    assert not socket_folder.exists()


def test_a_killed_user_takes_no_server_away_from_the_others(tmp_path):
    killed, other = start(tmp_path, "hold"), start(tmp_path, "hold")
    killed.stdout.readline()
    url = other.stdout.readline().strip()
    killed.kill()
    killed.communicate()
    assert ask(url, "SELECT count(*) FROM visits") == 2
    finish(other)
    assert embedded_watch.is_free(tmp_path / "watch.lock")


def test_a_server_whose_watchdog_was_killed_too_is_used_and_stopped_by_the_next(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(embedded, "_watch", lambda _cluster: None)
    with embedded.server(tmp_path, durable=False) as url:
        left, pid = os.open(tmp_path / "users.lock", os.O_RDONLY), server_pid(tmp_path)
        fcntl.flock(left, fcntl.LOCK_SH)  # as if another user stayed
    os.close(left)  # and was killed
    assert _is_postgres(pid)
    with embedded.server(tmp_path, durable=False) as again:
        assert server_pid(tmp_path) == pid
    assert_nothing_left(tmp_path, pid, sockets(url))
    assert again == url


def test_a_crashed_server_is_started_again_for_the_next_user(tmp_path):
    with embedded.server(tmp_path, durable=False):
        crashed = server_pid(tmp_path)
        os.kill(crashed, signal.SIGKILL)
        while _is_postgres(crashed):
            pass
        with embedded.server(tmp_path, durable=False) as url:
            assert ask(url, "SELECT 1") == 1
            assert server_pid(tmp_path) != crashed


def test_a_lock_file_that_names_another_program_does_not_stop_the_start(tmp_path):
    with embedded.server(tmp_path, durable=False):
        pass
    stale = tmp_path / "postgres" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n/proc/self/cwd\n0\n5432\n/nowhere\n\n\nready\n")
    with embedded.server(tmp_path, durable=False) as url:
        assert ask(url, "SELECT 1") == 1


def test_an_interrupted_first_start_is_begun_again(tmp_path):
    (tmp_path / "postgres.new-1234").mkdir()
    (tmp_path / "postgres.new-1234" / "PG_VERSION").write_text("18\n")
    with embedded.server(tmp_path, durable=False) as url:
        assert ask(url, "SELECT 1") == 1
    assert [path.name for path in tmp_path.glob("postgres*")] == ["postgres"]
