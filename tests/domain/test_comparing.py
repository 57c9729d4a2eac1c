"""What a period is compared with, and shares in percent."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.comparing import cadence_of, comparison, percents
from expenseiq_core.domain.period import CADENCES, Period, period_of

TODAY = dt.date(2026, 11, 18)
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_month_that_runs_is_compared_up_to_the_same_day():
    found = comparison(period_of(TODAY, "monthly"), today=TODAY)
    assert found is not None
    assert found.before == Period(day("2026-10-01"), day("2026-11-01"))
    assert (found.until, found.before_until) == (day("2026-11-19"), day("2026-10-19"))
    assert found.is_partial


def test_a_shorter_month_before_is_compared_to_its_end():
    found = comparison(period_of(day("2026-03-30"), "monthly"), today=day("2026-03-30"))
    assert found is not None
    assert found.before_until == day("2026-03-01")
    assert not found.is_partial


def test_a_period_that_is_over_is_compared_as_a_whole():
    for today in (TODAY, day("2026-10-31")):
        found = comparison(period_of(day("2026-10-05"), "monthly"), today=today)
        assert found is not None
        assert found.before == Period(day("2026-09-01"), day("2026-10-01"))
        assert not found.is_partial


def test_another_stretch_is_compared_with_as_many_days_before():
    found = comparison(Period(day("2026-11-11"), day("2026-11-16")), today=TODAY)
    assert found is not None
    assert found.before == Period(day("2026-11-06"), day("2026-11-11"))


def test_what_is_open_or_has_not_begun_is_compared_with_nothing():
    for period in (
        Period(dt.date.min, TODAY),
        Period(TODAY, dt.date.max),
        Period(day("2026-12-01"), day("2027-01-01")),
    ):
        assert comparison(period, today=TODAY) is None


@given(day=days, cadence=st.sampled_from(CADENCES), start=st.integers(1, 28))
def test_the_cadence_of_a_whole_period_is_known(day, cadence, start):
    assert cadence_of(period_of(day, cadence, month_start=start), month_start=start) == cadence


def test_another_stretch_has_no_cadence():
    assert cadence_of(Period(day("2026-11-02"), day("2026-11-05"))) is None


@given(st.lists(st.integers(-1000, 10**9), max_size=20))
def test_percents_add_up_to_100(values):
    shares = percents(values)
    assert len(shares) == len(values)
    assert sum(shares) == (100 if any(value > 0 for value in values) else 0)
    assert all(share == 0 for share, value in zip(shares, values, strict=True) if value <= 0)
