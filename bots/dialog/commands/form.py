"""`/form new description "Lunch" amount "12.50"`: what a form was filled in with, field by field.

Platforms that show forms write these texts; nobody types them. Each value stands in quotation marks
(one inside is doubled), so that nothing in a description is taken for a date or for people.
`/form new` and `/form #17` without fields answer with what the form shows at first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from bots.dialog import arguments, correcting, field_values, logged, wording
from bots.dialog.checking import MAX_DESCRIPTION, MAX_NOTE, MAX_YEARS
from bots.dialog.command import Command
from bots.dialog.commands import expense
from bots.dialog.fields import Fields
from bots.dialog.first import sample
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn, context_of
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ExpenseIQError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Message, Reading

Field = Literal["description", "amount", "date", "category", "note"]
FIELDS: Final[tuple[Field, ...]] = ("description", "amount", "date", "category", "note")

_WHAT: Final = "What was it for?"
_FORM = re.compile(r"form (?:new|#(\d{1,12}))((?: [a-z]+ \"(?:[^\"]|\"\")*\")*)")
_VALUE = re.compile(r" ([a-z]+) \"((?:[^\"]|\"\")*)\"")


class FormError(ExpenseIQError):
    """What is wrong with a field; the code names it: `form.amount`."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(text)
        self.code = f"form.{field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled form for an entry (None: a new one); without values, one to be filled."""

    no: int | None
    values: Mapping[str, str]


def written(values: Mapping[Field, str], *, no: int | None = None) -> str:
    """Return the text that says what a form was filled in with."""
    parts = ['{} "{}"'.format(name, value.replace('"', '""')) for name, value in values.items()]
    return " ".join(["/form", "new" if no is None else f"#{no}", *parts])


def parse(said: Said) -> Form | None:
    """Claim what `written` writes."""
    match = _FORM.fullmatch(said.text) if said.slash else None
    if match is None:
        return None
    values = {name: value.replace('""', '"') for name, value in _VALUE.findall(match[2])}
    if not values.keys() <= set(FIELDS):
        return None
    return Form(no=int(match[1]) if match[1] else None, values=values)


async def handle(turn: Turn, form: Form) -> Answer:
    """Record or correct the entry, or answer with what the form shows at first."""
    entry = None if form.no is None else await correcting.living(turn, form.no)
    if not form.values:
        return _unfilled(turn, entry)
    # As a button's: a category that nobody knows is refused with what it may have meant.
    said = Said(text="", slash=True, context=context_of(turn.who, turn.local), who=turn.who)
    found = _fields(said, turn.today, form.values)
    if entry is not None:
        return await correcting.correct(turn, entry, _of_refund(entry, found, form.values))
    if found.description is None:
        raise FormError("description", _WHAT)
    if found.amount is None:
        raise FormError("amount", "How much was it? Try: 12.50")
    return await expense.handle(turn, Message(readings=(_reading(said, found),)))


def _unfilled(turn: Turn, entry: Entry | None) -> Answer:
    categories = [{"name": c.name, "label": c.label} for c in turn.who.categories]
    form: dict[str, Any] = {
        "today": turn.today.isoformat(),
        "currency": turn.who.entry_currency,
        "categories": categories,
    }
    if entry is None:
        text = f"Type what you spent: {sample(turn)}"
        return Answer(lines=(line(text),), data={"form": form})
    content = entry.content
    sign = "+" if content.kind == "income" else ""
    amount = wording.plain_amount(content.amount, turn.who.locale)
    category = turn.who.category(content.category_id)
    form |= {
        "number": entry.no,
        "amount": f"{sign}{amount} {content.amount.currency}",
        "date": content.date.isoformat(),
        "description": content.description,
        "category": category.name if category else None,
        "note": content.note or "",
    }
    text = f"Type what to change: edit #{entry.no} amount 13"
    return Answer(lines=(line(logged.entry_line(turn, entry)), line(text)), data={"form": form})


def _fields(said: Said, today: dt.date, values: Mapping[str, str]) -> Fields:
    """Return what the values mean; raises FormError for the first one that means nothing."""
    found = Fields()
    if "amount" in values:
        found = replace(found, **_amount(said, values["amount"]))
    if "date" in values:
        found = replace(found, date=_date(values["date"], today))
    if values.get("category"):
        found = replace(found, category=_category(said, values["category"]))
    if "description" in values:
        found = replace(found, description=_text("description", values, MAX_DESCRIPTION))
    if "note" in values:
        found = replace(found, note=_text("note", values, MAX_NOTE))
    return found


def _amount(said: Said, value: str) -> dict[str, Any]:
    try:
        found = field_values.read_amount(said, value)
    except ExpenseIQError as error:
        raise FormError("amount", str(error)) from None
    if found is None:
        raise FormError("amount", f"I can't read “{value[:40]}” as an amount. Try: 12.50")
    return found


def _date(value: str, today: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise FormError("date", "That is no day.") from None
    if abs(day.year - today.year) > MAX_YEARS:
        raise FormError("date", f"{day} is too far away.")
    return day


def _category(said: Said, value: str) -> str:
    try:
        return arguments.category_wanted(said, value).name
    except ExpenseIQError as error:
        raise FormError("category", str(error)) from None


def _text(name: Field, values: Mapping[str, str], most: int) -> str:
    value = " ".join(values[name].split())
    if len(value) > most:
        count = f"That has {len(value):,} characters; I keep {most:,}. Please shorten it."
        raise FormError(name, count)
    if not value and name == "description":
        raise FormError(name, _WHAT)
    return value


def _of_refund(entry: Entry, found: Fields, values: Mapping[str, str]) -> Fields:
    """Return the fields with the kind: a refund is shown with a minus, which may be taken away."""
    if "amount" in values and found.kind is None and entry.content.amount.minor < 0:
        return replace(found, kind="expense")
    return found


def _reading(said: Said, found: Fields) -> Reading:
    """Return the fields of a new entry as a message would have said them."""
    # Only for what the words speak of; what else they may mean is of no interest.
    guess = read(f"{found.description} 1", said.context).first
    return Reading(
        kind=found.kind or "expense",
        amount=found.amount,
        currency=found.currency,
        date=found.date,
        description=found.description,
        category=found.category or guess.category,
        category_source="tag" if found.category else guess.category_source,
        note=found.note or None,
    )


COMMAND = Command(name="form", parse=parse, handle=handle)
