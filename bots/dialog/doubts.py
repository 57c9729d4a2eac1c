"""What is doubtful about an entry: said in a line of its answer, mended by a button."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bots.dialog import choices, repeating, wording
from bots.dialog.messages import Button
from bots.dialog.turn import Turn, as_typed, learned_phrase
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.ledger import Content
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import ExpenseIQError
from expenseiq_core.parsing.reading import Alternative, Kind, Reading
from expenseiq_core.services import rates

CATEGORIES_BESIDE_MORE = 3
MOST_ALTERNATIVES = 3
_KINDS: dict[Kind, str] = {"expense": "an expense", "income": "income", "refund": "a refund"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Sentences, most important first, and the buttons that answer them."""

    notices: tuple[str, ...] = ()
    categories: tuple[Button, ...] = ()
    alternatives: tuple[Button, ...] = ()


def doubts(turn: Turn, no: int, content: Content, reading: Reading | None) -> Doubts:
    """Return what is doubtful about an entry as it was read (None: it was not read just now)."""
    notices = rate_notices(turn, content)
    if reading is None:
        return Doubts(notices=tuple(notices))
    if reading.recurring is not None:
        follows = repeating.what_follows(
            reading.recurring,
            turn.who.locale,
            first=reading.recurring.starts or reading.date or content.date,
            today=turn.today,
        )
        notices += [follows] if follows else []
    buttons: tuple[Button, ...] = ()
    if reading.category is None and content.kind == "expense":
        notices.append(where_it_belongs(content.description))
        buttons = choices.first_categories(
            turn, no, current=content.category_id, count=CATEGORIES_BESIDE_MORE
        )
    alternatives = _alternatives(turn, no, content, reading)
    if alternatives:
        notices.append(_how_it_was_read(turn, content, reading))
    if content.date > turn.today and not (reading.alternatives or reading.recurring):
        days = (content.date - turn.today).days
        when = "tomorrow" if days == 1 else f"in {wording.plural(days, 'day')}"
        notices.append(f"That is {when}; it counts from then on.")
    return Doubts(notices=tuple(notices), categories=buttons, alternatives=alternatives)


def where_it_belongs(description: str) -> str:
    """Return the question for the category, and what comes of answering it."""
    phrase = learned_phrase(description)
    if not phrase:
        return "Where does it belong?"
    return f'Where does it belong? I\'ll remember "{as_typed(phrase, description)}".'


def rate_notices(turn: Turn, content: Content) -> list[str]:
    """Say that a rate is old, with its day, or that there is none, with the remedy."""
    other = content.amount.currency
    if content.base is None:
        remedy = f"Type yours: {rate_command(turn.who.currency, other)}"
        return [f"I know no rate for {other}, so totals leave it out. {remedy}"]
    if rates.is_old(content.base, content.date):
        day = wording.day(content.base.rate_date, turn.who.locale, today=turn.today)
        return [f"At the rate of {day}, the last one I know."]
    return []


def rate_command(own: str, other: str) -> str:
    """Return what to type for a rate: one of the currency that has smaller coins."""
    one, many = (own, other) if exponent(own) >= exponent(other) else (other, own)
    return f"rate 1 {one.lower()} = … {many.lower()}"


def _alternatives(turn: Turn, no: int, content: Content, reading: Reading) -> tuple[Button, ...]:
    buttons = []
    for other in reading.alternatives:
        try:
            found = _button(turn, content, other)
        except ExpenseIQError:
            continue  # a reading that could not be recorded is none to offer
        if found is not None:
            label, fields = found
            buttons.append(Button(label=label, action=f"edit #{no} {fields}"))
    return tuple(buttons[:MOST_ALTERNATIVES])


def _button(turn: Turn, content: Content, other: Alternative) -> tuple[str, str] | None:
    """Return the label of another reading, and the fields to edit if it was meant."""
    locale, fields, label = turn.who.locale, [], None
    if other.amount is not None or other.currency is not None:
        amount = Money.of(
            other.amount or abs(content.amount.amount), other.currency or content.amount.currency
        )
        label = wording.money(amount, locale)
        fields.append(f"amount {wording.plain_amount(amount, locale)} {amount.currency}")
    if other.kind in _KINDS:
        label = label or _KINDS[other.kind]
        fields.append(f"kind {other.kind}")
    if other.date is not None or other.no_date:
        day = other.date or turn.today
        shown = wording.day(day, locale, today=turn.today)
        label = label or ("today" if day == turn.today else shown)
        fields.append(f"date {day.isoformat()}")
    if other.category is not None:
        category = turn.who.category_named(other.category)
        label = label or (category.label if category else other.category)
        fields.append(f"category {other.category}")
    if other.description is not None:
        label = label or f'"{other.description}"'
        fields.append(f"description {other.description}")
    return (f"No, {label}", " ".join(fields)) if label else None


def _how_it_was_read(turn: Turn, content: Content, reading: Reading) -> str:
    """Say which of several likely readings was taken: `I read 1.200 as €1,200.`."""
    other = next(a for a in reading.alternatives)
    locale = turn.who.locale
    if other.amount is not None or other.currency is not None:
        amount = Money(abs(content.amount.minor), content.amount.currency)
        typed = _typed(turn.incoming.text, amount.amount)
        shown = wording.short_money(amount, locale)
        return (
            f"I read {typed} as {shown.rstrip('.')}."
            if typed
            else f"I take {shown} as the whole amount."
        )
    if other.date is not None or other.no_date:
        if content.date == turn.today:
            return "I read no date in it."
        return f"I read {wording.day(content.date, locale, today=turn.today)} as its date."
    if other.kind in _KINDS:
        refund = content.kind == "expense" and content.amount.minor < 0
        return f"I read it as {'a refund' if refund else _KINDS[content.kind]}."
    return "I can also read it another way."


def _typed(text: str, amount: Decimal) -> str | None:
    """Return the amount as it was typed, found by its digits, if it can be read in two ways."""
    digits: Callable[[str], str] = lambda number: re.sub(r"\D", "", number).strip("0")  # noqa: E731
    wanted = digits(f"{amount:f}")
    found = [n for n in re.findall(r"\d[\d.,'’ ]*\d|\d", text) if digits(n) == wanted]
    return found[0] if found and re.fullmatch(r"\D*\d+\D\d{3}", found[0]) else None
