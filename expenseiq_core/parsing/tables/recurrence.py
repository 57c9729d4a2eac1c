"""Words that say how often and on which day something comes back, in all languages at once."""

from __future__ import annotations

from typing import Final

from expenseiq_core.domain.period import Cadence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONCE_IN: Final[dict[str, tuple[Cadence, int]]] = {
    **dict.fromkeys(_words("biweekly fortnightly zweiwochentlich quinzenal quincenal"),
                    ("weekly", 2)),
    **dict.fromkeys(_words("bimonthly bimestral bimestriel zweimonatlich"), ("monthly", 2)),
    **dict.fromkeys(
        _words("quarterly vierteljahrlich quartalsweise trimestral trimestriel ежеквартально"),
        ("monthly", 3),
    ),
    **dict.fromkeys(
        _words("half-yearly halfyearly semiannually halbjahrlich semestral semestriel"),
        ("monthly", 6),
    ),
}  # fmt: skip
"""Folded word -> cadence, and every how many of it."""

EVERY: Final = _words("toutes tous todo toda")
"""Beside words.EVERY_WORDS, those that an article follows."""
ARTICLES: Final = _words("the los las les os as")
OTHER: Final = _words("other second zweite zweiten zweites zweiter andere segundo segunda")
"""Between `every` and a period: each second one. (`каждый второй` is rare, and left out.)"""
NUMBERS: Final = {
    word: number
    for number, row in {
        2: "two zwei dos deux dois duas два две",
        3: "three drei tres trois три",
        4: "four vier cuatro quatre quatro четыре",
        6: "six sechs seis шесть",
    }.items()
    for word in row.split()
}
PER: Final = _words("per pro par por /")
"""Before a period: `per month`."""
A: Final = _words("a al в ao à")
"""Right behind an amount, and before a period: `1200 a month`."""
WEEKDAYS: Final = dict(
    zip("segundas tercas quartas quintas sextas sabados domingos".split(), range(7), strict=True)
)

ON: Final = _words("on the at am an den dem der zum el los le la les no na em dia o a de в по")
"""Before the day: `on the 1st`, `am 3.`, `el dia 5`, `no dia 5`."""
OF: Final = _words("of von de du des do da jeden")
"""Between the day and the period: `1st of every month`."""
SUFFIXES: Final = _words("st nd rd th er re . º го е ое числа")
"""Glued behind the number of a day."""
LAST: Final = _words("last letzten letzter ultimo ultima dernier последнии последнего последнее")
DAYS: Final = _words("day tag tage dia jour день дня число числа")
MONTH_END: Final = _words("month monats mes mois mes месяца")
STARTS: Final = _words("from starting beginning ab desde с")
