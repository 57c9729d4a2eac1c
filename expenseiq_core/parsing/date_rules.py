"""What a matched rule means: the day it names, how sure that is, and the other likely readings.

Money is spent before it is written down: where a phrase leaves the year, month or week open, the
newest such day that is not in the future is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from expenseiq_core.parsing import date_calendar as calendar
from expenseiq_core.parsing.date_grammar import Hit
from expenseiq_core.parsing.date_numeric import Digits, numeric_date
from expenseiq_core.parsing.reading import DateOrder

Strength = Literal["sure", "weak", "numeric"]


NUMBER: Final = re.compile("[12340#~oq]")
FAR: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom a phrase is said."""

    at: datetime
    order: DateOrder
    language: str

    @property
    def today(self) -> date:
        """Return the speaker's date."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Found:
    """The day a phrase names; `others` are further readings (None: no date at all)."""

    date: date
    strength: Strength = "sure"
    others: tuple[date | None, ...] = ()
    first: int | None = None  # symbols of the hit that do not belong to the phrase
    after: int | None = None


def _sure(day: date | None) -> Found | None:
    return None if day is None else Found(day)


def _nothing(_hit: Hit, _said: Moment) -> Found | None:
    return None


def _months_of(hit: Hit) -> int | None:
    """Return how many months away "last month" or "next year" is; None for other periods."""
    away = hit.get("k")
    unit = hit.get("u")
    if hit.get("p") is not None:
        unit, _, count = str(hit.get("p")).partition(":")
        away = int(count)
    if unit == "month" and isinstance(away, int):
        return away
    return away * 12 if unit == "year" and isinstance(away, int) else None


def _text(hit: Hit, said: Moment) -> Found | None:
    """Read a day and a month in words, with or without weekday and year."""
    day, month = hit.number("d"), hit.number("m")
    assert day is not None, hit.rule
    assert month is not None, hit.rule
    day += hit.number("t") or 0
    year = hit.number("y") if "y" in hit.captured else hit.number("yy")
    if year is not None:
        return _sure(calendar.day_of(calendar.full_year(year, said.today), month, day))
    if "u" in hit.captured or "p" in hit.captured:
        months = _months_of(hit)
        if months is None or months % 12:
            return None
        return _sure(calendar.day_of(said.today.year + months // 12, month, day))
    if not 1 <= day <= 31:
        return None
    return _yearless(month, day, hit.number("w"), said)


def _either(hit: Hit, said: Moment) -> Found | None:
    """Read "uber 20 nov 5": what a message is about and its amount stand before the date.

    So the day follows the month, unless nothing stands before ("12 nov 5") or the other way is
    nearer by far: people write down what was spent lately.
    """
    month = hit.number("m")
    assert month is not None, hit.rule
    before, behind = (_yearless(month, hit.number(name) or 0, None, said) for name in ("d", "e"))
    day_leads = said.order != "MDY" and hit.captured["d"] == 0
    if before is not None and behind is not None:
        gap = before.date - behind.date
        if abs(gap) > FAR:
            day_leads = gap > FAR
    if before is None or (behind is not None and not day_leads):
        other = () if before is None or before.date == behind.date else (before.date,)
        return None if behind is None else Found(behind.date, "sure", other, first=hit.captured["m"])
    other = () if behind is None or behind.date == before.date else (behind.date,)
    return Found(before.date, "sure", other, after=hit.captured["m"] + 1)


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
    agreeing = [day for day in (read.day, *read.others) if day and day.weekday() == weekday]
    if agreeing:
        return Found(agreeing[0])
    if read.sure or hit.rule == "numeric_on":
        return Found(read.day, "sure", read.others)
    day = calendar.weekday_before(said.today, weekday, today_counts=True)
    return None if day is None else Found(day, "weak", (read.day, None), after=hit.captured["n"])


def _week(hit: Hit, said: Moment) -> Found | None:
    """Read "friday last week"."""
    away, unit = hit.number("k"), hit.get("u")
    if hit.get("p") is not None:
        unit, _, count = str(hit.get("p")).partition(":")
        away = int(count)
    weekday = hit.number("w")
    if unit != "week" or away is None or weekday is None:
        return None
    return _sure(calendar.weekday_of_week(said.today, weekday, away))


def _week_ago(hit: Hit, said: Moment) -> Found | None:
    """Read "friday two weeks ago"."""
    weekday, count = hit.number("w"), hit.number("n")
    if hit.get("u") != "week" or weekday is None or count is None:
        return None
    return _sure(calendar.weekday_of_week(said.today, weekday, -count))


def _beside(hit: Hit, said: Moment) -> Found | None:
    """Read "last friday": the newest before today, as "next friday" is the nearest after it."""
    away, weekday = hit.number("k"), hit.number("w")
    assert away is not None, hit.rule
    assert weekday is not None, hit.rule
    today = said.today
    if away == 0:
        return _this_weekday(today, weekday)
    near = (calendar.weekday_before if away < 0 else calendar.weekday_after)(today, weekday)
    if near is None:
        return None
    step = 7 if away > 0 else -7
    found = calendar.day_shifted(near, step * (abs(away) - 1))
    if found is None or abs(away) > 1:
        return _sure(found)
    same_week = near == calendar.weekday_of_week(today, weekday, 0)
    other = calendar.day_shifted(near, step) if same_week else None
    return Found(found, "sure", (other,) if other else ())


def _this_weekday(today: date, weekday: int) -> Found | None:
    found = calendar.weekday_of_week(today, weekday, 0)
    if found is None or found <= today:
        return _sure(found)
    before = calendar.day_shifted(found, -7)
    return Found(found, "sure", (before,) if before else ())


def _weekday_day(hit: Hit, said: Moment) -> Found | None:
    """Read "friday the 13th": the newest month's in which they meet, within a year.

    "friday 13" without "the" is that only if a Friday of the last weeks was a 13th and the message
    has another number; else 13 is left to be the amount.
    """
    weekday, day = hit.number("w"), hit.number("d")
    assert day is not None, hit.rule
    assert weekday is not None, hit.rule
    bare = "day" in hit.classes["d"]
    for months in range(0, -2 if bare else -13, -1):
        found = calendar.month_day(said.today, months, day)
        if found is not None and found <= said.today and found.weekday() == weekday:
            if bare and len(NUMBER.findall(hit.symbols)) == 1:
                break
            return Found(found)
    if not bare:
        return None
    near = calendar.weekday_before(said.today, weekday, today_counts=True)
    return None if near is None else Found(near, "weak", (None,), after=hit.captured["w"] + 1)


def _day_of_period(hit: Hit, said: Moment) -> Found | None:
    """Read "the 5th of last month" and "the last day of october"."""
    day = hit.number("d") if "d" in hit.captured else hit.number("e")
    assert day is not None, hit.rule
    if "m" in hit.captured:
        return _edge_of_month(hit, said, day)
    months = _months_of(hit)
    if months is None:
        return None
    if months % 12 or "month" in (hit.get("u"), str(hit.get("p")).partition(":")[0]):
        return _sure(calendar.month_day(said.today, months, day))
    return None


def _edge_of_month(hit: Hit, said: Moment, day: int) -> Found | None:
    month, year = hit.number("m"), hit.number("y")
    assert month is not None, hit.rule
    if year is not None:
        return _sure(calendar.month_edge(year, month, day))
    this_year = calendar.month_edge(said.today.year, month, day)
    if this_year is not None and this_year <= said.today:
        return Found(this_year)
    return _sure(calendar.month_edge(said.today.year - 1, month, day))


def _weekdays_ago(hit: Hit, said: Moment) -> Found | None:
    """Read "two fridays ago"."""
    weekday, count = hit.number("w"), hit.number("n")
    assert weekday is not None, hit.rule
    assert count is not None, hit.rule
    near = calendar.weekday_before(said.today, weekday)
    return _sure(near and calendar.day_shifted(near, -7 * (count - 1)) if count else None)


def _counted(hit: Hit, said: Moment, sign: int) -> date | None:
    count = hit.number("n") if "n" in hit.captured else 1
    unit = str(hit.get("u"))
    if count is None:
        return None
    if unit == "fortnight":
        unit, count = "week", count * 2
    return calendar.shifted(said.at, sign * count, unit)


def _ago(hit: Hit, said: Moment) -> Found | None:
    """Read "3 days ago"; in "taxi 20 week ago" 20 belongs to the taxi."""
    if "n" in hit.captured and hit.symbols.count("1") + hit.symbols.count("2") == 1:
        number, unit = hit.lexemes[hit.captured["n"]], hit.lexemes[hit.captured["u"]]
        if "unit1" in unit.values and "day" in number.values and number.values["day"] != 1:
            day = calendar.shifted(said.at, -1, str(unit.values["unit1"]).replace("fortnight", "week"))
            return None if day is None else Found(day, first=hit.captured["u"])
    day, weekday = _counted(hit, said, -1), hit.number("w")
    if day is not None and weekday is not None:
        return _sure(calendar.weekday_of_week(day, weekday, 0)) if hit.get("u") == "week" else None
    return _sure(day)


def _ahead(hit: Hit, said: Moment) -> Found | None:
    return _sure(_counted(hit, said, 1))


def _relative(hit: Hit, said: Moment) -> Found | None:
    """Read "yesterday"."""
    away = hit.number("k")
    assert away is not None, hit.rule
    return _sure(calendar.day_shifted(said.today, away))


def _part(hit: Hit, said: Moment) -> Found | None:
    """Read "this morning" and "last night": also after midnight, that began the day before."""
    away = hit.number("k")
    if away is None or away > 0:
        return None
    return _sure(calendar.day_shifted(said.today, away))


def _day(hit: Hit, said: Moment) -> Found | None:
    """Read "on the 5th"."""
    day = hit.number("d")
    assert day is not None, hit.rule
    return _sure(calendar.newest_day_of_month(said.today, day))


def _weak(rule: Callable[[Hit, Moment], Found | None]) -> Callable[[Hit, Moment], Found | None]:
    def read(hit: Hit, said: Moment) -> Found | None:
        found = rule(hit, said)
        return None if found is None else Found(found.date, "weak", (*found.others, None))

    return read


def _weekday(hit: Hit, said: Moment) -> Found | None:
    """Read "on friday": the newest, today if it is one."""
    weekday = hit.number("w")
    assert weekday is not None, hit.rule
    found = calendar.weekday_before(said.today, weekday, today_counts=True)
    if found != said.today:
        return _sure(found)
    before = calendar.weekday_before(said.today, weekday)
    return Found(found, "sure", (before,) if before else ())


def _holiday(hit: Hit, said: Moment) -> Found | None:
    """Read "new year's eve" and "easter monday 2025"; without a year the newest."""
    name, year = str(hit.get("h")), hit.number("y")
    this_year = said.today.year
    if year is None and ("u" in hit.captured or "p" in hit.captured):
        months = _months_of(hit)
        if months is None or months % 12:
            return None
        year = this_year + months // 12
    elif hit.number("k") == 1:
        days = [_feast(name, this_year), _feast(name, this_year + 1)]
        return _sure(next((day for day in days if day and day > said.today), None))
    if year is not None:
        return _sure(_feast(name, year))
    day = _feast(name, this_year)
    if day is not None and day <= said.today:
        return Found(day)
    return _sure(_feast(name, this_year - 1))


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
    "week": _week,
    "week_ago": _week_ago,
    "beside": _beside,
    "weekday_day": _weekday_day,
    "day_of_period": _day_of_period,
    "weekdays_ago": _weekdays_ago,
    "ago": _ago,
    "ahead": _ahead,
    "relative": _relative,
    "part": _part,
    "day": _day,
    "day_weak": _weak(_day),
    "weekday": _weekday,
    "weekday_weak": _weak(_weekday),
    "holiday": _holiday,
}
