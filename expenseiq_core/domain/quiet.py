"""When nobody wants to be told anything that they did not ask for."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from expenseiq_core.domain.occurrences import instant

FROM: Final = dt.time(22)
UNTIL: Final = dt.time(7)


def waking(
    now: dt.datetime, timezone: str, quiet_from: dt.time = FROM, quiet_until: dt.time = UNTIL
) -> dt.datetime:
    """Return the first instant from now on at which somebody there may be told something."""
    local = now.astimezone(ZoneInfo(timezone))
    clock = local.time()
    overnight = quiet_from > quiet_until
    if overnight and not (clock >= quiet_from or clock < quiet_until):
        return now
    if not overnight and not quiet_from <= clock < quiet_until:
        return now
    day = local.date()
    while True:
        found = instant(day, quiet_until, timezone)
        if found is not None and found > now:
            return found
        day += dt.timedelta(days=1)
