"""Languages as people name them: `de`, `en-GB`, `german`, `deutsch`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError

from expenseiq_core.domain.words import fold

SAMPLE: Final = Decimal(1234)
"""Whole, so that it is an amount of every currency."""
_TAG = re.compile(r"[a-z]{2,3}(?:_[a-z]{4})?(?:_(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)
_OWN_NAMES: Final = (
    "de=deutsch fr=français es=español pt=português it=italiano nl=nederlands pl=polski"
    " ru=русский uk=українська cs=čeština sv=svenska da=dansk nb=norsk fi=suomi hu=magyar"
    " ro=română tr=türkçe el=ελληνικά ja=日本語 zh=中文 ko=한국어"
)


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
    try:
        locale = Locale.parse(by_name or wanted)
    except (UnknownLocaleError, ValueError):
        return None
    return str(locale) if "standard" in locale.currency_formats else None


def name(locale: str) -> str:
    """Return a locale's name in English: `German`, `English (United Kingdom)`."""
    return parsed(locale).get_display_name("en") or locale


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    english = {fold(named): code for code, named in Locale("en").languages.items()}
    own = (pair.split("=") for pair in _OWN_NAMES.split())
    return {**english, **{fold(named): code for code, named in own}}
