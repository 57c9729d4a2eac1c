"""Messages that would move money between people: not recorded yet, and what to type instead."""

from __future__ import annotations

from decimal import Decimal

from bots.dialog import wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.parsing.reading import EVERYONE, ME, Reading, Split


def refusal(turn: Turn, reading: Reading) -> Answer | None:
    """Return what to say of a message about money between people; None if it is not."""
    if turn.who.is_group:
        return None
    if reading.kind == "settlement":
        return _say(
            "I can't keep track of money between people yet; nothing was recorded.",
            "What you spent yourself, type like this: lunch 12.50",
        )
    others = {p.name for p in reading.payers if p.name != ME}
    if reading.payer not in (None, ME):
        others.add(str(reading.payer))
    if others:
        who = " and ".join(sorted(wording.title(name) for name in others))
        return _say(
            f"{who} paid that, so nothing was recorded: I can't split bills yet.",
            f"If it was yours, type: {_example(turn, reading, None)}",
        )
    if reading.kind == "income" or not _shared(reading):
        return None
    part = _own_part(turn, reading)
    if part is None:
        return _say(
            "Nothing was recorded: I can't split bills yet.",
            "Type your own part alone, like this: dinner 28",
        )
    command = _example(turn, reading, part)
    button = Button(label=f"Log {wording.money(part, turn.who.locale)}", action=f"add {command}")
    return Answer(
        lines=(
            line("Nothing was recorded: I can't split bills yet."),
            line(f"For your part type: {command}"),
        ),
        rows=((button,),),
    )


def _shared(reading: Reading) -> bool:
    """Whether others take part: `dinner 84 for me` is one's own."""
    split = reading.split
    if split is None:
        return any(name != ME for name in reading.participants)
    return bool(split.count or split.guests or {p.name for p in split.people} - {ME})


def _say(*rows: str) -> Answer:
    return Answer(lines=tuple(line(row) for row in rows))


def _own_part(turn: Turn, reading: Reading) -> Money | None:
    """Return the speaker's part of the whole, as far as the message says it."""
    split, amount = reading.split, reading.amount
    if split is None or amount is None or not split.includes_me:
        return None
    whole = Money.of(amount, reading.currency or turn.who.entry_currency)
    me = next((p for p in split.people if p.name == ME), None)
    if split.mode == "equal":
        heads = _heads(split)
        return whole.allocate([1] * heads)[0] if heads else None
    if split.mode == "exact":
        exact = me.exact if me else None
        if exact is None:
            exact = amount - sum((p.exact or Decimal(0) for p in split.people), Decimal(0))
        return Money.of(exact, whole.currency) if exact > 0 else None
    return None


def _heads(split: Split) -> int | None:
    """Return among how many it is divided; None if that is everybody, who are not known here."""
    if split.count:
        return split.count
    names = {p.name for p in split.people}
    if EVERYONE in names or not names - {ME}:
        return split.guests + 1 if split.guests else None
    return len(names - {ME}) + 1 + split.guests


def _example(turn: Turn, reading: Reading, part: Money | None) -> str:
    """Return what to type for one's own expense instead."""
    currency = reading.currency or turn.who.entry_currency
    amount = part or Money.of(reading.amount or Decimal(1), currency)
    words = [reading.description or reading.category or "dinner"]
    words.append(wording.plain_amount(amount, turn.who.locale))
    if amount.currency != turn.who.entry_currency:
        words.append(amount.currency)
    if reading.date is not None:
        words.append(reading.date.isoformat())
    return " ".join(words)
