"""Find the dates in a message: `yesterday`, `last friday`, `on the 5th`, `12 nov`, `5/11`.

A language's table is loaded when somebody first writes in it. Only the user's language and English
are read, never all: "to" is Thursday in Finnish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from expenseiq_core.parsing import date_fallback, money_names
from expenseiq_core.parsing.date_found import Found, Moment, Strength
from expenseiq_core.parsing.date_grammar import Grammar, Hit, grammar
from expenseiq_core.parsing.date_rules import MEANINGS
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
MOST: Final = 200
LONGEST: Final = 2500
"""A text of more phrases or characters than this is no message about an expense."""
Day = date  # the type, where a field is called date
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
    date: Day
    strength: Strength
    alternatives: tuple[Day | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    language: Language
    grammar: Grammar
    shape: re.Pattern[str]


@lru_cache(maxsize=64)
def _readers(locale: str) -> tuple[str, tuple[_Reader, ...]]:
    """Return the readers of a locale, its own language's before English.

    The name is that of a language without a table of its own, which dateparser may know.
    """
    name = re.split("[-_]", locale.lower(), maxsplit=1)[0]
    name = _ALIASES.get(name, name)
    if name in LANGUAGES:
        return "", tuple(_reader(own) for own in dict.fromkeys((name, "en")))
    return name, (_reader("en"),)


def warm(locale: str) -> None:
    """Load what the first message of a locale would wait for."""
    language, _ = _readers(locale)
    date_fallback.warm(language)
    money_names.warm(locale)


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
    language, readers = _readers(locale)
    for place, reader in enumerate(readers, start=bool(language)):
        if reader.language.triggers.isdisjoint(words) and not (
            digits and reader.shape.search(text)
        ):
            continue
        said = Moment(at, date_order, reader.language.name)
        earlier = tuple(spans)
        for span in _spans(reader, text, said):
            if place and _too_short(text[span.start : span.end]):
                continue
            if all(span.end <= other.start or other.end <= span.start for other in earlier):
                spans.append(span)
        if any(span.strength == "sure" for span in spans):
            break  # who dates a message in one language does not date it in another, too
    if language and not spans:
        found = date_fallback.find(text, language=language, at=at, order=date_order)
        spans = [DateSpan(start, end, day, "sure") for start, end, day in found]
    spans.sort(key=lambda span: span.start)
    return spans


def _spans(reader: _Reader, text: str, said: Moment) -> list[DateSpan]:
    symbols, lexemes = reader.language.read(text[:LONGEST])
    spans: list[DateSpan] = []
    position = 0
    for _ in range(MOST):
        hit = reader.grammar.hit(symbols, lexemes, position)
        if hit is None:
            break
        found = MEANINGS[hit.rule](hit, said)
        if found is None:
            # A day that does not exist hides no other phrase: in "feb 30 friday" friday counts.
            position = hit.after if hit.rule == "nothing" else hit.first + 1
            continue
        first = hit.first if found.first is None else found.first
        after = hit.after if found.after is None else found.after
        position = hit.after
        start, end = lexemes[first].start, lexemes[after - 1].end
        found = _unless_only_number(hit, found, text[:start] + " " + text[end:])
        spans.append(DateSpan(start, end, found.day, found.strength, found.others))
    return spans


def _too_short(phrase: str) -> bool:
    """Doubt "fri" and "mar 5" in another language's text: "fri frakt" is free shipping."""
    return max(map(len, _WORDS.findall(phrase)), default=4) <= 3


def _unless_only_number(hit: Hit, found: Found, rest: str) -> Found:
    """Doubt "coffee may 5": without another number the day may be the amount."""
    if found.strength != "sure" or hit.rule not in _COUNTED:
        return found
    if _DIGIT.search(rest) or not _WORDS.search(rest):
        return found
    return Found(found.day, "weak", (*found.others, None))
