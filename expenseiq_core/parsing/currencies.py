"""Which currency a word or symbol next to an amount means, for this speaker.

An ambiguous word (`$`, `kr`, `pounds`) is the speaker's own currency if it can be; else the one of
the territory of their locale, then of their language, then the likeliest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from expenseiq_core.domain.currencies import CODES
from expenseiq_core.parsing.money_names import may_end, meanings, name_at
from expenseiq_core.parsing.tables import currency_names, currency_words
from expenseiq_core.parsing.text import fold, unstroked
from expenseiq_core.parsing.tokens import Token


class Unit(NamedTuple):
    """What a money word may mean: currencies, the likeliest first, and how much of one it is."""

    codes: tuple[str, ...]  # empty: the speaker's own
    scale: Decimal = Decimal(1)
    at_home: bool = False  # counts only for those who use that currency
    code: bool = False  # an ISO code


class Money(NamedTuple):
    """A money word read for a speaker."""

    code: str | None
    scale: Decimal
    start: int
    end: int
    sure: bool  # False: it may as well be an ordinary word


_ROW = re.compile(r'"([^"]+)"|(\S+)')
_SHORT: Final = 4
# `¥` and `￥` by the speaker; a letter alone is nobody's sign unless they have that currency.
_EVERYDAY: Final = frozenset("le da re ll st ct re all".split())
_TERRITORY: Final = dict(pair.split("=") for pair in currency_names.TERRITORIES.split())
_LANGUAGE: Final = dict(pair.split("=") for pair in currency_names.LANGUAGES.split())
_TERRITORIAL: Final = frozenset("$£")
"""Signs that a language alone says nothing about."""


def _hand_written(table: str, scale: str = "1") -> Iterator[tuple[str, Unit]]:
    home = frozenset(fold(word) for word in currency_words.ONLY_AT_HOME.split())
    for row in table.strip().splitlines():
        codes, _, words = row.partition(":")
        unit = Unit(() if codes == "own" else tuple(codes.split("/")), Decimal(scale))
        for quoted, plain in _ROW.findall(words):
            word = fold(quoted or plain).rstrip(".")
            for form in {word, unstroked(word)}:
                yield form, unit._replace(at_home=form in home)


def _compiled(table: str, *, names: bool) -> Iterator[tuple[str, Unit]]:
    unit = Unit(())
    home = frozenset(fold(word) for word in currency_words.ONLY_AT_HOME.split())
    for line in table.strip().splitlines():
        if line.startswith("="):
            unit = Unit(tuple(line[1:].split("/")))
            continue
        for word in filter(None, map(str.strip, line.split("|"))):
            # A short Latin word of some language is an everyday word of another.
            short = len(word) <= _SHORT and word.isascii() and (names or word.isalpha())
            folded = word if names else fold(word)  # names are compiled folded
            for form in {folded, unstroked(folded)}:
                single = len(form) == 1 and form.isalpha()
                yield form, unit._replace(at_home=short or single or form in home)


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    home = frozenset(currency_words.ONLY_AT_HOME.split())
    for form, unit in _compiled(currency_names.NAMES, names=True):
        found.setdefault(form, unit)
    found.update(_compiled(currency_names.SYMBOLS, names=False))
    for table, scale in (
        (currency_words.TENFOLD, "10"),
        (currency_words.TENTHS, "0.1"),
        (currency_words.MINOR, "0.01"),
        (currency_words.WORDS, "1"),
    ):
        rows: dict[str, Unit] = {}
        for form, unit in _hand_written(table, scale):
            rows.setdefault(form, unit)
        found.update(rows)
    for code in CODES:
        form = code.lower()
        if form in home or form not in found:
            found[form] = Unit((code,), at_home=form in home, code=True)
    return found


UNITS: Final = _units()
"""Folded word, phrase or sign -> what money it may mean."""
_OWNERS: Final = {
    row[:3]: frozenset(row[4:].split()) for row in currency_words.OWNERS.strip().splitlines()
}
_NOT_BEFORE: Final = frozenset(fold(w) for w in currency_words.NOT_BEFORE.split())
_PHRASE_STARTS: Final = frozenset(form.split()[0] for form in UNITS if " " in form)
_GLUED_SCRIPTS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_HOME_WORDS: Final = frozenset(fold(word) for word in currency_words.ONLY_AT_HOME.split())
_LANDS: Final = {
    "us": "USD", "ca": "CAD", "can": "CAD", "au": "AUD", "aus": "AUD", "nz": "NZD", "hk": "HKD",
    "tw": "TWD", "sg": "SGD", "mx": "MXN", "br": "BRL", "ar": "ARS", "cl": "CLP", "co": "COP",
}  # fmt: skip
"""Letters behind a dollar sign, as in Canada: 12,50 $ US."""
_LONGEST: Final = 8
_MOST_WORDS: Final = 6


@lru_cache(maxsize=1024)
def home(locale: str) -> tuple[str | None, str | None]:
    """Return the currencies of a locale's territory and of its language."""
    language, _, rest = locale.replace("-", "_").partition("_")
    territory = rest.rpartition("_")[2].upper()
    return _TERRITORY.get(territory), _LANGUAGE.get(language.lower())


@lru_cache(maxsize=4096)
def resolve(form: str, own: str, locale: str) -> tuple[str | None, bool]:
    """Return the currency that a known form means to a speaker, and whether they are at home in it.

    None: the speaker's own, whatever it is.
    """
    codes = UNITS[form].codes
    if not codes:
        return None, True
    code, at_home = _chosen(codes, own, locale, territorial=form in _TERRITORIAL)
    if at_home:
        return code, True
    english = locale.startswith("en") and form in {"p", "penny"}
    return codes[0], english


def _chosen(
    codes: tuple[str, ...], own: str, locale: str, *, territorial: bool = False
) -> tuple[str, bool]:
    """Return which of several currencies a speaker means, and whether they are at home in it."""
    if own in codes:
        return own, True
    by_territory, by_language = home(locale)
    if by_territory in codes:
        assert by_territory is not None
        return by_territory, True
    if by_language in codes and by_territory is None and not territorial:
        assert by_language is not None
        return by_language, True
    return codes[0], False


def glued_script(char: str) -> bool:
    """Whether the script of `char` is written without spaces between a word and a number."""
    return _GLUED_SCRIPTS.match(char) is not None


def symbol(token: Token, own: str, locale: str) -> Money | None:
    """Read a currency sign, with the letters that belong to it: `US$`, `R$`, `€`."""
    text = token.text
    # The longest known part wins: letters that belong to no currency are words.
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            form = fold(text[start:end]).rstrip(".")
            if form in UNITS and not text[start:end].isalpha():
                code, _ = resolve(form, own, locale)
                return Money(
                    code, UNITS[form].scale, token.start + start, token.start + end, sure=True
                )
    return None


def land_after(tokens: list[Token], i: int) -> Money | None:
    """Read the land whose dollars the sign `i` counts: 12,50 $ US."""
    if tokens[i].text != "$" or i + 1 == len(tokens):
        return None
    land = tokens[i + 1]
    code = _LANDS.get(land.folded) if land.text.isupper() else None
    if code is None:
        return None
    return Money(code, Decimal(1), tokens[i].start, land.end, sure=True)


def word_after(tokens: list[Token], i: int, own: str, locale: str) -> Money | None:
    """Read the money word that starts with token `i`, right after an amount."""
    token = tokens[i]
    named = name_at(tokens, i, locale, least=2)
    if named is not None:
        return _named(tokens, i, named, own, locale)
    if token.folded in _PHRASE_STARTS:
        for size in (3, 2):
            phrase = tokens[i : i + size]
            form = " ".join(t.folded for t in phrase)
            if len(phrase) == size and form in UNITS:
                code, _ = resolve(form, own, locale)
                return Money(code, UNITS[form].scale, token.start, phrase[-1].end, sure=True)
    found = _single(token, own, locale)
    if found is None and token.folded not in _HOME_WORDS:
        named = name_at(tokens, i, locale, least=1)
        if named is not None:
            return _named(tokens, i, named, own, locale)
    if found is None and glued_script(token.text[0]):
        found = _beginning(token, own, locale)
    return found


def name_before(tokens: list[Token], i: int, own: str, locale: str) -> Money | None:
    """Read the name of several words that ends with token `i`, right before an amount."""
    if not may_end(tokens[i], locale):
        return None
    for first in range(max(i - _MOST_WORDS + 1, 0), i):
        named = name_at(tokens, first, locale, least=2)
        if named is not None and first + named[1] == i + 1:
            return _named(tokens, first, named, own, locale)
    return None


def _named(tokens: list[Token], i: int, named: tuple[str, int], own: str, locale: str) -> Money:
    form, size = named
    code, _ = _chosen(meanings(form, locale), own, locale)
    return Money(code, Decimal(1), tokens[i].start, tokens[i + size - 1].end, sure=True)


def word_before(token: Token, own: str, locale: str) -> Money | None:
    """Read a money word right before an amount: `Rs 250`, `EUR 12`, `руб 300`."""
    if token.folded in _OWNERS.get(own, ()):
        return _single(token, own, locale)
    if token.folded in _NOT_BEFORE and not _shouted(token):
        code, at_home = resolve(token.folded, own, locale) if token.folded in UNITS else ("", False)
        if not (at_home and code == own and UNITS[token.folded].code):
            return None
    found = _single(token, own, locale)
    if found is None and glued_script(token.text[-1]):
        for size in range(min(_LONGEST, len(token.text) - 1), 1, -1):
            form = fold(token.text[-size:])
            if form in UNITS:
                code, _ = resolve(form, own, locale)
                return Money(code, UNITS[form].scale, token.end - size, token.end, sure=True)
    return found


def _single(token: Token, own: str, locale: str) -> Money | None:
    form = token.folded
    if form in _OWNERS.get(own, ()):
        return Money(own, Decimal(1), token.start, token.end, sure=True)
    unit = UNITS.get(form)
    if unit is None:
        return None
    code, at_home = resolve(form, own, locale)
    if unit.at_home and not at_home and not unit.code and not _shouted(token):
        return None
    sure = not unit.at_home or at_home or _shouted(token)
    return Money(code, unit.scale, token.start, token.end, sure=sure)


def _shouted(token: Token) -> bool:
    """Whether a short word is typed as an abbreviation is: KD, SR, TRY, Ft."""
    text = token.text
    return (len(text) > 1 and text.isupper() and token.folded not in _EVERYDAY) or text in {
        "Ft",
        "Fr",
    }


def _beginning(token: Token, own: str, locale: str) -> Money | None:
    for size in range(min(_LONGEST, len(token.text) - 1), 0, -1):
        form = fold(token.text[:size])
        if form in UNITS:
            code, at_home = resolve(form, own, locale)
            if at_home or not UNITS[form].at_home:
                return Money(code, UNITS[form].scale, token.start, token.start + size, sure=True)
    return None
