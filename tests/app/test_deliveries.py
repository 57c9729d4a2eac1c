"""Notices that did not arrive: seen by whoever looks after them, and sent again by hand."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from tests.conftest import plain

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def ask(own_database):
    """Ask the database."""

    def do(statement, *values):
        with psycopg.connect(plain(own_database), autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    return do


@pytest.fixture
def notice(ask):
    """Make a notice in some state, in a chat of its own; return its id."""

    def make(state, reason=None, age="1 hour", *, words="a secret"):
        person, chat, one = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
        ask(
            "INSERT INTO users (id, name, timezone, locale, created_at)"
            " VALUES (%s, 'Mia', 'UTC', 'en_GB', now()) RETURNING id",
            person,
        )
        ask(
            "INSERT INTO chats (id, platform, workspace, external_id, private, blocked_at,"
            " created_at) VALUES (%s, 'telegram', '', %s, true, now(), now()) RETURNING id",
            *(chat, str(chat)),
        )
        ask(
            "INSERT INTO deliveries (id, occurrence, kind, user_id, chat_id, about, state, due_at,"
            " expires_at, reason, created_at, settled_at) VALUES (%s, %s, 'digest', %s, %s,"
            " jsonb_build_object('words', %s::text), %s, now() - %s::interval, now(), %s, now(),"
            " CASE WHEN %s <> 'pending' THEN now() - %s::interval END) RETURNING id",
            *(one, str(one), person, chat, words, state, age, reason, state, age),
        )
        return one

    return make


def test_doctor_lists_what_is_uncertain_or_failed_and_not_what_it_says(run, notice):
    one = notice("uncertain", "no answer in time")
    other = notice("failed", "closed to us")
    notice("sent")
    notice("failed", "long ago", "9 days")
    ended = run("doctor")
    assert ended.code == 0
    first, head, *rest = ended.out.splitlines()
    assert first == "The books are right."
    assert "1 uncertain, 1 failed" in head
    assert {line[:36] for line in rest[:2]} == {str(one), str(other)}
    assert any(line.endswith("UTC  no answer in time") for line in rest)
    assert "secret" not in ended.out
    assert "Mia" not in ended.out


def test_doctor_says_if_notices_wait_and_nobody_sends_them(run, notice):
    notice("pending", age="2 hours")
    assert run("doctor").out.endswith("more than an hour: 1. Is a scheduler running?\n")


def test_deliveries_lists_those_of_a_month(run, notice):
    assert run("deliveries").out.startswith("In the last 30 days every notice")
    one = notice("failed", "closed to us", "9 days")
    notice("failed", "closed to us", "31 days")
    shown, how = run("deliveries").out.splitlines()
    assert shown.startswith(f"{one}  failed     digest     telegram  2")
    assert how == "To send one again: expenseiq deliveries retry ID"


def test_retry_sends_one_again_however_late(run, notice, ask):
    one = notice("uncertain", "no answer in time")
    other = notice("failed", "closed to us")
    assert run("deliveries", "retry", str(one)).out.startswith("1 notice is sent again")
    [row] = ask(
        "SELECT d.state, d.expires_at, d.reason, d.settled_at, d.due_at <= now(), k.blocked_at"
        " FROM deliveries d JOIN chats k ON k.id = d.chat_id WHERE d.id = %s",
        one,
    )
    assert row == ("pending", None, None, None, True, None)
    assert ask("SELECT state FROM deliveries WHERE id = %s", other) == [("failed",)]


@pytest.mark.parametrize("which", ["failed", "uncertain"])
def test_retry_sends_all_of_a_state_again(run, notice, ask, which):
    made = [notice(state) for state in ("failed", "uncertain", "failed", "skipped")]
    ended = run("deliveries", "retry", f"--{which}")
    count = {"failed": 2, "uncertain": 1}[which]
    assert ended.out.startswith(f"{count} notice")
    assert ask("SELECT count(*) FROM deliveries WHERE state = 'pending'") == [(count,)]
    assert len(made) == 4


def test_what_cannot_be_sent_again_is_told_in_a_sentence(run, notice):
    assert "Which ones?" in run("deliveries", "retry").sentence
    assert f"There is no notice {NOBODY}" in run("deliveries", "retry", NOBODY).sentence
    one = notice("skipped", "muted")
    assert f"{one} is skipped" in run("deliveries", "retry", str(one)).sentence
