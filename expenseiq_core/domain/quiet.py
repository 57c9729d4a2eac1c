"""When nobody wants to be told anything that they did not ask for."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

FROM: Final = dt.time(22)
UNTIL: Final = dt.time(7)


def waking(now: dt.datetime, timezone: str) -> dt.datetime:
    """Return the first instant from now on at which somebody there may be told something."""
    zone = ZoneInfo(timezone)
    local = now.astimezone(zone)
    if UNTIL <= local.time() < FROM:
        return now
    day = local.date() + dt.timedelta(days=1 if local.time() >= FROM else 0)
    return dt.datetime.combine(day, UNTIL, zone).astimezone(dt.UTC)
