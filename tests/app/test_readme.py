"""The README shows what really happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", README, re.DOTALL)
ASSUMED = ("--at", "2026-11-18T12:00", "--currency", "EUR", "--locale", "en_GB")
TABLE = README.partition("## What to type")[2].partition("\n## ")[0]
TYPED = [text for row in re.findall(r"^\| (`.*?) \|", TABLE, re.MULTILINE)
         for text in re.findall(r"`([^`]+)`", row)]  # fmt: skip


@pytest.mark.usefixtures("own_database")
def test_the_conversation_is_what_is_really_answered(run):
    command, *conversation = BLOCKS[0].splitlines()
    assert command.startswith("$ make chat")
    said = [row.removeprefix("> ") for row in conversation if row.startswith("> ")]
    shown = [row for row in conversation if not row.startswith("> ")]
    assert " ".join(ASSUMED) in README
    ended = run("chat", *ASSUMED, said="".join(f"{line}\n" for line in said))
    assert ended.out.splitlines() == shown


@pytest.mark.usefixtures("own_database")
def test_everything_in_the_table_can_be_typed(run):
    assert len(TYPED) > 40
    for typed in TYPED:
        ended = run("chat", *ASSUMED, "--as", "mia", said=f"coffee 3\n{typed}\n")
        for sign in ("I know no", "I see no amount", "Try:", "broke"):
            assert sign not in ended.out, f"{typed}\n{ended.out}"


@pytest.mark.parametrize("option", re.findall(r"--[a-z-]+", BLOCKS[2]))
def test_an_option_that_it_names_exists(option):
    helped = subprocess.run(
        [sys.executable, "-m", "app.cli", "chat", "--help"],
        capture_output=True, text=True, check=True, env={"COLUMNS": "200"},
    ).stdout  # fmt: skip
    assert option in helped


def test_the_settings_are_those_that_exist():
    from expenseiq_core.config import Settings  # noqa: PLC0415

    table = README.partition("## Settings")[2]
    example = Path(__file__).parents[2].joinpath(".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)
    assert sorted(named) == sorted(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))
    assert sorted(named) == sorted(
        field.alias or name for name, field in Settings.model_fields.items()
    )
