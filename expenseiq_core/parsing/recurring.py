"""How often an expense comes back: `monthly on the 1st`, `every 2 weeks`, `until 2028`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from expenseiq_core.parsing.dates import DateSpan, find_dates
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Recurrence
from expenseiq_core.parsing.tables import recurrence as table
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.when import usual_order

_EVERY: Final = words.EVERY_WORDS | table.EVERY
_TRIGGERS: Final = frozenset(words.CADENCES) | frozenset(table.ONCE_IN) | _EVERY
_PER: Final = frozenset(word for word, cadence in words.PERIODS.items() if cadence != "daily")
_BEHIND: Final = words.UNTIL_WORDS | table.STARTS | table.ON
_WEEKDAYS: Final = {**words.WEEKDAYS, **table.WEEKDAYS}
_YEAR = re.compile(r"20[0-9]{2}")
_SAFE: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_DAY: Final = 31


def take_recurrence(line: Line) -> Recurrence | None:
    """Take the words that say how often; None if nothing does."""
    if line.words.isdisjoint(_TRIGGERS) and line.words.isdisjoint(_PER):
        return None
    for i, token in enumerate(line.tokens):
        if line.taken[i]:
            continue
        found = _often(line, i) if token.kind == "w" else _per(line, i)
        if found is not None:
            return found
    return None


def _often(line: Line, i: int) -> Recurrence | None:
    word = line.tokens[i].folded
    if _describes(line, i):
        return None
    if word in words.CADENCES:
        return _with_day(line, i, i, Recurrence(cadence=words.CADENCES[word]))
    if word in table.ONCE_IN:
        cadence, every = table.ONCE_IN[word]
        return _with_day(line, i, i, Recurrence(cadence=cadence, every=every))
    return _every(line, i) if word in _EVERY else _per(line, i)


def _describes(line: Line, i: int) -> bool:
    """Whether `monthly` says of which kind a thing is: `monthly ticket 49`, `49 weekly shop`."""
    first = all(token.kind != "w" for token in line.tokens[:i])
    followed = i + 1 < len(line.tokens) and line.tokens[i + 1].kind == "w"
    often = line.tokens[i].folded in words.CADENCES or line.tokens[i].folded in table.ONCE_IN
    return often and first and followed and _word(line, i + 1) not in _BEHIND


def _per(line: Line, i: int) -> Recurrence | None:
    """Read `per month`, `1200 a month`, `/month`, unless more words follow: `a week ago`."""
    word = line.tokens[i].folded
    if word not in table.PER | table.A or _word(line, i + 1) not in _PER:
        return None
    if word in table.A and (i == 0 or line.tokens[i - 1].kind not in "ns"):
        return None  # "pizza 12 for a week"
    behind = _word(line, i + 2)
    if behind and behind not in _BEHIND:
        return None
    return _with_day(line, i, i + 1, Recurrence(cadence=words.PERIODS[_word(line, i + 1)]))


def _word(line: Line, i: int) -> str:
    """Return the folded word or number at a token; "" where there is none."""
    return line.tokens[i].folded if 0 <= i < len(line.tokens) else ""


def _every(line: Line, first: int) -> Recurrence | None:
    """Read `every month`, `every monday`, `every 2 weeks`, `every other week`, `every 12th`."""
    i = first + 2 if _word(line, first + 1) in table.ARTICLES else first + 1
    word = _word(line, i)
    if word in _WEEKDAYS:
        rule = Recurrence(cadence="weekly", weekday=_WEEKDAYS[word])
        return _with_end(line, first, i, rule)
    if word in words.PERIODS:
        return _with_day(line, first, i, Recurrence(cadence=words.PERIODS[word]))
    number = _count(word)
    if number and _word(line, i + 1) in words.PERIODS:
        rule = Recurrence(cadence=words.PERIODS[_word(line, i + 1)], every=number)
        return _with_day(line, first, i + 1, rule)
    if number and word.isdigit() and _is_suffix(line, i + 1) and number <= _LAST_DAY:
        return _with_end(line, first, i + 1, Recurrence(cadence="monthly", day=number))
    return None


def _count(word: str) -> int:
    """Return every how many; 0: the word does not say it."""
    if word in table.OTHER:
        return 2
    return int(word) if word.isdigit() and len(word) <= 2 else table.NUMBERS.get(word, 0)


def _is_suffix(line: Line, i: int) -> bool:
    return _word(line, i) in table.SUFFIXES and line.glued(i)


def _with_day(line: Line, first: int, last: int, rule: Recurrence) -> Recurrence:
    """Read the day that follows or goes before: `on the 1st`, `on monday`, `1st of every month`."""
    if rule.cadence != "daily":
        found = _date_after(line, last, rule) or _day_after(line, last + 1, rule)
        if found is not None:
            rule, last = found
        else:
            before = _day_before(line, first, rule)
            rule, first = before or (rule, first)
    return _with_end(line, first, last, rule)


def _day_after(line: Line, i: int, rule: Recurrence) -> tuple[Recurrence, int] | None:
    """Read a day of the week or month by its name or number; with it its last token."""
    said_on = i
    while _word(line, i) in table.ON:
        i += 1
    word = _word(line, i)
    if rule.cadence == "weekly" and word in _WEEKDAYS:
        return replace(rule, weekday=_WEEKDAYS[word]), i
    if rule.cadence != "monthly":
        return None
    if word in table.LAST:
        end = i + 1 if _word(line, i + 1) in table.DAYS else i
        return replace(rule, day=_LAST_DAY), _month_end(line, end)
    if not word.isdigit() or len(word) > 2 or not 0 < int(word) <= _LAST_DAY:
        return None
    end = i + 1 if _is_suffix(line, i + 1) else i
    behind = line.tokens[end + 1].kind if end + 1 < len(line.tokens) else ""
    if (end == i and said_on == i) or behind == "s":
        return None
    return replace(rule, day=int(word)), end


def _month_end(line: Line, end: int) -> int:
    """Return the last token of `last day of the month`."""
    i = end + 1
    while _word(line, i) in table.OF or _word(line, i) in table.ARTICLES:
        i += 1
    return i if _word(line, i) in table.MONTH_END else end


def _day_before(line: Line, first: int, rule: Recurrence) -> tuple[Recurrence, int] | None:
    """Read `on the 1st of` before `every month`; with it its first token."""
    if rule.cadence != "monthly":
        return None
    end = first - 1
    while _word(line, end) in table.OF:
        end -= 1
    day = 0
    if _word(line, end) in table.DAYS and _word(line, end - 1) in table.LAST:
        day, i = _LAST_DAY, end - 1
    elif _is_suffix(line, end) and _word(line, end - 1).isdigit():
        day, i = int(_word(line, end - 1)[:3]), end - 1
    if not 0 < day <= _LAST_DAY:
        return None
    while _word(line, i - 1) in table.ON:
        i -= 1
    return replace(rule, day=day), i


def _date_after(line: Line, last: int, rule: Recurrence) -> tuple[Recurrence, int] | None:
    """Read a date right behind: `yearly on 3 march`; with it its last token."""
    end = line.tokens[last].end
    if _word(line, last + 1) in table.STARTS:
        return None
    for span, stop in _dates(line):
        if span.start < end or span.strength == "numeric":
            continue
        if line.text[end : span.start].strip() or not _names_a_day(line, last + 1, stop):
            return None
        return _on(rule, span.date), stop
    return None


def _names_a_day(line: Line, first: int, last: int) -> bool:
    """Whether a date has a number or a weekday: `yesterday` is when it was paid."""
    said = line.tokens[first : last + 1]
    return any(token.kind == "n" or token.folded in _WEEKDAYS for token in said)


def _dates(line: Line) -> list[tuple[DateSpan, int]]:
    """Return the dates of a line, each with its last token."""
    context = line.context
    order = context.date_order or usual_order(context.locale)
    spans = find_dates(line.text, at=context.at, locale=context.locale, date_order=order)
    inside = [(span, line.span(span.start, span.end)) for span in spans]
    return [(span, tokens[1]) for span, tokens in inside if tokens is not None]


def _on(rule: Recurrence, day: date) -> Recurrence:
    if rule.cadence == "weekly":
        return replace(rule, weekday=day.weekday())
    return replace(rule, day=day.day, month=day.month if rule.cadence == "yearly" else None)


def _with_end(line: Line, first: int, last: int, rule: Recurrence) -> Recurrence:
    """Read from when on, and until when."""
    line.take(first, last)
    for k in range(last + 1, len(line.tokens) - 1):
        word = line.tokens[k].folded
        if word not in words.UNTIL_WORDS and word not in table.STARTS:
            continue
        ends = _day_at(line, k + 1)
        if ends is not None:
            day, stop = ends
            line.take(k, stop)
            is_end = word in words.UNTIL_WORDS
            rule = replace(rule, until=day) if is_end else replace(rule, starts=day)
    return rule


def _day_at(line: Line, k: int) -> tuple[date, int] | None:
    """Return the date that begins at a token, and its last token; a year alone is its last day."""
    token, today = line.tokens[k], line.context.at.date()
    for span, stop in _dates(line):
        day = span.date
        if span.start in (token.start, line.tokens[k - 1].start):
            # A yearless date means the past elsewhere; this one lies ahead.
            past = day < today and str(day.year) not in line.text
            return (_a_year_on(day) if past else day), stop
    return (date(int(token.text), 12, 31), k) if _YEAR.fullmatch(token.text) else None


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, _SAFE[day.month]))
