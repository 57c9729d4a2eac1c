"""How often something comes back, and on which day, in the words of several languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import pytest

from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context

AT: Final = datetime(2026, 11, 18, 12)  # noqa: DTZ001 (a wall clock)
CASES: Final = """
en rent 1200 monthly on the last day | rent | monthly 1 31 - -
en rent 900 last day of every month | rent | monthly 1 31 - -
en rent 900 monthly the last | rent | monthly 1 31 - -
en rent 900 monthly last day of the month | rent | monthly 1 31 - -
en rent 900 monthly last day of march | rent of march | monthly 1 31 - -
en rent 1200 on the 1st of every month | rent | monthly 1 1 - -
en rent 1200 1st of each month | rent | monthly 1 1 - -
en rent 1200 99th of each month | rent 99th of | monthly 1 - - -
en rent 1200 every month on 1 | rent | monthly 1 1 - -
en rent 1200 monthly on 5$ | - | monthly 1 - - -
en rent 1200 every month 0 | rent 0 | monthly 1 - - -
en tea 2 every other week | tea | weekly 2 - - -
en tea 2 every two weeks on fridays | tea | weekly 2 - 4 -
en tea 2 weekly on yoga | tea on yoga | weekly 1 - - -
en tea 2 yearly on time | tea on time | yearly 1 - - -
en Netflix 12 biweekly | Netflix | weekly 2 - - -
en phone 20 quarterly | phone | monthly 3 - - -
en rent 1200/month | rent | monthly 1 - - -
en rent 1200 a month | rent | monthly 1 - - -
en rent 1200 per month on the 3rd | rent | monthly 1 3 - -
en rent 1200 monthly yesterday | rent | monthly 1 - - -
en rent monthly 1200 | rent | monthly 1 - - -
en "each month" 5 every month | each month | monthly 1 - - -
en netflix 5 monthly https://a.example/2027-01-01 | - | monthly 1 - - -
de Miete 900 monatlich am 3. | Miete | monthly 1 3 - -
de Putzhilfe 40 alle zwei Wochen am Montag | Putzhilfe | weekly 2 - 0 -
de Miete 900 monatlich am letzten Tag | Miete | monthly 1 31 - -
de Netflix 12,99 pro Monat | Netflix | monthly 1 - - -
es alquiler 900 mensual el día 5 | alquiler | monthly 1 5 - -
es alquiler 900 todos los meses el 5 | alquiler | monthly 1 5 - -
es alquiler 900 al mes | alquiler | monthly 1 - - -
fr loyer 900 tous les mois le 5 | loyer | monthly 1 5 - -
fr loyer 900 mensuel le dernier jour | loyer | monthly 1 31 - -
fr gym 20 toutes les 2 semaines | gym | weekly 2 - - -
pt aluguel 900 todo mês dia 5 | aluguel | monthly 1 5 - -
pt academia 20 todas as segundas | academia | weekly 1 - 0 -
ru аренда 900 ежемесячно 5 числа | аренда | monthly 1 5 - -
ru спортзал 20 каждые 2 недели | спортзал | weekly 2 - - -
"""


def reading_of(text, locale="en"):
    return read(text, Context(at=AT, locale=locale)).first


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_how_often_and_on_which_day(case):
    said, description, expected = (part.strip() for part in case.split("|"))
    locale, _, text = said.partition(" ")
    reading = reading_of(text, locale)
    rule = reading.recurring
    assert rule is not None
    fields = (rule.cadence, rule.every, rule.day, rule.weekday, rule.month)
    assert " ".join("-" if field is None else str(field) for field in fields) == expected
    assert description in (reading.description, "-")


@pytest.mark.parametrize(
    ("text", "starts", "until"),
    [
        ("rent 1200 monthly starting 1 feb", date(2027, 2, 1), None),
        ("rent 1200 monthly from 1 feb 2026", date(2026, 2, 1), None),
        (
            "rent 1200 monthly on the 5th from 1 feb until 2028",
            date(2027, 2, 1),
            date(2028, 12, 31),
        ),
        ("rent 1200 monthly from home", None, None),
    ],
)
def test_from_when_and_until_when(text, starts, until):
    rule = reading_of(text).recurring
    assert (rule.starts, rule.until) == (starts, until)


@pytest.mark.parametrize(
    "text",
    [
        "monthly ticket 49",
        "49 weekly shop",
        "pizza 12 for a week",
        "gym 20 a week ago",
        "lunch 5 a day",
        "a month 5",
        "gym 20 per month food",
        "gym 20 every",
        "gym 20 every the",
    ],
)
def test_other_words_say_nothing_of_it(text):
    assert reading_of(text).recurring is None
