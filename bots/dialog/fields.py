"""What a correction says: `13`, `yesterday`, `transport`, `amount 13 note with ana`, `#work`.

A text is read as named fields (`date 12 nov`), or else as an expense is read. It counts only if it
fits as a whole: None is no correction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from bots.dialog import arguments
from bots.dialog.people_fields import People, has_people, read_people, said_of
from bots.dialog.turn import Said
from expenseiq_core.domain.currencies import CODES
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
_NOTHING: Final = ("none", "off", "-", "–", "—")
_MOST_NAMES: Final = 12
_LONGEST_VALUE: Final = 200
"""Characters of an amount, a day, a category, tags: no need to read more."""
_LONGEST: Final = 3000
"""Characters of a correction: a note of 1,000 and whatever else."""
_TAG = re.compile(r"#?\w[\w-]{0,79}")
_UNTAG = re.compile(r"-#(\w[\w-]{0,79})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def read_amount(said: Said, text: str) -> dict[str, Any] | None:
    """Return amount, currency and kind that a whole text says, as `Fields` calls them.

    None: it is no amount. Raises AmountError for one that cannot be.
    """
    return _amount(said, text, sure=False)


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
                one = _VALUES[name](said, value, sure=after_free) if fits else None
                rest = Fields() if end == len(words) else at(end, after_free=name in _FREE)
                if one is not None and rest is not None:
                    found = replace(rest, **one)
                    break
        known[i] = found
        return found

    return at(0, after_free=False)


def _amount(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    reading = read(f"thing {value}", replace(said.context, categories={}, learned={})).first
    if reading.problem is not None:
        raise AmountError(reading.problem.message)
    if reading.amount is None or reading.description != "thing" or reading.date is not None:
        return None
    people = _people_of(said, reading)
    if people is None and has_people(reading):
        return None
    # A minus means money back; behind a word the parser takes it for a dash.
    said_kind = "refund" if value[:1] in "-−" else reading.kind
    kind = {"kind": said_kind} if said_kind in ("refund", "income") else {}
    return {"amount": reading.amount, "currency": reading.currency, "people": people, **kind}


def _category(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    found = arguments.category_in(said, value)
    if found is None and not sure and said.slash and not any(c.isdecimal() for c in value):
        arguments.category_wanted(said, value)  # raises what it may have meant
    return None if found is None else {"category": found.name}


def _date(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    day = _iso(value) or arguments.date_in(said, value)
    return None if day is None else {"date": day}


def _iso(value: str) -> dt.date | None:
    """Read 2026-11-12, also of a year that no expense is dated in: it will be refused as such."""
    try:
        return dt.date.fromisoformat(value) if _ISO.fullmatch(value) else None
    except ValueError:
        return None


def _text(name: str) -> Callable[..., dict[str, Any] | None]:
    def value_of(_: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
        del sure
        if value.casefold() in _NOTHING:
            return {name: ""} if name == "note" else None
        return {name: value}

    return value_of


def _tags(_: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    words = value.split()
    if any(_TAG.fullmatch(w) is None or (sure and w[0] != "#") for w in words):
        return None
    return {"tags": tuple(dict.fromkeys(w.lstrip("#").lower() for w in words))}


def _payment(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    value = re.sub(r"^(?:method|by|with)\s+", "", value, flags=re.IGNORECASE)
    if value.casefold() in _NOTHING:
        return {"payment_method": ""}
    reading = _as_appendix(said, value)
    if reading is not None and reading.payment_method:
        return {"payment_method": reading.payment_method}
    return None if sure or len(value.split()) > 3 else {"payment_method": value}


def _currency(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    if value.upper() in CODES:
        return {"currency": value.upper()}
    reading = _as_appendix(said, value)
    return {"currency": reading.currency} if reading is not None and reading.currency else None


def _kind(_: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    return {"kind": value.casefold()} if value.casefold() in _KINDS else None


_KINDS: Final = ("expense", "income", "refund")
_VALUES: Final[dict[str, Callable[..., dict[str, Any] | None]]] = {
    "amount": _amount,
    "category": _category,
    "date": _date,
    "description": _text("description"),
    "note": _text("note"),
    "tags": _tags,
    "payment_method": _payment,
    "currency": _currency,
    "kind": _kind,
}


def _unnamed(said: Said, text: str) -> Fields | None:
    """Read `13`, `yesterday`, `transport`, `13 lunch`, `#work cash`."""
    text = text.strip()
    if not text or "\n" in text:
        return None
    one = _one_value(said, text)
    return Fields(**one) if one is not None else _values(said, text)


def _one_value(said: Said, text: str) -> dict[str, Any] | None:
    """Read what is one value as a whole: `-#work`, `refund`, `12 nov`, `transport`."""
    untag = _UNTAG.fullmatch(text)
    if untag is not None:
        return {"untags": (untag[1].lower(),)}
    for reader in (_kind, _date, _category):
        one = reader(said, text, sure=True)
        if one is not None:
            return one
    return None


def _values(said: Said, text: str) -> Fields | None:
    """Read the text as an expense, or as what may stand behind one."""
    message = read(text, said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.kind == "settlement":
        return None
    people = _people_of(said, reading)
    if people is None and has_people(reading):
        return None
    if people is not None and reading.problem is not None:
        raise SplitError(reading.problem.message)
    if reading.problem is not None:
        raise AmountError(reading.problem.message)
    if reading.amount is not None:
        return replace(_of_reading(said, reading), people=people)
    appended = _as_appendix(said, text)
    return None if appended is None else _of_reading(said, replace(appended, amount=None))


def _as_appendix(said: Said, text: str) -> Reading | None:
    """Read a text as what stands behind an expense; None unless all of it means something."""
    message = read(f"thing 1 {text}", said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.amount != 1 or reading.description != "thing":
        return None
    if reading.split is not None or reading.recurring is not None:
        return None
    said_something = (
        reading.date, reading.currency, reading.payment_method, reading.note, reading.tags,
        reading.category if reading.category_source in ("tag", "trailing") else None,
    )  # fmt: skip
    return replace(reading, description=None) if any(said_something) else None


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


def _people_of(said: Said, reading: Reading) -> People | None:
    """Return the people of a reading that has an amount of its own; None outside groups."""
    if not (said.who.is_group and has_people(reading)):
        return None
    return said_of(reading, how="as typed")


def _category_words(said: Said) -> set[str]:
    return {c.folded for c in said.who.categories} | set(said.context.categories)


def unreadable(no: int) -> UsageError:
    """Return what to say of a correction that is none."""
    return UsageError(
        f"I can't read that as a correction of #{no}; nothing was changed."
        " Try: 13.50, yesterday, transport, note: with Ana, undo"
    )
