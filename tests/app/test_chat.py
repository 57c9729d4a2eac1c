"""`expenseiq chat`: piped, as JSON, at a terminal, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import on_server

CHAT = (sys.executable, "-W", "error", "-m", "app.cli", "chat")
NOON = ("--at", "2026-11-18T12:00", "--currency", "EUR", "--locale", "en_GB", "--as", "Mia")


def answers(ended):
    assert ended.err == ""
    assert ended.code == 0
    return [json.loads(line) for line in ended.out.splitlines()]


@pytest.mark.usefixtures("own_database")
def test_piped_lines_are_answered_and_nothing_else_is_printed(run):
    ended = run("chat", *NOON, said="lunch 12.50 food\n\n  \nundo\n")
    assert ended.err == ""
    first, *_, last = ended.out.splitlines()
    assert first.startswith("#1 Lunch")
    assert "€12.50" in first
    assert "[1 Category]" in ended.out
    assert last == "[1 Redo]"


@pytest.mark.usefixtures("own_database")
def test_an_answer_as_json_has_text_buttons_and_data(run):
    (answer,) = answers(run("chat", *NOON, "--json", said="lunch 12.50 food\n"))
    assert answer["text"].startswith("#1 Lunch")
    assert {"label", "id"} == set(answer["buttons"][0])
    entry = answer["data"]["entry"]
    assert (entry["amount"], entry["currency"], entry["date"]) == ("12.50", "EUR", "2026-11-18")
    assert entry["shares"] == {"Mia": {"paid": "12.50", "owed": "12.50"}}


@pytest.mark.usefixtures("own_database")
def test_a_button_is_pressed_by_its_number_or_its_label(run):
    said = "lunch 12.50 food\nundo\nREDO\n"
    *_, redone = answers(run("chat", *NOON, "--json", said=said))
    assert "#1 Lunch" in redone["text"]
    assert "Undone" not in redone["text"]
    numbered = answers(run("chat", *NOON, "--json", said="taxi 9\nundo\n1\n"))[-1]
    assert "#2" in numbered["text"]
    assert "undone" not in numbered["text"].casefold()


@pytest.mark.usefixtures("own_database")
def test_a_number_that_is_no_buttons_is_a_message(run):
    answer = answers(run("chat", *NOON, "--json", said="lunch 12.50 food\n99\n"))[-1]
    assert "99" in answer["text"]
    assert "#2" not in answer["text"]


@pytest.mark.usefixtures("own_database")
def test_each_speaker_has_books_of_their_own(run):
    run("chat", *NOON, said="lunch 12.50 food\n")
    (answer,) = answers(run("chat", "--as", "Bob", "--json", said="taxi 9\n"))
    assert answer["text"].startswith("#1 Taxi")
    (answer,) = answers(run("chat", "--as", "mia", "--json", said="taxi 9\n"))
    assert answer["text"].startswith("#2 Taxi")


@pytest.mark.usefixtures("own_database")
def test_in_a_group_everybody_may_speak_and_whoever_is_new_joins(run):
    said = "taxi 27 with @ana\nana: dinner:\\\nsteak 30 @ana\\\nsalad 10 @mia\nBob D.: balance\n"
    taxi, dinner, balance = answers(run("chat", *NOON, "--in", "Lisbon", "--json", said=said))
    assert taxi["data"]["entry"]["shares"]["Mia"] == {"paid": "27.00", "owed": "13.50"}
    assert dinner["data"]["entry"]["shares"] == {
        "Mia": {"paid": "0.00", "owed": "10.00"},
        "ana": {"paid": "40.00", "owed": "30.00"},
    }
    assert balance["data"]["balances"]["EUR"] == {"Mia": "3.50", "ana": "-3.50"}


@pytest.mark.usefixtures("own_database")
def test_in_a_group_small_talk_is_an_empty_answer_and_a_refusal_has_a_code(run):
    said = "see you later\nana: dinner 84 @mia 20 @ana 30\ndinner 84 with @ana\n"
    talk, refused, logged = answers(run("chat", *NOON, "--in", "Lisbon", "--json", said=said))
    assert talk["text"] == ""
    assert talk["buttons"] == []
    assert refused["text"].startswith("Not recorded")
    assert refused["data"]["error"]["code"] == "shares_left"
    assert logged["text"].startswith("#1 ")
    assert run("chat", *NOON, "--in", "Lisbon", said="good night\n").out == "\n"


@pytest.mark.usefixtures("own_database")
def test_a_group_and_its_books_are_known_by_its_name(run):
    run("chat", *NOON, "--in", "Lisbon", said="dinner 84 with @ana\n")
    (answer,) = answers(run("chat", *NOON, "--in", " LISBON ", "--json", said="ana: taxi 9\n"))
    assert answer["text"].startswith("#2 ")
    (answer,) = answers(run("chat", *NOON, "--in", "Rome", "--json", said="taxi 9 with @ana\n"))
    assert answer["text"].startswith("#1 ")


def test_the_embedded_database_keeps_what_was_said(run, tmp_path):
    data = ("--data", str(tmp_path / "my accounts"))
    assert run("chat", *data, *NOON, said="lunch 12.50 food\n").out.startswith("#1")
    assert run("chat", *data, *NOON, said="taxi 9\n").out.startswith("#2")
    assert run("doctor", *data).out == "The books are right.\n"


def test_doctor_says_what_is_wrong_with_exit_code_1(run, empty_database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    run("chat", *NOON, said="lunch 12.50 food\n")
    on_server(empty_database_url, "UPDATE shares SET owed = owed + 1")
    ended = run("doctor")
    assert ended.code == 1
    assert "Wrong: in every entry paid and owed add up to the amount: " in ended.out


def environment(database: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database, "PYTHONPATH": str(Path.cwd()), "LANG": "C.UTF-8",
        "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1",
    }  # fmt: skip


def test_ctrl_c_ends_a_piped_chat_quietly(database_url):
    with subprocess.Popen(
        CHAT, env=environment(database_url), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as chat:  # fmt: skip
        assert chat.stdin is not None
        assert chat.stdout is not None
        chat.stdin.write("lunch 12.50 food\n")
        chat.stdin.flush()
        assert chat.stdout.readline().startswith("#1 Lunch")
        chat.send_signal(signal.SIGINT)
        out, err = chat.communicate()
    assert "#" not in out
    assert err == ""
    assert chat.returncode == 0


def test_a_reader_that_goes_away_ends_a_chat_quietly(database_url):
    with subprocess.Popen(
        CHAT, env=environment(database_url), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as chat:  # fmt: skip
        assert chat.stdout is not None
        chat.stdout.close()
        _, err = chat.communicate("lunch 12.50 food\ntaxi 9\n")
    assert err == ""


def test_at_a_terminal_it_prompts_and_ctrl_d_ends_it(database_url):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        CHAT, env=environment(database_url), stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    ) as chat:  # fmt: skip
        os.close(theirs)
        read_until(ours, ">")
        os.write(ours, b"lunch [bold]12.50 food\r")
        shown = read_until(ours, r"\[1 .*>")  # answered, and prompting again
        assert "[bold]" in shown
        os.write(ours, b"\x04")
        rest = read_until(ours, None)
    assert chat.returncode == 0
    assert "Traceback" not in rest
    os.close(ours)


def test_at_a_terminal_the_prompt_names_the_group(database_url):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        (*CHAT, *NOON, "--in", "Lisbon"), env=environment(database_url),
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as chat:  # fmt: skip
        os.close(theirs)
        assert "ana: taxi 27" in read_until(ours, "Lisbon>")
        os.write(ours, b"ana: taxi 27 with @mia\r")
        assert "#1 Taxi" in read_until(ours, r"\[1 .*Lisbon>")
        os.write(ours, b"\x04")
        read_until(ours, None)
    assert chat.returncode == 0
    os.close(ours)


def read_until(terminal: int, sign: str | None) -> str:
    """Read what a terminal shows until a pattern appears (None: until the other side closes)."""
    shown = ""
    while sign is None or not re.search(sign, shown, re.DOTALL):
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            break
        shown += piece.decode(errors="replace")
    return shown


@pytest.mark.usefixtures("own_database")
def test_what_came_due_meanwhile_waits_and_is_told_by_asking(run):
    mia = ("--currency", "EUR", "--locale", "en_GB", "--timezone", "UTC", "--as", "Mia")
    run("chat", "--at", "2026-11-18T12:00", *mia, said="lunch 12.50 food\ndigest daily 8:00\n")
    ended = run("chat", "--at", "2026-11-19T09:00", *mia, said="left\nnotices\nleft\n")
    assert ended.out.count("1 notice waits for you: notices") == 1
    assert "● 09:00 · Digest · Wed 18 Nov: €12.50" in ended.out
    again = run("chat", "--at", "2026-11-19T10:00", *mia, said="left\n")
    assert "for you" not in again.out


@pytest.mark.usefixtures("own_database")
def test_a_terminal_is_no_place_to_be_told_unasked(run):
    out = run("chat", said="notices both\nnotices last\n").out
    refused = "We have no chat on Telegram or Slack. Write to me there, then join both: link\n"
    assert out == refused * 2
