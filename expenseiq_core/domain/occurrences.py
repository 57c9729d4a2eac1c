"""Local time per date: which instant is eight o'clock of a date somewhere."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def instant(day: dt.date, at: dt.time, timezone: str) -> dt.datetime | None:
    """Return the instant (UTC) of a wall clock time on a date; None if the date was left out there.

    Of a time that a clock shows twice, the first; of one that it skips, the same time after the
    time before, as if the clock had not been changed.
    """
    zone = ZoneInfo(timezone)
    found = dt.datetime.combine(day, at, zone).astimezone(dt.UTC)
    return found if found.astimezone(zone).date() == day else None
