"""The buttons [1 Paid]: a payment of a plan was made; only the two named say so."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from bots.dialog import naming, owing, paid_alone, payment_answer, wording
from bots.dialog.messages import Answer
from bots.dialog.payment_answer import Wish
from bots.dialog.payments import Payment
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import plans, settling
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Which payment of which plan; None: of the one that was shown last."""

    position: int
    plan_id: uuid.UUID | None = None


async def handle(turn: Turn, tick: Tick) -> Answer:
    """Record the payment, and show those that are left with their buttons."""
    if tick.plan_id is None:
        plan = await plans.open_plan(turn.session, turn.who)
    else:
        plan = await plans.by_id(turn.session, turn.who, tick.plan_id)
    row = next((r for r in plan.rows if r.position == tick.position), None) if plan else None
    if plan is None or row is None:
        raise NotFoundError("That plan is no longer there. To see the one now: settle")
    aloud = _check_may(turn, row)
    balances = await kept.of_ledger(turn.session, turn.who)
    await _check_open(turn, plan, row, balances)
    payments = payments_of(turn, row)
    if turn.alone:
        return await paid_alone.record(turn, payments, balances)
    said = (f"Says {naming.shown(turn.who, turn.who.member_id)}.",) if aloud else ()
    wish = Wish(said=said, undo_for_all=aloud, plan=True)
    return await payment_answer.record(turn, payments, balances, wish)


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
    if any(replace(other, position=row.position) == row for other in due.rows):
        return
    text = owing.row_text(turn, row)
    if due.plan.id == plan.id or not due.rows:
        raise ConflictError(f"{text} is paid already.")
    raise ConflictError(f"{text} is no longer in the plan. To see what is: settle")


def payments_of(turn: Turn, row: Row) -> list[Payment]:
    """Return what a payment of a plan settles: one payment in each currency."""
    converted = dict(row.parts) != {row.amount.currency: row.amount.minor}
    part = f"part of {wording.money(row.amount, turn.who.locale)}" if converted else None
    return [
        Payment(
            payer=row.payer if minor > 0 else row.payee,
            payee=row.payee if minor > 0 else row.payer,
            amount=Money(abs(minor), currency),
            date=turn.today,
            note=part,
        )
        for currency, minor in row.parts.items()
    ]
