"""Until when somebody wants to be told nothing: `3 days`, `until monday`, `2 hours`."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bots.dialog import locales, wording
from bots.dialog.arguments import date_in
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.occurrences import instant
from expenseiq_core.domain.period import add_months
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.schedule import read_timing
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.times import CLOCK, time_of

MOST_DAYS = 366
_DAY = dt.timedelta(days=1)
_HOURS = frozenset(
    map(fold, "h hour hours stunde stunden hora horas heure heures час часа".split())
)
_ONES = frozenset(map(fold, "a an one ein eine einen un una une um uma".split()))
_FOR = re.compile(r"(?:for|fur|durante|pour|por|на)\s+")
_SPAN = re.compile(r"(?:(\d{1,3})\s?|([^\W\d]+)\s)?([^\W\d]+)")
_UNTIL = re.compile(rf"(?:{'|'.join(map(re.escape, words.UNTIL_WORDS))})\s+(.+)")


def end_in(said: Said, text: str, *, now: dt.datetime) -> dt.datetime | None:
    """Return the local time (naive) until which a whole text says, or None if it says none.

    A date means its beginning. What is past, or more than a year ahead, is returned as well.
    """
    folded = _FOR.sub("", fold(text), count=1)
    match = _UNTIL.fullmatch(folded)
    return _span(folded, now) if match is None else _until(said, match[1], now)


def _span(text: str, now: dt.datetime) -> dt.datetime | None:
    """Read `3 days`, `a week`, `month`, `2 hours`."""
    match = _SPAN.fullmatch(text)
    if match is None or not (match[2] is None or match[2] in _ONES):
        return None
    count = int(match[1] or 1)
    if match[3] in _HOURS:
        return now + dt.timedelta(hours=count)
    unit = words.PERIODS.get(match[3])
    if unit is None:
        return None
    if unit in ("daily", "weekly"):
        return now + _DAY * count * (7 if unit == "weekly" else 1)
    day = add_months(now.date(), count * (12 if unit == "yearly" else 1))
    return dt.datetime.combine(day, now.time())


def _until(said: Said, text: str, now: dt.datetime) -> dt.datetime | None:
    """Read what follows `until`: `monday`, `friday 9:00`, `18:00`, `3 december`, `tomorrow`."""
    timing = read_timing(text, said.context)
    if timing is not None and not timing.rest and timing.every == 1 and timing.until is None:
        if not (timing.at or timing.day or timing.weekday is not None):
            return None  # "until weekly" says nothing
        rule = Recurrence(
            cadence=timing.cadence or "daily",
            day=timing.day,
            weekday=timing.weekday,
            month=timing.month,
            starts=now.date(),
        )
        at = timing.at or dt.time()
        day = rule.following(now.date() - _DAY)
        if day is not None and dt.datetime.combine(day, at) <= now:
            day = rule.following(day)
        return None if day is None else dt.datetime.combine(day, at)
    found = next((m for m in CLOCK.finditer(text) if m.end() == len(text)), None)
    clock = None if found is None else time_of(found)
    named = text if found is None or clock is None else text[: found.start()].strip()
    day = date_in(said, named, not_before=now.date())
    return None if day is None else dt.datetime.combine(day, clock or dt.time())


def as_instant(local: dt.datetime, timezone: str) -> dt.datetime:
    """Return a local time as an instant; of a date that is left out there, that of the next."""
    day = local.date()
    while (found := instant(day, local.time(), timezone)) is None:
        day += _DAY
    return found


def moment(turn: Turn, at: dt.datetime) -> str:
    """Return an instant as people read it: 18:00, Sat 21 Nov, Sat 21 Nov at 18:00."""
    local = at.astimezone(ZoneInfo(turn.who.timezone)).replace(tzinfo=None)
    clock: str = format_time(local.time(), "short", locale=locales.parsed(turn.who.locale))
    if local.date() == turn.today:
        return clock
    day = wording.day(local.date(), turn.who.locale, today=turn.today)
    return day if local.time() == dt.time() else f"{day} at {clock}"
