"""Who takes part and who paid: clauses with persons, and the numbers that belong to them.

A clause word counts only when a person follows; a number belongs to the person right before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.names import named_at, person_at
from expenseiq_core.parsing.numbers import read_number
from expenseiq_core.parsing.reading import EVERYONE, Person
from expenseiq_core.parsing.tables import words

_JOINERS: Final = words.AND_WORDS | {",", "&", "+", ";"}
_OPENING: Final = frozenset({"with", "for", "except", "split", "rest"})
_ANY_FINENESS: Final = 9
_WITH_NUMBERS: Final = frozenset({"bare", "with", "for", "split", "rest", "by"})


@dataclass(slots=True)
class Clauses:
    """The people of a line, by the clause they stand in."""

    sharing: list[Person] = field(default_factory=list)
    paying: list[Person] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  # with, for, bare, split, rest, except
    count: int | None = None  # "3 ways"
    guests: int = 0
    repeated: str | None = None  # a person twice in one clause
    fraction: bool = False  # a weight that is no whole number

    def __bool__(self) -> bool:
        return bool(self.sharing or self.paying or self.excluded or self.count or self.guests)


def take_people(line: Line) -> Clauses:
    """Take clauses with their persons and numbers out of the line."""
    clauses = Clauses()
    _take_counts(line, clauses)
    i = 0
    while i < len(line.tokens):
        kind, start = _clause_at(line, i)
        if kind is None:
            i += 1
            continue
        end = _take_clause(line, clauses, kind, start)
        line.take(i, end)
        i = end + 1
    if clauses:
        _take_bare_split(line)
    return clauses


def _clause_at(line: Line, i: int) -> tuple[str | None, int]:
    """Return the kind of clause that starts at token `i`, and where its first person stands."""
    if line.taken[i]:
        return None, i
    token = line.tokens[i]
    if token.kind == "@":
        named = i > 0 and line.tokens[i - 1].folded in words.FROM_WORDS
        return (None if named else "bare"), i
    if _is_bare(line, i):
        return "bare", i
    kind, first = _clause_word(line, i)
    person = person_at(line, first, in_clause=True) if kind is not None else None
    if person is None:
        return None, i
    # "for all" is everybody, the speaker too; "for ana" leaves the speaker out.
    return ("split" if kind == "for" and person.name == EVERYONE else kind), first


def _is_bare(line: Line, i: int) -> bool:
    """Whether a plain name opens a clause: `dinner 84 ana 20 me 64`, and `all` at the very end."""
    if not line.context.people or i == 0:
        return False
    before = line.tokens[:i]
    counted = any(t.kind == "n" and not line.taken[k] for k, t in enumerate(before))
    named = named_at(line, i, in_clause=True) if counted else None
    if named is None:
        return False
    person, last = named
    if person.name == EVERYONE:
        at_end = last == len(line.tokens) - 1 and not line.tokens[i].text.isupper()
        return at_end and before[-1].kind in {"n", "s"}
    numbered, end = _with_number(line, person, last, Clauses())
    return end > last and numbered != person


def _clause_word(line: Line, i: int) -> tuple[str | None, int]:
    """Return what clause a word would open, and where its first person would stand."""
    folded = line.tokens[i].folded
    meaning = words.CLAUSE_WORDS.get(folded)
    following = line.tokens[i + 1].folded if i + 1 < len(line.tokens) else ""
    if meaning == "paid" and following in words.BY_WORDS:
        return "by", i + 2
    if meaning == "split" and words.CLAUSE_WORDS.get(following) in {"with", "split"}:
        return "with", i + 2
    if meaning == "for" and words.CLAUSE_WORDS.get(following) == "for":
        return "for", i + 2  # just for me
    if folded in words.BY_WORDS:
        return "by", i + 1
    slash = folded == "w" and following == "/"  # w/ @ana
    return (meaning if meaning in _OPENING else None), i + 1 + slash


def _take_clause(line: Line, clauses: Clauses, kind: str, i: int) -> int:
    """Read persons from token `i` on; return the last token of the clause."""
    clauses.kinds.add(kind)
    seen: set[str] = set()
    end = i
    plain = kind != "bare" or line.tokens[i].kind != "@"
    while True:
        named = named_at(line, i, in_clause=plain or i > end)
        if named is None:
            return end
        person, last = named
        wanted = kind in _WITH_NUMBERS and person.name != EVERYONE
        person, end = _with_number(line, person, last, clauses if wanted else None)
        if person.name in seen:
            clauses.repeated = person.name
        seen.add(person.name)
        _add(clauses, replace(person, rest=True) if kind == "rest" else person, kind)
        i = end + 1
        while i < len(line.tokens) and _joins(line, i):
            i += 1
        if kind == "rest":
            return end


def _joins(line: Line, i: int) -> bool:
    """Whether a token only joins persons; `Dan` and `E` may be somebody's name."""
    if line.tokens[i].folded not in _JOINERS or line.taken[i]:
        return False
    if line.tokens[i].folded not in line.context.people:
        return True
    follows = named_at(line, i + 1, in_clause=True) is not None
    return follows and line.tokens[i].text[:1].islower()


def _add(clauses: Clauses, person: Person, kind: str) -> None:
    if kind == "by":
        clauses.paying.append(person)
    elif kind == "except":
        clauses.excluded.append(person.name)
    else:
        clauses.sharing.append(person)


def _with_number(line: Line, person: Person, i: int, clauses: Clauses | None) -> tuple[Person, int]:
    """Return the person with the number right behind them, and the last token of both.

    None: no number is theirs in this clause.
    """
    tokens, k, sign = line.tokens, i + 1, ""
    if clauses is None:
        return person, i
    if k < len(tokens) and tokens[k].text in {"+", "-"}:
        sign, k = tokens[k].text, k + 1
    elif k < len(tokens) and tokens[k].folded in {"x", "х", "×"}:
        sign, k = "x", k + 1
    if k < len(tokens) and tokens[k].kind == "s" and sign != "x":
        k += 1
    if k >= len(tokens) or tokens[k].kind != "n" or line.taken[k]:
        return person, i
    number = read_number(tokens[k].text, line.mark, line.exponent)
    if number.problem == "too_fine":  # theirs all the same: whoever divides it says so
        number = read_number(tokens[k].text, line.mark, _ANY_FINENESS)
    value = number.value
    if value is None:
        return person, i
    person, last = _numbered(line, person, k, value=value, sign=sign)
    clauses.fraction |= person.weight is not None and person.weight != value
    return person, last


def _numbered(
    line: Line, person: Person, k: int, *, value: Decimal, sign: str
) -> tuple[Person, int]:
    tokens = line.tokens
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if sign == "x":
        return replace(person, weight=int(value)), k
    if sign:
        return replace(person, adjustment=-value if sign == "-" else value), k
    if following is not None and following.text == "%":
        return replace(person, percent=value), k + 1
    if following is not None and following.folded == "x" and line.glued(k + 1):
        return replace(person, weight=int(value)), k + 1
    if (
        following is not None
        and not line.is_name(k + 1)
        and (
            following.kind == "s"
            or (
                following.kind == "w"
                and currencies.word_after(tokens, k + 1, line.context.currency, line.context.locale)
            )
        )
    ):
        return replace(person, exact=value), k + 1
    return replace(person, exact=value), k


def _take_counts(line: Line, clauses: Clauses) -> None:
    """Take `3 ways`, `+3 guests` and `and 3 guests`."""
    for i, token in enumerate(line.tokens):
        if i == 0 or token.kind != "w" or line.tokens[i - 1].kind != "n":
            continue
        number = line.tokens[i - 1].text
        if not number.isdigit() or len(number) > 2:
            continue
        before = line.tokens[i - 2] if i > 1 else None
        meaning = words.CLAUSE_WORDS.get(before.folded) if before is not None else None
        more = before is not None and (before.text == "+" or before.folded in words.AND_WORDS)
        if token.folded in words.GUEST_WORDS and more:
            clauses.guests = int(number)
            line.take(i - 2, i)
        elif token.folded in words.WAYS_WORDS and (meaning == "split" or token.folded == "ways"):
            clauses.count = int(number)
            line.take(i - 2 if meaning == "split" else i - 1, i)


def _take_bare_split(line: Line) -> None:
    """Take the word of `split dinner 84 with @ana`: it is no part of the description."""
    for i, token in enumerate(line.tokens):
        if words.CLAUSE_WORDS.get(token.folded) == "split" and not line.taken[i]:
            line.take(i, i)
