"""A payment of a group's plan that its payer ticks while alone with us, below a reminder."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog import logged, naming, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.payment_answer import asked_of, asking, entries_of, head, left_of, transfers
from bots.dialog.payments import Payment, changed
from bots.dialog.turn import Turn
from expenseiq_core.domain.plans import Row
from expenseiq_core.services import plans, settling
from expenseiq_core.services.balances import Balances
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.plans import Plan

MOST_TICKS = 3
"""Payments with a button of their own; the others are in the group's plan."""


async def record(turn: Turn, payments: Sequence[Payment], balances: Balances) -> Answer:
    """Record it; say what the speaker has left to pay, and let the group know."""
    new = await entries_of(turn, payments)
    after = changed(balances, payments)
    due = await settling.due(turn.session, turn.who, after, paid=transfers(payments))
    undo = Button(label="Undo", action=logged.undo_action(new))
    own = [row for row in due.rows if row.payer == turn.who.member_id and not due.is_new]
    row = (*ticks(turn.who, due.plan, own), undo)
    asks = asked_of(turn, payments, new[0].no)
    back = Button(label="Undo", action=undo.action, for_all=True)
    recorded = await turn.write(new=new, actions=[button.kept for button in row])
    if not due.rows:
        await plans.close(turn.session, turn.who, now=turn.now)
    heads = [line(head(turn, entry)) for entry in recorded.entries]
    turn.tells = Answer(
        lines=(
            *heads,
            line(f"Says {naming.shown(turn.who, turn.who.member_id)}."),
            *map(line, asking(turn, payments)),
        ),
        rows=((*asks, back),),
    )
    rows = [left_of(turn, payments[0], due, after)]
    if asks:
        payee = naming.shown(turn.who, payments[0].payee)
        rows.append(f"I ask {payee} in the group whether it came.")
    return Answer(
        lines=(*heads, *map(line, rows)),
        rows=(row,),
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


def ticks(who: Resolved, plan: Plan, rows: Sequence[Row]) -> list[Button]:
    """Return the buttons [Paid Ana] of payments; with the amount where one gets several."""
    found = []
    for row in rows[:MOST_TICKS]:
        label = f"Paid {naming.shown(who, row.payee)}"
        if sum(other.payee == row.payee for other in rows) > 1:
            label += f" {wording.money(row.amount, who.locale)}"
        found.append(Button(label=label, action=f"paid row {row.position} of {plan.id.hex}"))
    return found
