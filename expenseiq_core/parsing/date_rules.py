"""What a matched rule means: the day it names, how sure that is, and the other likely readings.

Money is spent before it is written down: where a phrase leaves the year, month or week open, the
newest such day that is not in the future is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from expenseiq_core.parsing import date_calendar as calendar
from expenseiq_core.parsing import date_weekdays as weekdays
from expenseiq_core.parsing.date_found import Found, Moment, sure
from expenseiq_core.parsing.date_grammar import Hit
from expenseiq_core.parsing.date_numeric import Digits, numeric_date

FAR: Final = timedelta(days=180)


def _nothing(_hit: Hit, _said: Moment) -> Found | None:
    return None


def _year_of(hit: Hit, said: Moment) -> int | None:
    """Return the year that "last year" is; None for other periods."""
    unit, away = hit.period() or ("", 0)
    return said.today.year + away if unit == "year" else None


def _text(hit: Hit, said: Moment) -> Found | None:
    """Read a day and a month in words, with or without weekday and year."""
    day, month = hit.need("d"), hit.need("m")
    day += hit.number("t") or 0
    year = hit.number("y") if "y" in hit.captured else hit.number("yy")
    if year is not None:
        return sure(calendar.day_of(calendar.full_year(year, said.today), month, day))
    if hit.period() is not None:
        year = _year_of(hit, said)
        return None if year is None else sure(calendar.day_of(year, month, day))
    return _yearless(month, day, hit.number("w"), said)


def _either(hit: Hit, said: Moment) -> Found | None:
    """Read "uber 20 nov 5": what a message is about and its amount stand before the date.

    So the day follows the month, unless nothing stands before ("12 nov 5") or the other way is
    nearer by far: people write down what was spent lately.
    """
    month = hit.need("m")
    before, behind = (_yearless(month, hit.need(name), None, said) for name in ("d", "e"))
    month_at = hit.captured["m"]
    day_leads = said.order != "MDY" and hit.captured["d"] == 0
    if before is not None and behind is not None:
        gap = before.day - behind.day
        if abs(gap) > FAR:
            day_leads = gap > FAR
    if behind is not None and (before is None or not day_leads):
        other = () if before is None or before.day == behind.day else (before.day,)
        return Found(behind.day, "sure", other, first=month_at)
    if before is None:
        return None
    other = () if behind is None or behind.day == before.day else (behind.day,)
    return Found(before.day, "sure", other, after=month_at + 1)


def _yearless(month: int, day: int, weekday: int | None, said: Moment) -> Found | None:
    found = calendar.newest_yearless(said.today, month, day)
    if found is None:
        return None
    ahead = calendar.day_of(said.today.year, month, day)
    if ahead is None or ahead <= said.today:
        return Found(found)
    if weekday is not None and ahead.weekday() == weekday != found.weekday():
        return Found(ahead, "sure", (found,))
    return Found(found, "sure", (ahead,))


def _numeric(hit: Hit, said: Moment) -> Found | None:
    read = numeric_date(str(hit.get("n")), said.today, said.order, said.language)
    if read is None:
        return None
    weekday = hit.number("w")
    if weekday is not None:
        return _numeric_weekday(hit, read, weekday, said)
    if read.sure or hit.rule == "numeric_on":
        return Found(read.day, "sure", read.others)
    # Words before it ("for 5.10", "за 5.10") say nothing about a number that may be the price.
    return Found(read.day, "numeric", (*read.others, None), first=hit.captured["n"])


def _numeric_weekday(hit: Hit, read: Digits, weekday: int, said: Moment) -> Found | None:
    """Let the weekday decide between readings; in "friday 12.05" it leaves 12.05 an amount."""
    possible = [read.day, *(day for day in read.others if not read.sure or day <= said.today)]
    agreeing = [day for day in possible if day.weekday() == weekday]
    if agreeing:
        return Found(agreeing[0])
    if read.sure or hit.rule == "numeric_on":
        return Found(read.day, "sure", read.others)
    day = calendar.weekday_before(said.today, weekday, today_counts=True)
    return None if day is None else Found(day, "weak", (read.day, None), after=hit.captured["n"])


def _day_of_period(hit: Hit, said: Moment) -> Found | None:
    """Read "the 5th of last month" and "the last day of october"."""
    day = hit.need("d" if "d" in hit.captured else "e")
    if "m" in hit.captured:
        return _edge_of_month(hit, said, day)
    unit, away = hit.period() or ("", 0)
    if unit == "month":
        return sure(calendar.month_day(said.today, away, day))
    edge = {1: (1, 1), -1: (12, 31)}.get(day) if unit == "year" and "e" in hit.captured else None
    return sure(calendar.day_of(said.today.year + away, *edge)) if edge else None


def _edge_of_month(hit: Hit, said: Moment, day: int) -> Found | None:
    month, year = hit.need("m"), hit.number("y")
    if year is not None:
        return sure(calendar.month_edge(year, month, day))
    this_year = calendar.month_edge(said.today.year, month, day)
    if this_year is not None and this_year <= said.today:
        return Found(this_year)
    return sure(calendar.month_edge(said.today.year - 1, month, day))


def _counted(hit: Hit, said: Moment, sign: int) -> date | None:
    count = hit.need("n") if "n" in hit.captured else 1
    unit = str(hit.get("u"))
    if unit == "fortnight":
        unit, count = "week", count * 2
    return calendar.shifted(said.at, sign * count, unit)


def _ago(hit: Hit, said: Moment) -> Found | None:
    """Read "3 days ago"; in "taxi 20 week ago" 20 belongs to the taxi."""
    if "n" in hit.captured and hit.numbers == 1:
        number, unit = hit.lexemes[hit.captured["n"]], hit.lexemes[hit.captured["u"]]
        if "unit1" in unit.values and "day" in number.values and number.values["day"] != 1:
            day = calendar.shifted(
                said.at, -1, str(unit.values["unit1"]).replace("fortnight", "week")
            )
            return None if day is None else Found(day, first=hit.captured["u"])
    day, weekday = _counted(hit, said, -1), hit.number("w")
    if day is not None and "k" in hit.captured:
        day = calendar.day_shifted(day, hit.need("k"))  # "a week ago today"
    if day is None or weekday is None:
        return sure(day)
    if hit.get("u") == "week":
        return sure(calendar.weekday_of_week(day, weekday, 0))
    return Found(day, after=hit.captured["w"])  # "3 days ago friday pizza"


def _ahead(hit: Hit, said: Moment) -> Found | None:
    return sure(_counted(hit, said, 1))


def _relative(hit: Hit, said: Moment) -> Found | None:
    """Read "yesterday"."""
    return sure(calendar.day_shifted(said.today, hit.need("k")))


def _part(hit: Hit, said: Moment) -> Found | None:
    """Read "this morning" and "last night": also after midnight, that began the day before."""
    away = hit.need("k")
    return None if away > 0 else sure(calendar.day_shifted(said.today, away))


def _day(hit: Hit, said: Moment) -> Found | None:
    """Read "on the 5th"."""
    day = hit.need("d")
    return sure(calendar.newest_day_of_month(said.today, day))


def _weak(rule: Callable[[Hit, Moment], Found | None]) -> Callable[[Hit, Moment], Found | None]:
    def read(hit: Hit, said: Moment) -> Found | None:
        found = rule(hit, said)
        return None if found is None else Found(found.day, "weak", (*found.others, None))

    return read


def _holiday(hit: Hit, said: Moment) -> Found | None:
    """Read "new year's eve" and "easter monday 2025"; without a year the newest."""
    name, year = str(hit.get("h")), hit.number("y")
    this_year = said.today.year
    if year is None and hit.period() is not None:
        year = _year_of(hit, said)
        if year is None:
            return None
    elif hit.number("k") == 1:
        days = [_feast(name, this_year), _feast(name, this_year + 1)]
        return sure(next((day for day in days if day and day > said.today), None))
    if year is not None:
        return sure(_feast(name, year))
    day = _feast(name, this_year)
    if day is not None and day <= said.today:
        return Found(day)
    return sure(_feast(name, this_year - 1))


def _feast(name: str, year: int) -> date | None:
    if not calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR:
        return None
    if name.startswith("e"):
        return calendar.day_shifted(calendar.easter(year), int(name[1:]))
    month, _, day = name.partition("-")
    return calendar.day_of(year, int(month), int(day))


MEANINGS: Final[Mapping[str, Callable[[Hit, Moment], Found | None]]] = {
    "nothing": _nothing,
    "text": _text,
    "day_first": _text,
    "month_first": _text,
    "either": _either,
    "numeric": _numeric,
    "numeric_on": _numeric,
    "week": weekdays.week,
    "week_ago": weekdays.week_ago,
    "beside": weekdays.beside,
    "weekday_day": weekdays.weekday_day,
    "day_of_period": _day_of_period,
    "weekdays_ago": weekdays.weekdays_ago,
    "ago": _ago,
    "ahead": _ahead,
    "relative": _relative,
    "part": _part,
    "day": _day,
    "day_weak": _weak(_day),
    "weekday": weekdays.weekday,
    "weekday_weak": _weak(weekdays.weekday),
    "weekday_before": _weak(weekdays.weekday),
    "holiday": _holiday,
}
