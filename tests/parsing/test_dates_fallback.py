from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from expenseiq_core.parsing.dates import find_dates, warm
from expenseiq_core.parsing.tables.dates import generate, names

AT = datetime.fromisoformat("2026-11-18T12:00")


def found(text, locale):
    spans = find_dates(text, at=AT, locale=locale, date_order="DMY")
    return [(text[span.start : span.end], span.date.isoformat()) for span in spans]


@pytest.mark.parametrize(
    ("text", "locale", "phrase", "day"),
    [
        ("taksi 20 jučer", "hr_HR", "jučer", "2026-11-17"),
        ("taksi 20 5. studenog", "hr_HR", "5. studenog", "2026-11-05"),
        ("taxi 20 5. novembra 2025", "sk_SK", "5. novembra 2025", "2025-11-05"),
        ("v piatok taxi 20", "sk_SK", "piatok", "2026-11-13"),
        ("ταξί 20 χθες", "el_GR", "χθες", "2026-11-17"),
        ("taxi 20 ahir", "ca_ES", "ahir", "2026-11-17"),
    ],
)
def test_a_language_without_own_phrases_is_read_by_dateparser(text, locale, phrase, day):
    assert found(text, locale) == [(phrase, day)]


@pytest.mark.parametrize(
    "text", ["kava 12.50", "taksi 20 31. studenog", "studenog 20", "20 5.50 studenog kava"]
)
def test_dateparser_sees_no_amounts_and_no_impossible_days(text):
    assert found(text, "hr_HR") == []


def test_english_is_read_before_dateparser_is_asked():
    assert found("taksi 20 yesterday", "hr_HR") == [("yesterday", "2026-11-17")]


def test_warming_a_borrowed_language_reads_as_before():
    warm("hr_HR")
    assert found("taksi 20 jučer", "hr_HR") == [("jučer", date(2026, 11, 17).isoformat())]


def test_only_a_few_words_of_a_message_are_tried():
    assert len(found("jučer " * 50, "hr_HR")) == 5


def test_reading_dates_imports_neither_dateparser_nor_babel():
    code = (
        "import sys; from datetime import datetime; from expenseiq_core.parsing.dates import *; "
        "find_dates('taxi 20 yesterday', at=datetime(2026, 1, 2), locale='en', date_order='DMY'); "
        "sys.exit(bool({'dateparser', 'babel'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_table_of_names_is_what_the_generator_makes():
    assert Path(names.__file__).read_text(encoding="utf-8") == generate.compiled()
