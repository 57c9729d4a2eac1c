"""`refund 20` in a reply to an expense: so much of it came back, and is shared as it was.

It is an entry of its own: who had what of the expense gets the same part of the refund.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bots.dialog import correcting, drafting, splitting
from bots.dialog.checking import MAX_DESCRIPTION, check
from bots.dialog.command import Command
from bots.dialog.commands.expense import WORDS
from bots.dialog.messages import Answer
from bots.dialog.resharing import Division
from bots.dialog.sharing_again import refunded
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.parsing.tables.words import REFUND_WORDS
from expenseiq_core.services import rates
from expenseiq_core.services.recording import NewEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """What came back of which entry."""

    no: int
    reading: Reading


def parse(said: Said) -> Refund | None:
    """Claim a reply about one entry that begins like a refund and says how much."""
    text = said.after(*WORDS) if said.slash else said.text
    if not text or len(said.entry_nos) != 1 or fold(text.split()[0]) not in REFUND_WORDS:
        return None
    message = read(text, said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.kind != "refund" or reading.amount is None:
        return None
    return Refund(no=said.entry_nos[0], reading=reading)


async def handle(turn: Turn, refund: Refund) -> Answer:
    """Record what came back as an entry of its own."""
    entry, reading = await correcting.living(turn, refund.no), refund.reading
    old = entry.content
    if old.kind != "expense" or old.amount.minor < 0:
        raise UsageError(f"#{entry.no} is no expense. Say what came back: refund 20 shoes")
    assert reading.amount is not None, "parse looked for it"
    amount = -Money.of(reading.amount, reading.currency or old.amount.currency)
    division = await _divided(turn, entry, reading, amount)
    content = replace(
        old,
        amount=amount,
        base=None,
        date=reading.date or turn.today,
        description=_description(reading.description, old.description),
        note=reading.note,
        shares=division.shares,
        split=division.split,
    )
    check(content, turn.today)
    new = NewEntry(
        content=replace(content, base=await rates.base_for(turn.session, turn.who, content)),
        source=f"{turn.source}:0",
        no=turn.who.next_no,
        odd_turn=turn.who.odd_turn,
        odd=division.odd,
    )
    draft = drafting.draft_of(turn, [new])
    recorded = await turn.write(new=[new], actions=draft.actions())
    return draft.answer(recorded)


def _description(said: str | None, of: str) -> str:
    """Return what was said, if that is more than that it is a refund."""
    return said if said and fold(said) not in REFUND_WORDS else f"refund {of}"[:MAX_DESCRIPTION]


async def _divided(turn: Turn, entry: Entry, reading: Reading, amount: Money) -> Division:
    """Return who gets what back: as the reply says, or else as the expense was shared."""
    odd_turn = turn.who.odd_turn
    if reading.split is None and not reading.payers:
        return refunded(turn, entry, amount, odd_turn=odd_turn)
    said = await splitting.divided(turn, reading, amount, odd_turn=odd_turn)
    return Division(shares=said.shares, split=said.split, odd=said.odd)


COMMAND = Command(name="refund", parse=parse, handle=handle)
