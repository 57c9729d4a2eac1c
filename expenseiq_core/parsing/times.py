"""Times of day as people write them: `8:00`, `17.30`, `8am`, `17h`, `at 8`, `noon`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from expenseiq_core.parsing.tables import words

_NAMED: Final = {word: dt.time(12) for word in words.NOON} | {
    word: dt.time(0) for word in words.MIDNIGHT
}
_AT: Final = r"(?:(?:at|@|um|kl\.?|a\slas|a\sla|as|a|в|во)\s*)"
_HALF: Final = r"\s?(?P<{}>[ap])\.?\s?m\b\.?"
_MARK: Final = r"\s?(?:uhr|h|hrs?|hours|o'?clock|heures?|horas?|ч|час|часа|часов)\b"
CLOCK: Final = re.compile(
    rf"""
    {_AT}?(?P<name>{"|".join(map(re.escape, sorted(_NAMED)))})\b
  | {_AT}?(?P<hour>\d{{1,2}})
    (?: [:.](?P<minute>\d\d)(?!\d) (?:{_HALF.format("half")}|{_MARK})?
      | \s?(?:h|uhr)\s?(?P<past>\d\d)(?!\d)
      | {_HALF.format("part")}
      | {_MARK} )
  | {_AT}(?P<bare>\d{{1,2}})(?![\w:.]) | {_AT}(?P<last>\d{{1,2}})\.$
    """,
    re.VERBOSE,
)
"""In folded text. A number alone is an hour only after a word that says so."""


def read_clock(text: str, *, bare: bool = False) -> dt.time | None:
    """Return the time that a whole folded text names; `bare`: a number alone is an hour."""
    match = CLOCK.fullmatch(text.strip())
    if match is not None:
        return time_of(match)
    return _time(int(text), 0, "") if bare and text.isdecimal() and len(text) <= 2 else None


def time_of(match: re.Match[str]) -> dt.time | None:
    """Return the time that CLOCK matched, or None: there is no 25:00 and no 17 pm."""
    if match["name"]:
        return _NAMED[match["name"]]
    minute = match["minute"] or match["past"] or "0"
    hour = match["hour"] or match["bare"] or match["last"]
    return _time(int(hour), int(minute), match["half"] or match["part"] or "")


def _time(hour: int, minute: int, half: str) -> dt.time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
