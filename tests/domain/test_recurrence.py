"""On which dates something comes back. 18 November 2026 is a Wednesday."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.recurrence import Recurrence

DAY = dt.timedelta(days=1)
WEDNESDAY = dt.date(2026, 11, 18)


def dates(count: int, **rule) -> list[str]:
    """Return the first dates of a rule, as 11-18 or 2027-01-31."""
    known = Recurrence(**{"starts": WEDNESDAY, **rule})
    found, day = [], known.starts - DAY
    while len(found) < count and (day := known.following(day)) is not None:
        found.append(str(day).removeprefix("2026-"))
    return found


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"cadence": "daily"}, ["11-18", "11-19", "11-20"]),
        ({"cadence": "daily", "every": 3}, ["11-18", "11-21", "11-24"]),
        ({"cadence": "weekly"}, ["11-18", "11-25", "12-02"]),
        ({"cadence": "weekly", "weekday": 4}, ["11-20", "11-27", "12-04"]),
        # What is past in the first week begins in the next one, and is counted from there.
        ({"cadence": "weekly", "weekday": 0, "every": 2}, ["11-23", "12-07", "12-21"]),
        ({"cadence": "weekly", "weekday": 4, "every": 2}, ["11-20", "12-04", "12-18"]),
        ({"cadence": "monthly"}, ["11-18", "12-18", "2027-01-18"]),
        ({"cadence": "monthly", "day": 1}, ["12-01", "2027-01-01", "2027-02-01"]),
        ({"cadence": "monthly", "day": 1, "every": 3}, ["12-01", "2027-03-01", "2027-06-01"]),
        ({"cadence": "monthly", "day": 20, "every": 3}, ["11-20", "2027-02-20", "2027-05-20"]),
        ({"cadence": "monthly", "day": 31}, ["11-30", "12-31", "2027-01-31", "2027-02-28"]),
        ({"cadence": "monthly", "day": 29}, ["11-29", "12-29", "2027-01-29", "2027-02-28"]),
        ({"cadence": "yearly", "day": 3, "month": 3}, ["2027-03-03", "2028-03-03"]),
        ({"cadence": "yearly", "day": 3, "month": 12, "every": 2}, ["12-03", "2028-12-03"]),
        ({"cadence": "yearly"}, ["11-18", "2027-11-18"]),
        ({"cadence": "yearly", "day": 29, "month": 2}, ["2027-02-28", "2028-02-29", "2029-02-28"]),
        ({"cadence": "yearly", "starts": dt.date(2028, 2, 29)}, ["2028-02-29", "2029-02-28"]),
    ],
)
def test_the_first_dates(rule, expected):
    assert dates(len(expected), **rule) == expected


def test_nothing_comes_after_the_last_date():
    assert dates(9, cadence="weekly", until=dt.date(2026, 12, 2)) == ["11-18", "11-25", "12-02"]
    assert dates(9, cadence="weekly", until=dt.date(2026, 12, 1)) == ["11-18", "11-25"]
    assert dates(9, cadence="monthly", day=1, until=dt.date(2026, 11, 30)) == []


@pytest.mark.parametrize("cadence", ["daily", "weekly", "monthly", "yearly"])
def test_the_calendar_ends(cadence):
    known = Recurrence(cadence=cadence, every=99, starts=dt.date(2026, 11, 18))
    assert known.following(dt.date.max) is None
    assert known.following(dt.date.max - 40 * DAY) is None or cadence == "daily"
    late = Recurrence(cadence=cadence, day=1, weekday=0, month=1, starts=dt.date.max)
    assert late.following(dt.date.min) in {None, dt.date.max}


CADENCES = st.sampled_from(["daily", "weekly", "monthly", "yearly"])


@given(
    rule=st.builds(
        Recurrence,
        cadence=CADENCES,
        every=st.integers(1, 7),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(0, 6),
        month=st.none() | st.integers(1, 12),
        starts=st.dates(dt.date(2023, 1, 1), dt.date(2028, 12, 31)),
        until=st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2045, 1, 1)),
    ),
    ahead=st.integers(-50, 4000),
)
def test_the_following_date_is_that_of_the_calendar(rule, ahead):
    after = rule.starts + DAY * ahead
    assert rule.following(after) == next((day for day in counted(rule) if day > after), None)


def counted(rule: Recurrence) -> list[dt.date]:
    """Return the dates of a rule, by looking at every date of some decades."""
    fitting = (rule.starts + DAY * n for n in range(13_000))
    found = [day for day in fitting if fits(rule, day)][:: rule.every]
    return [day for day in found if rule.until is None or day <= rule.until]


def fits(rule: Recurrence, day: dt.date) -> bool:
    """Whether a date would count if every one did."""
    if rule.cadence == "daily":
        return True
    if rule.cadence == "weekly":
        return day.weekday() == (rule.starts.weekday() if rule.weekday is None else rule.weekday)
    if rule.cadence == "yearly" and day.month != (rule.month or rule.starts.month):
        return False
    last = calendar.monthrange(day.year, day.month)[1]
    return day.day == min(rule.day or rule.starts.day, last)


EVERY = st.builds(Recurrence, cadence=CADENCES, every=st.integers(1, 99), starts=st.just(WEDNESDAY))


@given(rule=EVERY, ahead=st.integers(0, 2_000_000))
def test_a_far_date_is_found_as_the_dates_before_it_lead_there(rule, ahead):
    after = WEDNESDAY + DAY * ahead
    following = rule.following(after)
    if following is not None:
        assert following > after
        assert rule.following(following - DAY) == following
