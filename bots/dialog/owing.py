"""Balances and payments in words: `You get back €32.00`, `1 Bob → Mia €32.00`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bots.dialog import naming, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.services import balances as kept
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.settling import Due

EVEN: Final = "Everyone is even 🎉"
NO_DEBTS: Final = "This is one shared budget: nobody owes anybody."
MOST: Final = 8
"""Lines of an answer."""
IN_A_ROW: Final = 4


def is_one_purse(turn: Turn, balances: Balances) -> bool:
    """Whether nobody owes anybody: a shared budget, with nothing open from before it was one."""
    return turn.who.mode == "shared" and not kept.nonzero(balances)


def standing(turn: Turn, member_id: uuid.UUID, balances: Balances) -> str:
    """Return `You get back €32.00`, `Bob owes €42.00 and gets back ฿300.00`, `Ana is even`."""
    own = {currency: found.get(member_id, 0) for currency, found in balances.items()}
    return standing_of(turn, member_id, own)


def standing_of(turn: Turn, member_id: uuid.UUID, own: Mapping[str, int]) -> str:
    """Return how a member stands, by currency in minor units."""
    me = turn.who.member(member_id).id == turn.who.member_id
    name = "You" if me else naming.shown(turn.who, member_id)
    gets = amounts(turn, ((c, minor) for c, minor in own.items() if minor > 0))
    owes = amounts(turn, ((c, -minor) for c, minor in own.items() if minor < 0))
    verbs = ("get back", "owe", "are") if me else ("gets back", "owes", "is")
    said = [
        f"{verb} {figures}" for verb, figures in zip(verbs, (gets, owes), strict=False) if figures
    ]
    return f"{name} {' and '.join(said) or verbs[2] + ' even'}"


def amounts(turn: Turn, found: Iterable[tuple[str, int]]) -> str:
    """Return amounts of several currencies one after another."""
    return ", ".join(money(turn, minor, currency) for currency, minor in found)


def money(turn: Turn, minor: int, currency: str) -> str:
    """Return an amount as the speaker's locale writes it."""
    return wording.money(Money(minor, currency), turn.who.locale)


def row_text(turn: Turn, row: Row) -> str:
    """Return `1 Bob → Mia €32.00`."""
    payer, payee = (naming.shown(turn.who, member) for member in (row.payer, row.payee))
    return f"{row.position} {payer} → {payee} {wording.money(row.amount, turn.who.locale)}"


def plan_data(turn: Turn, rows: Sequence[Row]) -> dict[str, object]:
    """Return the payments for programs."""
    return {
        "transfers": [
            transfer_data(turn, row.payer, row.payee, row.amount.minor, row.amount.currency)
            for row in rows
        ]
    }


def transfer_data(
    turn: Turn, payer: uuid.UUID, payee: uuid.UUID, minor: int, currency: str
) -> dict[str, str]:
    """Return what one owes another for programs."""
    return {
        "from": naming.unique(turn.who, payer),
        "to": naming.unique(turn.who, payee),
        "amount": str(Money(minor, currency).amount),
        "currency": currency,
    }


def balances_data(turn: Turn, balances: Balances) -> dict[str, object]:
    """Return all balances for programs, those of nothing too."""
    return {
        "balances": {
            currency: {
                naming.unique(turn.who, member): str(Money(minor, currency).amount)
                for member, minor in own.items()
            }
            for currency, own in balances.items()
        }
    }


def plan_answer(
    turn: Turn,
    due: Due,
    head: Sequence[str],
    foot: Sequence[str] = (),
    *,
    first: int = 0,
    more: Sequence[Button] = (),
) -> Answer:
    """Show the payments from the one in place `first` on, each with the button that ticks it.

    What stands above and below is left out, from below, where an answer has no line left for it.
    """
    page = due.rows[first : first + MOST - len(head)]
    rows = [*head, *(row_text(turn, row) for row in page), *foot][:MOST]
    ticks = [
        Button(
            label=f"{row.position} Paid",
            action=f"paid row {row.position} of {due.plan.id.hex}",
            for_all=True,
        )
        for row in page
    ]
    last = [*more, Button(label="Why?", action="why", for_all=True)]
    if len(due.rows) > first + len(page):
        action = f"settle from {first + len(page) + 1}"
        if due.plan.currency is not None:
            action += f" in {due.plan.currency}"
        last.insert(0, Button(label="More", action=action, for_all=True))
    buttons = [*ticks, *last]
    if len(buttons) > IN_A_ROW:
        cut = min(len(ticks), IN_A_ROW)
        split = (tuple(buttons[:cut]), tuple(buttons[cut:]))
    else:
        split = (tuple(buttons), ())
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=tuple(row for row in split if row),
        data=plan_data(turn, due.rows),
    )
