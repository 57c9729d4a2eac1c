"""`balance`: who gets back and who owes, oneself first; `balance in EUR`, `balance with @ana`."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog import at_rates, owing, own_balances
from bots.dialog.command import Command
from bots.dialog.commands.currency import code_in
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError
from expenseiq_core.services import balances as kept
from expenseiq_core.services.balances import Balances

LINES = owing.MOST - 1
"""Below the ledger's name."""
_FORM = re.compile(
    r"(?:from (?P<first>\d{1,3}))?\s*(?:in (?P<currency>\S.*)|(?:with @?|@)(?P<person>\S.*))?",
    re.IGNORECASE,
)
_TRY = "Try: balance, balance in eur, balance with @ana"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """In which currency (None: as it is), between oneself and whom, from which line on."""

    currency: str | None = None
    person: str | None = None
    first: int = 0


def parse(said: Said) -> Ask | None:
    """Claim `balance`, `balances`, `who owes what`, and with `in EUR` or `with @ana`."""
    rest = said.after("balance", "balances", "who owes what", "what do i owe")
    if rest is None:
        return None
    match = _FORM.fullmatch(rest.strip(" ?"))
    code = code_in(said, match["currency"]) if match and match["currency"] else None
    if match is None or (match["currency"] and code is None):
        if said.slash:
            raise UsageError(_TRY)
        return None
    return Ask(currency=code, person=match["person"], first=int(match["first"] or 1) - 1)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Answer from the balances as they are kept."""
    who = turn.who
    if ask.person is not None:
        return await own_balances.between(turn, ask.person)
    if not who.is_group:
        return await own_balances.overview(turn, ask.first, currency=ask.currency)
    balances = await kept.of_ledger(turn.session, who)
    if owing.is_one_purse(turn, balances):
        return Answer(lines=(line(owing.NO_DEBTS),), data={"balances": {}})
    title = who.ledger_name
    data: dict[str, object] = {}
    if ask.currency is not None:
        balances, day, missing = await at_rates.converted(turn, balances, ask.currency)
        title += at_rates.title(turn, ask.currency, day, missing)
        data["rate_date"] = day.isoformat() if day else None
    data |= owing.balances_data(turn, balances)
    open_members = {m for own in kept.nonzero(balances).values() for m in own}
    if not open_members:
        text = f"{who.ledger_name}: everyone is even."
        if not balances:
            text = f"Nothing is shared here yet. {invitation(turn)}"
        return Answer(lines=(line(text),), data=data)
    return _listed(turn, ask, title, balances, open_members, data)


def _listed(
    turn: Turn,
    ask: Ask,
    title: str,
    balances: Balances,
    members: set[uuid.UUID],
    data: dict[str, object],
) -> Answer:
    """Show oneself and everybody who is not even."""
    who = turn.who
    others = [m.id for m in who.members if m.id in members and m.id != who.member_id]
    rows = [owing.standing(turn, member, balances) for member in [who.member_id, *others]]
    back = f" in {ask.currency}" if ask.currency else ""
    buttons = [
        Button(label="Settle up", action=f"settle{back}", for_all=True),
        Button(label="Why?", action="why", for_all=True),
    ]
    if len(rows) > ask.first + LINES:
        action = f"balance from {ask.first + LINES + 1}{back}"
        buttons.append(Button(label="More", action=action, for_all=True))
    shown: Sequence[str] = [title, *rows[ask.first : ask.first + LINES]]
    return Answer(lines=tuple(line(row) for row in shown), rows=(tuple(buttons),), data=data)


COMMAND = Command(
    name="balance",
    parse=parse,
    handle=handle,
    summary="who gets back, who owes",
    usage=(
        "balance: who gets back and who owes, you first; when we are alone: all your groups\n"
        "balance in eur: converted, at the rates of today\n"
        "balance with @ana: one number for the two of you"
    ),
    left_may=True,
)
