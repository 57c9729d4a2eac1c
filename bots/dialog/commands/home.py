"""`home`: the month so far, the budgets, the last entries, what one owes and gets."""

from __future__ import annotations

from bots.dialog import budgets as shown
from bots.dialog import figures, standing, wording
from bots.dialog.bars import bar
from bots.dialog.command import Command
from bots.dialog.commands.report import compared_text
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.budget import BudgetStatus
from expenseiq_core.domain.comparing import comparison
from expenseiq_core.domain.filter import Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import period_of
from expenseiq_core.services import analytics, budgets, own_lists

BUDGETS = 3
ENTRIES = 3
BAR = 6


def parse(said: Said) -> bool | None:
    """Claim `home` alone."""
    rest = said.after("home")
    return True if rest is not None and (not rest or said.slash) else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Answer with everything that one wants to see at a glance."""
    who, start = turn.who, turn.who.month_start
    month = period_of(turn.today, "monthly", month_start=start)
    compared = comparison(month, today=turn.today, month_start=start)
    found = await analytics.figures(turn.session, who, month, compared)
    page = await own_lists.page(turn.session, who, Filter(), limit=ENTRIES)
    head = (
        f"{figures.first_large(figures.period_name(turn, month))} {figures.base(turn, found.spent)}"
    )
    change = compared_text(turn, found, compared)
    rows = [line(f"{head}, {change[:1].lower() + change[1:]}" if change else head)]
    statuses = await running(turn)
    rows += [
        line(f"{bar(s.percent, width=BAR)} {standing.budget_text(turn, s)}")
        for s in statuses[:BUDGETS]
    ]
    rows += [figures.found_line(turn, entry) for entry in page.entries]
    if not page.entries:
        rows.append(line(f"No entries yet. {invitation(turn)}"))
    balances = await analytics.balances(turn.session, who)
    if balances:
        rows.append(line(" · ".join(_balance(turn, money) for money in balances)))
    buttons = [Button(label="Report", action="report"), Button(label="List", action="list")]
    if statuses:
        buttons.append(Button(label="Left", action="left"))
    data = {
        "spent": figures.amount(turn, found.spent),
        "currency": who.currency,
        "budgets": [standing.budget_text(turn, status) for status in statuses],
        "entries": [figures.found_data(turn, entry) for entry in page.entries],
        "balances": {money.currency: str(money.amount) for money in balances},
    }
    return Answer(lines=tuple(rows), rows=(tuple(buttons),), data=data)


async def running(turn: Turn) -> list[BudgetStatus]:
    """Return how the budgets that run today stand, the worst first."""
    if not turn.who.budgets:
        return []
    found = await budgets.standing(turn.session, turn.who, today=turn.today)
    statuses = [shown.status_of(b, turn.today) for b in found if b.period(turn.today) is not None]
    return sorted(statuses, key=lambda s: (-s.percent, s.left_minor))


def _balance(turn: Turn, money: Money) -> str:
    size = wording.money(Money(abs(money.minor), money.currency), turn.who.locale)
    return f"You get back {size}" if money.minor > 0 else f"You owe {size}"


COMMAND = Command(
    name="home",
    parse=parse,
    handle=handle,
    summary="your month at a glance",
    usage="home: the month so far, budgets, your last entries, what you owe and get",
    left_may=True,
)
