from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.parsing.dates import DateSpan, find_dates, warm
from expenseiq_core.parsing.reading import DateOrder

AT = datetime.fromisoformat("2026-11-18T12:00")  # a Wednesday
TODAY = AT.date()
PHRASES = Path(__file__).parent / "date_phrases"
LANGUAGES = sorted(path.stem for path in PHRASES.glob("??.txt"))
FORMS = ("taxi 20 {}", "{} lunch 9", "{} 12.50")
EVERY_DAY = [datetime.fromisoformat("2024-01-01T09:00") + timedelta(days=n) for n in range(731)]
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def dates(
    text: str, *, at: datetime = AT, locale: str = "en_GB", order: DateOrder = "DMY"
) -> list[DateSpan]:
    return find_dates(text, at=at, locale=locale, date_order=order)


def only(text: str, **how) -> DateSpan:
    (span,) = dates(text, **how)
    return span


def said(text: str, **how) -> date:
    return only(text, **how).date


def phrases(language: str) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    for line in (PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        day, _, rest = line.partition(": ")
        for phrase in rest.split(" | "):
            at_the_end = phrase.endswith("$")
            yield date.fromisoformat(day), phrase.rstrip("$"), FORMS[:1] if at_the_end else FORMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_of_a_language_are_read_inside_messages(language):
    order: DateOrder = "YMD" if language == "hu" else "DMY"
    wrong = []
    for day, phrase, forms in phrases(language):
        for form in forms:
            text = form.format(phrase)
            found = [
                (span.date, text[span.start : span.end].rstrip("."))
                for span in dates(text, locale=language, order=order)
            ]
            if found != [(day, phrase.rstrip("."))]:
                wrong.append((text, day, found))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_many_phrases(language):
    assert len(list(phrases(language))) >= 60


def test_common_words_are_no_dates():
    seen = []
    for line in (PHRASES / "none.txt").read_text(encoding="utf-8").splitlines():
        language, _, rest = line.partition(": ")
        seen += [text for text in rest.split(" | ") if dates(text, locale=language)]
    assert not seen


@pytest.mark.parametrize(
    ("text", "day", "strength", "others"),
    [
        ("friday pizza 18", "2026-11-13", "weak", [None]),
        ("coffee 3 wednesday", "2026-11-18", "weak", ["2026-11-11", None]),
        ("coffee 3 last wednesday", "2026-11-11", "sure", []),
        ("coffee 3 last monday", "2026-11-16", "sure", ["2026-11-09"]),
        ("coffee 3 this friday", "2026-11-20", "sure", ["2026-11-13"]),
        ("coffee 3 next friday", "2026-11-20", "sure", ["2026-11-27"]),
        ("gift 3000 05.08", "2026-08-05", "numeric", [None]),
        ("5/11 coffee 3", "2026-11-05", "numeric", ["2026-05-11", None]),
        ("1/2 pizza 8", "2026-02-01", "numeric", ["2026-01-02", None]),
        ("champagne 40 31/12", "2025-12-31", "numeric", ["2026-12-31", None]),
        ("lunch 9 on 5/11", "2026-11-05", "sure", ["2026-05-11"]),
        ("lunch 9 20261105", "2026-11-05", "numeric", [None]),
        ("05/08/2026 taxi 20", "2026-08-05", "sure", ["2026-05-08"]),
        ("gym 20 on the 31st", "2026-10-31", "sure", []),
        ("coffee may 5", "2026-05-05", "weak", [None]),
        ("5 nov", "2026-11-05", "sure", []),
        ("taxi 20 the 5th", "2026-11-05", "weak", [None]),
        ("taxi 20 friday 12.05", "2026-11-13", "weak", ["2026-05-12", None]),
        ("taxi 20 friday 20 nov", "2026-11-20", "sure", ["2025-11-20"]),
        ("taxi 20 thursday 20 nov", "2025-11-20", "sure", ["2026-11-20"]),
        ("pizza friday 13", "2026-11-13", "weak", [None]),
        ("pizza 9 friday 12", "2026-11-13", "weak", [None]),
        ("pizza 9 friday 13", "2026-11-13", "sure", []),
    ],
)
def test_a_span_says_how_sure_it_is_and_what_else_it_may_be(text, day, strength, others):
    span = only(text)
    found = [other and other.isoformat() for other in span.alternatives]
    assert (span.date.isoformat(), span.strength, found) == (day, strength, others)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("nov 12 5", "nov 12", "2026-11-12"),
        ("12 nov 5", "12 nov", "2026-11-12"),
        ("uber 12 nov 12", "nov 12", "2026-11-12"),
        ("uber 20 nov 5", "nov 5", "2026-11-05"),
        ("uber 5 nov 20", "5 nov", "2026-11-05"),
        ("uber 5 feb 30", "5 feb", "2026-02-05"),
        ("uber 31 feb 5", "feb 5", "2026-02-05"),
        ("dinner 45 2 nov", "2 nov", "2026-11-02"),
        ("lunch 9 3 days ago", "3 days ago", "2026-11-15"),
        ("taxi 20 week ago", "week ago", "2026-11-11"),
        ("feb 30 friday 9", "friday", "2026-11-13"),
        ("taxi 20 november 5th", "november 5th", "2026-11-05"),
        ("rent 900 nov 5, 2025", "nov 5, 2025", "2025-11-05"),
        ("za 5 lunch on friday", "on friday", "2026-11-13"),
        ("eur 5 nov 12", "nov 12", "2026-11-12"),
        ("lunch 20 eur 5 nov", "5 nov", "2026-11-05"),
        ("lunch 5 pm friday", "friday", "2026-11-13"),
        ("#friday lunch 9 yesterday", "yesterday", "2026-11-17"),
        ("3 days ago friday pizza 9", "3 days ago", "2026-11-15"),
        ("3 weeks ago friday pizza 9", "3 weeks ago friday", "2026-10-30"),
        ("pizza 9 friday 5 days ago", "5 days ago", "2026-11-13"),
        ("2 fridays ago 5 beers", "2 fridays ago", "2026-11-06"),
    ],
)
def test_a_span_covers_its_phrase_and_leaves_the_amount(text, phrase, day):
    span = only(text)
    assert (text[span.start : span.end], span.date.isoformat()) == (phrase, day)


def test_a_date_in_digits_keeps_a_weekday_that_does_not_fit():
    assert said("taxi 20 friday 12.11.2026") == date(2026, 11, 12)


def test_a_weekday_decides_between_orders():
    assert said("taxi 20 sunday 11/10/2026", order="MDY") == date(2026, 10, 11)
    assert said("taxi 20 fri 20/11") == date(2026, 11, 20)


def test_the_month_leads_where_the_user_writes_it_so():
    assert said("12 nov 5", order="MDY") == date(2026, 11, 5)


@pytest.mark.parametrize(
    "text", ["9 friday last month", "9 christmas day last month", "9 5 nov last week"]
)
def test_a_day_of_a_period_that_has_several_or_none_is_no_date(text):
    assert dates(text) == []


def test_both_days_impossible_beside_a_month_is_no_date():
    assert dates("uber 31 feb 30 x") == []


def test_numbers_before_a_decimal_amount_or_a_unit_are_no_days():
    for text in (
        "coffee 12.50",
        "5km nov",
        "laptop 12.5k",
        "train 14h30",
        "lunch 3.5 eur",
        "+5 nov",
    ):
        assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "order", "locale", "day"),
    [
        ("x 5/11", "DMY", "en_GB", "2026-11-05"),
        ("x 5/11", "MDY", "en_US", "2026-05-11"),
        ("x 11/5", "YMD", "ja_JP", "2026-11-05"),
        ("x 11.05.", "YMD", "hu_HU", "2026-11-05"),
        ("x 5/11", "YMD", "sv_SE", "2026-11-05"),
        ("x 5/13", "DMY", "en_GB", "2026-05-13"),
        ("x 13/5", "MDY", "en_US", "2026-05-13"),
        ("x 05/08/2026", "MDY", "en_US", "2026-05-08"),
        ("x 13/08/2026", "MDY", "en_US", "2026-08-13"),
        ("x 26-11-05", "YMD", "sv_SE", "2026-11-05"),
        ("x 05-11-26", "YMD", "sv_SE", "2026-11-05"),
        ("x 5/11/98", "DMY", "en_GB", "1998-11-05"),
        ("x 2025/12/31", "MDY", "en_US", "2025-12-31"),
    ],
)
def test_digits_are_read_in_the_users_order(text, order, locale, day):
    assert said(text, order=order, locale=locale) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "feb 30 3",
        "31.04.2026 5",
        "2026-02-30 5",
        "20260230 5",
        "0.0.0000 1",
        "lunch 5 on the 32nd",
        "99999999 days ago 5",
        "9999 years ago 5",
        "9999 months ago 5",
        "in 9999 years 5",
        "0 fridays ago 5",
        "5th of this week 3",
        "next morning 5",
        "the 31st of last week 5",
        "taxi 12.30.45",
        "31 feb 31 5",
        "15/15/2026 5",
        "99.99.99 5",
        "30/2 pizza",
    ],
)
def test_what_no_calendar_has_is_no_date(text):
    assert [span for span in dates(text) if span.strength != "weak"] == []


def test_last_night_is_the_evening_before_also_after_midnight():
    assert said("taxi 20 last night", at=datetime.fromisoformat("2026-11-18T00:30")) == date(
        2026, 11, 17
    )
    assert said("taxi 20 last night") == date(2026, 11, 17)


def test_hours_ago_may_have_been_yesterday():
    assert said("taxi 20 3 hours ago", at=datetime.fromisoformat("2026-11-18T01:00")) == date(
        2026, 11, 17
    )
    assert said("taxi 20 5 minutes ago") == TODAY


def test_months_ago_end_with_their_month():
    assert said("x 5 a month ago", at=datetime.fromisoformat("2026-03-31T00:00")) == date(
        2026, 2, 28
    )
    assert said("x 5 a year ago", at=datetime.fromisoformat("2024-02-29T00:00")) == date(
        2023, 2, 28
    )


def test_the_29th_of_february_is_the_newest_there_was():
    assert said("x 5 29 feb") == date(2024, 2, 29)


def test_holidays_are_the_newest_or_the_named():
    assert said("taxi 20 last christmas") == date(2025, 12, 25)
    assert said("taxi 20 next christmas eve") == date(2026, 12, 24)
    assert said("taxi 20 christmas eve 2024") == date(2024, 12, 24)
    assert said("taxi 20 christmas eve last year") == date(2025, 12, 24)
    assert said("taxi 20 good friday 2025") == date(2025, 4, 18)
    assert said("taxi 20 easter sunday 2038") == date(2038, 4, 25)
    assert said("taxi 20 next easter monday") == date(2027, 3, 29)


def test_edges_of_months():
    assert said("x 5 last day of february 2024") == date(2024, 2, 29)
    assert said("x 5 last day of december") == date(2025, 12, 31)
    assert said("x 5 first day of last month") == date(2026, 10, 1)
    assert said("x 5 last day of last year") == date(2025, 12, 31)
    assert said("x 5 first day of last year") == date(2025, 1, 1)


def test_friday_the_13th_is_where_they_last_met():
    assert said("x 5 sunday the 1st") == date(2026, 11, 1)
    assert said("x 5 tuesday the 31st") == date(2026, 3, 31)
    assert dates("x 5 thursday the 31st")[0].strength == "weak"
    assert dates("x 5 friday the 32nd")[0].date == date(2026, 11, 13)


def test_last_weekday_is_one_to_seven_days_ago():
    for at in EVERY_DAY:
        for number, weekday in enumerate(WEEKDAYS):
            day = said(f"taxi 20 last {weekday}", at=at)
            assert day.weekday() == number
            assert 1 <= (at.date() - day).days <= 7


def test_weekday_is_today_or_up_to_six_days_ago():
    for at in EVERY_DAY:
        for number, weekday in enumerate(WEEKDAYS):
            for phrase in (weekday, f"on {weekday}"):
                day = said(f"taxi 20 {phrase}", at=at)
                assert day.weekday() == number
                assert 0 <= (at.date() - day).days <= 6


def test_next_weekday_is_one_to_seven_days_ahead():
    for at in EVERY_DAY:
        for number, weekday in enumerate(WEEKDAYS):
            day = said(f"taxi 20 next {weekday}", at=at)
            assert day.weekday() == number
            assert 1 <= (day - at.date()).days <= 7


def test_weekday_last_week_is_in_the_week_before():
    for at in EVERY_DAY:
        monday = at.date() - timedelta(days=at.weekday() + 7)
        for number, weekday in enumerate(WEEKDAYS):
            assert said(f"x 5 {weekday} last week", at=at) == monday + timedelta(days=number)


def test_a_day_of_the_month_is_the_newest_not_in_the_future():
    for at in EVERY_DAY:
        for day in (1, 15, 28, 29, 30, 31):
            suffix = {1: "st", 31: "st"}.get(day, "th")
            found = said(f"x 5 on the {day}{suffix}", at=at)
            assert found.day == day
            assert 0 <= (at.date() - found).days < 62


def test_every_yearless_day_is_within_the_last_year():
    for at in EVERY_DAY:
        found = said(f"x 5 {at:%d} {at:%b}".lower(), at=AT)
        assert 0 <= (TODAY - found).days <= 366 * (8 if (at.month, at.day) == (2, 29) else 1)
        assert (found.month, found.day) == (at.month, at.day)


def test_every_day_is_read_back_as_written():
    for at in EVERY_DAY:
        day = at.date()
        for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%B %d, %Y", "%d-%b-%Y"):
            assert said(f"taxi 20 {day.strftime(form)}") == day, form


def test_days_and_weeks_ago_count():
    for count in range(1, 400):
        assert said(f"x 5.50 {count} days ago") == TODAY - timedelta(days=count)
        assert said(f"x 5.50 in {count} days") == TODAY + timedelta(days=count)


def test_beyond_the_calendar_nothing_is_found():
    first, last = (
        datetime.fromisoformat("0001-01-01T01:00"),
        datetime.fromisoformat("9999-12-31T23:00"),
    )
    for text in (
        "yesterday",
        "last friday",
        "friday last week",
        "two fridays ago",
        "last night",
        "on sunday",
        "this sunday",
        "3 weeks ago friday",
        "friday 3 weeks ago",
        "5/11",
        "5 nov",
        "on the 31st",
        "christmas eve",
        "last day of may",
        "last year on the 1st",
        "first day of last month",
        "friday 5.11",
        "friday 13 x 5",
        "last day of last month",
    ):
        dates(f"x 5 {text}", at=first)
    for text in ("tomorrow", "next friday", "friday after next", "in 9 days", "this sunday"):
        dates(f"x 5 {text}", at=last)
    assert dates("x 5 yesterday", at=first) == []
    assert dates("x 5 tomorrow", at=last) == []


def test_only_the_users_language_and_english_are_read():
    assert dates("to the dentist 60", locale="en_GB") == []
    assert said("lounas 9 ma", locale="fi_FI") == date(2026, 11, 16)
    assert said("mittagessen 9 yesterday", locale="de_DE") == date(2026, 11, 17)
    assert dates("lunch 9 gestern", locale="fr_FR") == []
    assert dates("fri frakt 5", locale="sv_SE") == []


def test_norwegian_goes_by_all_its_names():
    for locale in ("nb_NO", "no", "nn-NO"):
        assert said("taxi 20 i går", locale=locale) == date(2026, 11, 17)


def test_a_line_is_no_part_of_the_next():
    assert [span.date for span in dates("lunch 5\nnov 3 tea")] == [date(2026, 11, 3)]
    assert dates("lunch last\nfriday's 9")[0].start == len("lunch last\n")


def test_a_message_of_endless_dates_is_cut_short():
    assert len(dates("5 nov " * 1600)) == 200


def test_warming_a_language_of_ours_changes_nothing():
    warm("en_GB")
    assert said("taxi 20 yesterday") == date(2026, 11, 17)


PIECES = st.sampled_from(
    "5 31 12.50 5.11. 5/11 2026-11-05 nov may friday last next ago days week the on of first 5th "
    "yesterday christmas eve am den 5. le il y a jours в пятницу назад числа ' ’ - . , \n € $5 eur "
    "every this month 0 99 9999 1/2 20261105 sat son".split(" ")
)
AROUND = st.datetimes()


@given(
    st.lists(PIECES, max_size=30),
    st.sampled_from([*LANGUAGES, "hr", "xx"]),
    AROUND,
    st.sampled_from(["DMY", "MDY", "YMD"]),
)
def test_any_row_of_date_words_gives_ordered_spans(pieces, language, at, order):
    text = " ".join(pieces)
    found = dates(text, at=at, locale=language, order=order)
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        assert re.search(r"\w", text[span.start : span.end])
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_an_error(text, language):
    dates(text, locale=language)
