"""Read one entry from one line: each stage takes its words and numbers, the rest is description."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing import problems, said
from expenseiq_core.parsing.alternatives import alternatives
from expenseiq_core.parsing.amounts import candidates
from expenseiq_core.parsing.arithmetic import Extras, combine, take_extras
from expenseiq_core.parsing.candidate import Candidate
from expenseiq_core.parsing.categories import categorise
from expenseiq_core.parsing.clock import take_clock
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.names import may_have_people
from expenseiq_core.parsing.payment import take_payment_method
from expenseiq_core.parsing.people import Clauses, take_people
from expenseiq_core.parsing.ranking import best_of, is_unclear
from expenseiq_core.parsing.reading import ME, Alternative, Context, Reading
from expenseiq_core.parsing.recurring import take_recurrence
from expenseiq_core.parsing.settling import Handed, take_handed
from expenseiq_core.parsing.split import shared, stated_sum
from expenseiq_core.parsing.tables.keywords import KEYWORDS
from expenseiq_core.parsing.tables.words import LABELS
from expenseiq_core.parsing.when import When, take_dates

_LEK: Final = "ALL"
_NOTE = re.compile(r"(?<!\S)//")
_QUOTED = re.compile(r'"[^"]{1,200}"|“[^”"“]{1,200}[”"]|„[^“”„]{1,200}[“”]|«[^»«]{1,200}»')
_QUOTES: Final = frozenset('"“„«')
_NOTHING: Final = Reading()
_CONVERTS: Final = frozenset("( = ≈ ~ as als como comme".split())
"""What stands before the speaker's own conversion: `paid @ana 3000 thb as 78 eur`."""
_KEYCAP: Final = "\u20e3"


def is_separate(reading: Reading) -> bool:
    """Whether a part is an expense of its own: an amount and a word for it."""
    return reading.amount is not None and reading.description is not None


def read_line(text: str, context: Context) -> Reading:
    """Return what one line says."""
    text, note = _without_note(text)
    line = Line(text, context)
    if said.is_question(line):
        return _NOTHING
    _keep_quotes(line)
    tags = _take_tags(line)
    recurring = take_recurrence(line)
    take_clock(line)
    when = take_dates(line)
    clauses, handed = Clauses(), None
    if may_have_people(line):
        line.exponent = _exponent(line)
        handed = take_handed(line)
        clauses = take_people(line)
    method = take_payment_method(line)
    base = Reading(date=when.date, tags=tags, payment_method=method, note=note, recurring=recurring)
    extras = take_extras(line)
    return _read_amount(line, base, when=when, extras=extras, clauses=clauses, handed=handed)


def _exponent(line: Line) -> int:
    """Return the decimals of the one currency that is named: people's numbers are of it, too."""
    named = {c.currency for c in candidates(line)} - {None}
    if _LEK in named and all(token.text != _LEK for token in line.tokens):
        named.discard(_LEK)  # "dinner 12.50 all" is for everybody
    return exponent(named.pop() or line.context.currency) if len(named) == 1 else line.exponent


def pairs(text: str, context: Context) -> list[str]:
    """Return the expenses of "lunch 12 dinner 20": everyday words and numbers in turn."""
    line = Line(text, context)
    kinds = [token.kind for token in line.tokens if token.kind != "s"]
    if len(kinds) < 4 or kinds != ["w", "n"] * (len(kinds) // 2):
        return []
    said_words = [token.folded for token in line.tokens if token.kind == "w"]
    if any(word not in KEYWORDS or word in LABELS for word in said_words):
        return []  # "bus 42 ticket 3" is one expense: the bus has a number
    starts = [token.start for token in line.tokens if token.kind == "w"]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _without_note(text: str) -> tuple[str, str | None]:
    found = _NOTE.search(text) if "//" in text else None
    if found is None:
        return text, None
    return text[: found.start()], text[found.end() :].strip() or None


def _keep_quotes(line: Line) -> None:
    """Protect what stands in quotes: it is description, whatever words it holds."""
    if _QUOTES.isdisjoint(line.text):
        return
    for found in _QUOTED.finditer(line.text):
        for i, token in enumerate(line.tokens):
            if found.start() <= token.start < found.end():
                line.taken[i] = 1
        line.quoted = True
        line.cut(found.start(), found.start() + 1)
        line.cut(found.end() - 1, found.end())


def _take_tags(line: Line) -> tuple[str, ...]:
    if "#" not in line.text:
        return ()
    tags: dict[str, None] = {}
    for i, token in enumerate(line.tokens):
        name = token.text[1:].strip("-").lower()
        if token.kind == "#" and not line.taken[i] and not name[:1].isdigit():
            line.take(i, i)
            tags[name] = None
    return tuple(tags)


def _read_amount(
    line: Line,
    base: Reading,
    *,
    when: When,
    extras: Extras | None,
    clauses: Clauses,
    handed: Handed | None,
) -> Reading:
    found = combine(line, candidates(line))
    total = None if found else stated_sum(clauses)
    if total is not None:
        found = [Candidate(0, -1, 0, 0, total)]
    if not found:
        decorated = tuple(
            Alternative(amount=Decimal(token.text[0]))
            for token in line.tokens
            if token.kind == "x" and token.text.endswith(_KEYCAP) and token.text[0].isdigit()
        )
        return replace(base, date=None, recurring=None, alternatives=decorated[:1])
    best = best_of(line, found)
    if not handed and said.is_small_talk(line, best):
        return _NOTHING
    if said.is_name(line, best) and not (clauses or handed):
        return replace(_NOTHING, alternatives=(Alternative(amount=best.value),))
    if is_unclear(line, best, found):
        return _unclear(found)
    converted = _own_conversion(line, found)
    if converted is not None:
        best, own = converted
        base = replace(base, own_amount=own.value, own_currency=own.currency)
    reading = _booked(line, best, base=base, when=when, extras=extras)
    return _with_people(reading, clauses, handed) if clauses or handed else reading


def _unclear(found: list[Candidate]) -> Reading:
    values = [c.value for c in found if c.value is not None][:3]
    return Reading(
        problem=problems.ambiguous(values),
        alternatives=tuple(Alternative(amount=value) for value in values),
    )


def _own_conversion(line: Line, found: list[Candidate]) -> tuple[Candidate, Candidate] | None:
    """Return the amount of `900k vnd (34 eur)` and what it was in the speaker's own money."""
    marked = [c for c in found if c.currency is not None and c.value is not None]
    if len(marked) != 2 or marked[0].currency == marked[1].currency:
        return None
    main, own = marked
    if own.first == 0 or line.tokens[own.first - 1].folded not in _CONVERTS:
        return None
    behind = own.last + 1
    closed = behind < len(line.tokens) and line.tokens[behind].text == ")"
    line.take(own.first - 1, behind if closed else own.last)
    return main, own


def _booked(
    line: Line, best: Candidate, *, base: Reading, when: When, extras: Extras | None
) -> Reading:
    currency = best.currency or line.context.currency
    line.cut(best.start, best.end)
    for i in range(best.first, best.last + 1):
        line.taken[i] = 1
    if best.value is None:
        other = () if best.other is None else (Alternative(amount=best.other),)
        return replace(
            base, date=None, problem=problems.named(best.problem, currency), alternatives=other
        )
    amount = best.value if extras is None else extras.applied(best.value, currency)
    problem = problems.with_amount(amount, currency)
    if problem is not None:
        return replace(base, problem=problem)
    kind = said.kind_of(line, best)
    said.take_fillers(line, best)
    named = categorise(line, base.tags, after=best.last)
    description = line.description()
    return replace(
        base,
        kind=kind,
        amount=amount,
        currency=best.currency,
        description=description,
        category=None if named is None else named.name,
        category_source=None if named is None else named.source,
        alternatives=alternatives(line, best, when, kind=kind, description=description),
    )


def _with_people(reading: Reading, clauses: Clauses, handed: Handed | None) -> Reading:
    if reading.amount is None:
        return reading
    people = shared(clauses, reading.amount)
    problem = people.problem
    reading = replace(
        reading,
        payer=people.payer,
        payers=people.payers,
        participants=people.participants,
        split=people.split,
        problem=problem,
    )
    if problem is not None:
        refused = problem.code != "shares_left"
        return replace(reading, kind=None, amount=None) if refused else reading
    if reading.description is None and (people.split or people.payers):
        # "20 cash for @ana": the way of paying is all there is to call it.
        reading = replace(reading, description=reading.payment_method)
    if handed is None:
        return reading
    if handed.kind == "settlement":
        return _settled(reading, handed)
    if reading.description is None:
        return replace(reading, payer=handed.payer, alternatives=(Alternative(kind="settlement"),))
    return replace(reading, payer=handed.payer)


def _settled(reading: Reading, handed: Handed) -> Reading:
    if reading.participants or reading.payers:
        return replace(reading, kind=None, amount=None, problem=problems.SEVERAL_PAYEES)
    return replace(
        reading, kind="settlement", payer=handed.payer, category=None, category_source=None,
        participants=(handed.payee or ME,),
    )  # fmt: skip
