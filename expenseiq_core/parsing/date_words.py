"""A language's words of dates, and how a text becomes the row of symbols that the grammar reads.

Each word or phrase belongs to one or more classes ("mar" is a month and a weekday in Spanish). All
words with the same classes share one symbol, a character; a rule of the grammar names classes and
is compiled to a regex over symbols. So the grammar is one for all languages.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from expenseiq_core.parsing.tables.dates import names
from expenseiq_core.parsing.text import fold, unstroked

Value = int | str
Values = Mapping[str, Value]

LANGUAGES: Final = frozenset(names.MONTHS)
TRIGGERS: Final = frozenset(
    "rel wd wda wdp month monthg unit unit1 unit_ago ago_post pod period hol onhol ordw".split()
)
"""Classes of which every phrase has a word (or a number in a date's shape)."""

FOLLOWERS: Final = frozenset(
    "meal noun clock cur word post ypost dday dpost ago_post fut_post tail".split()
)
"""Classes of words with which no phrase begins."""

DAY, SHORT, LONG, YEAR, ORDINAL, ON_ORDINAL, NUMERIC, YEARLESS, OPAQUE, OTHER = "1234oq#~0x"
NUMBERS: Final = "1234oq#~0"
NUMBER_CLASSES: Final = {
    "day": DAY, "num": DAY + SHORT + LONG, "yy": DAY + SHORT, "year": YEAR,
    "ord": ORDINAL + ON_ORDINAL, "on_ord": ON_ORDINAL, "numdate": NUMERIC, "daymonth": YEARLESS,
    "number": DAY + SHORT + LONG + YEAR + OPAQUE,
}  # fmt: skip
MONEY_WORDS: Final = """
cur: eur, euro, euros, eura, eurot, usd, gbp, chf, dollar, dollars, bucks, quid, pound, pounds
cur: rupees, cad, aud, nzd, yen, jpy, cents, pence, k, kr, sek, nok, dkk, pln, zł, zl, thb, baht
cur: pesos, inr, rs
cur: dólares, libras, livres, sterline, złotych, złote, zloty, rub
cur: руб, рублей, рубля, рубль, р
cur: грн, гривень, гривні, uah, kč, kc, czk, korun, koruny, kron, kronor, kroner, ron
cur: lei, leu, ft, huf, forint, tl, try, lira, reais
cur: real, brl, franken, francs, franchi, евро, євро, euroa, долларов
"""


def plain(text: str) -> str:
    """Return the text as the tables are keyed: no case, no accents, no strokes."""
    return text.lower() if text.isascii() else unstroked(fold(text))


_LINE = re.compile(r"(\w+)(?: (\S+))?: (.+)")
_PART = r"(?:{elided})['’]|\d+[ªº]|[^\W\d_]\w*(?:['’ʼ`][^\W\d_]\w*)*|\d+|\S"
_CUT = r"""
(?P<opaque> (?<!\S)[-+.,]\d[\d.,]{{0,30}} | [$€£¥₹₽₺₴₩]\d[\d.,]{{0,30}} | [\#@][\w.-]+
  | \w{{1,9}}://\S+ | [^\W\d][\w-]{{0,60}}\.(?:com|net|org|io|app|tv|eu)\b
  | \d[\d.,]{{0,30}}\ ?[$€£¥₹₽₺₴₩%](?!\d) )
| (?P<spaced> \d{{1,2}}\.\ \d{{1,2}}\.(?:\ ?\d{{4}})?(?![\d.,])
  | \d{{4}}\.\ \d{{1,2}}\.\ \d{{1,2}}\b\.? | \d{{1,2}}\ /\ \d{{1,2}}\ /\ \d{{2,4}}(?!\d)
  | \d{{1,2}}\.\d{{1,2}}\.\ (?:19|20)\d\d(?![\d.,]) )
| (?P<ordinal> \d{{1,2}}(?:{suffixes})(?!\w) )
| (?P<number> \d+(?:[-.,:/’'*x×]\d+)* )
| (?P<elision> (?<!\w)(?:{elided})['’](?=\w) )
| (?P<word> [^\W\d_]\w*(?:['’ʼ`][^\W\d_]\w*)* )
| (?P<mark> \n | [^\w\s] )
"""
_NUMERIC = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2}")
_YEARLESS = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/](?:[12]\d|3[01])"
    r"|20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
)
NO_WORDS: Final = "(?!)"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One or more tokens that stand for one symbol: where they are and what they may mean."""

    start: int
    end: int
    values: Values


@dataclass(frozen=True, slots=True)
class _Entry:
    symbol: str
    values: Values
    rest: tuple[str, ...]


class Language:
    """The words of one language; made once, then only read."""

    def __init__(self, name: str) -> None:
        module = importlib.import_module(f"expenseiq_core.parsing.tables.dates.{name}")
        self.name = name
        self.month_first: bool = getattr(module, "MONTH_FIRST", False)
        self.day_first: bool = getattr(module, "DAY_FIRST", True)
        self.suffixes: str = getattr(module, "ORDINAL_SUFFIXES", NO_WORDS)
        elided: str = getattr(module, "ELIDED", NO_WORDS)
        self._part = re.compile(_PART.format(elided=elided))
        token = _CUT.format(suffixes=self.suffixes, elided=elided)
        self.token = re.compile(token, re.VERBOSE | re.IGNORECASE)
        self._apostrophes: bool = getattr(module, "APOSTROPHES", True)
        bare: bool = getattr(module, "BARE_ORDINAL", False)
        self._ordinal_symbol = ON_ORDINAL if bare else ORDINAL
        self._symbols: dict[frozenset[str], str] = {}
        self.entries: dict[str, list[_Entry]] = {}
        triggers: set[str] = set()
        for parts, values in self._gathered(module).items():
            entry = _Entry(self._symbol(values), values, parts[1:])
            self.entries.setdefault(parts[0], []).append(entry)
            trigger = max(re.split("['-]", max(parts, key=len)), key=len)
            if not TRIGGERS.isdisjoint(values) and len(trigger) > 1:
                triggers.add(trigger)
        for same_start in self.entries.values():
            same_start.sort(key=lambda entry: -len(entry.rest))
        self.triggers = frozenset(triggers)
        self._money = _money_pattern(self.symbols_of("cur"), self.symbols_of("clock"))

    def _symbol(self, values: Values) -> str:
        return self._symbols.setdefault(frozenset(values), chr(0xE000 + len(self._symbols)))

    def _parts(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._part.findall(plain(phrase)))

    def _gathered(self, module: ModuleType) -> dict[tuple[str, ...], dict[str, Value]]:
        """Return every phrase of a language with its classes and their values."""
        found: dict[tuple[str, ...], dict[str, Value]] = {}
        dropped: set[tuple[str, ...]] = set()
        for name, value, phrase in _rows(MONEY_WORDS + module.WORDS):
            if name == "drop":
                dropped.add(self._parts(phrase))
            else:
                found.setdefault(self._parts(phrase), {})[name] = value
        for name, value, phrase in _named(self.name):
            parts = self._parts(phrase)
            known = found.get(parts, {})
            taken = {"month"} if name == "month" else {"wd", "wda"}
            if parts not in dropped and taken.isdisjoint(known):
                found.setdefault(parts, {})[name] = value
        endings: str = getattr(module, "COMPOUNDS", "")
        weekdays = [(parts, values["wd"]) for parts, values in found.items() if "wd" in values]
        for ending in endings.split():
            for parts, value in weekdays:
                found[self._parts("".join(parts) + ending)] = {"wd": value}
        return found

    def symbols_of(self, classes: str) -> str:
        """Return a regex that matches a symbol of one of the classes (joined by "|")."""
        wanted = classes.split("|")
        chars = [symbol for known, symbol in self._symbols.items() if not known.isdisjoint(wanted)]
        chars += [NUMBER_CLASSES[name] for name in wanted if name in NUMBER_CLASSES]
        return f"[{''.join(chars)}]" if chars else "(?!)"

    def unified(self, text: str) -> str:
        """Part the endings that Turkish sets off by an apostrophe; lengths stay."""
        return text if self._apostrophes else text.replace("'", " ").replace("’", " ")

    def read(self, text: str) -> tuple[str, list[Lexeme]]:
        """Return the text as symbols, and the lexeme behind each of them."""
        text = self.unified(text)
        fold_word = str if text.isascii() else plain
        matches = list(self.token.finditer(text.lower() if text.isascii() else text))
        words = [fold_word(match[0]) for match in matches]
        symbols: list[str] = []
        lexemes: list[Lexeme] = []
        position = 0
        while position < len(words):
            word, match = words[position], matches[position]
            entry = self._entry(words, position)
            if entry is not None:
                last = matches[position + len(entry.rest)]
                position += len(entry.rest) + 1
                symbols.append(entry.symbol)
                lexemes.append(Lexeme(match.start(), last.end(), entry.values))
                continue
            position += 1
            symbol, values = self._classified(word, match.lastgroup)
            if values and position < len(words) and matches[position].start() == match.end():
                known = words[position] in self.entries and symbol not in (NUMERIC, YEARLESS)
                if matches[position].lastgroup == "word" and not known:
                    symbol, values = OPAQUE, {}  # 5km, 14h30, 12.5k
            symbols.append(symbol)
            lexemes.append(Lexeme(match.start(), match.end(), values))
        return self._without_money("".join(symbols)), lexemes

    def _entry(self, words: list[str], position: int) -> _Entry | None:
        """Return the longest phrase of the tables that begins here."""
        for entry in self.entries.get(words[position], ()):
            if not entry.rest:
                return entry
            if tuple(words[position + 1 : position + 1 + len(entry.rest)]) == entry.rest:
                return entry
        return None

    def _classified(self, word: str, kind: str | None) -> tuple[str, Values]:
        """Return the symbol of a token that no table knows."""
        if kind == "number":
            return _number(word)
        if kind == "mark":
            return (OTHER if word in NUMBERS else word), {}  # a typed "~" is no number
        if kind == "ordinal":
            return self._ordinal(word)
        if kind == "spaced":
            return _number(word.replace(" ", "").rstrip("."))
        return (OPAQUE if kind == "opaque" else OTHER), {}

    def _ordinal(self, word: str) -> tuple[str, Values]:
        value = int(word[:2] if word[1].isdigit() else word[0])
        if not 1 <= value <= 31:
            return OTHER, {}
        return self._ordinal_symbol, {"ord": value, "on_ord": value}

    def _without_money(self, symbols: str) -> str:
        """Make numbers beside a currency's name or a clock's word opaque: they are no days."""
        return self._money.sub(lambda m: m[0].translate(_OPAQUE_DIGITS), symbols)

    def beginnings(self) -> str:
        """Return a regex for a symbol that a phrase may begin with: no mark, no mere follower."""
        chars = [symbol for known, symbol in self._symbols.items() if not known <= FOLLOWERS]
        return f"[{DAY}{SHORT}{LONG}{YEAR}{ORDINAL}{ON_ORDINAL}{NUMERIC}{YEARLESS}{''.join(chars)}]"

    def words_of(self, name: str) -> list[str]:
        """Return the words and phrases of a class."""
        return [
            " ".join((first, *entry.rest))
            for first, entries in self.entries.items()
            for entry in entries
            if name in entry.values
        ]


_OPAQUE_DIGITS: Final = str.maketrans(
    dict.fromkeys(DAY + SHORT + LONG + YEAR + NUMERIC + YEARLESS, OPAQUE)
)


def _money_pattern(currency: str, clock: str) -> re.Pattern[str]:
    after = rf"[1234#~](?={clock}|{currency}(?![1234#~0oq]))"
    before = (
        rf"(?<![\s\S])(?={currency}){currency}[1234#~]|[^1234#~0]{currency}[1234#~](?!{currency})"
    )
    return re.compile(f"{after}|{before}")


def _number(word: str) -> tuple[str, Values]:
    if _NUMERIC.fullmatch(word):
        return NUMERIC, {"numdate": word}
    if _YEARLESS.fullmatch(word):
        return YEARLESS, {"daymonth": word}
    if not word.isdigit() or len(word) > 4:
        return OPAQUE, {}
    value = int(word)
    values = {"num": value, "day": value, "yy": value, "year": value}
    if len(word) <= 2:
        return (DAY if 1 <= value <= 31 else SHORT), values
    return (YEAR if 1900 <= value <= 2100 and len(word) == 4 else LONG), values


def _rows(words: str) -> Iterator[tuple[str, Value, str]]:
    for line in filter(None, map(str.strip, words.splitlines())):
        match = _LINE.fullmatch(line)
        assert match is not None, line
        name, value, phrases = match.groups()
        for phrase in phrases.split(", "):
            whole = value is not None and value.lstrip("-").isdigit()
            yield name, int(value) if whole else value or "", phrase


def _named(language: str) -> Iterator[tuple[str, Value, str]]:
    for month, phrases in enumerate(names.MONTHS[language], 1):
        for phrase in phrases.split():
            if len(phrase) > 2:  # "ha" and "su" are words of their own
                yield "month", month, phrase
    for weekday, phrases in enumerate(names.WEEKDAYS[language]):
        for phrase in phrases.split():
            yield ("wd" if len(phrase) > 4 else "wda"), weekday, phrase
