"""`lunch 12.50 food`: log what was typed. The last command: it claims every text."""

from __future__ import annotations

import datetime as dt

from expenseiq_core.parsing.message import read

from bots.dialog import logged
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, lines
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Content, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import AmountError, ExpenseIQError, LimitError, UsageError
from expenseiq_core.parsing.reading import Message, Reading
from expenseiq_core.services import entries, rates
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import NewEntry

MAX_DESCRIPTION = 200
MAX_NOTE = 1000
MAX_WORD = 40
MAX_YEARS = 50


def parse(said: Said) -> Message:
    """Read the text; what it does not say is answered by `handle`."""
    rest = said.after("add", "e", "log", "expense") if said.slash else None
    return read(rest if rest is not None else said.text, said.context)


async def handle(turn: Turn, message: Message) -> Answer:
    """Record each expense of the message, or say what was not understood."""
    for reading in message.readings:
        refuse(reading, turn)
    new = [
        NewEntry(
            content=await content_of(turn, reading),
            source=f"{turn.source}:{part}",
            no=turn.who.next_no + part,
        )
        for part, reading in enumerate(message.readings)
    ]
    draft = logged.Draft(turn=turn, new=tuple(new), readings=message.readings)
    recorded = await turn.write(new=new, actions=draft.actions())
    return draft.answer(recorded)


async def again(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Say again what a logged message's answer said, from the entries as they are now."""
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, earlier.numbers)
    return await logged.again(turn, found, earlier)


def greeting() -> Answer:
    """Return what a person reads first."""
    return Answer(
        lines=lines(
            "I keep your accounts. Type what you spent:\n"
            "lunch 12.50\n"
            "Only you can see what you write here."
        ),
        rows=((Button(label="Show me more", action="help"),),),
    )


def refuse(reading: Reading, turn: Turn) -> None:
    """Raise what a person should hear about a reading that cannot be recorded."""
    if reading.problem is not None:
        raise AmountError(reading.problem.message)
    if reading.kind is None or reading.amount is None:
        raise UsageError("I see no amount. Try: lunch 12.50")
    if not reading.description and reading.category is None:
        typed = turn.incoming.text.strip()
        raise UsageError(f"{typed} for what? Try: lunch {typed}")


async def content_of(turn: Turn, reading: Reading) -> Content:
    """Return what will be recorded for a reading; raises what a person can mend."""
    who = turn.who
    assert reading.amount is not None
    assert reading.kind is not None
    amount = Money.of(reading.amount, reading.currency or who.entry_currency)
    if reading.kind == "refund":
        amount = -amount
    date = reading.date or turn.today
    description = reading.description or reading.category or ""
    check_texts(description=description, note=reading.note, words=reading.tags)
    check_date(date, turn.today)
    category = who.category_named(reading.category) if reading.category else None
    if category is None and reading.kind in ("expense", "refund"):
        category = who.category_named("Other")
    return Content(
        kind="income" if reading.kind == "income" else "expense",
        amount=amount,
        base=await rates.base_of(turn.session, who, amount, date),
        date=date,
        description=description,
        category_id=category.id if category else None,
        payment_method=reading.payment_method,
        tags=reading.tags,
        note=reading.note,
        shares=own_share(who.member_id, amount),
    )


def check_texts(*, description: str, note: str | None, words: tuple[str, ...]) -> None:
    """Raise LimitError, with the count, for a text longer than what is kept of it."""
    too_long: list[tuple[str, int, int]] = [
        ("description", len(description), MAX_DESCRIPTION),
        ("note", len(note or ""), MAX_NOTE),
        *(("tag", len(word), MAX_WORD) for word in words),
    ]
    for name, length, limit in too_long:
        if length > limit:
            raise LimitError(
                f"That {name} has {length:,} characters; I keep {limit:,}. Please shorten it."
            )


def check_date(date: dt.date, today: dt.date) -> None:
    """Raise UsageError for a date so far away that it is surely a slip."""
    if abs(date.year - today.year) > MAX_YEARS:
        raise ExpenseIQError(f"{date.isoformat()} is too far away. Try: lunch 12.50 yesterday")


COMMAND = Command(name="expense", parse=parse, handle=handle, summary="log an expense")
