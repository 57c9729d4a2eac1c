"""Whom a word of a line names: a mention, a known member's plain name, the speaker, everybody."""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import EVERYONE, ME, Person
from expenseiq_core.parsing.tables import words

_OPENING: Final = frozenset(words.CLAUSE_WORDS) | words.BY_WORDS
_ALL: Final = frozenset({"all", "everyone", "everybody", "channel", "here"})
"""Behind an @: everybody."""
_OF_US: Final = (["of", "us"], ["of", "them"], ["von", "uns"])
"""Behind `all`."""
_LONGEST_NAME: Final = 3
"""Words of a name that is typed without an @."""


def may_have_people(line: Line) -> bool:
    """Whether a line can hold people at all: cheap, for most have none."""
    if "@" in line.text or not line.words.isdisjoint(words.WAYS_WORDS | words.GUEST_WORDS):
        return True
    if line.context.people and _may_be_known(line):
        return True
    return not line.words.isdisjoint(_OPENING)


def _may_be_known(line: Line) -> bool:
    """Whether a known person's name may be in the line, or a word for all of them."""
    known = line.context.people | words.EVERYONE_WORDS
    return not line.words.isdisjoint(known) or any(" " in name for name in line.context.people)


def person_at(line: Line, i: int, *, in_clause: bool) -> Person | None:
    """Return the person that token `i` names; `me` and `all` only after a clause word."""
    found = named_at(line, i, in_clause=in_clause)
    return None if found is None else found[0]


def named_at(line: Line, i: int, *, in_clause: bool) -> tuple[Person, int] | None:
    """Return the person that is named from token `i` on, and the last token of the name."""
    if not 0 <= i < len(line.tokens) or line.taken[i]:
        return None
    token = line.tokens[i]
    if token.kind == "@":
        return _mentioned(token.text[1:]), i
    if token.kind != "w" or not in_clause:
        return None
    for k in range(min(i + _LONGEST_NAME, len(line.tokens)) - 1, i - 1, -1):
        name = " ".join(t.folded for t in line.tokens[i : k + 1])
        if name in line.context.people:
            return Person(name=name), k
    if token.folded in words.ME_WORDS:
        return Person(name=ME), i
    return _everyone(line, i) if token.folded in words.EVERYONE_WORDS else None


def _everyone(line: Line, i: int) -> tuple[Person, int]:
    """Return everybody, and the last token of `all` or `all of us`."""
    behind = [token.folded for token in line.tokens[i + 1 : i + 3]]
    return Person(name=EVERYONE), i + 2 if behind in _OF_US else i


def _mentioned(name: str) -> Person:
    """Return who is meant by what stands behind an @; `@me` and `@all` are no names."""
    folded = name.casefold()
    if folded == ME:
        return Person(name=ME)
    return Person(name=EVERYONE) if folded in _ALL else Person(name=name, mention=True)
