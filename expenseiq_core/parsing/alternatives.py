"""The other likely readings of an entry: each becomes a button."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from expenseiq_core.parsing import problems
from expenseiq_core.parsing.candidate import Candidate
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Alternative, Reading, Split
from expenseiq_core.parsing.when import When


def alternatives(
    line: Line, best: Candidate, reading: Reading, when: When
) -> tuple[Alternative, ...]:
    """Return the other readings, the likelier first."""
    return (*_amounts(line, best), *_dates(line, reading, when), *_signs(best, reading))


def _amounts(line: Line, best: Candidate) -> Iterator[Alternative]:
    currency = best.currency or line.context.currency
    if best.parts is not None:
        yield Alternative(amount=best.other, split=Split(mode="equal", count=best.parts))
    elif best.other is not None and problems.with_amount(best.other, currency) is None:
        yield Alternative(amount=best.other)
    if line.quantity > 1 and best.value is not None:
        yield Alternative(amount=best.value * Decimal(line.quantity))
    if best.doubtful_currency:
        word = line.text[best.start : best.end].split()[-1]
        words = " ".join(filter(None, (line.description(), word)))
        yield Alternative(currency=line.context.currency, description=words)


def _dates(line: Line, reading: Reading, when: When) -> Iterator[Alternative]:
    for other in when.others:
        if other is not None and when.date is None:
            word = line.text[when.start : when.end]
            rest = " ".join((reading.description or "").replace(word, "", 1).split())
            yield Alternative(date=other, description=rest or None)
        elif other is not None:
            yield Alternative(date=other)
        else:
            words = (line.text[when.start : when.end], reading.description)
            if when.start > line.text.find(reading.description or "\0"):
                words = (words[1] or "", words[0])
            yield Alternative(no_date=True, description=" ".join(filter(None, words)))


def _signs(best: Candidate, reading: Reading) -> Iterator[Alternative]:
    if best.sign == "-" or best.brackets:
        yield Alternative(kind="expense" if reading.kind == "refund" else "refund")
