"""Local time per date: which instant is eight o'clock of a date somewhere.

Each date that exists there has exactly one, on that date, and later dates have later ones.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

SECOND: Final = dt.timedelta(seconds=1)


def instant(day: dt.date, at: dt.time, timezone: str) -> dt.datetime | None:
    """Return the instant (UTC) of a wall clock time on a date; None if the date was left out there.

    Of a time that a clock shows twice, the first. Of one that it skips, the same time after the
    time before, as if the clock had not been changed; if that is on the next date, the last second
    of this one.
    """
    zone, at = ZoneInfo(timezone), at.replace(fold=0)
    try:
        found = dt.datetime.combine(day, at, zone).astimezone(dt.UTC)
        if found.astimezone(zone).date() == day:
            return found
        skipped = found - dt.datetime.combine(day, at.replace(fold=1), zone).astimezone(dt.UTC)
    except OverflowError:
        return None
    last = changed_after(found - skipped, found, timezone) - SECOND
    return last if last.astimezone(zone).date() == day else None


def changed_after(before: dt.datetime, after: dt.datetime, timezone: str) -> dt.datetime:
    """Return the first second (UTC) after one instant and up to another by another offset.

    The clock there must have been changed once in between.
    """
    zone = ZoneInfo(timezone)
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
