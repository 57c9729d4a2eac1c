"""Which category a line names: `#food`, its last words, a learned word, a keyword, a typo."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rapidfuzz import fuzz, process

from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.parsing.line import Line
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
    """Return names and aliases of the default categories, as `Context.categories` wants them."""
    found = {fold(c.name): c.name for c in DEFAULT_CATEGORIES}
    for category in DEFAULT_CATEGORIES:
        for alias in (*category.aliases, *ALIASES[category.name].split()):
            found.setdefault(fold(alias), category.name)
    return found


def categorise(line: Line, tags: Iterable[str], *, after: int) -> Named | None:
    """Return the category of a line whose amount ends with token `after`.

    A trailing name is taken out of the description if words are left for it.
    """
    context = line.context
    left = [i for i, t in enumerate(line.tokens) if not line.taken[i] and t.kind == "w"]
    found = _by_tag(tags, context)
    if context.categories:
        found = found or _trailing(line, left, after)
    folded = [line.tokens[i].folded for i in left]
    return found or _by_words(folded, context) or _by_typo(line, left, after)


def _by_tag(tags: Iterable[str], context: Context) -> Named | None:
    """Return the category that the first matching tag names."""
    for tag in tags:
        for form in (fold(tag), fold(tag.replace("_", " ").replace("-", " "))):
            if form in context.categories:
                return Named(context.categories[form], "tag")
    return None


def _by_words(folded: list[str], context: Context) -> Named | None:
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


def _trailing(line: Line, left: list[int], after: int) -> Named | None:
    for size in range(min(LONGEST_NAME, len(left)), 0, -1):
        first, last = left[-size], left[-1]
        if first <= after or any(line.taken[first:last]):
            continue
        form = fold(line.text[line.tokens[first].start : line.tokens[last].end])
        name = line.context.categories.get(form)
        if name is not None:
            if _remains(line, left, size):
                line.take(first, last)
            return Named(name, "trailing")
    return None


def _remains(line: Line, left: list[int], size: int) -> bool:
    """Whether words or signs are left for the description without the last `size` words."""
    if len(left) > size or line.quoted:
        return True
    return any(
        not t and x.kind in "px@#" and not x.text.isascii()
        for t, x in zip(line.taken, line.tokens, strict=True)
    )


def _by_typo(line: Line, left: list[int], after: int) -> Named | None:
    """Return the category whose name the last word nearly is, and take it: `transprot`."""
    if len(left) < 2 or left[-1] <= after:
        return None
    word, known = line.tokens[left[-1]].folded, line.context.categories
    if len(word) < _TYPO_LENGTH or word in KEYWORDS or not known:
        return None
    best = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_SCORE)
    if best is None or best[0][0] != word[0]:
        return None
    line.take(left[-1], left[-1])
    return Named(known[best[0]], "fuzzy")
