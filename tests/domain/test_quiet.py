"""Quiet hours: until when something that nobody asked for has to wait."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.quiet import is_quiet, waking
from tests.domain.clocks import zones


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "hours", "expected"),
    [
        ("2026-11-18 12:00", "22:00 07:00", "2026-11-18 12:00"),
        ("2026-11-18 20:59", "22:00 07:00", "2026-11-18 20:59"),
        ("2026-11-18 21:00", "22:00 07:00", "2026-11-19 06:00"),
        ("2026-11-18 23:30", "22:00 07:00", "2026-11-19 06:00"),
        ("2026-11-19 05:59", "22:00 07:00", "2026-11-19 06:00"),
        ("2026-11-19 06:00", "22:00 07:00", "2026-11-19 06:00"),
        ("2026-11-19 06:00", "20:30 09:15", "2026-11-19 08:15"),
        # Within a day: an afternoon's sleep.
        ("2026-11-18 12:30", "13:00 15:00", "2026-11-18 14:00"),
        ("2026-11-18 14:00", "13:00 15:00", "2026-11-18 14:00"),
        ("2026-11-18 23:00", "00:00 07:00", "2026-11-19 06:00"),
        ("2026-11-18 22:59", "00:00 07:00", "2026-11-18 22:59"),
        # Equal hours are none.
        ("2026-11-18 03:00", "00:00 00:00", "2026-11-18 03:00"),
        ("2026-11-18 21:00", "22:00 22:00", "2026-11-18 21:00"),
        # Spring: the night is an hour shorter, and an end that is skipped is where the clock jumps.
        ("2026-03-28 23:00", "22:00 07:00", "2026-03-29 05:00"),
        ("2026-03-29 00:30", "22:00 02:30", "2026-03-29 01:00"),
        # Autumn: the end comes twice; after the first it is quiet again for a while.
        ("2026-10-24 23:00", "22:00 02:30", "2026-10-25 00:30"),
        ("2026-10-25 00:45", "22:00 02:30", "2026-10-25 00:45"),
        ("2026-10-25 01:10", "22:00 02:30", "2026-10-25 01:30"),
    ],
)
def test_when_berlin_may_be_told(now, hours, expected):
    quiet_from, quiet_until = map(dt.time.fromisoformat, hours.split())
    assert waking(utc(now), "Europe/Berlin", quiet_from, quiet_until) == utc(expected)


@pytest.mark.parametrize(
    ("now", "zone", "hours", "expected"),
    [
        # Santiago has no midnight on 6 September, Samoa no 30 December.
        ("2026-09-06 03:30", "America/Santiago", "22:00 00:30", "2026-09-06 04:00"),
        ("2011-12-30 09:00", "Pacific/Apia", "22:00 07:00", "2011-12-30 17:00"),
        ("2026-03-29 00:30", "America/Nuuk", "21:00 23:30", "2026-03-29 01:00"),
    ],
)
def test_quiet_hours_may_end_in_a_gap(now, zone, hours, expected):
    quiet_from, quiet_until = map(dt.time.fromisoformat, hours.split())
    assert waking(utc(now), zone, quiet_from, quiet_until) == utc(expected)


@given(
    now=st.datetimes(dt.datetime(1997, 1, 1), dt.datetime(2036, 1, 1)),  # noqa: DTZ001
    zone=st.sampled_from(zones()),
    quiet_from=st.times(),
    quiet_until=st.times(),
)
def test_nobody_is_told_anything_in_quiet_hours(now, zone, quiet_from, quiet_until):
    now = now.replace(tzinfo=dt.UTC, microsecond=0)
    quiet_from, quiet_until = (
        time.replace(second=0, microsecond=0) for time in (quiet_from, quiet_until)
    )
    told = waking(now, zone, quiet_from, quiet_until)
    assert now <= told <= now + dt.timedelta(hours=49)
    clock = told.astimezone(ZoneInfo(zone)).time()
    assert not is_quiet(clock, quiet_from, quiet_until)
    if told > now:
        before = (told - dt.timedelta(seconds=1)).astimezone(ZoneInfo(zone)).time()
        assert is_quiet(before, quiet_from, quiet_until)
