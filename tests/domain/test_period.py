"""Periods are half-open, follow one another without a gap, and know their days."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.period import (
    CADENCES,
    Period,
    add_months,
    days_in_month,
    next_period,
    period_of,
    previous_period,
)

days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
starts = st.integers(1, 28)
cadences = st.sampled_from(CADENCES)


@pytest.mark.parametrize(
    ("day", "cadence", "month_start", "start", "end"),
    [
        ("2026-11-18", "daily", 1, "2026-11-18", "2026-11-19"),
        ("2026-11-18", "weekly", 1, "2026-11-16", "2026-11-23"),
        ("2026-11-16", "weekly", 25, "2026-11-16", "2026-11-23"),
        ("2026-11-22", "weekly", 1, "2026-11-16", "2026-11-23"),
        ("2026-11-18", "monthly", 1, "2026-11-01", "2026-12-01"),
        ("2026-11-24", "monthly", 25, "2026-10-25", "2026-11-25"),
        ("2026-11-25", "monthly", 25, "2026-11-25", "2026-12-25"),
        ("2026-03-01", "monthly", 28, "2026-02-28", "2026-03-28"),
        ("2026-01-05", "monthly", 25, "2025-12-25", "2026-01-25"),
        ("2026-11-18", "yearly", 1, "2026-01-01", "2027-01-01"),
        ("2026-01-05", "yearly", 25, "2025-01-25", "2026-01-25"),
    ],
)
def test_the_period_of_a_day(day, cadence, month_start, start, end):
    found = period_of(dt.date.fromisoformat(day), cadence, month_start=month_start)
    assert found == Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@given(days, cadences, starts)
def test_a_day_is_in_its_period_and_the_end_is_not(day, cadence, month_start):
    period = period_of(day, cadence, month_start=month_start)
    assert day in period
    assert period.start in period
    assert period.end not in period
    assert period.start - dt.timedelta(days=1) not in period
    assert period.days == (period.end - period.start).days


@given(days, cadences, starts)
def test_periods_follow_one_another_without_gap_or_overlap(day, cadence, month_start):
    period = period_of(day, cadence, month_start=month_start)
    after = next_period(period, cadence, month_start=month_start)
    before = previous_period(period, cadence, month_start=month_start)
    assert after.start == period.end
    assert before.end == period.start
    assert previous_period(after, cadence, month_start=month_start) == period


def test_every_day_of_four_years_is_in_exactly_the_period_that_it_begins_or_continues():
    for month_start, cadence in product((1, 15, 25, 28), CADENCES):
        period = period_of(dt.date(2023, 12, 31), cadence, month_start=month_start)
        for offset in range(4 * 366):
            day = dt.date(2024, 1, 1) + dt.timedelta(days=offset)
            if day not in period:
                period = next_period(period, cadence, month_start=month_start)
            assert period_of(day, cadence, month_start=month_start) == period


def test_months_have_the_days_of_the_calendar():
    for year, month in product(range(1990, 2110), range(1, 13)):
        assert days_in_month(year, month) == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -13, "2025-02-28"),
        ("2026-11-18", 0, "2026-11-18"),
    ],
)
def test_moving_by_months_keeps_to_days_that_exist(day, months, expected):
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)
