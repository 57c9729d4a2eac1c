"""The instant of a wall clock time on a date: one for each date that exists, in order."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.occurrences import instant
from tests.domain.clocks import DAY, TIMES, changes, check, exists, zones


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def at(text: str, zone: str) -> dt.datetime | None:
    wall = dt.datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), zone)


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        ("2026-11-18 08:00", "Europe/Berlin", "2026-11-18 07:00"),
        # Berlin's autumn: 2:30 comes twice, and the first one counts.
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 00:30"),
        ("2026-10-25 03:00", "Europe/Berlin", "2026-10-25 02:00"),
        # Berlin's spring: there is no 2:30, so it is 3:30.
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:30"),
        # Santiago's midnight: the date begins at 1:00, and in autumn the evening before is long.
        ("2026-09-06 00:00", "America/Santiago", "2026-09-06 04:00"),
        ("2026-09-06 00:30", "America/Santiago", "2026-09-06 04:30"),
        ("2026-04-04 23:30", "America/Santiago", "2026-04-05 02:30"),
        ("2026-04-05 00:00", "America/Santiago", "2026-04-05 04:00"),
        ("2026-03-29 00:00", "Asia/Beirut", "2026-03-28 22:00"),
        ("2018-11-04 00:00", "America/Sao_Paulo", "2018-11-04 03:00"),
        ("2018-02-17 23:30", "America/Sao_Paulo", "2018-02-18 01:30"),
        ("2026-03-08 00:15", "America/Havana", "2026-03-08 05:15"),
        ("2026-11-01 00:30", "America/Havana", "2026-11-01 04:30"),
        # Newfoundland went back at 0:01: a minute of the 7th came before the end of the 6th.
        ("2010-11-06 23:30", "America/St_Johns", "2010-11-07 02:00"),
        ("2010-11-07 00:00", "America/St_Johns", "2010-11-07 02:30"),
        # Nuuk's clock jumps from 23:00 to midnight: what is skipped is said before.
        ("2026-03-28 23:30", "America/Nuuk", "2026-03-29 00:59:59"),
        ("2026-03-29 00:00", "America/Nuuk", "2026-03-29 01:00"),
        # Offsets once had seconds.
        ("1930-06-01 12:00", "Europe/Amsterdam", "1930-06-01 10:40:28"),
        ("1900-01-01 08:00", "Africa/Monrovia", "1900-01-01 08:43:08"),
    ],
)
def test_a_time_of_a_date(wall, zone, expected):
    found = at(wall, zone)
    if zone == "Europe/Amsterdam" and found != utc(expected):
        # Built without the data from before 1970, it is Brussels' name.
        assert found == at(wall, "Europe/Brussels")
        return
    assert found == utc(expected)


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        ("2011-12-30", "Pacific/Apia"),
        ("1993-08-21", "Pacific/Kwajalein"),
        ("1994-12-31", "Pacific/Kiritimati"),
    ],
)
def test_a_date_that_was_left_out_has_no_time(day, zone):
    left_out = dt.date.fromisoformat(day)
    assert not exists(left_out, zone)
    for time in TIMES:
        assert instant(left_out, time, zone) is None
        check([left_out + DAY * n for n in range(-3, 4)], time, zone)
    assert exists(left_out - DAY, zone)
    assert exists(left_out + DAY, zone)


def test_a_date_that_came_twice_has_its_first_time():
    days = [dt.date(1969, 9, 28) + DAY * n for n in range(6)]
    for time in TIMES:
        check(days, time, "Pacific/Kwajalein")


def test_the_ends_of_the_calendar_have_times_or_none():
    assert instant(dt.date.max, dt.time(23), "America/New_York") is None
    assert instant(dt.date.min, dt.time(0), "Asia/Tokyo") is None
    assert instant(dt.date.max, dt.time(23), "UTC") is not None


def test_around_every_change_of_a_clock_each_date_has_its_time():
    found = 0
    for zone in zones():
        for change in changes(zone, step=12):
            around = change.astimezone(ZoneInfo(zone)).date()
            days = [around + DAY * n for n in (-2, -1, 0, 1)]
            for time in TIMES:
                check(days, time, zone)
            found += 1
    assert found > 5000


@given(
    zone=st.sampled_from(zones()),
    start=st.dates(dt.date(1890, 1, 1), dt.date(2090, 1, 1)),
    time=st.times().map(lambda time: time.replace(microsecond=0)),
)
def test_any_days_anywhere_have_their_times(zone, start, time):
    check([start + DAY * n for n in range(9)], time, zone)
