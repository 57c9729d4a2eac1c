"""The one remarkable thing of some days."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from expenseiq_core.domain.remarkable import Remarkable, Spending, remarkable, twice_median

FOOD, HOME = uuid.UUID(int=1), uuid.UUID(int=2)
LONG_AGO = dt.date(2020, 1, 1)
MONTHS, NEW, WEEKS = dt.date(2026, 8, 1), dt.date(2026, 9, 19), dt.date(2026, 9, 24)


def spent(**more):
    """Food for 10 as every day: nothing to say about it."""
    usual = {
        "category_id": FOOD,
        "now": [1000],
        "usual": [1000] * 5,
        "month": 10_000,
        "months_before": [10_000] * 3,
        "recent": 5,
    }
    return Spending(**(usual | more))


def judged(*spendings, weeks=(), since=LONG_AGO, weeks_from=WEEKS):
    return remarkable(
        spendings, weeks=weeks, since=since, months_from=MONTHS, new_from=NEW, weeks_from=weeks_from
    )


def test_a_usual_day_is_not_remarkable():
    assert judged(spent()) is None
    assert judged() is None


@pytest.mark.parametrize(
    ("now", "usual", "is_large"),
    [
        ([3000], [1000] * 5, True),
        ([2999], [1000] * 5, False),
        ([3000], [1000] * 4, False),
        ([500, 3000], [1000] * 5, True),
        ([3000], [-500, *[1000] * 5], True),
        ([3000], [-500, *[1000] * 4], False),
        ([6000], [1, 1, 1, 2000, 2000, 2000, 3000], True),
        ([3002], [1000, 1000, 1000, 1001, 1001, 1001], True),
        ([3001], [1000, 1000, 1000, 1001, 1001, 1001], False),
        ([-3000], [1000] * 5, False),
        ([], [1000] * 5, False),
    ],
)
def test_an_entry_of_three_times_the_median_of_at_least_five(now, usual, is_large):
    found = judged(spent(now=now, usual=usual))
    assert (found is not None and found.kind == "large") == is_large


def test_a_large_entry_says_what_is_usual():
    assert judged(spent(now=[100, 4000])) == Remarkable(
        kind="large", category_id=FOOD, minor=4000, usual_minor=1000
    )


@pytest.mark.parametrize(
    ("month", "before", "now", "is_more"),
    [
        (15_000, (10_000, 10_000, 10_000), (1000,), True),
        (14_999, (10_000, 10_000, 10_000), (1000,), False),
        (15_000, (30_000, 0, 0), (1000,), True),
        (15_000, (0, 0, 0), (1000,), False),
        (15_000, (-10_000, 0, 0), (1000,), False),
        (15_000, (10_000, 10_000, 10_000), (), False),
        (15_000, (10_000, 10_000, 10_000), (-1000,), False),
        (14_999, (10_000, 10_000, 9_998), (1000,), True),
        (5_000, (3_334, 3_333, 3_333), (1000,), True),
        (4_999, (3_334, 3_333, 3_333), (1000,), False),
    ],
)
def test_a_category_at_150_percent_of_its_average(month, before, now, is_more):
    found = judged(spent(month=month, months_before=before, now=now))
    assert (found is not None and found.kind == "more") == is_more


def test_more_than_usual_says_the_average():
    found = judged(spent(month=20_000))
    assert found == Remarkable(kind="more", category_id=FOOD, minor=20_000, usual_minor=10_000)


def test_the_first_entry_for_sixty_days():
    found = judged(spent(usual=[], recent=0, month=2500, months_before=[0] * 3, now=[500, 2000]))
    assert found == Remarkable(kind="first", category_id=FOOD, minor=2000)
    assert judged(spent(recent=0, now=[-500], usual=[])) is None
    assert judged(spent(recent=1)) is None


def test_the_cheapest_week_of_eight():
    assert judged(weeks=[5, 6, 7, 8, 9, 10, 11, 12]) == Remarkable(kind="cheap", minor=5)
    assert judged(weeks=[6, 6, 7, 8, 9, 10, 11, 12]) is None
    assert judged(weeks=[0, 6, 7, 8, 9, 10, 11, 12]) is None
    assert judged(weeks=[5, 6, 7, 8, 9, 10, 11, 12], weeks_from=None) is None
    assert judged(weeks=[], weeks_from=WEEKS) is None


def test_what_comes_first_is_said_and_nothing_else():
    large = spent(now=[9000], month=90_000, recent=0)
    more = spent(category_id=HOME, month=90_000, recent=0)
    weeks = [5, 6, 7, 8, 9, 10, 11, 12]
    assert judged(more, large, weeks=weeks).kind == "large"
    assert judged(more, weeks=weeks).kind == "more"
    assert judged(spent(recent=0), weeks=weeks).kind == "first"
    assert judged(spent(), weeks=weeks).kind == "cheap"


def test_of_two_categories_the_one_that_is_furthest_from_what_is_usual():
    two = [spent(now=[4000]), spent(category_id=HOME, now=[5000])]
    assert judged(*two).category_id == HOME
    assert judged(*reversed(two)).category_id == HOME


def test_what_a_young_book_cannot_know_is_not_said():
    weeks = [5, 6, 7, 8, 9, 10, 11, 12]
    more, new = spent(month=90_000), spent(recent=0)
    for since, kinds in (
        (MONTHS, ["more", "first", "cheap"]),
        (MONTHS + dt.timedelta(days=1), [None, "first", "cheap"]),
        (NEW + dt.timedelta(days=1), [None, None, "cheap"]),
        (WEEKS + dt.timedelta(days=1), [None, None, None]),
    ):
        found = [judged(more, since=since), judged(new, since=since)]
        found.append(judged(spent(), weeks=weeks, since=since))
        assert [one.kind if one else None for one in found] == kinds


def test_the_median_lies_in_the_middle():
    assert twice_median([3, 1, 2]) == 4
    assert twice_median([4, 1, 2, 3]) == 5
