"""What phrases with a weekday mean: "friday", "last friday", "friday last week"."""

from __future__ import annotations

from datetime import date

from expenseiq_core.parsing import date_calendar as calendar
from expenseiq_core.parsing.date_found import Found, Moment, sure
from expenseiq_core.parsing.date_grammar import Hit


def week(hit: Hit, said: Moment) -> Found | None:
    """Read "friday last week"."""
    period = hit.period()
    if period is None or period[0] != "week":
        return None
    return sure(calendar.weekday_of_week(said.today, hit.need("w"), period[1]))


def week_ago(hit: Hit, said: Moment) -> Found | None:
    """Read "friday two weeks ago"."""
    if hit.get("u") != "week":
        return None
    return sure(calendar.weekday_of_week(said.today, hit.need("w"), -hit.need("n")))


def beside(hit: Hit, said: Moment) -> Found | None:
    """Read "last friday": the newest before today, as "next friday" is the nearest after it."""
    away, weekday = hit.need("k"), hit.need("w")
    today = said.today
    if away == 0:
        return _this_weekday(today, weekday)
    near = (calendar.weekday_before if away < 0 else calendar.weekday_after)(today, weekday)
    if near is None:
        return None
    step = 7 if away > 0 else -7
    found = calendar.day_shifted(near, step * (abs(away) - 1))
    if found is None or abs(away) > 1:
        return sure(found)
    same_week = near == calendar.weekday_of_week(today, weekday, 0)
    other = calendar.day_shifted(near, step) if same_week else None
    return Found(found, "sure", (other,) if other else ())


def _this_weekday(today: date, weekday: int) -> Found | None:
    found = calendar.weekday_of_week(today, weekday, 0)
    if found is None or found <= today:
        return sure(found)
    before = calendar.day_shifted(found, -7)
    return Found(found, "sure", (before,) if before else ())


def weekday_day(hit: Hit, said: Moment) -> Found | None:
    """Read "friday the 13th": the newest month's in which they meet, within a year.

    "friday 13" without "the" is that only if last Friday was a 13th and the message has another
    number; else 13 is left to be the amount.
    """
    weekday, day = hit.need("w"), hit.need("d")
    bare = "day" in hit.classes["d"]
    if bare:
        return _weekday_number(hit, weekday, day, said)
    for months in range(0, -13, -1):
        found = calendar.month_day(said.today, months, day)
        if found is not None and found <= said.today and found.weekday() == weekday:
            return Found(found)
    return None


def _weekday_number(hit: Hit, weekday: int, day: int, said: Moment) -> Found | None:
    near = calendar.weekday_before(said.today, weekday, today_counts=True)
    if near is None:
        return None
    if near.day == day and hit.numbers > 1:
        return Found(near)
    return Found(near, "weak", (None,), after=hit.captured["w"] + 1)


def weekdays_ago(hit: Hit, said: Moment) -> Found | None:
    """Read "two fridays ago"."""
    weekday, count = hit.need("w"), hit.need("n")
    near = calendar.weekday_before(said.today, weekday)
    return sure(near and calendar.day_shifted(near, -7 * (count - 1)) if count else None)


def weekday(hit: Hit, said: Moment) -> Found | None:
    """Read "on friday": the newest, today if it is one."""
    weekday = hit.need("w")
    found = calendar.weekday_before(said.today, weekday, today_counts=True)
    if found != said.today:
        return sure(found)
    before = calendar.weekday_before(said.today, weekday)
    return Found(found, "sure", (before,) if before else ())
