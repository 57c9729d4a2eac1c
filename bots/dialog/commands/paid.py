"""`paid #12` (one's share of an entry), and the buttons below payments.

`paid @ana 20` is read where expenses are, and recorded by `bots.dialog.paying`.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from bots.dialog import naming, owing, paying
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.paying import Payment
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import plans, settling
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.plans import Plan

_ROW = re.compile(r"row (\d{1,4}) of ([0-9a-f]{32})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A payment of a plan was made."""

    position: int
    plan_id: uuid.UUID


def parse(said: Said) -> Tick | None:
    """Claim the buttons, and `paid #12`."""
    rest = said.after("paid")
    if rest is None:
        return None
    match = _ROW.fullmatch(rest) if said.slash else None
    if match is not None:
        return Tick(position=int(match[1]), plan_id=uuid.UUID(match[2]))
    return None


async def handle(turn: Turn, tick: Tick) -> Answer:
    """Record what a button stands for."""
    plan = await plans.by_id(turn.session, turn.who, tick.plan_id)
    row = next((r for r in plan.rows if r.position == tick.position), None) if plan else None
    if plan is None or row is None:
        raise NotFoundError("That plan is no longer there. To see the one now: settle")
    aloud = _check_may(turn, row)
    balances = await kept.of_ledger(turn.session, turn.who)
    await _check_open(turn, plan, row, balances)
    payments = [
        Payment(
            payer=row.payer if minor > 0 else row.payee,
            payee=row.payee if minor > 0 else row.payer,
            amount=Money(abs(minor), currency),
            date=turn.today,
        )
        for currency, minor in row.parts.items()
    ]
    return await paying.record(turn, payments, balances, aloud=aloud)


def _check_may(turn: Turn, row: Row) -> bool:
    """Raise NotAllowedError unless the speaker may tick it; whether they do for somebody else."""
    who = turn.who
    if who.member_id in (row.payer, row.payee):
        return False
    both = [who.member(row.payer), who.member(row.payee)]
    if all(member.user_id is not None for member in both):
        names = " or ".join(naming.shown(who, member.id) for member in both)
        raise NotAllowedError(f"Only {names} can tick that.")
    return True


async def _check_open(turn: Turn, plan: Plan, row: Row, balances: Balances) -> None:
    """Raise ConflictError unless the payment is still to be made as the button says."""
    due = await settling.due(turn.session, turn.who, balances)
    key = (row.payer, row.payee, row.amount, dict(row.parts))
    if any((r.payer, r.payee, r.amount, dict(r.parts)) == key for r in due.rows):
        return
    text = owing.row_text(turn, row)
    if due.plan.id == plan.id or not kept.nonzero(balances):
        raise ConflictError(f"{text} is paid already.")
    raise ConflictError(f"{text} is no longer in the plan. To see what is: settle")


COMMAND = Command(
    name="paid",
    parse=parse,
    handle=handle,
    summary="a payment between two",
    usage="paid @ana 20",
    left_may=True,
)
