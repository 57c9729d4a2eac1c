"""Read a message: `lunch 12.50 food` is an expense of 12.50, `hello` is none.

Lines are separate expenses; so are parts joined by `and`, `,` or `;` when each has a word and an
amount of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from expenseiq_core.domain.currencies import CODES
from expenseiq_core.parsing.amounts import candidates
from expenseiq_core.parsing.arithmetic import TIP_OR_TAX
from expenseiq_core.parsing.expense import is_separate, pairs, read_line
from expenseiq_core.parsing.itemised import in_a_line, is_heading, read_itemised
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.names import may_have_people, named_at
from expenseiq_core.parsing.people import take_people
from expenseiq_core.parsing.reading import Context, Message, Problem, Reading
from expenseiq_core.parsing.spelled import with_figures
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.text import MAX_LENGTH, fold, guard, pieces
from expenseiq_core.parsing.when import dates_in, take_dates

_TOO_LONG: Final = Problem(
    code="too_long", message="That is too long for one message. Try one expense: lunch 12.50"
)
_STAND_IN: Final = "EUR"
"""Read for somebody whose currency is none we know: it has two decimals, as most have."""
MAX_LINE: Final = 1_500
"""A description, its note and everything around them fit into this many characters."""
_MAX_PIECES: Final = 300
_MAX_LINES: Final = 60
_MAX_PIECES_OF_LINE: Final = 100
_MAX_PARTS: Final = 30
_JOINS = re.compile(
    r"(?<=\s)(?:and|und|y|et|e|и|&)(?=\s)|[,;،](?=\s|[^\W\d_])|[;，、]|(?<=\s)\+(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+")
_HANDED: Final = frozenset({"paid", "gave", "lent"})


def read(text: str, context: Context) -> Message:
    """Return what a message says: at least one reading, whatever was typed; never raises."""
    if len(text) > MAX_LENGTH:
        return _too_long()
    if context.currency not in CODES:
        context = replace(context, currency=_STAND_IN)
    guarded = guard(text, raw=context.raw)
    if "\n" not in guarded:
        bill = in_a_line(guarded, context) if ": " in guarded else []
        return Message(readings=tuple(bill or _read_one(guarded, context)))
    lines = [line for line in guarded.split("\n") if line.strip()]
    if pieces(guarded) > _MAX_PIECES or len(lines) > _MAX_LINES:
        return _too_long()
    if len(lines) > 1 and is_heading(lines[0]):
        return Message(readings=tuple(read_itemised(lines, context)))
    readings = [reading for line in lines for reading in _read_one(line, context)]
    said = [r for r in readings if r.kind is not None or r.problem is not None]
    return Message(readings=tuple(said or readings[:1] or (Reading(),)))


def _too_long() -> Message:
    return Message(readings=(Reading(problem=_TOO_LONG),))


def _read_one(line: str, context: Context) -> list[Reading]:
    # A note may be long: it is kept, not read.
    if len(line) > MAX_LINE or pieces(line.partition("//")[0]) > _MAX_PIECES_OF_LINE:
        return [Reading(problem=_TOO_LONG)]
    if _DIGITS.search(line) is None:
        figures = with_figures(line, context)
        if figures is None and "#" not in line:
            return [Reading()]  # no figure, no amount
        line = figures or line
    return _joined(line, context) or [read_line(line, context)]


def _joined(line: str, context: Context) -> list[Reading]:
    """Return the expenses that a line joins; nothing if it is one, or none."""
    if len(_DIGITS.findall(line)) < 2:
        return []
    apart = _JOINS.search(line) is not None and "//" not in line
    texts = _parts(line, context) if apart else pairs(line, context)
    if len(texts) < 2:
        return []
    readings = [read_line(text, context) for text in texts]
    if not all(map(is_separate, readings)):
        return []
    own = all(_has_own_amount(text, r, context) for text, r in zip(texts, readings, strict=True))
    return _sharing_date(readings) if own else []


def _has_own_amount(text: str, reading: Reading, context: Context) -> bool:
    """Whether an amount stands behind no person: `chips @ana 20` continues what was said before."""
    people = (*reading.payers, *(reading.split.people if reading.split is not None else ()))
    if all(person.exact is None for person in people):
        return True
    line = Line(text, context)
    take_dates(line)
    take_people(line)
    return bool(candidates(line))


def _parts(line: str, context: Context) -> list[str]:
    """Cut a line at its joining words; a part without an amount belongs to the next one."""
    parts, position = [], 0
    days = [day for day in dates_in(line, context) if day.strength == "sure"]
    undated = line
    for day in days:  # "for ana and me 12 nov" has no second amount
        undated = undated[: day.start] + " " * (day.end - day.start) + undated[day.end :]
    for found in _JOINS.finditer(line):
        if any(day.start < found.start() < day.end for day in days):
            continue  # "november 3, 2025" is one day
        first, second, *_ = [*map(fold, line[found.end() :].split(maxsplit=2)), "", ""]
        if first in TIP_OR_TAX:
            continue  # "lunch 20, tip 3" is one expense
        if first.isdigit() and second in words.GUEST_WORDS:
            continue  # "dinner 84 with ana and 2 guests"
        if found[0].isupper() and fold(found[0]) in context.people:
            continue  # E is a name here
        if _continues(line[position : found.start()], line[found.end() :], context):
            continue
        if _DIGITS.search(undated, position, found.start()) is not None:
            parts.append(line[position : found.start()])
            position = found.end()
    if _DIGITS.search(undated, position) is None or not parts:
        return []
    return [*parts, line[position:]] if len(parts) < _MAX_PARTS else []


def _continues(part: str, following: str, context: Context) -> bool:
    """Whether what follows goes on with the people of a part: `dinner 84 for ana 20, me 64`."""
    if not context.people and "@" not in part:
        return False
    after = Line(following, context)
    named = named_at(after, 0, in_clause=True)
    if named is None:
        return False
    behind = after.tokens[named[1] + 1 : named[1] + 2]
    if behind and words.CLAUSE_WORDS.get(behind[0].folded) in _HANDED:
        return False  # "dinner 84 with bob, ana paid 20 taxi" is two expenses
    before = Line(part, context)
    return may_have_people(before) and bool(take_people(before))


def _sharing_date(readings: list[Reading]) -> list[Reading]:
    """Let a day said once, at an end of the message, hold for all its expenses."""
    first, last = readings[0].date, readings[-1].date
    inner = [reading.date for reading in readings[1:-1]]
    if any(inner) or (first is None) == (last is None):
        return readings
    return [replace(reading, date=first or last) for reading in readings]
