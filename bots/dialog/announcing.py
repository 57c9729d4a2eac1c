"""What a change of an entry does to the balances of a group, said to all whom it moves.

A change of an entry that is older than an hour, or that is not its author's, is announced: who
changed what from what to what, and by how much each balance moves.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from bots.dialog import naming, shares_text, wording
from bots.dialog.messages import Button
from bots.dialog.permissions import parties
from bots.dialog.split_text import payments_of
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Entry, balance_changes
from expenseiq_core.domain.money import Money
from expenseiq_core.services import entries

SETTLED_FOR: Final = dt.timedelta(hours=1)
"""After so long the others have seen an entry: a change of it is news to them."""


async def is_due(turn: Turn, entry: Entry) -> bool:
    """Whether the group is told of a change of this entry."""
    who = turn.who
    if not who.is_group:
        return False
    if who.member(entry.author_id).id != who.member_id:
        return True
    made = entry.created_at
    if entry.version > 1 and turn.now - made <= SETTLED_FOR:
        made = (await entries.history(turn.session, who.ledger_id, entry.no))[0].created_at
    return turn.now - made > SETTLED_FOR


def speaker(turn: Turn) -> str:
    """Return who speaks, as the others call them."""
    return naming.shown(turn.who, turn.who.member_id)


def effect(turn: Turn, *, new: Sequence[Content] = (), void: Sequence[Content] = ()) -> str:
    """Return `Ana and Bob owe €12.00 less each.`; nothing outside groups, or if nobody's moves.

    Of whoever paid alone it is not said: it is what all others make together.
    """
    moves = moved(turn, new=new, void=void)
    if not turn.who.is_group or not moves:
        return ""
    core, owe = _core(turn, [*new, *void]), (*new, *void)[0].kind != "income"
    said = []
    for currency, amounts in moves.items():
        others = {m: change for m, change in amounts.items() if m not in core}
        rest = {m: change for m, change in amounts.items() if m in core}
        said += _moved_texts(turn, others, currency, owes=owe)
        if len(rest) > 1 or not others:
            said += _moved_texts(turn, rest, currency, owes=not owe)
    return "; ".join(said) + "."


def _core(turn: Turn, contents: Sequence[Content]) -> set[uuid.UUID]:
    """Return whoever paid, or received income, or is paid by a settlement."""
    payers = {turn.who.member(m).id for c in contents for m in payments_of(c)}
    if contents[0].kind != "settlement":
        return payers
    return {m for c in contents for m in parties(turn.who, c)} - payers


def _moved_texts(
    turn: Turn, changes: dict[uuid.UUID, int], currency: str, *, owes: bool
) -> list[str]:
    """Return a part for each amount by which balances move."""
    return [
        _moved_text(turn, [m for m in changes if changes[m] == change], change, currency, owes=owes)
        for change in dict.fromkeys(changes.values())
    ]


def moved(
    turn: Turn, *, new: Iterable[Content], void: Iterable[Content]
) -> dict[str, dict[uuid.UUID, int]]:
    """Return by how much each living member's balance moves, by currency, in minor units."""
    moves: dict[str, dict[uuid.UUID, int]] = {}
    for (member_id, currency), change in balance_changes(new=new, void=void).items():
        amounts = moves.setdefault(currency, {})
        living = turn.who.member(member_id).id
        amounts[living] = amounts.get(living, 0) + change
    shown = {c: {m: a for m, a in amounts.items() if a} for c, amounts in moves.items()}
    return {currency: amounts for currency, amounts in shown.items() if amounts}


def moved_data(
    turn: Turn, *, new: Sequence[Content] = (), void: Sequence[Content] = ()
) -> dict[str, object]:
    """Return the same for programs: `{"moved": {"EUR": {"Ana": "12.00"}}}`; plus is in favour."""
    if not turn.who.is_group:
        return {}
    return {
        "moved": {
            currency: {
                naming.key(turn.who.member(m)): str(Money(a, currency).amount)
                for m, a in amounts.items()
            }
            for currency, amounts in moved(turn, new=new, void=void).items()
        }
    }


def history_button(no: int) -> Button:
    """Return the button that shows who did what."""
    return Button(label="History", action=f"history #{no}")


def _moved_text(
    turn: Turn, member_ids: Sequence[uuid.UUID], change: int, currency: str, *, owes: bool
) -> str:
    several = len(member_ids) > 1
    amount = wording.money(Money(abs(change), currency), turn.who.locale)
    verb = ("owe" if several else "owes") if owes else ("get back" if several else "gets back")
    more = (change < 0) == owes
    each = " each" if several else ""
    who = shares_text.names(turn, member_ids)
    return f"{who} {verb} {amount} {'more' if more else 'less'}{each}"
