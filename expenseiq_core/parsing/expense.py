"""Read one expense, income or refund from one line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.money import MAX_MINOR
from expenseiq_core.parsing import categories
from expenseiq_core.parsing.amounts import Candidate, candidates
from expenseiq_core.parsing.arithmetic import Extras, combine, take_extras
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.payment import take_payment_method
from expenseiq_core.parsing.ranking import best_of, is_plain, is_unclear, position
from expenseiq_core.parsing.reading import Alternative, Context, Kind, Problem, Reading
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.when import When, take_dates

_NOTE = re.compile(r"(?<![:/])//(?!\S*\.\S)")
_QUOTED = re.compile(r'"([^"\n]+)"|“([^”\n]+)[”"]|„([^“”\n]+)[“”]|«([^»\n]+)»')
_NOTHING: Final = Reading()


def is_separate(reading: Reading) -> bool:
    """Whether a part is an expense of its own: an amount and a word for it."""
    return reading.amount is not None and reading.description is not None


def read_line(text: str, context: Context) -> Reading:
    """Return what one line says."""
    text, note = _without_note(text)
    line = Line(text, context)
    if _is_question(line):
        return _NOTHING
    _keep_quotes(line)
    tags = _take_tags(line)
    when = take_dates(line)
    method = take_payment_method(line)
    extras = take_extras(line)
    found = combine(line, candidates(line))
    base = Reading(date=when.date, tags=tags, payment_method=method, note=note)
    if not found:
        return replace(base, date=None)
    best = best_of(line, found)
    if _is_chatter(line, best):
        return _NOTHING
    if is_unclear(line, best, found):
        return _unclear(found)
    return _booked(line, best, found, base=base, when=when, extras=extras)


def _without_note(text: str) -> tuple[str, str | None]:
    if "//" not in text:
        return text, None
    found = _NOTE.search(text)
    if found is None:
        return text, None
    return text[: found.start()], text[found.end() :].strip() or None


def _keep_quotes(line: Line) -> None:
    """Protect what stands in quotes: it is description, whatever words it holds."""
    if '"' not in line.text and not ("“" in line.text or "„" in line.text or "«" in line.text):
        return
    for found in _QUOTED.finditer(line.text):
        for i, token in enumerate(line.tokens):
            if found.start() <= token.start < found.end():
                line.taken[i] = 1
        line.cut(found.start(), found.start() + 1)
        line.cut(found.end() - 1, found.end())


def _take_tags(line: Line) -> tuple[str, ...]:
    if "#" not in line.text:
        return ()
    tags: list[str] = []
    for i, token in enumerate(line.tokens):
        name = token.text[1:].strip("-").lower()
        if token.kind == "#" and not line.taken[i] and not name[:1].isdigit():
            line.take(i, i)
            if name not in tags:
                tags.append(name)
    return tuple(tags)


def _is_question(line: Line) -> bool:
    text = line.text.rstrip()
    if text.endswith(("?", "？", "؟")):
        return True
    first = line.tokens[0].folded if line.tokens else ""
    if first not in words.QUESTION_STARTS:
        return False
    second = line.tokens[1].folded if len(line.tokens) > 1 else ""
    return second in _AFTER_QUESTION


_AFTER_QUESTION: Final = frozenset(
    "much many do did does i we you is are was were will can have has viel viele habe ich ist war es"
    " cuanto he gaste es fue son ai j'ai est gastei foi e eu я мы это было стоит потратил потратила".split()
)


def _is_chatter(line: Line, best: Candidate) -> bool:
    """Whether a sentence with a bare number in its middle speaks of something else than money."""
    first = line.tokens[0].folded
    if first not in words.CHATTER_STARTS or not is_plain(best):
        return False
    return position(line, best) != 2 and line.words.isdisjoint(words.SPENT_VERBS)


def _unclear(found: list[Candidate]) -> Reading:
    values = [c.value for c in found if c.value is not None]
    shown = " or ".join(f"{value.normalize():f}" for value in values[:3])
    return Reading(
        problem=Problem(
            code="ambiguous_amounts",
            message=f"Which one is the amount, {shown}? Try one a line, the amount last: coffee 4.50",
        ),
        alternatives=tuple(Alternative(amount=value) for value in values[:3]),
    )


def _booked(
    line: Line, best: Candidate, found: list[Candidate], *, base: Reading, when: When, extras: Extras | None
) -> Reading:
    line.cut(best.start, best.end)
    for i in range(best.first, best.last + 1):
        line.taken[i] = 1
    currency = best.currency or line.context.currency
    if best.value is None:
        return _refused(base, best)
    amount = best.value if extras is None else extras.applied(best.value, currency)
    problem = _problem(amount, currency)
    if problem is not None:
        return replace(base, problem=problem)
    kind = _kind(line, best)
    named, base = _categorised(line, base)
    description = line.description()
    reading = replace(
        base,
        kind=kind,
        amount=amount,
        currency=best.currency,
        description=description,
        category=named.name if named else None,
        category_source=named.source if named else None,
    )
    return replace(reading, alternatives=_alternatives(line, best, reading, when))


def _refused(base: Reading, best: Candidate) -> Reading:
    other = () if best.other is None else (Alternative(amount=best.other),)
    return replace(base, date=None, problem=_PROBLEMS[best.problem or "malformed"], alternatives=other)


_PROBLEMS: Final = {
    "malformed": Problem(
        code="malformed_amount", message="I can't read that amount. Try: lunch 12.50"
    ),
    "too_large": Problem(
        code="too_large", message="That amount is too large for me. Try a smaller one: lunch 12.50"
    ),
    "too_fine": Problem(
        code="too_fine",
        message="That amount has more decimals than its currency. Try: lunch 12.50",
    ),
    "zero": Problem(code="zero", message="An amount of zero is nothing to record. Try: lunch 12.50"),
}


def _problem(amount: Decimal, currency: str) -> Problem | None:
    """Return why an amount cannot be recorded, or None if it can."""
    if amount <= 0:
        return _PROBLEMS["zero"]
    scaled = amount.scaleb(exponent(currency))
    if scaled > MAX_MINOR:
        return _PROBLEMS["too_large"]
    if scaled != scaled.to_integral_value():
        return _PROBLEMS["too_fine"]
    return None


def _kind(line: Line, best: Candidate) -> Kind:
    if best.sign == "+":
        return "income"
    first = line.tokens[0]
    said = {t.folded for t in line.left() if t.kind == "w"}
    if not said.isdisjoint(words.REFUND_WORDS):
        return "refund"
    if best.sign == "-" and best.first == 0 and said:
        return "refund"
    if first.folded in words.INCOME_WORDS and len(said) <= 2:
        return "income"
    return "expense"


def _categorised(line: Line, base: Reading) -> tuple[categories.Named | None, Reading]:
    context = line.context
    named = categories.by_tag(base.tags, context) if base.tags else None
    left = [(i, t) for i, t in enumerate(line.tokens) if not line.taken[i] and t.kind == "w"]
    if named is None and context.categories:
        named = _trailing(line, left)
    if named is None:
        named = categories.by_words([t.folded for _, t in left], context)
    return named, base


def _trailing(line: Line, left: list[tuple[int, object]]) -> categories.Named | None:
    """Take the last words after the amount if they name a category and a description remains."""
    return None


def _alternatives(line: Line, best: Candidate, reading: Reading, when: When) -> tuple[Alternative, ...]:
    out: list[Alternative] = []
    if best.other is not None and _problem(best.other, best.currency or line.context.currency) is None:
        out.append(Alternative(amount=best.other))
    for other in when.others:
        out.append(Alternative(date=other) if other is not None else Alternative(no_date=True))
    if best.sign == "-":
        out.append(Alternative(kind="expense" if reading.kind == "refund" else "refund"))
    return tuple(out)
