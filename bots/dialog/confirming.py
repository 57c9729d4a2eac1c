"""What is said about a payment later: that it came, that it never did, that it was an expense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from bots.dialog import correcting, logged, naming, owing, permissions
from bots.dialog.messages import Answer, Button, line
from bots.dialog.payment_answer import head
from bots.dialog.payments import payee_of, payer_of
from bots.dialog.turn import Turn, context_of
from expenseiq_core.domain import split
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError, NotAllowedError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.services import balances as kept
from expenseiq_core.services import entries

Answering = Literal["confirm", "never", "expense"]

CONFIRMED: Final = "confirm"
NEVER: Final = "never"
"""Commands of turns, by which the history of a payment says what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What is said about which payment."""

    answering: Answering
    no: int


async def handle(turn: Turn, later: Later) -> Answer:
    """Record what is said; the payment keeps its number."""
    entry = await correcting.living(turn, later.no)
    if entry.content.kind != "settlement":
        raise UsageError(f"#{entry.no} is no payment.")
    if later.answering == "expense":
        return await _expense(turn, entry)
    payee = payee_of(entry.content)
    if turn.who.member(payee).id != turn.who.member_id:
        raise NotAllowedError(f"Only {naming.shown(turn.who, payee)} knows whether it came.")
    if later.answering == "confirm":
        return await _confirm(turn, entry)
    return await _never(turn, entry)


async def _confirm(turn: Turn, entry: Entry) -> Answer:
    doing = await entries.doings(turn.session, turn.who.ledger_id, [entry])
    if any(done.command == CONFIRMED for done in doing.values()):
        raise ConflictError(f"You have confirmed #{entry.no} already.")
    turn.command = CONFIRMED
    recorded = await turn.write(new=[correcting.next_version(entry, entry.content)], void=[entry])
    text = f"{head(turn, recorded.entries[0])}, confirmed by {_me(turn)}"
    return Answer(lines=(line(text),), data=logged.entry_data(turn, recorded.entries), wrote=True)


async def _never(turn: Turn, entry: Entry) -> Answer:
    turn.command = NEVER
    back = Button(label="It came after all", action=f"restore #{entry.no}")
    await turn.write(void=[entry], actions=[back.kept])
    balances = await kept.of_ledger(turn.session, turn.who)
    rows = (
        f"Undone: {head(turn, entry)} never came, says {_me(turn)}.",
        f"{owing.standing(turn, payer_of(entry.content), balances)}.",
    )
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((back,),),
        data=logged.entry_data(turn, [entry]),
        wrote=True,
    )


async def _expense(turn: Turn, entry: Entry) -> Answer:
    """Make it an expense that the one paid for the other."""
    if not permissions.may_change(turn, entry):
        raise NotAllowedError(f"Only those whose payment it is change #{entry.no}.")
    content, who = entry.content, turn.who
    words = content.note or "Shared"
    reading = read(f"{words} {content.amount.amount}", context_of(who, turn.local)).first
    category = who.category_named(reading.category or OTHER)
    made = replace(
        content,
        kind="expense",
        description=words[:200],
        note=None,
        category_id=category.id if category else None,
        split=split.equal([payee_of(content)]),
        pays=None,
    )
    undo = Button(label="Undo", action=f"undo #{entry.no} v{entry.version + 1}")
    people = Button(label="People", action=f"people #{entry.no}")
    recorded = await turn.write(
        new=[correcting.next_version(entry, made)],
        void=[entry],
        actions=[people.kept, undo.kept],
    )
    return Answer(
        lines=(line(logged.understood(turn, recorded.entries[0])),),
        rows=((people, undo),),
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


def _me(turn: Turn) -> str:
    return naming.shown(turn.who, turn.who.member_id)
