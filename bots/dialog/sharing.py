"""Messages that would move money between people: not recorded yet, and what to type instead."""

from __future__ import annotations

from decimal import Decimal

from bots.dialog import wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.parsing.reading import EVERYONE, ME, Reading, Split


def refusal(turn: Turn, reading: Reading) -> Answer | None:
    """Return what to say, alone with us, of a split that names nobody; None if it is none.

    Who "all" are, and who came along, is known in groups only.
    """
    said = reading.split
    if turn.who.is_group or said is None or reading.kind in (None, "settlement"):
        return None
    named = {p.name for p in said.people} - {ME}
    if not (said.count or said.guests or EVERYONE in named or (said.excluded and not named)):
        return None
    hint = "Not recorded: name who shares it, like this: dinner 84 with @ana"
    part = _own_part(turn, reading)
    if part is None:
        return _say(hint, "Or type your own part alone: dinner 28")
    command = _example(turn, reading, part)
    button = Button(label=f"Log {wording.money(part, turn.who.locale)}", action=f"add {command}")
    return Answer(
        lines=(line(hint), line(f"Or your own part alone: {command}")),
        rows=((button,),),
    )


def is_shared(reading: Reading) -> bool:
    """Whether others take part, or paid: `dinner 84 for me` is one's own."""
    if reading.kind is None:
        return False
    if reading.kind == "settlement":
        return True
    said = reading.split
    counted = said is not None and bool(said.count or said.guests)
    return counted or bool(_people(reading) - {ME})


def named(reading: Reading) -> frozenset[str]:
    """Return by which names others are said to take part, or to have paid."""
    return frozenset(_people(reading) | {*reading.participants}) - {ME, EVERYONE}


def _people(reading: Reading) -> set[str]:
    paid = {p.name for p in reading.payers} | ({reading.payer} if reading.payer else set())
    had = {name for item in reading.items for name in item.participants}
    said = reading.split
    shares = {p.name for p in said.people} | {*said.excluded} if said is not None else set()
    return paid | had | shares


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
