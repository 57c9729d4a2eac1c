"""Dates in languages without phrases of their own: dateparser, as the last resort.

It is imported when somebody first types a date word of such a language (or by `warm`), and sees
only that word with the day and year beside it, never the message: it reads "12.50" as half past
noon. Whatever it is doubtful about is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Final

from expenseiq_core.parsing.date_words import plain
from expenseiq_core.parsing.reading import DateOrder
from expenseiq_core.parsing.tables.dates import names

MOST: Final = 5
"""Only so many words of a message are tried: each costs a millisecond."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DAY_BEFORE = re.compile(r"(?<![\d.,:/-])(?:[12]?\d|3[01])\.? (?:de |d['’])?\Z")
_YEAR_BEHIND = re.compile(r",? (?:de |del )?(?:19|20)\d\d(?![\d.,:/-]*\d)")


@lru_cache(maxsize=32)
def _known(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of months of a language, and all its date words."""
    months, days = names.KNOWN.get(language, ("", ""))
    return frozenset(months.split()), frozenset((months + " " + days).split())


def warm(language: str) -> None:
    """Load dateparser for a language that needs it."""
    if language in names.KNOWN:
        _parse("1", language, datetime(2000, 1, 1), "DMY")  # noqa: DTZ001  # any day will do


def find(
    text: str, *, language: str, at: datetime, order: DateOrder
) -> Iterator[tuple[int, int, date]]:
    """Find date words of the language and say where their phrases stand and which day they name."""
    months, words = _known(language)
    known = (match for match in _WORD.finditer(text) if plain(match[0]) in words)
    for match in islice(known, MOST):
        start, end = match.span()
        if plain(match[0]) in months:
            before = _DAY_BEFORE.search(text, max(0, start - 8), start)
            if before is None:
                continue
            behind = _YEAR_BEHIND.match(text, end)
            start, end = before.start(), behind.end() if behind else end
        found = _parse(text[start:end], language, at, order)
        if found is not None:
            yield start, end, found


@lru_cache(maxsize=256)
def _parse(phrase: str, language: str, at: datetime, order: DateOrder) -> date | None:
    import dateparser  # noqa: PLC0415  # slow to import, and few need it

    settings = {
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": at,
        # A weekday or "yesterday" names a day without having one; a month needs its day.
        "REQUIRE_PARTS": ["day", "month"] if phrase[-1].isdigit() or phrase[0].isdigit() else [],
        "DATE_ORDER": order,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    found = dateparser.parse(phrase, languages=[language], settings=settings)
    return None if found is None else found.date()
