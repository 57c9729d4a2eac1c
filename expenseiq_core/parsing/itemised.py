"""A bill over several lines: `dinner 84:` and its items below, tax, tip and discount included."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from expenseiq_core.parsing.expense import read_line
from expenseiq_core.parsing.reading import Context, Item, Problem, Reading, Split


def is_heading(line: str) -> bool:
    """Whether the lines below are items of this one."""
    return line.rstrip().endswith(":")


def read_itemised(lines: list[str], context: Context) -> list[Reading]:
    """Return the one expense that the lines make; a stated total must match its items."""
    heading = read_line(lines[0].rstrip().rstrip(":"), context)
    readings = [read_line(line, context) for line in lines[1:]]
    items = tuple(
        Item(description=r.description, amount=r.amount, participants=r.participants)
        for r in readings
        if r.amount is not None
    )
    if heading.date is not None and heading.description is None and heading.amount is None:
        return [replace(reading, date=reading.date or heading.date) for reading in readings]
    failed = next((r.problem for r in readings if r.problem is not None), heading.problem)
    total = sum((item.amount for item in items), Decimal(0))
    if failed is None and heading.amount not in {None, total}:
        failed = Problem(
            code="items_differ",
            message=f"The items make {total}, not {heading.amount}. Leave the total out: dinner:",
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
