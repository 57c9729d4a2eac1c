"""Which days a digest is about."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, product

import pytest

from expenseiq_core.domain.comparing import comparison
from expenseiq_core.domain.digest import days_of
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.domain.recurrence import Recurrence


def d(text):
    return dt.date.fromisoformat(text)


def period(start, end):
    return Period(d(start), d(end))


@pytest.mark.parametrize(
    ("cadence", "on", "evening", "expected"),
    [
        ("daily", "2026-11-19", False, ("2026-11-18", "2026-11-19")),
        ("daily", "2026-11-19", True, ("2026-11-19", "2026-11-20")),
        ("weekly", "2026-11-16", False, ("2026-11-09", "2026-11-16")),
        ("weekly", "2026-11-15", True, ("2026-11-09", "2026-11-16")),
        ("monthly", "2026-11-01", False, ("2026-10-01", "2026-11-01")),
        ("monthly", "2026-11-25", False, ("2026-10-25", "2026-11-25")),
        ("monthly", "2026-10-31", True, ("2026-10-01", "2026-11-01")),
        ("monthly", "2026-02-28", False, ("2026-01-28", "2026-02-28")),
    ],
)
def test_it_is_about_the_days_since_the_last_one(cadence, on, evening, expected):
    assert days_of(cadence, d(on), evening=evening).period == period(*expected)


@pytest.mark.parametrize(("day", "evening"), [*product([1, 25, 28, 29, 30, 31], [False, True])])
def test_monthly_digests_follow_each_other_without_a_gap(day, evening):
    rule = Recurrence(cadence="monthly", day=day, starts=d("2026-01-01"))
    dates = [d("2025-12-31")]
    for _ in range(30):
        dates.append(rule.following(dates[-1]))
    found = [days_of("monthly", on, evening=evening, day=day) for on in dates[1:]]
    for one, following in pairwise(found):
        assert one.period.end == following.period.start
        assert following.before == one.period
        assert one.year_before.start <= one.period.start - dt.timedelta(days=364)


@pytest.mark.parametrize("month_start", [1, 5, 25, 28])
def test_the_month_so_far_is_compared_as_a_report_compares_it(month_start):
    for n in range(800):
        on = d("2026-01-01") + dt.timedelta(days=n)
        days = days_of("daily", on, evening=False, month_start=month_start)
        last = on - dt.timedelta(days=1)
        whole = period_of(last, "monthly", month_start=month_start)
        compared = comparison(whole, today=last, month_start=month_start)
        assert days.month == Period(whole.start, on)
        assert days.months_before[0] == Period(compared.before.start, compared.before_until)
        assert len(days.months_before) == 3
        edges = days.edges()
        assert list(edges) == sorted(set(edges))
        assert edges[-1] == on


def test_weeks_are_looked_at_where_one_ended():
    assert len(days_of("weekly", d("2026-11-18"), evening=False).weeks) == 8
    monday = days_of("daily", d("2026-11-16"), evening=False)
    assert monday.weeks[0] == period("2026-11-09", "2026-11-16")
    assert monday.weeks[7] == period("2026-09-21", "2026-09-28")
    assert days_of("daily", d("2026-11-17"), evening=False).weeks == ()
    assert days_of("monthly", d("2026-11-01"), evening=False).weeks == ()


def test_only_a_monthly_one_looks_a_year_back():
    monthly = days_of("monthly", d("2026-11-01"), evening=False)
    assert monthly.year_before == period("2025-10-01", "2025-11-01")
    assert days_of("weekly", d("2026-11-16"), evening=False).year_before is None


def test_a_category_is_new_after_sixty_days():
    days = days_of("daily", d("2026-11-19"), evening=False)
    assert days.new_since == d("2026-09-19")
    assert days.usual_since == d("2026-08-01")
    assert days.new_since in days.edges()
