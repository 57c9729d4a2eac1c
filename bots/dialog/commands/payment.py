"""`payment methods`: what was paid how this month."""

from __future__ import annotations

from bots.dialog import figures
from bots.dialog.command import Command
from bots.dialog.commands.tags import named_data, named_text
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.period import period_of
from expenseiq_core.services import analytics

HOW = "Say how you paid: lunch 12 cash. Later: edit last payment card"
ROWS = 6


def parse(said: Said) -> bool | None:
    """Claim `payment methods` alone."""
    rest = said.after("payment methods", "payment method", "payments", "payment")
    return True if rest is not None and (not rest or said.slash) else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Answer with this month's methods, the largest sum first, and how to set one."""
    month = period_of(turn.today, "monthly", month_start=turn.who.month_start)
    found = await analytics.payment_methods(turn.session, turn.who, month, limit=ROWS)
    name = figures.first_large(figures.period_name(turn, month))
    rows = [f"{name}:"] if found else [f"{name}: no entry says how it was paid."]
    rows += [named_text(turn, total.name, total) for total in found]
    rows.append(HOW)
    buttons = tuple(
        Button(label=total.name, action=f'list this month by "{total.name}"') for total in found[:4]
    )
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(buttons,) if buttons else (),
        data={"payment_methods": [named_data(turn, total) for total in found]},
    )


COMMAND = Command(
    name="payment methods",
    parse=parse,
    handle=handle,
    summary="cash, card and the like",
    usage=(
        "Say how you paid: lunch 12 cash, taxi 9 by card\n"
        "Later: edit last payment card\n"
        "payment methods: what was paid how this month\n"
        "To find entries: search by card"
    ),
)
