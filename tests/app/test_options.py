"""What the command line says, and what the computer says where the command line does not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from app import options

CHAT = ("chat", "--json", "--locale", "en_GB", "--currency", "EUR")


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("at", ["2026-11-18T00:30", "2026-11-18T05:30+00:00"])
def test_the_fixed_clock_stands_where_the_speaker_is(run, at):
    ended = run(*CHAT, "--at", at, "--timezone", "America/New_York", said="lunch 5\ntea 1\n")
    dates = [json.loads(line)["data"]["entry"]["date"] for line in ended.out.splitlines()]
    assert dates == ["2026-11-18", "2026-11-18"]


@pytest.mark.usefixtures("own_database")
def test_what_the_computer_says_is_assumed_of_somebody_new(run, monkeypatch):
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    (answer,) = run("chat", "--at", "2026-11-18T00:30", said="lunch 500\n").out.splitlines()[:1]
    assert "￥500" in answer
    assert "Nov" not in answer


def test_a_folder_on_the_command_line_means_the_embedded_database(run, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:9/expenseiq")
    ended = run(*CHAT, "--data", str(tmp_path / "own data"), said="lunch 5\n")
    assert ended.code == 0
    assert json.loads(ended.out)["data"]["entry"]["number"] == 1
    assert not (tmp_path / "own data").stat().st_mode & 0o066


@pytest.mark.parametrize(
    ("said", "locale", "currency"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de_AT", "EUR"),
        ({"LANG": "de_AT.UTF-8", "LC_MONETARY": "de_CH.UTF-8"}, "de_CH", "CHF"),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "C.UTF-8"}, None, None),
        ({"LANG": "POSIX"}, None, None),
        ({"LANG": "en"}, "en_US", "USD"),
        ({"LANG": "eo_XX.UTF-8"}, None, None),
        ({"LANG": "nonsense"}, None, None),
        ({}, None, None),
    ],
)
def test_the_country_is_that_of_the_environment(monkeypatch, said, locale, currency):
    for name in ("LANG", "LC_ALL", "LC_MONETARY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    found = options.own_locale()
    assert found == locale
    assert options.currency_of(found) == currency


@pytest.mark.parametrize(
    ("named", "zone"), [("Europe/Lisbon", "Europe/Lisbon"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_the_zone_is_that_of_the_environment(monkeypatch, named, zone):
    monkeypatch.setenv("TZ", named)
    assert options.own_timezone() == zone


def test_without_a_fixed_clock_the_computers_is_told_in_utc():
    told = options.clock(None, "Asia/Tokyo")()
    assert told.tzinfo is dt.UTC


def test_somebody_without_a_name_is_me(monkeypatch):
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(options.getpass, "getuser", nobody)
    assert options.speaker(None) == "me"
