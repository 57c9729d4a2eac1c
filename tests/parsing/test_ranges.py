"""Ranges of dates as people ask for them. Today is Wednesday 18 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.period import Period
from expenseiq_core.parsing.ranges import EVER, Calendar, find_range, read_range
from expenseiq_core.parsing.reading import Context

NOON = dt.datetime(2026, 11, 18, 12)  # noqa: DTZ001 (a wall clock)
CALENDAR = Calendar(Context(at=NOON))


def period(text: str) -> Period:
    start, _, end = text.partition(" ")
    return Period(
        dt.date.fromisoformat(start) if start != "-" else EVER.start,
        dt.date.fromisoformat(end) if end != "-" else EVER.end,
    )


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("today", "2026-11-18 2026-11-19"),
        ("yesterday?", "2026-11-17 2026-11-18"),
        ("this week", "2026-11-16 2026-11-23"),
        ("last week", "2026-11-09 2026-11-16"),
        ("previous week", "2026-11-09 2026-11-16"),
        ("this month", "2026-11-01 2026-12-01"),
        ("last month", "2026-10-01 2026-11-01"),
        ("the month before last", "2026-09-01 2026-10-01"),
        ("next month", "2026-12-01 2027-01-01"),
        ("last year", "2025-01-01 2026-01-01"),
        ("november", "2026-11-01 2026-12-01"),
        ("in march", "2026-03-01 2026-04-01"),
        ("dec", "2025-12-01 2026-01-01"),
        ("last november", "2025-11-01 2025-12-01"),
        ("this november", "2026-11-01 2026-12-01"),
        ("october 2025", "2025-10-01 2025-11-01"),
        ("2026", "2026-01-01 2027-01-01"),
        ("last 7 days", "2026-11-12 2026-11-19"),
        ("past two weeks", "2026-11-05 2026-11-19"),
        ("last 3 months", "2026-08-19 2026-11-19"),
        ("last 2 years", "2024-11-19 2026-11-19"),
        ("since monday", "2026-11-16 -"),
        ("since november", "2026-11-01 -"),
        ("after 12 nov", "2026-11-13 -"),
        ("until 12 nov", "- 2026-11-13"),
        ("before november", "- 2026-11-01"),
        ("1 nov - 12 nov", "2026-11-01 2026-11-13"),
        ("1 nov to 12 nov", "2026-11-01 2026-11-13"),
        ("from 1 nov until 12 nov", "2026-11-01 2026-11-13"),
        ("between 1 nov and 12 nov", "2026-11-01 2026-11-13"),
        ("1 nov - 30 nov", "2026-11-01 2026-12-01"),
        ("1 nov - 12 nov 2025", "2025-11-01 2025-11-13"),
        ("nov - feb", "2026-11-01 2027-03-01"),
        ("december to february", "2025-12-01 2026-03-01"),
        ("1-12 nov", "2026-11-01 2026-11-13"),
        ("1-12 nov 2025", "2025-11-01 2025-11-13"),
        ("nov 1-12", "2026-11-01 2026-11-13"),
        ("nov 1-12, 2025", "2025-11-01 2025-11-13"),
        ("2026-11-01..2026-11-12", "2026-11-01 2026-11-13"),
        ("2025..2026", "2025-01-01 2027-01-01"),
        ("12/11", "2026-11-12 2026-11-13"),
        ("all time", "- -"),
    ],
)
def test_a_phrase_is_a_range(phrase, expected):
    assert read_range(phrase, CALENDAR) == period(expected)


@pytest.mark.parametrize(
    "phrase",
    ["", "  ", "coffee", "food", "last", "week", "5", "20-50", "1", "on food", "since coffee",
     "coffee - tea", "last 0 days", "last 5000 days", "last 5 hours", "last 999 years",
     "30 feb - 31 feb",
     "1 nov 2026 - 1 nov 2025", "month", "all", "since", "2500", "1500..1600", "next 5 coffee"],
)  # fmt: skip
def test_a_phrase_is_no_range(phrase):
    assert read_range(phrase, CALENDAR) is None


def test_a_bare_unit_is_this_one_where_it_is_asked_for():
    for phrase, expected in (
        ("week", "2026-11-16 2026-11-23"),
        ("month", "2026-11-01 2026-12-01"),
        ("year", "2026-01-01 2027-01-01"),
        ("all", "- -"),
    ):
        assert read_range(phrase, CALENDAR, bare=True) == period(expected)
    assert read_range("fortnight", CALENDAR, bare=True) is None


def test_months_and_years_begin_on_the_ledgers_day():
    moved = Calendar(CALENDAR.context, month_start=25)
    for phrase, expected in (
        ("this month", "2026-10-25 2026-11-25"),
        ("last month", "2026-09-25 2026-10-25"),
        ("october", "2026-10-25 2026-11-25"),
        ("november", "2025-11-25 2025-12-25"),
        ("2026", "2026-01-25 2027-01-25"),
    ):
        assert read_range(phrase, moved) == period(expected), phrase


def test_other_languages_are_read_beside_english():
    for locale, phrase, expected in (
        ("de_DE", "oktober", "2026-10-01 2026-11-01"),
        ("es_ES", "octubre 2025", "2025-10-01 2025-11-01"),
        ("fr_FR", "last month", "2026-10-01 2026-11-01"),
        ("cs_CZ", "loni", "2025-01-01 2026-01-01"),
        ("xx", "last month", "2026-10-01 2026-11-01"),
        ("en_US", "11/12", "2026-11-12 2026-11-13"),
    ):
        calendar = Calendar(Context(at=NOON, locale=locale))
        assert read_range(phrase, calendar) == period(expected), phrase


def test_the_longest_phrase_of_a_text_is_found():
    found = find_range("coffee since last monday with card", CALENDAR)
    assert found is not None
    assert (found.start, found.end) == (7, 24)
    assert found.period == period("2026-11-09 -") or found.period == period("2026-11-16 -")
    assert find_range("coffee with card", CALENDAR) is None
    assert find_range("", CALENDAR) is None


@given(st.text(max_size=60))
def test_any_text_is_a_range_or_not(text):
    found = read_range(text, CALENDAR, bare=True)
    assert found is None or found.start < found.end
