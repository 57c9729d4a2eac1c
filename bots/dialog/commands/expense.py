"""`lunch 12.50 food`: log what was typed. The last command: it claims every text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bots.dialog import (
    drafting,
    elsewhere,
    logged_again,
    no_thing,
    paying,
    receipts,
    series_text,
    setting_up,
    sharing,
    splitting,
)
from bots.dialog.checking import check
from bots.dialog.command import Command
from bots.dialog.digests import offering
from bots.dialog.first import sample
from bots.dialog.messages import Answer
from bots.dialog.turn import Said, Turn, context_of, without_slash
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Base, Content
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import AmountError, SplitError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Message, Problem, Reading
from expenseiq_core.services import entries, rates
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import NewEntry

_SHORT = re.compile(r"(?=.{1,30}\Z)[^a-z\n/]*(?:[^\W\d_]{1,3}[^a-z\n/]*)?")
SPLIT_PROBLEMS = frozenset(
    "shares_left shares_exceed payments_differ repeated_person mixed_shares weights"
    " items_differ".split()
)
"""Of a reading, about the people in it."""
BARE_WORDS = ("add", "log")
"""Dropped without a slash too, where an expense follows: `add coffee 3` is a coffee."""
WORDS = ("add", "e", "log", "expense")
"""Behind a slash: what follows is to be logged."""


def parse(said: Said) -> Message:
    """Read the text; what it does not say is answered by `handle`."""
    rest = said.after(*WORDS) if said.slash else None
    if (bare := said.after(*BARE_WORDS)) is not None and not said.slash:
        message = read(bare, said.context)
        if all(r.amount is not None and r.description for r in message.readings):
            return message
    return read(rest if rest is not None else said.text, said.context)


async def handle(turn: Turn, message: Message) -> Answer:
    """Record each expense of the message, or say what was not understood."""
    shared = [sharing.is_shared(reading) for reading in message.readings]
    if not turn.who.is_group and any(shared):
        named = frozenset().union(*map(sharing.named, message.readings))
        said = await elsewhere.handle(turn, _say_there, named=named, is_mixed=not all(shared))
        if said is not None:
            return said
    for reading in message.readings:
        refused = sharing.refusal(turn, reading)
        if refused is not None:
            return refused
        if reading.recurring is not None:
            setting_up.check(reading)
        if paying.claims(reading) and len(message.readings) == 1:
            return await paying.handle(turn, reading)
        refuse(reading, turn)
    if any(reading.recurring for reading in message.readings):
        return await _comes_back(turn, message)
    return await _record(turn, message)


async def _comes_back(turn: Turn, message: Message) -> Answer:
    """Record what is due today of what comes back, and schedule the rest."""
    reading = message.first
    if len(message.readings) > 1:
        raise UsageError(
            f"Not recorded: send what comes back by itself, like this: {setting_up.TRY}"
        )
    if setting_up.is_due(turn, reading):
        return await _record(turn, message)
    content, _ = await content_of(turn, reading, odd_turn=turn.who.odd_turn)
    return await setting_up.only_later(turn, reading, content)


async def _record(turn: Turn, message: Message) -> Answer:
    new = await new_entries(turn, message.readings)
    receipt = turn.incoming.file is not None or bool(turn.waiting)
    draft = replace(drafting.draft_of(turn, new, message.readings), receipt=receipt)
    actions = [*draft.actions(), *offering.possible(turn, new)]
    recorded = await turn.write(new=new, actions=actions)
    await receipts.attach(turn, new[0].no)
    answer = draft.answer(recorded)
    if message.first.recurring is None:
        return await offering.offered(turn, new, recorded, answer)
    series = await setting_up.also_later(turn, message.first, new[0].content)
    return replace(
        answer, data={**answer.data, "recurring": series_text.data(turn, series)}, plain=False
    )


async def _say_there(there: Turn) -> Answer:
    """Let a group's book have what was said to us alone."""
    return await handle(there, reread(there, there.incoming.text))


async def again(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Say again what a logged message's answer said, from the entries as they are now."""
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, earlier.numbers)
    return await logged_again.again(turn, found, earlier, reread(turn, earlier.said or "").readings)


def reread(turn: Turn, text: str) -> Message:
    """Read a text as it was read when it was sent."""
    bare, slash = without_slash(text)
    context = context_of(turn.who, turn.local)
    return parse(Said(text=bare, slash=slash, context=context, who=turn.who))


def refuse(reading: Reading, turn: Turn) -> None:
    """Raise what a person should hear about a reading that cannot be recorded."""
    if reading.problem is not None and not _is_left(reading.problem):
        code = reading.problem.code
        if code in SPLIT_PROBLEMS:
            raise SplitError(reading.problem.message, code=code)
        raise AmountError(reading.problem.message)
    if reading.kind is None or reading.amount is None:
        raise UsageError(f"I see no amount. Try: {sample(turn)}")
    no_thing.check(turn, reading)
    if reading.kind != "settlement" and not (reading.description or reading.category):
        typed = turn.incoming.text.strip()
        if not _SHORT.fullmatch(typed):
            raise UsageError(f"What was that for? Try: {sample(turn)}")
        example = sample(turn) if turn.who.is_group else f"lunch {typed}"
        raise UsageError(f"{typed} for what? Try: {example}")


def _is_left(problem: Problem) -> bool:
    """Whether shares leave something over: said with the means to mend it when it is divided."""
    return problem.code == "shares_left"


async def new_entries(turn: Turn, readings: Sequence[Reading]) -> list[NewEntry]:
    """Return what will be recorded for several readings; raises what a person can mend.

    The odd units go on rotating from each to the next.
    """
    new, odd_turn = [], turn.who.odd_turn
    for part, reading in enumerate(readings):
        content, odd = await content_of(turn, reading, odd_turn=odd_turn)
        new.append(
            NewEntry(
                content=content,
                source=f"{turn.source}:{part}",
                no=turn.who.next_no + part,
                odd_turn=odd_turn,
                odd=odd,
            )
        )
        odd_turn += odd
    return new


async def content_of(turn: Turn, reading: Reading, *, odd_turn: int) -> tuple[Content, int]:
    """Return what will be recorded for a reading, and how many odd units its split gave out.

    Raises what a person can mend.
    """
    if reading.kind == "settlement":
        return await paying.content_of(turn, reading), 0
    who = turn.who
    assert reading.amount is not None
    amount = Money.of(reading.amount, reading.currency or who.entry_currency)
    if reading.kind == "refund":
        amount = -amount
    category = who.category_named(reading.category) if reading.category else None
    if category is None and reading.kind in ("expense", "refund"):
        category = who.category_named(OTHER)
    division = await splitting.divided(turn, reading, amount, odd_turn=odd_turn)
    content = Content(
        kind="income" if reading.kind == "income" else "expense",
        amount=amount,
        base=None,
        date=reading.date or turn.today,
        description=reading.description or reading.category or "",
        category_id=category.id if category else None,
        payment_method=reading.payment_method,
        tags=reading.tags,
        note=reading.note,
        shares=division.shares,
        split=division.split,
    )
    check(content, turn.today)
    return replace(content, base=await base_of(turn, reading, content)), division.odd


async def base_of(turn: Turn, reading: Reading, content: Content) -> Base | None:
    """Return the amount in the ledger's currency: as the message says it, or else by the rates."""
    if reading.own_amount is not None and content.amount.currency != turn.who.currency:
        own = Money.of(reading.own_amount, reading.own_currency or turn.who.currency)
        if own.currency == turn.who.currency:
            whole = rates.own_base(content.amount, own, content.date)
            return rates.part_of(turn.who, whole, content)
    return await rates.base_for(turn.session, turn.who, content)


COMMAND = Command(
    name="expense",
    parse=parse,
    handle=handle,
    takes_any=True,
    summary="log an expense",
    usage=(
        "Type what you spent, in any order: words, one amount, and if you like a day, a category,"
        " #tags, how you paid:\n"
        "lunch 12.50 food\n"
        "taxi 9 yesterday cash\n"
        "hotel $120 #work // two nights\n"
        "+2500 salary is income, refund 20 shoes lowers what you spent; refund 20 in a reply to"
        " an answer gives back part of that."
    ),
)
