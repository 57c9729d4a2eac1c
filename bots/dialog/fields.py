"""What a correction says: `13`, `yesterday`, `transport`, `amount 13 note with ana`, `#work`.

A text is read as named fields (`date 12 nov`), or else as an expense is read. It counts only if it
fits as a whole: None is no correction.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bots.dialog import arguments
from bots.dialog.field_values import VALUES, as_appendix, one_value, people_of
from bots.dialog.people_fields import People, has_people, read_people
from bots.dialog.turn import Said
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import AmountError, SplitError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields to change; None stays as it is, "" takes a note or payment method away."""

    amount: Decimal | None = None
    currency: str | None = None
    kind: Kind | None = None
    date: dt.date | None = None
    description: str | None = None
    category: str | None = None
    guess: str | None = None
    """What the new description speaks of: it counts where no category was known."""
    tags: tuple[str, ...] = ()
    """Added."""
    untags: tuple[str, ...] = ()
    """Taken away."""
    note: str | None = None
    payment_method: str | None = None
    people: People | None = None
    """In a group: who shares or paid from now on."""


_NAMES: Final = {
    **dict.fromkeys(("amount", "price", "sum", "cost"), "amount"),
    **dict.fromkeys(("category", "cat"), "category"),
    **dict.fromkeys(("date", "day"), "date"),
    **dict.fromkeys(("description", "desc", "text", "name"), "description"),
    **dict.fromkeys(("note", "comment"), "note"),
    **dict.fromkeys(("tag", "tags"), "tags"),
    **dict.fromkeys(("payment", "paid", "method"), "payment_method"),
    **dict.fromkeys(("currency",), "currency"),
    **dict.fromkeys(("kind", "type"), "kind"),
}
_FREE: Final = ("description", "note")
"""Fields of any text: they run to the end, unless another field surely follows."""
_MOST_NAMES: Final = 12
_LONGEST_VALUE: Final = 200
"""Characters of an amount, a day, a category, tags: no need to read more."""
_LONGEST: Final = 3000
"""Characters of a correction: a note of 1,000 and whatever else."""
_WORD = re.compile(r"\S+")


def read_fields(said: Said, text: str) -> Fields | None:
    """Return what a text corrects, or None. Raises AmountError for an amount that cannot be."""
    if len(text) > _LONGEST:
        return None
    people = read_people(said, text.strip())
    if people is not None:
        return replace(_of_reading(said, people[1]), people=people[0], guess=None)
    named = _named(said, text)
    return named if named is not None else _unnamed(said, text)


def is_field_name(text: str) -> bool:
    """Whether the text is the bare name of a field: `category`."""
    return text.casefold() in _NAMES


def begins_with_a_name(text: str) -> bool:
    """Whether the text begins with the name of a field and says more: `amount 13`."""
    first, _, rest = text.partition(" ")
    return bool(rest) and is_field_name(first)


def field_named(text: str) -> str | None:
    """Return the field that a bare name means."""
    return _NAMES.get(text.casefold())


def says_only_values(fields: Fields) -> bool:
    """Whether nothing but values of fields was said: no words that might be anything."""
    return fields.description is None


def _named(said: Said, text: str) -> Fields | None:
    """Read `amount 13 date 12 nov note with ana`."""
    words = list(_WORD.finditer(text))
    names = [i for i, word in enumerate(words) if word[0].rstrip(":").casefold() in _NAMES][
        :_MOST_NAMES
    ]
    if not names or names[0] != 0:
        return None
    known: dict[int, Fields | None] = {}

    def at(i: int, *, after_free: bool) -> Fields | None:
        """Read from the name at word `i` to the end."""
        if i in known:
            return known[i]
        name = _NAMES[words[i][0].rstrip(":").casefold()]
        found = None
        if not (after_free and name in (*_FREE, "kind")):
            for end in [*(n for n in names if n > i), len(words)]:
                stop = words[end].start() if end < len(words) else len(text)
                value = text[words[i].end() : stop].strip()
                fits = value and (name in _FREE or len(value) <= _LONGEST_VALUE)
                one = VALUES[name](said, value, sure=after_free) if fits else None
                rest = Fields() if end == len(words) else at(end, after_free=name in _FREE)
                if one is not None and rest is not None:
                    found = replace(rest, **one)
                    break
        known[i] = found
        return found

    return at(0, after_free=False)


def _unnamed(said: Said, text: str) -> Fields | None:
    """Read `13`, `yesterday`, `transport`, `13 lunch`, `#work cash`."""
    text = text.strip()
    if not text or "\n" in text:
        return None
    one = one_value(said, text)
    return Fields(**one) if one is not None else _values(said, text)


def _values(said: Said, text: str) -> Fields | None:
    """Read the text as an expense, or as what may stand behind one."""
    message = read(text, said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.kind == "settlement":
        return None
    people = people_of(said, reading)
    if people is None and has_people(reading):
        return None
    if people is not None and reading.problem is not None:
        raise SplitError(reading.problem.message)
    if reading.problem is not None:
        raise AmountError(reading.problem.message)
    if reading.amount is not None:
        return replace(_of_reading(said, reading), people=people)
    appended = as_appendix(said, text)
    return None if appended is None else _of_reading(said, replace(appended, amount=None))


def _of_reading(said: Said, reading: Reading) -> Fields:
    named = reading.category_source in ("tag", "trailing")
    description, category = reading.description, reading.category if named else None
    alone = arguments.category_in(said, description) if description else None
    if alone is not None and category is None and fold(description or "") in _category_words(said):
        description, category = None, alone.name
    return Fields(
        amount=reading.amount,
        currency=reading.currency,
        kind=reading.kind if reading.kind in ("income", "refund") else None,
        date=reading.date,
        description=description,
        category=category,
        guess=reading.category,
        tags=reading.tags,
        note=reading.note,
        payment_method=reading.payment_method,
    )


def _category_words(said: Said) -> set[str]:
    return {c.folded for c in said.who.categories} | set(said.context.categories)


def unreadable(no: int) -> UsageError:
    """Return what to say of a correction that is none."""
    return UsageError(
        f"I can't read that as a correction of #{no}; nothing was changed."
        " Try: 13.50, yesterday, transport, note: with Ana, undo"
    )
