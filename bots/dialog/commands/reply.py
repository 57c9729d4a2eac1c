"""`13`, `yesterday`, `transport` in a reply to an answer: correct the entry it is about.

SURE comes first among the commands: a reply `home` means the category. REST comes last: words and
an amount are an edit, and what is no correction is said to be none, not logged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bots.dialog import correcting, fields, receipts
from bots.dialog.command import Command
from bots.dialog.fields import Fields
from bots.dialog.messages import Answer
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry and what to change of it."""

    no: int
    fields: Fields


def parse_sure(said: Said) -> Correction | None:
    """Claim a reply that says nothing but values: `13`, `yesterday 13`, `transport`."""
    if said.slash or not said.entry_nos:
        return None
    found = fields.read_fields(said, said.text)
    if found is None or not fields.says_only_values(found):
        return None
    return Correction(no=_only(said), fields=found)


def parse_rest(said: Said) -> Correction | None:
    """Claim every other reply to an answer about one entry, or raise what it should be."""
    if said.slash or not said.entry_nos:
        return None
    found = fields.read_fields(said, said.text)
    if found is None:
        raise fields.unreadable(said.entry_nos[0])
    if len(said.entry_nos) > 1:
        return None  # `coffee 3` below a list is a coffee
    return Correction(no=said.entry_nos[0], fields=found)


async def handle(turn: Turn, correction: Correction) -> Answer:
    """Correct the entry."""
    entry = await correcting.living(turn, correction.no)
    answer = await correcting.correct(turn, entry, correction.fields)
    if turn.incoming.file is None:
        return answer
    await receipts.attach(turn, entry.no)
    return replace(answer, wrote=True)


def _only(said: Said) -> int:
    if len(said.entry_nos) > 1:
        raise UsageError(
            f"That answer is about several entries. Which one? Try: edit #{said.entry_nos[0]}"
            f" {said.text[:40]}"
        )
    return said.entry_nos[0]


SURE = Command(name="reply", parse=parse_sure, handle=handle)
REST = Command(name="reply", parse=parse_rest, handle=handle, takes_any=True)
