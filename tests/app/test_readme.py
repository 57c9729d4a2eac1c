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


def typed(section):
    """Return all that the table of a section says can be typed."""
    table = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return [text for row in rows for text in re.findall(r"`([^`]+)`", row)]


TYPED = typed("What to type")
IN_GROUPS = typed("In a group")


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    ("first", "prompt", "options"),
    [
        ("$ make chat", "> ", ()),
        ("$ make chat ARGS='--in Lisbon --as mia'", "Lisbon> ", ("--in", "Lisbon", "--as", "mia")),
    ],
)
def test_the_conversation_is_what_is_really_answered(run, first, prompt, options):
    conversation = next(b for b in BLOCKS if b.startswith(f"{first}\n")).splitlines()[1:]
    said = [row.removeprefix(prompt) for row in conversation if row.startswith(prompt)]
    shown = [row for row in conversation if not row.startswith(prompt)]
    assert " ".join(ASSUMED) in README
    ended = run("chat", *ASSUMED, *options, said="".join(f"{line}\n" for line in said))
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


@pytest.mark.usefixtures("own_database")
def test_everything_in_the_table_of_groups_can_be_typed(run):
    assert len(IN_GROUPS) > 40
    bill = [text for text in IN_GROUPS if text in ("steak 30 @ana", "wine 20", "tip 10%")]
    texts = [text for text in IN_GROUPS if text not in bill and text != "group here"]
    texts = [" \\\n".join([text, *bill]) if text == "dinner:" else text for text in texts]
    met = ["join", "ana: join", "bob: join"]
    said = "".join(f"{line}\n" for line in [*met, *texts])
    options = ("--in", "Lisbon", "--as", "mia", "--json")
    answers = run("chat", *ASSUMED, *options, said=said).out.splitlines()[len(met) :]
    assert len(answers) == len(texts)
    for text, answer in zip(texts, map(json.loads, answers), strict=True):
        # What is paid of #1 is the speaker's own; but all is understood.
        refused = answer["data"].get("error", {}).get("code")
        assert refused in (None, "conflict"), f"{text}\n{answer['text']}"
        assert answer["text"], text


@pytest.mark.parametrize(
    ("commands", "option"),
    [
        (("deliveries", "retry") if option in ("--failed", "--uncertain") else ("chat",), option)
        for option in re.findall(r"--[a-z-]+", COMMANDS)
    ],
)
def test_an_option_that_it_names_exists(commands, option):
    helped = subprocess.run(
        [sys.executable, "-m", "app.cli", *commands, "--help"],
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
