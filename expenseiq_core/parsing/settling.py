"""Money between people: `paid @ana 20`, `ana gave me 20`, `lent Tom 20`, `@ana paid 20 pizza`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.people import person_at
from expenseiq_core.parsing.reading import ME, Person
from expenseiq_core.parsing.tables import words

_FILLERS: Final = words.ME_WORDS | {"to", "back"}
_TO: Final = frozenset("to an a pour para à fur".split())


@dataclass(frozen=True, slots=True)
class Handed:
    """Somebody handed money to somebody, or (`kind` expense) paid for something."""

    payer: str
    payee: str | None
    kind: Literal["settlement", "expense"]


def take_handed(line: Line) -> Handed | None:
    """Take the words that say who handed money to whom; None if nobody did."""
    verbs = [
        (i, words.CLAUSE_WORDS.get(token.folded))
        for i, token in enumerate(line.tokens)
        if token.kind == "w" and not line.taken[i]
    ]
    for i, meaning in verbs:
        if meaning in {"paid", "gave", "lent"}:
            return _given(line, i, meaning)
        if meaning == "borrowed":
            return _borrowed(line, i)
    return None


def _given(line: Line, i: int, meaning: str) -> Handed | None:
    giver = person_at(line, i - 1, in_clause=True) if i > 0 else Person(name=ME)
    if giver is None or i > 1:
        return None
    receiver = _receiver(line, i + 1, free=meaning == "lent")
    if receiver is not None:
        name, last = receiver
        if name == giver.name:
            return None
        line.take(0, i)
        line.take(i + 1, last)
        return Handed(giver.name, name, "settlement")
    handed = _paid_to(line, i, giver)
    if handed is not None or giver.name == ME or not _number_follows(line, i + 1):
        return handed
    line.take(0, i)
    return Handed(giver.name, None, "expense")


def _paid_to(line: Line, i: int, giver: Person) -> Handed | None:
    """Read `gave 20 to ana`."""
    for k in range(i + 1, len(line.tokens) - 1):
        if line.tokens[k].folded in _TO:
            receiver = person_at(line, k + 1, in_clause=True)
            if receiver is not None and receiver.name != giver.name:
                line.take(0, i)
                line.take(k, k + 1)
                return Handed(giver.name, receiver.name, "settlement")
    return None


def _receiver(line: Line, i: int, *, free: bool) -> tuple[str, int] | None:
    """Return who got the money and where they stand; after `lent` any capitalised name will do."""
    person = person_at(line, i, in_clause=True)
    if person is None and free:
        person = _stranger(line, i)
    return None if person is None else (person.name, i)


def _stranger(line: Line, i: int) -> Person | None:
    if i < len(line.tokens) and line.tokens[i].kind == "w" and _number_follows(line, i + 1):
        return Person(name=line.tokens[i].text)
    return None


def _number_follows(line: Line, i: int) -> bool:
    if i < len(line.tokens) and line.tokens[i].kind == "s":
        i += 1
    return i < len(line.tokens) and line.tokens[i].kind == "n"


def _borrowed(line: Line, i: int) -> Handed | None:
    """Read `borrowed 50 from mum`: any name will do."""
    if i > 0 and line.tokens[0].folded not in words.ME_WORDS:
        return None
    for k in range(i + 1, len(line.tokens) - 1):
        lender = line.tokens[k + 1]
        if line.tokens[k].folded in words.FROM_WORDS and lender.kind in {"w", "@"}:
            line.take(0, i)
            line.take(k, k + 1)
            return Handed(lender.text.removeprefix("@"), ME, "settlement")
    return None
