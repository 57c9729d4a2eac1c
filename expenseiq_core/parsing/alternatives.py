"""The other likely readings of an entry: each becomes a button."""

from __future__ import annotations

from decimal import Decimal

from expenseiq_core.parsing import problems
from expenseiq_core.parsing.candidate import Candidate
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.reading import Alternative, Kind, Split
from expenseiq_core.parsing.when import When


def alternatives(
    line: Line, best: Candidate, when: When, *, kind: Kind, description: str | None
) -> tuple[Alternative, ...]:
    """Return the other readings, the likelier first."""
    found = [other for other in _amounts(line, best) if other.amount != best.value or other.split]
    if when.others:
        found += _dates(line, description, when)
    if best.sign == "-" or best.brackets:
        found.append(Alternative(kind="expense" if kind == "refund" else "refund"))
    return tuple(found)


def _amounts(line: Line, best: Candidate) -> list[Alternative]:
    currency, found = best.currency or line.context.currency, []
    if best.parts is not None:
        found.append(Alternative(amount=best.other, split=Split(mode="equal", count=best.parts)))
    elif best.other is not None and problems.with_amount(best.other, currency) is None:
        found.append(Alternative(amount=best.other))
    if line.quantity > 1 and best.value is not None:
        found.append(Alternative(amount=best.value * Decimal(line.quantity)))
    if best.doubtful_currency:
        word = line.text[best.start : best.end].split()[-1]
        words = " ".join(filter(None, (line.description(), word)))
        found.append(Alternative(currency=line.context.currency, description=words))
    return found


def _dates(line: Line, description: str | None, when: When) -> list[Alternative]:
    said, rest = line.text[when.start : when.end], description or ""
    if when.date is None:
        # The day stays in the description until somebody says that it is one.
        without = " ".join(rest.replace(said, "", 1).split())
        return [Alternative(date=day, description=without or None) for day in when.others]
    leads = when.start <= max(line.text.find(rest), 0)
    words = " ".join(filter(None, (said, rest) if leads else (rest, said)))
    return [
        Alternative(no_date=True, description=words) if day is None else Alternative(date=day)
        for day in when.others
    ]
