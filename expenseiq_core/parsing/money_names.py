"""The full names of currencies in the speaker's language, and in English: `Kuwaiti dinars`.

A language's names are put in order when somebody first writes in it.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Final, NamedTuple

from expenseiq_core.parsing.tokens import Token

_TABLE: Final = "expenseiq_core.parsing.tables.currency_phrases"
_ALIASES: Final = {"no": "nb", "tl": "fil", "iw": "he", "in": "id", "mo": "ro", "sh": "hr"}


class Names(NamedTuple):
    """What a speaker calls currencies."""

    codes: dict[str, tuple[str, ...]]  # folded tokens -> currencies, the likeliest first
    longest: dict[str, int]  # first token -> how many tokens its longest name has
    lasts: set[str]  # last tokens of names of several


@lru_cache(maxsize=256)
def _spoken(locale: str) -> Names:
    language = locale.replace("-", "_").partition("_")[0].lower()
    names = Names({}, {}, set())
    # Half a megabyte that importing the parser need not wait for.
    tables: dict[str, str] = importlib.import_module(_TABLE).PHRASES
    for name in dict.fromkeys((_ALIASES.get(language, language), "en")):
        for row in tables.get(name, "").split():
            codes, _, forms = row.partition(":")
            for form in forms.split("|"):
                words = form.split("_")
                names.codes.setdefault(" ".join(words), tuple(codes.split("/")))
                names.longest[words[0]] = max(len(words), names.longest.get(words[0], 0))
                if len(words) > 1:
                    names.lasts.add(words[-1])
    return names


def warm(locale: str) -> None:
    """Load what the first message of a locale would wait for."""
    _spoken(locale)


def name_at(tokens: list[Token], i: int, locale: str, *, least: int) -> tuple[str, int] | None:
    """Return the longest name of at least so many tokens that begins with token `i`, and its size.

    The name is folded; `meanings` says which currencies it may be.
    """
    names = _spoken(locale)
    longest = min(names.longest.get(tokens[i].folded, 0), len(tokens) - i)
    for size in range(longest, least - 1, -1):
        form = " ".join(token.folded for token in tokens[i : i + size])
        if form in names.codes:
            return form, size
    return None


def may_end(token: Token, locale: str) -> bool:
    """Whether a name of several tokens may end with this one."""
    return token.folded in _spoken(locale).lasts


def meanings(form: str, locale: str) -> tuple[str, ...]:
    """Return the currencies of a name, the likeliest first."""
    return _spoken(locale).codes[form]
