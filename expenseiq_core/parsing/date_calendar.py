"""Calendar arithmetic behind date phrases: which day is meant, seen from today.

Every function answers None, never an exception, where the calendar has no such day.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

FIRST_YEAR = 1900
LAST_YEAR = 2100
LEAP_CYCLE = 8  # years between two leap days at most (1896 to 1904, 2096 to 2104)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return that day; None if the calendar lacks it or nobody spends money in that year."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shifted(at: datetime, count: int, unit: str) -> date | None:
    """Return the day `count` units away from now (negative: before); months clamp to their end."""
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1) + at.year * 12 + at.month - 1
        year, month = divmod(months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(at.day, last))
    try:
        return (at + timedelta(**{unit + "s": count})).date()
    except OverflowError:
        return None


def day_shifted(day: date, days: int) -> date | None:
    """Return the day so many days on; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday_before(today: date, weekday: int, *, today_counts: bool = False) -> date | None:
    """Return the newest such weekday before today (or today itself)."""
    back = (today.weekday() - weekday) % 7
    if back == 0 and not today_counts:
        back = 7
    return day_shifted(today, -back)


def weekday_after(today: date, weekday: int) -> date | None:
    """Return the next such weekday after today."""
    return day_shifted(today, (weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(today: date, weekday: int, weeks: int) -> date | None:
    """Return that weekday of the week (from Monday) so many weeks on."""
    return day_shifted(today, weeks * 7 + weekday - today.weekday())


def newest_yearless(today: date, month: int, day: int) -> date | None:
    """Return the newest such day that is not in the future."""
    for year in range(today.year, today.year - LEAP_CYCLE - 1, -1):
        found = day_of(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def newest_day_of_month(today: date, day: int) -> date | None:
    """Return the newest day of that number: of this month or one before that has it."""
    for back in range(4):  # a 31st, 30th or 29th is at most two months back
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        found = day_of(year, month + 1, day)
        if found is not None and found <= today:
            return found
    return None


def month_day(today: date, months: int, day: int) -> date | None:
    """Return the day of that number in the month so many months on; -1 is its last."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return month_edge(year, month + 1, day)


def month_edge(year: int, month: int, day: int) -> date | None:
    """Return that day of the month; -1 is its last."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return day_of(year, month, calendar.monthrange(year, month)[1] if day == -1 else day)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, (century, years) = year % 19, divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, left = divmod(years, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def full_year(year: int, today: date) -> int:
    """Return the year two digits stand for: at most ten years ahead, else a century before."""
    if year >= 100:
        return year
    guess = today.year - today.year % 100 + year
    return guess - 100 if guess > today.year + 10 else guess
