"""Reminders to settle in words: what somebody owes, and buttons that tick it off or put it off.

Told alone, the buttons act in the group (there.py); told in the group, anybody may press them and
the commands check who.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

from bots.dialog import naming, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.paid_alone import ticks
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.plans import Plan

MOST_ROWS: Final = 6
"""Lines of payments: above them and below stands one more."""
MOST_NAMES: Final = 6
PUT_OFF: Final = (
    Button(label="In a week", action="remind in a week"),
    Button(label="Don't remind me here", action="remind never"),
)
_WHY: Final = Button(label="Why?", action="why", for_all=True)


def alone(
    who: Resolved,
    plan: Plan,
    rows: Sequence[Row],
    *,
    also: bool = False,
    asks: uuid.UUID | None = None,
) -> Answer:
    """Return what somebody owes in a group, to whom how much, told to them alone.

    `also`: of something else they were told today; `asks`: the member who wants them to be told.
    """
    named = [f"{naming.shown(who, payee)} {sums}" for payee, sums in _by_payee(who, rows).items()]
    owe = "also owe" if also else "owe"
    if asks is not None:
        asker = naming.shown(who, asks)
        said = [f"{who.ledger_name}: {asker} kindly asks for {total(who, rows)}"]
    elif len(named) == 1:
        said = [f"{who.ledger_name}: you {owe} {named[0]}"]
    else:
        more = len(named) - MOST_NAMES
        named = [*named[:MOST_NAMES], *([f"and {more} more"] if more > 0 else [])]
        said = [f"{who.ledger_name}: you {owe} {total(who, rows)}", " · ".join(named)]
    return Answer(
        lines=tuple(map(line, said)),
        rows=((*ticks(who, plan, rows), _WHY), PUT_OFF),
        data={"reminder": {"group": who.ledger_name, "transfers": _data(who, rows)}},
    )


def in_group(who: Resolved, plan: Plan, rows: Sequence[Row], *, settle: str) -> Answer:
    """Return what those owe whom nobody reaches alone; `settle` is how that command is typed."""
    shown, more = rows[:MOST_ROWS], len(rows) - MOST_ROWS
    said = [f"Still to pay in {who.ledger_name}:"]
    for row in shown:
        payer, payee = (naming.shown(who, member) for member in (row.payer, row.payee))
        said.append(f"{row.position} {payer} → {payee} {wording.money(row.amount, who.locale)}")
    if more > 0:
        said.append(f"and {more} more: {settle}")
    paid = [
        Button(
            label=f"{row.position} Paid",
            action=f"paid row {row.position} of {plan.id.hex}",
            for_all=True,
        )
        for row in shown
    ]
    first, second = tuple(paid[:MOST_IN_ROW]), (*paid[MOST_IN_ROW:], _WHY)
    return Answer(
        lines=tuple(map(line, said)),
        rows=((*first, *second),) if len(paid) < MOST_IN_ROW else (first, second),
        data={"reminder": {"group": who.ledger_name, "transfers": _data(who, rows)}},
    )


MOST_IN_ROW: Final = 4


def _by_payee(who: Resolved, rows: Sequence[Row]) -> dict[uuid.UUID, str]:
    found: dict[uuid.UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.payee, []).append(row)
    return {payee: total(who, own) for payee, own in found.items()}


def total(who: Resolved, rows: Sequence[Row]) -> str:
    """Return what payments sum up to: `€42.00`, or `€42.00 and ฿300.00`."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.amount.currency] = sums.get(row.amount.currency, 0) + row.amount.minor
    return " and ".join(wording.money(Money(minor, c), who.locale) for c, minor in sums.items())


def _data(who: Resolved, rows: Sequence[Row]) -> list[dict[str, str]]:
    return [
        {
            "from": naming.unique(who, row.payer),
            "to": naming.unique(who, row.payee),
            "amount": str(row.amount.amount),
            "currency": row.amount.currency,
        }
        for row in rows
    ]
