"""Which category a message names: `#food`, its last words, a learned word, a keyword, a typo of one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rapidfuzz import fuzz, process

from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.tables.keywords import ALIASES, KEYWORDS
from expenseiq_core.parsing.text import fold

Source = Literal["tag", "trailing", "learned", "keyword", "fuzzy"]
LONGEST_NAME: Final = 4  # words
_TYPO_SCORE: Final = 85
_TYPO_LENGTH: Final = 4
_KEYWORD_CATEGORY: Final = {category: fold(category) for category in KEYWORDS.values()}


class Named(NamedTuple):
    """A category, and what said so."""

    name: str
    source: Source


@lru_cache(maxsize=1)
def default_context_categories() -> dict[str, str]:
    """Return the names and aliases of the default categories, as `Context.categories` wants them."""
    found = {fold(c.name): c.name for c in DEFAULT_CATEGORIES}
    for category in DEFAULT_CATEGORIES:
        for alias in (*category.aliases, *ALIASES[category.name].split()):
            found.setdefault(fold(alias), category.name)
    return found


def by_tag(tags: Iterable[str], context: Context) -> Named | None:
    """Return the category that the first matching tag names."""
    for tag in tags:
        for form in (fold(tag), fold(tag.replace("_", " ").replace("-", " "))):
            if form in context.categories:
                return Named(context.categories[form], "tag")
    return None


def by_words(folded: list[str], context: Context) -> Named | None:
    """Return the category that was learned for a word, or that a keyword speaks of."""
    phrase = " ".join(folded)
    for form in (phrase, *folded):
        if form in context.learned:
            return Named(context.learned[form], "learned")
    for word in folded:
        category = KEYWORDS.get(word)
        if category is not None:
            name = context.categories.get(_KEYWORD_CATEGORY[category])
            if name is not None:
                return Named(name, "keyword")
    return None


def by_typo(word: str, context: Context) -> Named | None:
    """Return the category whose name or alias the word nearly is: `transprot`."""
    if len(word) < _TYPO_LENGTH or word in KEYWORDS or not context.categories:
        return None
    best = process.extractOne(
        word, context.categories.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_SCORE
    )
    if best is None or best[0][0] != word[0]:
        return None
    return Named(context.categories[best[0]], "fuzzy")
