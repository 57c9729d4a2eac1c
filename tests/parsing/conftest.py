"""Contexts and case tables shared by the tests of parsing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from expenseiq_core.parsing.categories import default_context_categories
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context

CASES = Path(__file__).parent / "cases"
AT = datetime(2026, 11, 18, 12, 0)  # noqa: DTZ001 - the speaker's wall clock; a Wednesday
_REPEAT = re.compile(r"\{(.+?)\*(\d+)\}")


def context(said: str = "", **changes) -> Context:
    """Return a context from words like `de_DE EUR MDY`; English, euro, day first by default."""
    base = Context(at=AT, categories=default_context_categories(), date_order="DMY")
    for word in said.split():
        if word in {"DMY", "MDY", "YMD"}:
            base = replace(base, date_order=word)
        elif word.isupper():
            base = replace(base, currency=word)
        else:
            base = replace(base, locale=word)
    return replace(base, **changes)


def cases(name: str) -> list:
    """Return the rows of a table as parameters, named by their texts."""
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["text"] = _REPEAT.sub(lambda found: found[1] * int(found[2]), row["text"])
    return [pytest.param(row, id=f"{i}") for i, row in enumerate(rows)]


@pytest.fixture
def said():
    """Read one message of one reading: said("lunch 12.50", "de_DE EUR")."""

    def read_one(text: str, who: str = "", **changes):
        return read(text, context(who, **changes)).first

    return read_one
