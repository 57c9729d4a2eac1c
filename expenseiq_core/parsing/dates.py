"""Find the dates in a message: `yesterday`, `last friday`, `on the 5th`, `12 nov`, `5/11`.

A language's table is loaded when somebody first writes in it. Only the user's language and English
are read, never all: "to" is Thursday in Finnish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal

from expenseiq_core.parsing.date_grammar import Grammar, Hit, grammar
from expenseiq_core.parsing.date_rules import MEANINGS, Found, Moment
from expenseiq_core.parsing.date_words import LANGUAGES, Language, plain
from expenseiq_core.parsing.reading import DateOrder

_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SHAPE: Final = (
    r"(?<![\d.,])\d{{1,2}}(?:[./-](?:0?[1-9]|1[0-2])(?![\d])|[/-]\d{{1,2}}(?!\d))"
    r"|\d\d[-./]\d\d?[-./]\d\d|\d\.\ \d|\d\ /\ \d|(?<!\d)20\d{{6}}(?!\d)"
    r"|\d(?:{suffixes})(?!\w){before}"
)
_COUNTED: Final = frozenset("text day_first month_first either day".split())
"""Rules of a number and a word: without another number it may be the amount."""
_ALIASES: Final = {"no": "nb", "nn": "nb"}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A phrase that names a day: where it stands, which day, and the other likely readings.

    "sure" is a date. "weak" is a word that may belong to the description ("friday pizza") or a
    number that may be the message's only amount ("coffee may 5"). "numeric" is D.M, D/M or D-M
    without a year, which may be an amount or a fraction. A None among the alternatives: no date.
    """

    start: int
    end: int
    date: date
    strength: Literal["sure", "weak", "numeric"]
    alternatives: tuple[date | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    language: Language
    grammar: Grammar
    shape: re.Pattern[str]


@lru_cache(maxsize=64)
def _readers(locale: str) -> tuple[_Reader, ...]:
    """Return the readers of a locale: its language's, if we have it, and English."""
    name = re.split("[-_]", locale.lower(), maxsplit=1)[0]
    name = _ALIASES.get(name, name)
    return tuple(_reader(own) for own in dict.fromkeys((name, "en")) if own in LANGUAGES)


@lru_cache(maxsize=32)
def _reader(name: str) -> _Reader:
    language, rules = grammar(name)
    before = "|".join(sorted(map(re.escape, language.words_of("dprep")), key=len, reverse=True))
    after = "|".join(sorted(map(re.escape, language.words_of("dpost")), key=len, reverse=True))
    more = (rf"|\b(?:{before})\s{{0,3}}\d" if before else "") + (
        rf"|\d\.?\s?(?:{after})(?!\w)" if after else ""
    )
    shape = re.compile(_SHAPE.format(suffixes=language.suffixes, before=more), re.IGNORECASE)
    return _Reader(language, rules, shape)


def find_dates(text: str, *, at: datetime, locale: str, date_order: DateOrder) -> list[DateSpan]:
    """Return the dates of a guarded text, in order and without overlap."""
    words = _WORDS.findall(plain(text))
    digits = _DIGIT.search(text) is not None
    spans: list[DateSpan] = []
    readers = _readers(locale)
    for reader in readers:
        if reader.language.triggers.isdisjoint(words) and not (digits and reader.shape.search(text)):
            continue
        said = Moment(at, date_order, reader.language.name)
        for span in _spans(reader, text, said):
            if reader is not readers[0] and _too_short(span):
                continue
            if all(span.end <= other.start or other.end <= span.start for other in spans):
                spans.append(span)
    spans.sort(key=lambda span: span.start)
    return spans


def _spans(reader: _Reader, text: str, said: Moment) -> list[DateSpan]:
    symbols, lexemes = reader.language.read(text)
    spans = []
    position = 0
    while (hit := reader.grammar.hit(symbols, lexemes, position)) is not None:
        found = MEANINGS[hit.rule](hit, said)
        if found is None:
            # A day that does not exist hides no other phrase: in "feb 30 friday" friday counts.
            position = hit.after if hit.rule == "nothing" else hit.first + 1
            continue
        first = hit.first if found.first is None else found.first
        position = hit.after if found.after is None else found.after
        start, end = lexemes[first].start, lexemes[position - 1].end
        found = _unless_only_number(hit, found, text[:start] + " " + text[end:])
        spans.append(DateSpan(start, end, found.date, found.strength, found.others))
    return spans


def _too_short(span: DateSpan) -> bool:
    """Doubt "fri" and "sun" in another language's text: "fri frakt" is free shipping."""
    return span.strength == "weak" and span.end - span.start <= len("mon")


def _unless_only_number(hit: Hit, found: Found, rest: str) -> Found:
    """Doubt "coffee may 5": without another number the day may be the amount."""
    if found.strength != "sure" or hit.rule not in _COUNTED:
        return found
    if _DIGIT.search(rest) or not _WORDS.search(rest):
        return found
    return Found(found.date, "weak", (*found.others, None))
