"""Budgets: what counts, what is left, the pace, and the thresholds."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.budget import Budget, crossed, fallen, moved_start
from expenseiq_core.domain.period import CADENCES, Period, period_of

FOOD, FUN = uuid.uuid4(), uuid.uuid4()
TODAY = dt.date(2026, 11, 18)
BUDGET = Budget(
    id=uuid.uuid4(),
    category_id=FOOD,
    limit_minor=20000,
    currency="EUR",
    cadence="monthly",
    starts=dt.date(2026, 9, 1),
)


def test_a_budget_counts_from_its_start_until_before_its_end():
    budget = replace(BUDGET, ends=dt.date(2026, 12, 1))
    assert budget.period(dt.date(2026, 8, 31)) is None
    assert budget.period(dt.date(2026, 9, 1)) == Period(dt.date(2026, 9, 1), dt.date(2026, 10, 1))
    assert budget.period(dt.date(2026, 11, 30)) is not None
    assert budget.period(dt.date(2026, 12, 1)) is None
    assert BUDGET.period(dt.date(2036, 12, 1)) is not None


def test_a_category_counts_in_its_own_budget_and_all_in_the_overall_one():
    overall = replace(BUDGET, category_id=None)
    assert BUDGET.covers(FOOD)
    assert not BUDGET.covers(FUN)
    assert not BUDGET.covers(None)
    assert overall.covers(FOOD)
    assert overall.covers(None)


def test_without_rollover_every_period_has_the_limit():
    budget = replace(BUDGET, spent={dt.date(2026, 9, 1): 5})
    assert budget.available(period_of(TODAY, "monthly")) == 20000


def test_with_rollover_the_rest_and_the_excess_of_all_periods_carry_over():
    spent = {dt.date(2026, 9, 1): 5000, dt.date(2026, 10, 1): 30000}
    budget = replace(BUDGET, rollover=True, spent=spent)
    assert budget.available(period_of(dt.date(2026, 9, 5), "monthly")) == 20000
    assert budget.available(period_of(dt.date(2026, 10, 5), "monthly")) == 35000
    assert budget.available(period_of(TODAY, "monthly")) == 25000
    assert budget.available(period_of(dt.date(2026, 12, 5), "monthly")) == 45000


def test_a_status_on_a_day():
    status = BUDGET.status(TODAY, 15000)
    assert status.period == Period(dt.date(2026, 11, 1), dt.date(2026, 12, 1))
    assert (status.left_minor, status.percent) == (5000, 75)
    assert (status.days_gone, status.days_left) == (18, 13)
    assert status.per_day_minor == 384
    assert status.gone_on == dt.date(2026, 11, 24)


def test_an_overdrawn_budget_leaves_nothing_a_day():
    status = BUDGET.status(TODAY, 25000)
    assert (status.left_minor, status.percent, status.per_day_minor) == (-5000, 125, 0)


@pytest.mark.parametrize(
    ("spent", "gone"),
    [
        (0, None),
        (-500, None),  # more came back than went
        (12000, dt.date(2026, 11, 30)),
        (11999, None),
        (20000, TODAY),
        (360000, dt.date(2026, 11, 1)),
    ],
)
def test_the_day_on_which_it_is_gone_at_this_pace(spent, gone):
    assert BUDGET.status(TODAY, spent).gone_on == gone


def test_a_limit_that_outlasts_the_calendar_lasts_the_period():
    assert replace(BUDGET, limit_minor=10**15).status(TODAY, 1).gone_on is None


def test_rollover_may_leave_no_limit_at_all():
    budget = replace(BUDGET, rollover=True, spent={dt.date(2026, 9, 1): 90000})
    status = budget.status(TODAY, 0)
    assert status.limit_minor == -30000
    assert (status.percent, status.gone_on) == (100, None)
    assert replace(status, spent_minor=-40000).percent == 0


def test_percent_is_rounded_down_so_that_it_is_full_only_when_it_is_gone():
    assert BUDGET.status(TODAY, 19999).percent == 99
    assert BUDGET.status(TODAY, 20000).percent == 100


@pytest.mark.parametrize(
    ("before", "after", "threshold"),
    [
        (0, 7999, None),
        (0, 8000, 80),
        (7999, 8000, 80),
        (8000, 9999, None),
        (8000, 10000, 100),
        (0, 10000, 100),
        (0, 25000, 100),
        (10000, 25000, None),
        (10000, 0, None),
        (9000, 8500, None),
    ],
)
def test_the_highest_threshold_reached(before, after, threshold):
    status = replace(BUDGET, limit_minor=10000).status(TODAY, after)
    assert crossed(before_minor=before, status=status) == threshold


def test_any_way_up_crosses_each_threshold_once():
    for limit, step in product((1, 3, 10, 99), (1, 2, 7)):
        warned = [
            crossed(
                before_minor=before,
                status=replace(BUDGET, limit_minor=limit).status(TODAY, before + step),
            )
            for before in range(0, 2 * limit + step, step)
        ]
        found = [threshold for threshold in warned if threshold]
        assert found in ([80, 100], [100]), (limit, step)


@given(st.integers(-1000, 5000), st.integers(-1000, 5000), st.integers(1, 3000))
def test_going_down_never_warns(one, other, limit):
    before, after = max(one, other), min(one, other)
    status = replace(BUDGET, limit_minor=limit).status(TODAY, after)
    assert crossed(before_minor=before, status=status) is None


@pytest.mark.parametrize(
    ("warns", "before", "after", "threshold"),
    [
        ((50, 90), 0, 50, 50),
        ((50, 90), 50, 89, None),
        ((50, 90), 0, 95, 90),
        ((120,), 0, 110, None),
        ((120,), 110, 120, 120),
        ((), 0, 200, None),
    ],
)
def test_a_budget_warns_where_it_says(warns, before, after, threshold):
    status = replace(BUDGET, limit_minor=100, warns=warns).status(TODAY, after)
    assert crossed(before_minor=before, status=status) == threshold


@pytest.mark.parametrize(
    ("before", "after", "thresholds"),
    [(85, 79, (80,)), (100, 80, (100,)), (120, 0, (80, 100)), (79, 0, ()), (0, 120, ())],
)
def test_going_below_takes_back_what_was_reached(before, after, thresholds):
    status = replace(BUDGET, limit_minor=100).status(TODAY, after)
    assert fallen(before_minor=before, status=status) == thresholds


def test_what_is_reached_is_the_highest_threshold_up_to_what_is_spent():
    reached = [replace(BUDGET, limit_minor=100).status(TODAY, n).reached for n in (79, 80, 250)]
    assert reached == [None, 80, 100]


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2026, 11, 18)),
    st.sampled_from(CADENCES),
    st.integers(1, 28),
    st.integers(1, 28),
)
def test_a_moved_start_is_a_first_day_and_never_makes_todays_period_uncounted(
    day, cadence, old, new
):
    first = period_of(day, cadence, month_start=old).start
    budget = replace(BUDGET, cadence=cadence, starts=first, month_start=new)
    moved = moved_start(budget, today=TODAY)
    assert moved == period_of(moved, cadence, month_start=new).start
    assert moved <= max(TODAY, first)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2026, 9, 1)), st.integers(1, 28), st.integers(1, 28))
def test_moving_months_there_and_back_loses_at_most_a_period(day, old, new):
    first = period_of(day, "monthly", month_start=old).start
    there = moved_start(replace(BUDGET, starts=first, month_start=new), today=TODAY)
    back = moved_start(replace(BUDGET, starts=there, month_start=old), today=TODAY)
    assert abs((back - first).days) <= 31
    if abs(old - new) < 14:
        assert back == first
