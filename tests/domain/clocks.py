"""Time zones and their changes, and what must hold of the time of each date in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from expenseiq_core.domain.occurrences import changed_after, instant

FIRST, LAST = dt.date(1997, 1, 1), dt.date(2036, 12, 31)
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
TIMES = [dt.time(0), dt.time(0, 30), dt.time(2, 30), dt.time(8), dt.time(23, 30)]


@lru_cache(maxsize=1)
def zones() -> list[str]:
    """Return all zones but those that are another one's name: whose clocks differ now and then."""
    seen: dict[tuple[object, ...], str] = {}
    months = [
        dt.datetime(year, month, 15, tzinfo=dt.UTC)
        for year in range(FIRST.year, LAST.year + 1)
        for month in (1, 3, 4, 7, 10, 11)
    ]
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        seen.setdefault(tuple(month.astimezone(zone).utcoffset() for month in months), name)
    return list(seen.values())


def changes(
    zone: str, first: dt.date = FIRST, last: dt.date = LAST, *, step: int
) -> list[dt.datetime]:
    """Return when the clock is changed there, looking every so many days."""
    known = ZoneInfo(zone)
    start = dt.datetime.combine(first, dt.time(), dt.UTC)
    looks = [start + DAY * days for days in range(0, (last - first).days + 1, step)]
    offsets = [look.astimezone(known).utcoffset() for look in looks]
    return [
        changed_after(before, after, zone)
        for (before, was), (after, now) in pairwise(zip(looks, offsets, strict=True))
        if was != now
    ]


def check(days: Iterable[dt.date], at: dt.time, zone: str) -> None:
    """Fail unless each date that exists has one instant, on it, after those of earlier dates."""
    known, last = ZoneInfo(zone), None
    for day in days:
        found = instant(day, at, zone)
        if found is None:
            assert not exists(day, zone), f"{day} has no {at} in {zone}"
            continue
        local = found.astimezone(known).replace(tzinfo=None)
        assert local.date() == day, f"{day} {at} in {zone} is {local}"
        assert last is None or found > last, f"{day} {at} in {zone} is not after the day before"
        last = found
        walls = (dt.datetime.combine(day, at, known).replace(fold=fold) for fold in (0, 1))
        shown = [wall.astimezone(dt.UTC) for wall in walls if _is_shown(wall, known)]
        assert not shown or found == min(shown), f"{day} {at} in {zone} is {local}"


def _is_shown(wall: dt.datetime, zone: ZoneInfo) -> bool:
    back = wall.astimezone(dt.UTC).astimezone(zone)
    return back.replace(tzinfo=None, fold=0) == wall.replace(tzinfo=None, fold=0)


def exists(day: dt.date, zone: str) -> bool:
    """Whether a date was on any calendar there: looked for every quarter of an hour."""
    known = ZoneInfo(zone)
    start = dt.datetime.combine(day, dt.time(), dt.UTC) - DAY
    quarters = (start + dt.timedelta(minutes=15) * n for n in range(4 * 24 * 3))
    return any(quarter.astimezone(known).date() == day for quarter in quarters)
