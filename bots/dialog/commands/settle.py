"""`settle`: the fewest payments after which everybody is even, each to be ticked when paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import owing, reminder_settings, wording
from bots.dialog.command import Command
from bots.dialog.commands.currency import code_in
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, line
from bots.dialog.own_balances import asked_there
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import plans, reminding, settling
from expenseiq_core.services.settling import Due

_FORM = re.compile(
    r"(?:from (?P<first>\d{1,3}))?\s*(?:(?:in|to) (?P<currency>\S.*))?", re.IGNORECASE
)
_TRY = "Try: settle, or all in one currency: settle in eur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Payments in which currency (None: each for itself), from which one on."""

    currency: str | None = None
    first: int = 0


def parse(said: Said) -> Ask | None:
    """Claim `settle`, `settle up`, `settle in EUR`."""
    rest = said.after("settle", "settle up", "settleup", "settle all")
    if rest is None:
        return None
    match = _FORM.fullmatch(rest)
    code = code_in(said, match["currency"]) if match and match["currency"] else None
    if match is None or (match["currency"] and code is None):
        if said.slash:
            raise UsageError(_TRY)
        return None
    return Ask(currency=code, first=int(match["first"] or 1) - 1)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show the plan, and keep it if it is new."""
    who = turn.who
    balances = await kept.of_ledger(turn.session, who)
    if owing.is_one_purse(turn, balances):
        return Answer(lines=(line(owing.NO_DEBTS),), data={"transfers": []})
    if ask.currency is None:
        due = await settling.plain(turn.session, who, balances)
    else:
        due = await settling.converted(turn.session, who, balances, ask.currency, day=turn.today)
    if not due.rows and not who.is_group and (there := await asked_there(turn, "settle")):
        return there
    if not due.rows:
        text = owing.EVEN if balances else f"Nothing to settle yet. {invitation(turn)}"
        return Answer(lines=(line(text),), data={"transfers": []})
    if due.is_new:
        await plans.keep(turn.session, who, due.plan, now=turn.now)
    foot = ["Tick when paid (only the two named can)."]
    is_offered = who.is_group and await reminding.offer(turn.session, who, now=turn.now)
    more = (reminder_settings.OFFER,) if is_offered else ()
    return owing.plan_answer(turn, due, _head(turn, due), foot, first=ask.first, more=more)


def _head(turn: Turn, due: Due) -> list[str]:
    """Return how many payments there are, at which rates, and what is new of them."""
    count = wording.plural(len(due.rows), "payment")
    text = f"{count} and everyone is even"
    if due.plan.currency is not None and due.plan.rate_date is not None:
        day = wording.day(due.plan.rate_date, turn.who.locale, today=turn.today)
        text += f", at the rates of {day}"
    changed = _changed(turn, due)
    return [*([changed] if changed else []), f"{text}:"]


def _changed(turn: Turn, due: Due) -> str | None:
    """Return what came of the payments that were shown before, if they are not all as they were."""
    if not due.is_new or not due.before:
        return None
    if due.plan.currency is not None:
        return "Made anew: something came in between."
    old = {row.position: row for row in due.before}
    same = [row for row in due.rows if old.get(row.position) == row]
    other = [row for row in due.rows if row not in same]
    if len(other) == 1 and other[0].position in old:
        was = wording.money(old[other[0].position].amount, turn.who.locale)
        return f"Only {other[0].position} changed (it was {was})."
    if same:
        return (
            f"Updated for what came in between: {wording.plural(len(same), 'payment')} as before."
        )
    return "Made anew: something came in between."


COMMAND = Command(
    name="settle",
    parse=parse,
    handle=handle,
    summary="the fewest payments to be even",
    usage=(
        "settle: the fewest payments after which everyone is even. Who pays or is paid ticks one"
        " when it is made; the others stay as they are.\n"
        "settle in eur: all currencies by payments in one\n"
        "A payment made otherwise: paid @ana 20"
    ),
    left_may=True,
)
