"""Read a message: `lunch 12.50 food` is an expense of 12.50, `hello` is none."""

from __future__ import annotations

import re
from typing import Final

from expenseiq_core.parsing.expense import is_separate, read_line
from expenseiq_core.parsing.reading import Context, Message, Problem, Reading
from expenseiq_core.parsing.text import MAX_LENGTH, guard

_TOO_LONG: Final = Reading(
    problem=Problem(
        code="too_long",
        message=f"That is longer than {MAX_LENGTH:,} characters. Try: lunch 12.50",
    )
)
_MAX_LINES: Final = 100


def read(text: str, context: Context) -> Message:
    """Return what a message says: at least one reading, whatever was typed; never raises."""
    if len(text) > MAX_LENGTH:
        return Message(readings=(_TOO_LONG,))
    guarded = guard(text)
    lines = [line for line in guarded.split("\n") if line.strip()] if "\n" in guarded else [guarded]
    readings: list[Reading] = []
    for line in lines[:_MAX_LINES]:
        readings += _read_parts(line, context)
    booked = [r for r in readings if r.kind is not None or r.problem is not None]
    return Message(readings=tuple(booked or readings[:1] or [Reading()]))


_JOINS = re.compile(r"(?<=\s)(?:and|und|y|et|e|и|&)(?=\s)|[,;](?=\s)|;", re.IGNORECASE)


def _read_parts(line: str, context: Context) -> list[Reading]:
    whole = read_line(line, context)
    if not _JOINS.search(line) or "//" in line:
        return [whole]
    parts, position = [], 0
    for found in _JOINS.finditer(line):
        parts.append(line[position : found.start()])
        position = found.end()
    parts.append(line[position:])
    joined = _joined(parts, context)
    return joined if len(joined) > 1 else [whole]


def _joined(parts: list[str], context: Context) -> list[Reading]:
    readings = [read_line(part, context) for part in parts if part.strip()]
    return readings if all(map(is_separate, readings)) else []
