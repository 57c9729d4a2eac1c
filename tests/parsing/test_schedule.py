"""When something is to come back, as people say it. Today is Wednesday 18 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.parsing.schedule import Timing, read_timing
from expenseiq_core.parsing.times import read_clock
from tests.parsing.conftest import context

FIELDS = ("every", "day", "weekday", "month", "at", "until", "rest")
SHORT = {"d": "daily", "w": "weekly", "m": "monthly", "y": "yearly", "-": None}


def shown(timing: Timing | None) -> str:
    """Return `w weekday=4 at=17:00`."""
    if timing is None:
        return "nothing"
    cadence = next(short for short, long in SHORT.items() if long == timing.cadence)
    values = {name: getattr(timing, name) for name in FIELDS}
    values["every"] = None if timing.every == 1 else timing.every
    values["at"] = timing.at and f"{timing.at:%H:%M}"
    parts = [f"{name}={value}" for name, value in values.items() if value not in (None, "")]
    return " ".join([cadence, *parts])


def read(text: str, who: str = "") -> str:
    return shown(read_timing(text, context(who)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily", "d"),
        ("daily 8:00", "d at=08:00"),
        ("Daily at 8", "d at=08:00"),
        ("daily 8", "d at=08:00"),
        ("daily at 8.", "d at=08:00"),
        ("every day at 7", "d at=07:00"),
        ("weekly", "w"),
        ("weekly friday 17:00", "w weekday=4 at=17:00"),
        ("weekly fri 17", "w weekday=4 at=17:00"),
        ("friday 5pm", "w weekday=4 at=17:00"),
        ("on fridays at 6 p.m.", "w weekday=4 at=18:00"),
        ("every friday", "w weekday=4"),
        ("weekly, every friday", "w weekday=4"),
        ("every other friday", "w every=2 weekday=4"),
        ("every 2 weeks on monday", "w every=2 weekday=0"),
        ("fortnightly", "w every=2"),
        ("monthly", "m"),
        ("monthly on the 1st at 9", "m day=1 at=09:00"),
        ("monthly on 15 9:00", "m day=15 at=09:00"),
        ("monthly last day 18:00", "m day=31 at=18:00"),
        ("every last day of the month", "m day=31"),
        ("the end of the month", "m day=31"),
        ("on the 2nd of each month", "m day=2"),
        ("every 12th", "m day=12"),
        ("every 3 months on the 31st at 9 am", "m every=3 day=31 at=09:00"),
        ("quarterly", "m every=3"),
        ("yearly on 3 march until 2028", "y day=3 month=3 until=2028-12-31"),
        ("every march 3rd", "y day=3 month=3"),
        ("29 feb", "y day=29 month=2"),
        ("every 2 years on the 3rd of march", "y every=2 day=3 month=3"),
        ("weekly until 3 march", "w until=2027-03-03"),
        ("weekly until 30 november", "w until=2026-11-30"),
        ("weekly until march", "w until=2027-03-31"),
        ("weekly until the end of december 2027 at 9", "w at=09:00 until=2027-12-31"),
        ("weekly until feb 29 2027", "w until=2027-02-28"),
        ("weekly until 31/12/2027 9:00", "w at=09:00 until=2027-12-31"),
        ("weekly until 2027-06-30", "w until=2027-06-30"),
    ],
)
def test_a_phrase_says_when(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("täglich um 8", "de_DE", "d at=08:00"),
        ("jeden Freitag 17 Uhr", "de_DE", "w weekday=4 at=17:00"),
        ("jeden zweiten Montag", "de_DE", "w every=2 weekday=0"),
        ("alle 2 Wochen montags", "de_DE", "w every=2 weekday=0"),
        ("monatlich am 1. um 9", "de_DE", "m day=1 at=09:00"),
        ("am letzten Tag des Monats", "de_DE", "m day=31"),
        ("jährlich am 3. März", "de_DE", "y day=3 month=3"),
        ("diario a las 8", "es_ES", "d at=08:00"),
        ("todos los lunes a las 9", "es_ES", "w weekday=0 at=09:00"),
        ("mensual el día 15", "es_ES", "m day=15"),
        ("anual 3 de marzo", "es_ES", "y day=3 month=3"),
        ("tous les jours à 8h", "fr_FR", "d at=08:00"),
        ("chaque vendredi 17h30", "fr_FR", "w weekday=4 at=17:30"),
        ("mensuel le 1er à 9h", "fr_FR", "m day=1 at=09:00"),
        ("mensal no dia 5 às 9h", "pt_BR", "m day=5 at=09:00"),
        ("a cada 2 semanas", "pt_BR", "w every=2"),
        ("каждую пятницу в 17:00", "ru_RU", "w weekday=4 at=17:00"),
        ("ежемесячно 1 числа", "ru_RU", "m day=1"),
        ("daily ١٢:٣٠", "ar_EG", "d at=12:30"),
    ],
)
def test_a_phrase_says_when_in_the_speakers_language(text, who, expected):
    assert read(text, who) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily group", "d rest=group"),
        ("weekdays 8:00", "- at=08:00 rest=weekdays"),
        ("monday and friday", "w weekday=0 rest=and friday"),
        ("daily weekly", "d rest=weekly"),
        ("8:00 9:00", "- at=08:00 rest=9:00"),
        ("monthly 8", "m rest=8"),
        ("monthly 15 9:00", "m at=09:00 rest=15"),
        ("weekly 7", "w rest=7"),
        ("friday 99", "w weekday=4 rest=99"),
        ("monthly on friday", "m weekday=4 rest=on friday"),
        ("weekly on the 1st", "w day=1 rest=on the 1st"),
        ("monthly on 3 march", "m day=3 month=3 rest=on 3 march"),
        ("yearly on the 3rd", "y day=3 rest=on the 3rd"),
        ("monthly on the 32nd", "m rest=on the 32nd"),
        ("monthly every 32nd", "m rest=every 32nd"),
        ("yearly on 30 february", "y day=30 rest=february on 30"),
        ("every 30 february weekly", "w rest=every 30 february"),
        ("daily 25:00", "d rest=25:00"),
        ("daily 13pm", "d rest=13pm"),
        ("daily 8:60", "d rest=8:60"),
        ("daily at 24", "d rest=at 24"),
        ("every 100 weeks at 9", "- at=09:00 rest=every 100 weeks"),
        ("weekly until foo", "w rest=until foo"),
        ("weekly until 30 feb", "w rest=until 30 feb"),
        ("weekly until 3 march 0000", "w until=2027-03-03 rest=0000"),
        ("weekly until 99/99/9999", "w rest=until 99/99/9999"),
    ],
)
def test_what_is_not_understood_is_left(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["", "8", "off", "group", "every 0 weeks", "daily " * 50])
def test_what_says_nothing_of_when_is_nothing(text):
    assert read(text) == "nothing"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("8:00", dt.time(8)),
        ("8.30", dt.time(8, 30)),
        ("8:30pm", dt.time(20, 30)),
        ("12 am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("17h30", dt.time(17, 30)),
        ("at 8", dt.time(8)),
        ("noon", dt.time(12)),
        ("midnight", dt.time(0)),
        ("24:00", None),
        ("0 am", None),
        ("8", None),
        ("lunch", None),
    ],
)
def test_a_time_of_day(text, at):
    assert read_clock(text) == at


@pytest.mark.parametrize(("text", "at"), [("22", dt.time(22)), ("24", None), ("007", None)])
def test_a_number_alone_may_be_an_hour(text, at):
    assert read_clock(text, bare=True) == at


_PIECES = st.sampled_from(
    "daily weekly monthly every 2 weeks friday on the 1st last day until march 2028 at 9 8:00"
    " 17 pm 31 february noon ; , . täglich jeden am 1. número २".split(" ")
)


@given(st.lists(_PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_whatever_is_typed_every_word_is_read_or_left(text):
    timing = read_timing(text, context())
    if timing is not None and not timing.rest:
        assert timing == read_timing(f" {text} ", context())
        assert timing.every >= 1
        assert timing.day is None or 1 <= timing.day <= 31
