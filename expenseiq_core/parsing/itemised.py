"""A bill over several lines: `dinner 84:` and its items below, tax, tip and discount included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from expenseiq_core.parsing.expense import read_line
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Context, Item, Problem, Reading, Split
from expenseiq_core.parsing.when import take_dates

_ANY = "9.99"


def is_heading(line: str) -> bool:
    """Whether the lines below are items of this one."""
    return line.rstrip().endswith(":")


def read_itemised(lines: list[str], context: Context) -> list[Reading]:
    """Return the one expense that the lines make; a stated total must match its items."""
    title = lines[0].rstrip().rstrip(":")
    readings = [read_line(line, context) for line in lines[1:]]
    day = _day_alone(title, context)
    if day is not None:
        return [replace(reading, date=reading.date or day) for reading in readings]
    stated = read_line(title, context)
    # A heading without a total is read as if it had one: "dinner yesterday with @ana:".
    heading = stated if stated.amount is not None else read_line(f"{title} {_ANY}", context)
    items = tuple(
        Item(description=r.description, amount=r.amount, participants=r.participants)
        for r in readings
        if r.amount is not None
    )
    failed = next((r.problem for r in readings if r.problem is not None), stated.problem)
    total = sum((item.amount for item in items), Decimal(0))
    if failed is None and stated.amount not in {None, total}:
        failed = Problem(
            code="items_differ",
            message=f"The items make {total}, not {stated.amount}. Leave the total out: dinner:",
        )
    if failed is not None or not items:
        return [replace(heading, kind=None, amount=None, problem=failed)]
    currency = heading.currency or next((r.currency for r in readings if r.currency), None)
    shared = any(item.participants for item in items)
    split = Split(mode="itemised") if shared and heading.split is None else heading.split
    return [
        replace(
            heading, kind=heading.kind or "expense", amount=total, currency=currency, items=items,
            description=heading.description, split=split,
        )
    ]  # fmt: skip


def _day_alone(title: str, context: Context) -> date | None:
    """Return the day that a heading names, if it says nothing else."""
    line = Line(title, context)
    day = take_dates(line).date
    return day if all(line.taken) else None
