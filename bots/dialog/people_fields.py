"""The people a correction names: `with @ana`, `@ana 20`, `paid by @bob`, `with @cem too`, `all`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from bots.dialog.turn import Said
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.parsing.tables import words

How = Literal["anew", "as typed", "too", "without"]
"""As typed: like a new message. Anew: whom it does not name keeps what the others leave. Too,
without: these come or go, and the rule stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who shares or paid an entry from now on, as a reading says it."""

    reading: Reading
    how: How = "anew"
    shares: bool = True
    """It says who shares it."""
    paid: bool = False
    """It says who paid."""


_ANY_AMOUNT: Final = Decimal(999_999_999)
"""Stands for the amount of the entry, which is not known yet: no share is beyond it."""
_TOO = re.compile(r"(?:and |add |plus |also )?(.+?),? (?:too|as well|also)", re.IGNORECASE)
_ADD = re.compile(r"(?:and|add|plus|also) (.+)", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:and )?(?:without|not|minus|ohne|sin|sans|sem|без) (.+)", re.IGNORECASE)
_PAID = re.compile(r"(\S+) paid(?: (?:it|that|for it))?", re.IGNORECASE)
_BY_NOBODY: Final = frozenset({"too_large", "payments_differ", "shares_exceed", "shares_left"})
"""Problems that only the amount that stands in decides about."""


def read_people(said: Said, text: str) -> tuple[People, Reading] | None:
    """Return the people that a whole text names, and what else stands beside them; None if none.

    Raises SplitError for people and numbers that never make a split.
    """
    if not said.who.is_group or "\n" in text:
        return None
    forms: tuple[tuple[re.Pattern[str], How], ...]
    forms = ((_TOO, "too"), (_ADD, "too"), (_WITHOUT, "without"))
    for form, how in forms:
        match = form.fullmatch(text)
        one = None if match is None else _whole(said, _clause(said, match[1]))
        if one is not None and one.split is not None and not one.payers:
            return People(reading=one, how=how), Reading()
    paid = _PAID.fullmatch(text)
    if paid is not None:
        text = f"paid by {paid[1]}"
    found = _whole(said, _clause(said, text))
    return None if found is None else (said_of(found, how="anew"), found)


def said_of(reading: Reading, *, how: How) -> People:
    """Return what a reading says of people."""
    return People(reading=reading, how=how, shares=reading.split is not None, paid=_payers(reading))


def has_people(reading: Reading) -> bool:
    """Whether a reading says who shares or who paid."""
    return reading.split is not None or _payers(reading)


def check_people(reading: Reading) -> None:
    """Raise SplitError for what no amount makes right."""
    problem = reading.problem
    if problem is not None and problem.code not in _BY_NOBODY:
        raise SplitError(problem.message)


def _payers(reading: Reading) -> bool:
    return bool(reading.payers) or reading.payer is not None


def _whole(said: Said, text: str) -> Reading | None:
    """Read people, with a day, tags and the like, but nothing that could be an amount or words."""
    message = read(f"thing {_ANY_AMOUNT} {text}", said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.description != "thing" or not has_people(reading):
        return None
    if reading.amount not in (None, _ANY_AMOUNT) or reading.kind == "settlement":
        return None
    check_people(reading)
    return replace(reading, amount=None, description=None, currency=None)


def _clause(said: Said, text: str) -> str:
    """Put a clause word before people who are named without one: `all`, `me 20 @ana 64`."""
    first = fold(text.split(maxsplit=1)[0].strip(",")) if text.split() else ""
    if first in words.EVERYONE_WORDS:
        return f"for {text}"
    if first in words.ME_WORDS or first in said.context.people:
        return f"{'for' if any(c.isdecimal() for c in text) else 'with'} {text}"
    return text
