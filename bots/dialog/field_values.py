"""What a text says as the value of one field of a correction: `13`, `12 nov`, `none`.

Each reader returns what `Fields` calls it, or None where the text as a whole is no such value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bots.dialog import arguments
from bots.dialog.people_fields import People, has_people, said_of
from bots.dialog.turn import Said
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.errors import AmountError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.numbers import decimal_mark
from expenseiq_core.parsing.reading import Reading

_NOTHING: Final = ("none", "off", "-", "–", "—")
_TAG = re.compile(r"#?\w[\w-]{0,79}")
_UNTAG = re.compile(r"-#(\w[\w-]{0,79})")
_DECIMALS = re.compile(r"[0-9]+[.,][0-9]{2}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_amount(said: Said, text: str) -> dict[str, Any] | None:
    """Return amount, currency and kind that a whole text says, as `Fields` calls them.

    None: it is no amount. Raises AmountError for one that cannot be.
    """
    return _amount(said, text, sure=False)


def _amount(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    reading = read(f"thing {value}", replace(said.context, categories={}, learned={})).first
    if reading.problem is not None:
        raise AmountError(reading.problem.message)
    if reading.amount is None or reading.description != "thing" or reading.date is not None:
        return None
    people = people_of(said, reading)
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
    reading = as_appendix(said, value)
    if reading is not None and reading.payment_method:
        return {"payment_method": reading.payment_method}
    return None if sure or len(value.split()) > 3 else {"payment_method": value}


def _currency(said: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    if value.upper() in CODES:
        return {"currency": value.upper()}
    reading = as_appendix(said, value)
    return {"currency": reading.currency} if reading is not None and reading.currency else None


def _kind(_: Said, value: str, *, sure: bool) -> dict[str, Any] | None:
    del sure
    return {"kind": value.casefold()} if value.casefold() in _KINDS else None


_KINDS: Final = ("expense", "income", "refund")
VALUES: Final[dict[str, Callable[..., dict[str, Any] | None]]] = {
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


def one_value(said: Said, text: str) -> dict[str, Any] | None:
    """Read what is one value as a whole: `-#work`, `refund`, `12 nov`, `transport`."""
    untag = _UNTAG.fullmatch(text)
    if untag is not None:
        return {"untags": (untag[1].lower(),)}
    if _DECIMALS.fullmatch(text) and decimal_mark(said.context.locale) in text:
        return None  # where a point is the decimal mark, 17.01 is an amount and no January
    for name in ("kind", "date", "category"):
        one = VALUES[name](said, text, sure=True)
        if one is not None:
            return one
    return None


def as_appendix(said: Said, text: str) -> Reading | None:
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


def people_of(said: Said, reading: Reading) -> People | None:
    """Return the people of a reading that has an amount of its own; None outside groups."""
    if not (said.who.is_group and has_people(reading)):
        return None
    return said_of(reading, how="as typed")
