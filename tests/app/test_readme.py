"""The README shows what really happens."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", README, re.DOTALL)
COMMANDS = next(block for block in BLOCKS if block.startswith("expenseiq chat"))
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
    said = "".join(f"{line}\n" for line in TYPED)
    answers = run("chat", *ASSUMED, "--json", said=said).out.splitlines()
    assert len(answers) == len(TYPED)
    for typed, answer in zip(TYPED, map(json.loads, answers), strict=True):
        # A new book has no entry 17, no coffee to merge and no such code; but all is understood.
        refused = answer["data"].get("error", {}).get("code")
        assert refused in (None, "not_found", "conflict", "link_code"), f"{typed}\n{answer['text']}"
        assert not answer["text"].startswith("I see no amount"), typed


@pytest.mark.parametrize("option", re.findall(r"--[a-z-]+", COMMANDS))
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
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", table, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"[A-Z_]+", row)]
    assert sorted(named) == sorted(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))
    assert sorted(named) == sorted(
        field.alias or name for name, field in Settings.model_fields.items()
    )
