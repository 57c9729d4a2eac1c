"""When nobody wants to be told anything that they did not ask for."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from expenseiq_core.domain.occurrences import changed_after

FROM: Final = dt.time(22)
UNTIL: Final = dt.time(7)
DAYS: Final = 4
"""Within which every quiet night ends, though a date be left out."""


def is_quiet(clock: dt.time, quiet_from: dt.time = FROM, quiet_until: dt.time = UNTIL) -> bool:
    """Whether a wall clock time is in the quiet hours; equal hours are none."""
    if quiet_from <= quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def waking(
    now: dt.datetime, timezone: str, quiet_from: dt.time = FROM, quiet_until: dt.time = UNTIL
) -> dt.datetime:
    """Return when somebody there may be told something: now, or when their quiet hours end."""
    zone = ZoneInfo(timezone)
    local = now.astimezone(zone)
    if not is_quiet(local.time(), quiet_from, quiet_until):
        return now
    ends = []
    for days in range(DAYS):
        wall = dt.datetime.combine(local.date() + dt.timedelta(days=days), quiet_until, zone)
        # Shown twice, the quiet hours may end twice; skipped, they end where the clock jumps.
        first, second = (wall.replace(fold=fold).astimezone(dt.UTC) for fold in (0, 1))
        if second < first:
            ends.append(changed_after(second, first, timezone))
        else:
            ends += [first, second]
    return min(
        end
        for end in ends
        if end > now and not is_quiet(end.astimezone(zone).time(), quiet_from, quiet_until)
    )
