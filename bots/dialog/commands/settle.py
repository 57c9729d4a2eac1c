"""`settle`: the fewest payments after which everybody is even, each to be ticked when paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import owing, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.services import balances as kept
from expenseiq_core.services import plans, settling
from expenseiq_core.services.settling import Due

_FORM = re.compile(r"(?:from (?P<first>\d{1,3}))? ?(?:in (?P<currency>\S.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Payments in which currency (None: each for itself), from which one on."""

    currency: str | None = None
    first: int = 0


def parse(said: Said) -> Ask | None:
    """Claim `settle`, `settle up`, `settle in EUR`."""
    rest = said.after("settle", "settle up", "settleup")
    if rest is None:
        return None
    return Ask() if not rest else None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show the plan, and keep it if it is new."""
    who = turn.who
    if who.mode == "shared":
        return Answer(lines=(line(owing.NO_DEBTS),), data={"transfers": []})
    balances = await kept.of_ledger(turn.session, who)
    if not kept.nonzero(balances):
        return Answer(lines=(line(owing.EVEN),), data={"transfers": []})
    due = await settling.plain(turn.session, who, balances)
    if due.is_new:
        await plans.keep(turn.session, who, due.plan, now=turn.now)
    return owing.plan_answer(turn, due, head(turn, due), first=ask.first)


def head(turn: Turn, due: Due) -> list[str]:
    count = wording.plural(len(due.rows), "payment")
    return [f"{count} and everyone is even:"]


COMMAND = Command(
    name="settle",
    parse=parse,
    handle=handle,
    summary="the fewest payments to be even",
    usage="settle",
    where="group",
    left_may=True,
)
