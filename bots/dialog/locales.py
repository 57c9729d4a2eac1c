"""Languages as people name them (`de`, `german`, `deutsch`) and as platforms do (`pt-br`)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from expenseiq_core.domain.words import fold

SAMPLE: Final = Decimal(1234)
"""Whole, so that it is an amount of every currency."""
DEFAULT: Final = "en_GB"
"""Where nothing is known: day before month, a 24-hour clock, as in most countries."""
_SAME: Final = {"no": "nb"}
"""Codes of languages whose data are under another code."""
_TAG = re.compile(r"[a-z]{2,3}(?:_[a-z]{4})?(?:_(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)
_OWN_NAMES: Final = (
    "de=deutsch fr=français es=español pt=português it=italiano nl=nederlands pl=polski"
    " ru=русский uk=українська cs=čeština sv=svenska da=dansk nb=norsk fi=suomi hu=magyar"
    " ro=română tr=türkçe el=ελληνικά ja=日本語 zh=中文 ko=한국어"
)


class Told(NamedTuple):
    """What a platform's language tag says: a locale, and the country if it points to one."""

    locale: str
    country: str | None


@lru_cache(maxsize=256)
def parsed(locale: str) -> Locale:
    """Return Babel's locale."""
    return Locale.parse(locale)


@lru_cache(maxsize=1024)
def find(text: str) -> str | None:
    """Return the locale that a text names, as it is kept (`de`, `en_GB`); None if there is none."""
    wanted = text.strip().replace("-", "_")
    by_name = _names().get(fold(text))
    if by_name is None and _TAG.fullmatch(wanted) is None:
        return None
    locale = _parsed(by_name or wanted)
    return str(locale) if locale is not None else None


@lru_cache(maxsize=1024)
def told(tag: str | None) -> Told:
    """Return the locale that a platform's tag means: `de` -> de_DE, `zh-hans` -> zh_Hans_CN.

    A language alone stands for the country where most of its speakers live. Not so English: it is
    what half of the world has its programs in.
    """
    subtags = (tag or "").replace("-", "_").split("_")
    for size in range(min(len(subtags), 3), 0, -1):
        wanted = "_".join(subtags[:size])
        locale = _parsed(wanted) if _TAG.fullmatch(wanted) else None
        if locale is not None:
            return _in_a_country(locale)
    return Told(DEFAULT, None)


def _in_a_country(locale: Locale) -> Told:
    if locale.territory:
        return Told(str(locale), _country(locale.territory))
    if locale.language == "en":
        return Told(DEFAULT, None)
    likely = get_global("likely_subtags")
    name = "_".join(filter(None, (locale.language, locale.script)))
    country = (likely.get(name) or likely.get(locale.language) or "").rpartition("_")[2]
    there = _parsed(f"{name}_{country}")
    return Told(str(there or locale), _country(country))


def _country(territory: str) -> str | None:
    """Return a territory if it is a country: not the world (001), not Latin America (419)."""
    return territory if territory.isalpha() else None


def _parsed(tag: str) -> Locale | None:
    language, *rest = tag.split("_")
    try:
        locale = Locale.parse("_".join([_SAME.get(language.lower(), language), *rest]))
    except (UnknownLocaleError, ValueError):
        return None
    return locale if "standard" in locale.currency_formats else None


def name(locale: str) -> str:
    """Return a locale's name in English: `German`, `English (United Kingdom)`."""
    return parsed(locale).get_display_name("en") or locale


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    english = {fold(named): code for code, named in Locale("en").languages.items()}
    own = (pair.split("=") for pair in _OWN_NAMES.split())
    return {**english, **{fold(named): code for code, named in own}}
