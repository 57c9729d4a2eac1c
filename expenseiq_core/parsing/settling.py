"""Money between people: `paid @ana 20`, `ana gave me 20`, `lent Tom 20`, `@ana paid 20 pizza`.

`ana owes me 20` is what `lent ana 20` is: from then on she does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.names import person_at
from expenseiq_core.parsing.reading import ME, Person
from expenseiq_core.parsing.tables import words

_BACK: Final = frozenset("back zuruck vuelta devolta назад обратно".split())
"""`paid ana back 20`: that it was owed is no note."""
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
        if meaning == "owes":
            return _owed(line, i)
    return None


def _given(line: Line, i: int, meaning: str) -> Handed | None:
    giver = person_at(line, i - 1, in_clause=True) if i > 0 else Person(name=ME)
    if giver is None or i > 1:
        return None
    first = _behind(line, i)
    receiver = _receiver(line, first, free=meaning == "lent")
    if receiver is not None:
        return _to(line, giver, *receiver)
    handed = _paid_to(line, i, giver)
    if handed is not None or giver.name == ME:
        return handed
    if not _number_follows(line, i + 1):
        # "ana paid for dinner 84" is what "ana paid 84 for dinner" is.
        if meaning != "paid" or not any(t.kind == "n" for t in line.tokens[i + 1 :]):
            return None
        follows = line.tokens[i + 1].folded in words.PRICE_WORDS
        line.take(0, i + follows)
        return Handed(giver.name, None, "expense")
    line.take(0, i)
    return Handed(giver.name, None, "expense")


def _to(line: Line, giver: Person, name: str, last: int) -> Handed | None:
    if name == giver.name:
        return None
    line.take(0, last)
    _take_back(line, last)
    return Handed(giver.name, name, "settlement")


def _behind(line: Line, i: int) -> int:
    """Return the first token behind the verb that is no `back` or `to`; `A` may be somebody."""
    k = i + 1
    while k < len(line.tokens) and line.tokens[k].folded in _BACK | _TO:
        if line.is_name(k) and person_at(line, k + 1, in_clause=True) is None:
            return k
        k += 1
    return k


def _take_back(line: Line, i: int) -> None:
    """Take the `back` of `ana back 20` and `ana 20 back`."""
    for k in {i + 1, len(line.tokens) - 1} & set(range(i + 1, len(line.tokens))):
        if line.tokens[k].folded in _BACK:
            line.take(k, k)


def _paid_to(line: Line, i: int, giver: Person) -> Handed | None:
    """Read `gave 20 to ana` and `paid 20 @ana`."""
    for k in range(i + 1, len(line.tokens) - 1):
        to = line.tokens[k].folded in _TO
        receiver = person_at(line, k + 1, in_clause=to)
        if receiver is None or receiver.name == giver.name or not (to or _only_money(line, i, k)):
            continue
        line.take(0, i)
        if line.tokens[i + 1].folded in _BACK:
            line.take(i + 1, i + 1)
        line.take(k if to else k + 1, k + 1)
        return Handed(giver.name, receiver.name, "settlement")
    return None


def _only_money(line: Line, i: int, k: int) -> bool:
    """Whether an amount stands between the verb and the last token, and nothing else."""
    if k + 2 != len(line.tokens):
        return False
    own, locale = line.context.currency, line.context.locale
    kinds = ""
    for j in range(i + 1, k + 1):
        token = line.tokens[j]
        is_word = token.kind == "w" and currencies.word_after(line.tokens, j, own, locale)
        kinds += "s" if is_word else token.kind
    return kinds in {"n", "sn", "ns"}


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


def _owed(line: Line, i: int) -> Handed | None:
    """Read `ana owes me 20`: it was handed to her."""
    ower, creditor = (person_at(line, k, in_clause=True) for k in (i - 1, i + 1))
    if ower is None or creditor is None or i != 1 or not _number_follows(line, i + 2):
        return None
    return _to(line, creditor, ower.name, i + 1)


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
