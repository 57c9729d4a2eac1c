"""Compile what currencies are called, from the CLDR, into `currency_names.py`.

`write()` writes the table anew. This is the only user of Babel in parsing and runs on a developer's
machine, never while a message is read. A test says when the table is out of date:
`python -c "from expenseiq_core.parsing.tables.compile_currencies import write; write()"`
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_symbol, get_territory_currencies

from expenseiq_core.domain.currencies import CODES
from expenseiq_core.parsing.text import fold

LANGUAGES: Final = (
    "en en_GB en_AU de"
    " es fr pt it nl sv da nb fi pl cs sk hu ro bg ru uk tr el he ar fa hi bn id ms vi"
    " th zh ja ko ca hr sr ur ka kk uz az is"
).split()
WHERE_NOUN_LEADS: Final = frozenset(
    "es fr pt it ca ro he ar fa id ms vi pl el ur fil sw km".split()
)
"""In these languages the noun stands first ("dólares canadienses"), in all others last."""
WHERE_PLACE_FOLLOWS: Final = frozenset("ru uk bg kk".split())
COMMON: Final = tuple(
    """
    USD EUR GBP JPY CNY INR RUB CHF CAD AUD SEK NOK DKK MXN BRL TRY PLN CZK HUF RON BGN UAH ILS
    AED SAR THB IDR MYR SGD HKD TWD KRW VND PHP NZD ZAR EGP PKR BDT LKR KZT BYN GEL AMD AZN UZS
    ARS CLP COP PEN UYU ISK MAD TND KWD NGN KES GHS IRR RSD
    """.split()
)
"""The likeliest first: an ambiguous word means the first, if nothing else decides."""
WIDELY_SPOKEN: Final = frozenset("en es fr pt ar ru".split())
"""The languages whose names of the rarer currencies are kept, too."""
WELL_KNOWN: Final = frozenset(COMMON[:37])
"""The currencies whose names of several words are kept."""
_TODAY: Final = date(2026, 1, 1)
TARGET: Final = Path(__file__).with_name("currency_names.py")


def territories() -> dict[str, str]:
    """Return each territory's currency."""
    found = {}
    for territory in sorted(get_global("territory_currencies")):
        codes = [c for c in get_territory_currencies(territory, _TODAY, _TODAY) if c in CODES]
        if codes and len(territory) == 2:
            found[territory] = codes[0]
    return found


def languages() -> dict[str, str]:
    """Return the currency of the likeliest territory of each language."""
    money = territories()
    likely = get_global("likely_subtags")
    found = {}
    for language in sorted({name.partition("_")[0] for name in locale_identifiers()}):
        territory = likely.get(language, "").rpartition("_")[2]
        if territory in money:
            found[language] = money[territory]
    return found


def phrases() -> dict[str, set[str]]:
    """Return every folded name, plural form and bare noun with the currencies it may mean."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for code in CODES if language in WIDELY_SPOKEN else COMMON:
            for name in names_of(locale, code):
                for phrase in _forms(name, language, code=code):
                    found[phrase].add(code)
    return found


def names_of(locale: Locale, code: str) -> Iterator[str]:
    """Return what a locale calls a currency, in each of its plural forms."""
    plurals = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001 - no public way
    for name in (locale.currencies.get(code), *plurals.values()):
        if name and name != code and not {"(", "["} & set(name):
            yield name


def _forms(name: str, language: str, *, code: str) -> Iterator[str]:
    words = [word.strip(".,’'") for word in name.replace("\u200c", " ").split()]
    if len(words) == 1 or (code in WELL_KNOWN and len(words) <= 3):
        yield fold(" ".join(words))
    if len(words) > 1:
        noun = words[0] if language in WHERE_NOUN_LEADS else words[-1]
        if language in WHERE_PLACE_FOLLOWS and words[-1][0].isupper():
            noun = words[0]  # "долларов США", but "канадских долларов"
        yield fold(noun.rpartition("-")[2])


def symbols() -> dict[str, set[str]]:
    """Return every symbol with the currencies it may mean."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    money = territories()
    for name in sorted(locale_identifiers()):
        locale = Locale.parse(name)
        for code in CODES if name in LANGUAGES else {money.get(locale.territory or "", "EUR")}:
            symbol = get_currency_symbol(code, locale).strip("\u200b\u200e\u200f\u061c. ")
            if symbol and symbol not in CODES and not symbol.isdigit():
                found[symbol.replace("\xa0", " ")].add(code)
    return found


def _by_currencies(words: dict[str, set[str]]) -> str:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word, codes in words.items():
        ordered = sorted(codes, key=lambda c: (COMMON.index(c) if c in COMMON else 999, c))
        groups["/".join(ordered)].append(word)
    lines = []
    for codes_text in sorted(groups):
        rows = " | ".join(sorted(groups[codes_text])).replace(" ", "\x00").replace("|\x00", "| ")
        wrapped = textwrap.wrap(
            rows, 98, break_long_words=False, break_on_hyphens=False,
            initial_indent=" ", subsequent_indent=" ",
        )  # fmt: skip
        lines += [f"={codes_text}", *(row.replace("\x00", " ") for row in wrapped)]
    return "\n".join(lines)


def _pairs(table: dict[str, str]) -> str:
    return textwrap.fill(" ".join(f"{key}={value}" for key, value in table.items()), 98)


def compiled() -> str:
    """Return the source of the table."""
    return f'''"""What currencies are called, by the CLDR: compiled by `compile_currencies`."""

# ruff: noqa: E501 - some scripts count as wider than they are long

from __future__ import annotations

NAMES = """
{_by_currencies(phrases())}
"""

SYMBOLS = """
{_by_currencies(symbols())}
"""

TERRITORIES = """
{_pairs(territories())}
"""

LANGUAGES = """
{_pairs(languages())}
"""
'''


def write(target: Path = TARGET) -> None:
    """Write the table."""
    target.write_text(compiled(), encoding="utf-8")
