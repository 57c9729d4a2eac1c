"""A bill over several lines: `dinner 84:` and its items below, tax, tip and discount included.

A line may say who had it: `pizza 12 @ana`, `burger 9 me and bob`, `ana 20`; tax, tip and discount
(`tip 10%`) are shared in proportion to what each had.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing.arithmetic import rounded
from expenseiq_core.parsing.expense import read_line
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.names import named_at
from expenseiq_core.parsing.numbers import read_number
from expenseiq_core.parsing.people import take_people
from expenseiq_core.parsing.reading import ME, Context, Item, Person, Problem, Reading, Split
from expenseiq_core.parsing.split import is_numbered
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.when import take_dates

_ON_TOP: Final = words.TIP_WORDS | words.TAX_WORDS
_EXTRAS: Final = _ON_TOP | words.DISCOUNT_WORDS
_BESIDE_EXTRAS: Final = frozenset({"charge", "the", "a", "of", "for", "fee"})
_PERCENT: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s?%")
_NUMBERED: Final = Problem(
    code="mixed_shares",
    message="A line of a bill has one amount. Write a line for each: pizza 12 @ana",
)
_LEADING: Final = re.compile(r"\s*:\s*")


_IN_A_LINE: Final = re.compile(r"(?P<heading>[^:/]*\d[^:/]*:)\s+(?P<items>.+)")
_NEXT_ITEM: Final = re.compile(r"(?:;\s*|,\s+)(?=[^,;]*\d)")


def in_a_line(line: str, context: Context) -> list[Reading]:
    """Return the bill of `dinner 84: pizza 12 @ana, wine 72 @bob`; nothing if it is none.

    It is one if its items make the total, or if they say who had what.
    """
    found = _IN_A_LINE.fullmatch(line)
    items = _NEXT_ITEM.split(found["items"]) if found is not None else []
    if found is None or len(items) < 2:
        return []
    readings = read_itemised([found["heading"], *items], context)
    bill = readings[0].kind is not None and readings[0].items
    return readings if bill or any(_who_had(item, context)[1] for item in items) else []


def is_heading(line: str) -> bool:
    """Whether the lines below are items of this one."""
    return line.rstrip().endswith(":")


def read_itemised(lines: list[str], context: Context) -> list[Reading]:
    """Return the one expense that the lines make; a stated total must match its items."""
    title = lines[0].rstrip().rstrip(":")
    day = _day_alone(title, context)
    if day is not None:
        readings = [read_line(line, context) for line in lines[1:]]
        return [replace(reading, date=reading.date or day) for reading in readings]
    stated = read_line(title, context)
    # A heading without a total is read as if it had one: "dinner yesterday with @ana:".
    bare = stated.amount is None
    heading = read_line(f"{_any(context)} {title}", context) if bare else stated
    found = [_item(line, context) for line in lines[1:]]
    currency = heading.currency or next((r.currency for _, r in found if r.currency), None)
    items = _with_percentages(
        [item for item, _ in found if item is not None], currency or context.currency
    )
    failed = next((r.problem for _, r in found if r.problem is not None), stated.problem)
    total = sum((item.amount for item in items), Decimal(0))
    failed = failed or _mismatch(items, total, stated.amount)
    if failed is not None or not items:
        return [replace(heading, kind=None, amount=None, problem=failed)]
    return [
        replace(
            heading, kind=heading.kind or "expense", amount=total, currency=currency, items=items,
            description=heading.description, split=_split(heading.split, items),
        )
    ]  # fmt: skip


def _any(context: Context) -> str:
    """Return an amount that any heading can be read with."""
    return "9.99" if exponent(context.currency) else "999"


def _split(said: Split | None, items: Sequence[Item]) -> Split | None:
    """Return the split of the heading, by items where they say who had what."""
    if not any(item.participants for item in items):
        return said
    return Split(mode="itemised") if said is None else replace(said, mode="itemised")


def _mismatch(items: Sequence[Item], total: Decimal, stated: Decimal | None) -> Problem | None:
    if items and total <= 0:
        return Problem(code="zero", message="That bill comes to nothing. Try: pizza 12")
    if not items or stated in {None, total}:
        return None
    return Problem(
        code="items_differ",
        message=f"The items make {total}, not {stated}. Leave the total out: dinner:",
    )


def _item(line: str, context: Context) -> tuple[Item | None, Reading]:
    """Return what a line of the bill is, and its reading; None: it has no amount of its own."""
    line, persons = _who_had(line, context)
    if any(is_numbered(person) for person in persons):
        return None, Reading(problem=_NUMBERED)
    names = tuple(person.name for person in persons)
    reading = read_line(line, context)
    percent = _percent(line)
    said = frozenset(re.findall(r"[^\W\d_]+", line.casefold()))
    extra = not names and bool(said & _EXTRAS) and said <= _EXTRAS | _BESIDE_EXTRAS
    if extra and percent is not None:
        return Item(description=line, amount=Decimal(0), extra=True), Reading()
    if reading.amount is None:
        lost = reading.problem is None and any(c.isalpha() for c in line)
        return None, replace(reading, problem=_no_amount(line)) if lost else reading
    given_back = reading.kind == "refund" or (extra and not said & _ON_TOP)
    amount = -reading.amount if given_back else reading.amount
    return Item(
        description=reading.description, amount=amount, participants=names, extra=extra
    ), reading


def _no_amount(line: str) -> Problem:
    """Return the problem of a line that would be left out of the bill in silence."""
    thing = " ".join(line.split())[:40]
    return Problem(
        code="items_differ",
        message=f"Not recorded: I see no amount in the line “{thing}”. Try: {thing} 9",
    )


def _with_percentages(items: Sequence[Item], currency: str) -> tuple[Item, ...]:
    """Put in what `tip 10%` comes to, of all that is no tax, tip or discount itself."""
    whole = sum((item.amount for item in items if not item.extra), Decimal(0))
    return tuple(_worth(item, whole, currency) for item in items)


def _worth(item: Item, whole: Decimal, currency: str) -> Item:
    percent = _percent(item.description or "") if item.extra and not item.amount else None
    if percent is None or item.description is None:
        return item
    said = set(re.findall(r"[^\W\d_]+", item.description.casefold()))
    amount = rounded(whole * percent / 100, currency)
    off = not said & _ON_TOP or "-" in item.description
    return replace(item, amount=-amount if off else amount)


def _percent(line: str) -> Decimal | None:
    found = _PERCENT.search(line)
    return None if found is None else read_number(found["number"], ".", 9).value


def _who_had(text: str, context: Context) -> tuple[str, tuple[Person, ...]]:
    """Return a line without the people in it, and who they are; whose names may stand bare."""
    line = Line(text, context)
    first = named_at(line, 0, in_clause=True)
    if first is not None and _leads(line, first[1]):
        # "ana 20" and "me: soup 9" are what "soup 9 for me" is.
        end = line.tokens[first[1]].end
        text = f"{_LEADING.sub(' ', text[end:], count=1)} for {text[:end]}"
    text = _with_clause_word(text, context)
    line = Line(text, context)
    clauses = take_people(line)
    persons = clauses.sharing
    if "with" in clauses.kinds and all(person.name != ME for person in persons):
        persons.append(Person(name=ME))
    for start, end in sorted(line.cuts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    stated = [person.exact for person in persons if person.exact is not None]
    if len(stated) == 1 and not any(character.isdigit() for character in text):
        # "soup for ana 9": the line has no other number.
        return f"{text.strip()} {stated[0]}", tuple(replace(p, exact=None) for p in persons)
    return text.strip(), tuple(persons)


def _leads(line: Line, last: int) -> bool:
    """Whether a name at the start says who had what follows: a colon or a number does."""
    following = line.tokens[last + 1] if last + 1 < len(line.tokens) else None
    return following is not None and (following.kind in {"n", "s"} or following.text == ":")


def _with_clause_word(text: str, context: Context) -> str:
    """Return `soup 9 for me and ana` of `soup 9 me and ana`: names at the end of a line."""
    line, i = Line(text, context), 0
    starts = []
    while i < len(line.tokens):
        named = named_at(line, i, in_clause=True) if i else None
        if named is not None:
            starts.append(i)
            i = named[1] + 1
        elif starts and line.tokens[i].folded in words.AND_WORDS | {",", "&", "+"}:
            i += 1
        else:
            starts = []
            i += 1
    if not starts or line.tokens[starts[0] - 1].kind not in {"n", "s"}:
        return text
    start = line.tokens[starts[0]].start
    return f"{text[:start]}for {text[start:]}"


def _day_alone(title: str, context: Context) -> date | None:
    """Return the day that a heading names, if it says nothing else."""
    line = Line(title, context)
    day = take_dates(line).date
    return day if all(line.taken) else None
