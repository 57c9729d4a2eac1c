"""A wrong setting is one clear sentence and exit code 2, never a traceback."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from expenseiq_core.config import load
from expenseiq_core.db import embedded
from expenseiq_core.errors import SettingsError
from tests.conftest import on_server, plain


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://localhost/x", "must begin with postgresql://"),
        ("localhost", "is no URL of a database"),
        ("postgresql://localhost:many/x", "is no URL of a database"),
        ("postgresql://127.0.0.1:9/expenseiq", "127.0.0.1:9/expenseiq cannot be reached: nothing"),
        ("postgresql://no-such-host.invalid/x", "there is no such host"),
        ("postgresql:///x?host=/no/such/folder", "there is no such socket"),
        ("postgresql://127.0.0.1:9/x?colour=red", "DATABASE_URL is wrong: invalid"),
    ],
)
@pytest.mark.parametrize("command", ["chat", "migrate", "doctor"])
def test_a_wrong_database_url_is_named(run, monkeypatch, url, words, command):
    monkeypatch.setenv("DATABASE_URL", url)
    sentence = run(command).sentence
    assert words in sentence
    assert "DATABASE_URL" in sentence


def test_a_database_that_does_not_exist_is_named(run, server, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", server.replace("/postgres?", "/nowhere?"))
    assert "there is no such database or user" in run("chat").sentence


def test_a_wrong_password_is_told_and_never_shown(run, tmp_path, monkeypatch):
    with embedded.server(tmp_path / "data", durable=False) as url:
        on_server(url, "CREATE ROLE ana LOGIN PASSWORD 'right'")
        rules = tmp_path / "data" / "postgres" / "pg_hba.conf"
        rules.write_text(f"local all ana scram-sha-256\n{rules.read_text()}")
        on_server(url, "SELECT pg_reload_conf()")
        as_ana = make_url(plain(url)).set(username="ana", password="wrong-secret")
        monkeypatch.setenv("DATABASE_URL", as_ana.render_as_string(hide_password=False))
        sentence = run("migrate").sentence
        assert "the password or the user is wrong" in sentence
        assert "secret" not in sentence
        as_ana = as_ana.set(password="right")
        monkeypatch.setenv("DATABASE_URL", as_ana.render_as_string(hide_password=False))
        assert "cannot be migrated: permission denied" in run("migrate").sentence


def test_a_database_that_cannot_store_every_text_is_refused(run, server, monkeypatch):
    on_server(
        server,
        "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' "
        "LOCALE_PROVIDER libc",
    )
    monkeypatch.setenv("DATABASE_URL", server.replace("/postgres?", "/narrow?"))
    assert "stores text as SQL_ASCII" in run("chat").sentence
    on_server(server, "DROP DATABASE narrow")


def test_a_database_that_is_not_migrated_is_told_to_be(run, empty_database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    assert run("doctor").sentence == "The database is empty. Run: expenseiq migrate"
    assert run("migrate").code == 0
    assert run("doctor").out == "The books are right.\n"
    on_server(empty_database_url, "UPDATE alembic_version SET version_num = '0000'")
    assert "The database's schema is 0000" in run("doctor").sentence


def test_a_data_folder_that_cannot_be_used_is_named(run, tmp_path):
    (tmp_path / "file").touch()
    sentence = run("chat", "--data", str(tmp_path / "file" / "data")).sentence
    assert "file/data cannot be used (not a directory)" in sentence


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--at", "yesterday"),
        ("--at", "2026-13-01T12:00"),
        ("--timezone", "Mars/Olympus"),
        ("--timezone", "Europe"),
        ("--timezone", "../../etc/passwd"),
        ("--currency", "EURO"),
        ("--currency", "XXQ"),
        ("--locale", "klingon"),
        ("--locale", "en_GBX"),
        ("--as", " "),
        ("--as", "a" * 65),
        ("--in", " "),
        ("--in", "a" * 81),
    ],
)
def test_a_wrong_option_of_chat_is_named_with_one_that_works(run, option, value):
    sentence = run("chat", option, value).sentence
    assert sentence.startswith(option)
    assert f"Try: {option} " in sentence


@pytest.mark.parametrize("option", ["--at", "--currency", "--locale", "--date-order"])
def test_a_wrong_option_of_parse_is_named(run, option):
    assert run("parse", "lunch 12", option, "nonsense").sentence.startswith(f"{option} nonsense")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LOG_LEVEL", "loud", "LOG_LEVEL is wrong"),
        ("DATABASE_PGBOUNCER", "perhaps", "is wrong"),
        ("RATES_URL", "ftp://example.org/rates.xml", "must begin with https://"),
    ],
)
def test_a_wrong_value_in_the_environment_is_named(run, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    sentence = run("chat").sentence
    assert words in sentence
    assert name in sentence


@pytest.mark.parametrize("value", ["off", "OFF"])
def test_rates_are_fetched_unless_that_is_switched_off(monkeypatch, value):
    monkeypatch.delenv("RATES_URL", raising=False)
    assert load().rates_url == "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
    monkeypatch.setenv("RATES_URL", value)
    assert load().rates_url is None


def test_a_file_of_settings_is_read_and_the_environment_wins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("LOG_LEVEL=debug\nDATABASE_URL=postgres://me@db/x\nOTHER=1\n")
    settings = load()
    assert (settings.log_level, settings.database_url) == ("DEBUG", "postgresql+psycopg://me@db/x")
    monkeypatch.setenv("LOG_LEVEL", "error")
    assert load().log_level == "ERROR"
    assert "secret" not in repr(load())


def test_a_file_of_settings_that_is_no_text_is_named(run, tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    assert ".env cannot be read" in run("chat").sentence


def test_the_password_stays_out_of_what_is_shown_of_settings(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana:secret@localhost/x")
    assert "secret" not in repr(load())
    with pytest.raises(SettingsError) as caught:
        load(database_url="oracle://ana:secret@localhost/x")
    assert "secret" not in str(caught.value)
