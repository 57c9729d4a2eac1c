"""`balance`: who gets back and who owes, oneself first; `balance in EUR`, `balance with @ana`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import owing
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.services import balances as kept

LINES = 7
"""Below the ledger's name: an answer has eight lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whose balances, in which currency, and from which member on."""

    currency: str | None = None
    person: str | None = None
    first: int = 0


def parse(said: Said) -> Ask | None:
    """Claim `balance`."""
    rest = said.after("balance", "balances")
    if rest is None:
        return None
    match = re.fullmatch(r"from (\d{1,3})", rest)
    if match is not None:
        return Ask(first=int(match[1]) - 1)
    return Ask() if not rest else None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer from the balances as they are kept."""
    who = turn.who
    if who.mode == "shared":
        return Answer(lines=(line(owing.NO_DEBTS),), data={"balances": {}})
    balances = await kept.of_ledger(turn.session, who)
    data = owing.balances_data(turn, balances)
    open_members = {m for own in kept.nonzero(balances).values() for m in own}
    if not open_members:
        return Answer(lines=(line(f"{who.ledger_name}: everyone is even."),), data=data)
    ordered = [m.id for m in who.members if m.id in open_members and m.id != who.member_id]
    shown = [who.member_id, *ordered][ask.first :]
    rows = [owing.standing(turn, member, balances) for member in shown]
    buttons = [
        Button(label="Settle up", action="settle", for_all=True),
        Button(label="Why?", action="why", for_all=True),
    ]
    if len(rows) > LINES:
        action = f"balance from {ask.first + LINES + 1}"
        buttons.append(Button(label="More", action=action, for_all=True))
    lines = [who.ledger_name, *rows[:LINES]]
    return Answer(lines=tuple(line(row) for row in lines), rows=(tuple(buttons),), data=data)


COMMAND = Command(
    name="balance",
    parse=parse,
    handle=handle,
    summary="who owes, who gets back",
    usage="balance: who gets back and who owes.",
    left_may=True,
)
