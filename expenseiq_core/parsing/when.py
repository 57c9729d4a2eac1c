"""Which day a line speaks of, and which of its numbers are days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from expenseiq_core.parsing.amounts import candidates
from expenseiq_core.parsing.dates import DateSpan, find_dates
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Context, DateOrder
from expenseiq_core.parsing.tables import words

_FRACTION = re.compile(r"(?:1/2|1/3|2/3|[13]/4|24/7)")
_NO_SEPARATE_DAY: Final = re.compile(r"0\d\.\d\d?\.?")
_FRANCS: Final = frozenset({"Fr", "Fr.", "fr", "fr."})
_MONTH_FIRST: Final = frozenset({"US", "PH", "PR", "GU"})
_YEAR_FIRST: Final = frozenset({"zh", "ja", "ko", "hu", "lt", "sv", "mn", "fa"})


@dataclass(frozen=True, slots=True)
class When:
    """The day said, what else it may be, and where it stands."""

    date: dt.date | None = None
    others: tuple[dt.date | None, ...] = ()
    start: int = 0
    end: int = 0


NEVER: Final = When()


@lru_cache(maxsize=1024)
def usual_order(locale: str) -> DateOrder:
    """Return the order in which a locale writes day, month and year."""
    language, _, rest = locale.replace("-", "_").partition("_")
    territory = rest.rpartition("_")[2].upper()
    if territory in _MONTH_FIRST:
        return "MDY"
    return "YMD" if language in _YEAR_FIRST or territory == "CA" else "DMY"


def dates_in(text: str, context: Context) -> list[DateSpan]:
    """Return the days that a text speaks of, as its speaker writes them."""
    order = context.date_order or usual_order(context.locale)
    return find_dates(text, at=context.at, locale=context.locale, date_order=order)


def take_dates(line: Line) -> When:
    """Take the words and numbers that name a day out of the line; say which day."""
    found, when = dates_in(line.text, line.context), NEVER
    # Surest first: whether a number is a day depends on the numbers that are left.
    for span in sorted(found, key=lambda span: span.strength != "sure"):
        inside = line.span(span.start, span.end)
        if inside is None or any(line.taken[inside[0] : inside[1] + 1]):
            continue
        if line.context.currency == "CHF" and line.text[span.start : span.end] in _FRANCS:
            continue
        if when.date is not None and span.strength != "sure":
            break  # one doubtful day is enough
        if span.strength == "sure" or _is_day(line, span, inside):
            line.take(*inside)
            before = inside[0] - 1
            if before > 0 and line.tokens[before].folded == "on" and not line.taken[before]:
                line.take(before, before)  # `taxi 9 on 12 nov`, also by who writes 9,00
            if when.date is None:
                when = When(span.date, span.alternatives, span.start, span.end)
    return _weekday_in_name(line) if when is NEVER else when


def _weekday_in_name(line: Line) -> When:
    """Return the day that "sunday roast" may speak of, as the other reading."""
    for i, token in enumerate(line.tokens):
        weekday = words.WEEKDAYS.get(token.folded) if len(token.text) > 5 else None
        if weekday is not None and token.kind == "w" and not line.taken[i]:
            today = line.context.at.date()
            day = today - dt.timedelta(days=(today.weekday() - weekday) % 7)
            return When(None, (day,), token.start, token.end)
    return NEVER


def _is_day(line: Line, span: DateSpan, inside: tuple[int, int]) -> bool:
    """Whether a doubtful span is a day: a number is one only if another can be the amount."""
    first, last = inside
    if all(line.tokens[i].kind != "n" for i in range(first, last + 1)):
        return True
    text = line.text[span.start : span.end]
    if (
        _FRACTION.fullmatch(text)
        and last + 1 < len(line.tokens)
        and line.tokens[last + 1].kind == "w"
    ):
        return False
    points = line.mark == "." or line.context.locale.startswith("en")  # en_ZA: 12.50, not 12,50
    if "." in text and points and not _NO_SEPARATE_DAY.fullmatch(text):
        return False
    line.taken[first : last + 1] = b"\1" * (last + 1 - first)
    others = any(c.value is not None and not (c.weak and not c.marked) for c in candidates(line))
    line.taken[first : last + 1] = bytes(last + 1 - first)
    return others
