"""`who-owes`: what each two owe each other, without looking for fewer payments."""

from __future__ import annotations

import re

from bots.dialog import naming, owing, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.own_balances import asked_there
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.settling import Transfer
from expenseiq_core.errors import UsageError
from expenseiq_core.services import debts

LINES = owing.MOST - 1


def parse(said: Said) -> int | None:
    """Claim `who-owes`, `who owes`, `who owes whom`, `debts`; the value is the first line shown."""
    rest = said.after("who-owes", "who owes", "whoowes", "debts")
    if rest is None:
        return None
    rest = rest.strip(" ?")
    match = re.fullmatch(r"from (\d{1,4})", rest) if said.slash else None
    if match is not None:
        return max(int(match[1]) - 1, 0)
    if rest.casefold() in ("", "whom", "who", "what to whom", "whom what"):
        return 0
    if said.slash:
        raise UsageError("Try: who-owes")
    return None


async def handle(turn: Turn, first: int) -> Answer:
    """List the debts, one's own first."""
    who = turn.who
    pairs = [(c, debt) for c, own in (await debts.pairwise(turn.session, who)).items()
             for debt in own]  # fmt: skip
    pairs.sort(key=lambda pair: who.member_id not in (pair[1].payer, pair[1].payee))
    if not pairs and not who.is_group and (there := await asked_there(turn, "who-owes")):
        return there
    if not pairs:
        text = owing.NO_DEBTS if who.mode == "shared" else "Nobody owes anybody."
        return Answer(lines=(line(text),), data={"debts": []})
    rows = [_text(turn, currency, debt) for currency, debt in pairs]
    shown = ["Who paid for whom, two by two:", *rows[first : first + LINES]]
    buttons = [Button(label="Settle up", action="settle", for_all=True)]
    if len(rows) > first + LINES:
        action = f"who-owes from {first + LINES + 1}"
        buttons.append(Button(label="More", action=action, for_all=True))
    return Answer(
        lines=tuple(line(row) for row in shown),
        rows=(tuple(buttons),),
        data={
            "debts": [
                owing.transfer_data(turn, debt.payer, debt.payee, debt.minor, currency)
                for currency, debt in pairs
            ]
        },
    )


def _text(turn: Turn, currency: str, debt: Transfer) -> str:
    me = debt.payer == turn.who.member_id
    name = wording.title(naming.you(turn.who, debt.payer))
    shown = owing.money(turn, debt.minor, currency)
    return f"{name} owe{'' if me else 's'} {naming.you(turn.who, debt.payee)} {shown}"


COMMAND = Command(
    name="who-owes",
    parse=parse,
    handle=handle,
    summary="what each two owe each other",
    usage=(
        "who-owes: what each two owe each other by what they paid for each other.\n"
        "settle finds the fewest payments instead."
    ),
    left_may=True,
)
