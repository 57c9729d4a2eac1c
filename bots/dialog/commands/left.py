"""`left`, `left food`, `can I spend 80 on shoes?`: what budgets still allow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import standing
from bots.dialog.arguments import category_in, no_category
from bots.dialog.command import Command
from bots.dialog.commands.home import running
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from bots.dialog.wording import money, short_money
from expenseiq_core.domain.budget import BudgetStatus
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.services import rates
from expenseiq_core.services.chats import Category

HINT = "No budgets yet. Try: budget food 200 monthly"
_TRY = "Try: left, left food, or can I spend 80 on shoes?"
_TRY_SPEND = "How much? Try: can I spend 80 on shoes?"
_LEFT = re.compile(
    r"(?:how much|what)(?:'s| is| do i have| have i(?: got)?)?(?: still)? left"
    r"(?: (?:for|on|in) (?P<name>.+?))?\s*\??",
    re.IGNORECASE,
)
_SPEND = re.compile(
    r"(?:can|could|may|should) (?:i|we)(?: still)? (?:spend|afford|buy|pay)(?P<rest> .*)?",
    re.IGNORECASE | re.DOTALL,
)
ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a category's budget, or of all."""

    category: Category | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """Whether an amount may be spent on something."""

    amount: Money
    category: Category | None


def parse(said: Said) -> Left | Spend | None:
    """Claim `left`, `left food`, `how much is left for food?` and `can I spend …`."""
    text = " ".join(said.text.split())
    match = _SPEND.fullmatch(text)
    if match is not None:
        return _spend(said, (match["rest"] or "").strip(" ?"))
    asked = _LEFT.fullmatch(text)
    name = said.after("left") if asked is None else asked["name"] or ""
    if name is None:
        return None
    name = name.strip(" ?")
    if not name:
        return Left()
    category = category_in(said, name.removeprefix("for ").removeprefix("in "))
    if category is None:
        if said.slash or asked is not None:
            raise NotFoundError(f"{no_category(said, name)}\n{_TRY}")
        return None
    return Left(category=category)


def _spend(said: Said, rest: str) -> Spend:
    reading = read(rest, said.context).first
    if reading.amount is None:
        raise UsageError(_TRY_SPEND)
    amount = Money.of(reading.amount, reading.currency or said.who.entry_currency)
    name = reading.category or reading.description
    category = category_in(said, name) if name else None
    return Spend(amount=amount, category=category)


async def handle(turn: Turn, ask: Left | Spend) -> Answer:
    """Answer from the budgets that run today; nothing is booked."""
    statuses = await running(turn)
    if not statuses:
        return Answer(lines=(line(HINT),), data={"budgets": []})
    if isinstance(ask, Spend):
        return await _may_spend(turn, ask, statuses)
    return _left(turn, ask, statuses)


def _left(turn: Turn, ask: Left, statuses: list[BudgetStatus]) -> Answer:
    if ask.category is not None:
        own = [s for s in statuses if s.budget.category_id == ask.category.id]
        statuses = own or [s for s in statuses if s.budget.category_id is None]
    if not statuses:
        assert ask.category is not None, "without a category there is at least one"
        name = ask.category.name
        hint = f"There is no budget for {name}. Try: budget {name.casefold()} 200 monthly"
        return Answer(lines=(line(hint),), data={"budgets": []})
    rows = [line(_left_line(turn, status)) for status in statuses[:ROWS]]
    buttons: tuple[Button, ...] = ()
    if len(statuses) > ROWS:
        buttons = (Button(label="All budgets", action="budgets"),)
    return Answer(
        lines=tuple(rows),
        rows=(buttons,) if buttons else (),
        data={"budgets": [_data(turn, status) for status in statuses]},
    )


def _left_line(turn: Turn, status: BudgetStatus) -> str:
    return f"{standing.budget_name(turn, status.budget)}: {standing.left_text(turn, status)}"


async def _may_spend(turn: Turn, ask: Spend, statuses: list[BudgetStatus]) -> Answer:
    category = ask.category
    if category is not None and category.kind != "spending":
        text = f"{category.name} is no spending: no budget counts it."
        return Answer(lines=(line(text),), data={"budgets": []})
    base = await rates.base_of(turn.session, turn.who, ask.amount, turn.today)
    if base is None:
        return _no_rate(turn, ask.amount)
    concerned = [s for s in statuses if s.budget.covers(category.id if category else None)]
    concerned.sort(key=lambda s: s.budget.category_id is None)
    if not concerned:
        name = category.name if category else "all spending"
        typed = category.name.casefold() if category else "all"
        text = f"There is no budget for {name}. Try: budget {typed} 200 monthly"
        return Answer(lines=(line(text),), data={"budgets": []})
    later = [s.budget.status(turn.today, s.spent_minor + base.minor) for s in concerned]
    refused = [s for s in later if s.left_minor < 0]
    verdict = "No" if refused else "Yes"
    rows = [_verdict(turn, status) for status in (refused or later)[:2]]
    return Answer(
        lines=tuple(line(f"{verdict}: {row}" if i == 0 else row) for i, row in enumerate(rows)),
        data={"fits": not refused, "budgets": [_data(turn, status) for status in later]},
    )


def _verdict(turn: Turn, status: BudgetStatus) -> str:
    """Return how a budget would stand after it."""
    name, locale = standing.budget_name(turn, status.budget), turn.who.locale
    if status.left_minor < 0:
        over = short_money(Money(-status.left_minor, status.budget.currency), locale)
        return f"{name} would be {over} over"
    return f"{name} would have {standing.left_text(turn, status)}"


def _no_rate(turn: Turn, amount: Money) -> Answer:
    shown = money(amount, turn.who.locale)
    text = f"I know no rate for {shown}. Try: rate 1 {turn.who.currency} = 25 {amount.currency}"
    return Answer(lines=(line(text),), data={"budgets": []})


def _data(turn: Turn, status: BudgetStatus) -> dict[str, object]:
    currency = status.budget.currency
    return {
        "name": standing.budget_name(turn, status.budget),
        "left": str(Money(status.left_minor, currency).amount),
        "per_day": str(Money(status.per_day_minor, currency).amount),
        "days": status.days_left,
        "currency": currency,
    }


COMMAND = Command(
    name="left",
    parse=parse,
    handle=handle,
    summary="what your budgets still allow",
    usage=(
        "left: what is left of each budget and for how many days, the worst first\n"
        "left food\n"
        "can I spend 80 on shoes? (only answers, books nothing)\n"
        "A budget to begin with: budget food 200 monthly"
    ),
)
