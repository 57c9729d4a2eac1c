"""How the answer to a logged entry reads: what was understood, the day or budget, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog import wording
from bots.dialog.messages import Answer, Button, Line, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import Budget, BudgetStatus, crossed
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.services import analytics
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import Charge, NewEntry, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answer to entries that are about to be recorded."""

    turn: Turn
    new: tuple[NewEntry, ...]
    readings: tuple[Reading, ...] = ()

    def actions(self) -> list[str]:
        """Return what all buttons that the answer may show stand for."""
        return [button.action for row in self._rows() for button in row]

    def answer(self, recorded: Recorded) -> Answer:
        """Return the answer, now that totals are known."""
        return Answer(
            lines=summary(self.turn, recorded),
            rows=self._rows(),
            data=entry_data(self.turn, recorded.entries),
            wrote=True,
        )

    def _rows(self) -> tuple[tuple[Button, ...], ...]:
        numbers = " ".join(f"#{n.no}" for n in self.new)
        undo = Button(label="Undo", action=f"undo {numbers} v{self.new[0].version}")
        if len(self.new) > 1:
            return ((undo,),)
        no = self.new[0].no
        return (
            (
                Button(label="Category", action=f"edit #{no} category"),
                Button(label="Date", action=f"edit #{no} date"),
                undo,
            ),
        )


def summary(turn: Turn, recorded: Recorded) -> tuple[Line, ...]:
    """Return a line an entry, and one for the day or the budget."""
    rows = [line(entry_line(turn, entry)) for entry in recorded.entries]
    return (*rows, *[line(row) for row in _standing(turn, recorded)])


def entry_line(turn: Turn, entry: Entry) -> str:
    """Return `#17 Lunch · €12.50 · 🍽 Food`, with the date if it is not today's."""
    content = entry.content
    parts = [f"#{entry.no} {wording.title(content.description)}", amount_text(turn, content)]
    category = turn.who.category(content.category_id)
    if category is not None:
        parts.append(category.label)
    if content.kind == "income":
        parts.append("income")
    if content.date != turn.today:
        parts.append(wording.day(content.date, turn.who.locale, today=turn.today))
    return " · ".join(parts)


def amount_text(turn: Turn, content: Content) -> str:
    """Return the amount, and what it is in the ledger's currency if it has another."""
    text = wording.money(content.amount, turn.who.locale)
    if content.amount.currency == turn.who.currency or content.base is None:
        return text
    base = wording.money(turn.base_money(content.base.minor), turn.who.locale)
    return f"{text} ({base})"


def _standing(turn: Turn, recorded: Recorded) -> list[str]:
    """Return what the day looks like, and the budget that the entry counts in."""
    first = recorded.entries[0].content
    if first.kind != "expense":
        return []
    locale = turn.who.locale
    day = "Today" if first.date == turn.today else "That day"
    total = wording.short_money(turn.base_money(recorded.day_total), locale)
    statuses = [(charge, status) for charge, status in _charged(turn, recorded.charges)]
    warned = [
        (charge, status)
        for charge, status in statuses
        if crossed(
            before_minor=charge.before,
            after_minor=charge.after,
            limit_minor=status.limit_minor,
        )
    ]
    if warned:
        return warning(turn, warned[0][1])
    parts = [f"{day} {total}"]
    parts += [budget_text(turn, status) for _, status in statuses[:1]]
    return [" · ".join(parts)]


def _charged(turn: Turn, charges: Sequence[Charge]) -> list[tuple[Charge, BudgetStatus]]:
    """Return each charged budget's status, those of one category before the overall one."""
    budgets = {budget.id: budget for budget in turn.who.budgets}
    found = []
    for charge in charges:
        budget = budgets[charge.budget_id]
        inside = charge.period_start
        period = budget.period(turn.today)
        day = turn.today if period is not None and period.start == inside else inside
        found.append((charge, budget.status(day, charge.after)))
    return sorted(found, key=lambda pair: pair[1].budget.category_id is None)


def budget_name(turn: Turn, budget: Budget) -> str:
    """Return the name of what a budget is for."""
    category = turn.who.category(budget.category_id)
    return category.name if category else "All spending"


def budget_text(turn: Turn, status: BudgetStatus) -> str:
    """Return `Food €118 of €200`."""
    currency, locale = status.budget.currency, turn.who.locale
    spent = wording.short_money(Money(status.spent_minor, currency), locale)
    limit = wording.short_money(Money(status.limit_minor, currency), locale)
    return f"{budget_name(turn, status.budget)} {spent} of {limit}"


def warning(turn: Turn, status: BudgetStatus) -> list[str]:
    """Return the two lines that warn of a budget that is nearly or wholly gone."""
    name = budget_name(turn, status.budget)
    rest = budget_text(turn, status).removeprefix(name).strip()
    return [f"⚠️ {name}: {rest} ({status.percent} %)", left_text(turn, status)]


def left_text(turn: Turn, status: BudgetStatus) -> str:
    """Return `€36 left for 12 days, €3 a day`, or by how much it is over."""
    locale, currency = turn.who.locale, status.budget.currency
    left = wording.short_money(Money(abs(status.left_minor), currency), locale)
    if status.left_minor < 0:
        return f"{left} over, {wording.plural(status.days_left, 'day')} to go"
    text = f"{left} left for {wording.plural(status.days_left, 'day')}"
    if status.days_left > 1 and status.per_day_minor:
        per_day = wording.short_money(Money(status.per_day_minor, currency), locale)
        text += f", {per_day} a day"
    return text


def entry_data(turn: Turn, entries: Sequence[Entry]) -> dict[str, object]:
    """Return logged entries for programs; `entry` is the first one."""
    values = [entry_values(turn, entry) for entry in entries]
    return {"entry": values[0], "entries": values} if values else {}


def entry_values(turn: Turn, entry: Entry) -> dict[str, object]:
    """Return one entry for programs. Amounts are decimal strings in major units."""
    content = entry.content
    category = turn.who.category(content.category_id)
    refund = content.kind == "expense" and content.amount.minor < 0
    return {
        "number": entry.no,
        "kind": "refund" if refund else content.kind,
        "amount": str(content.amount.amount),
        "currency": content.amount.currency,
        "date": content.date.isoformat(),
        "description": content.description,
        "category": category.name if category else None,
        "tags": list(content.tags),
        "payment_method": content.payment_method,
        "note": content.note,
        "shares": {
            turn.who.user_name if share.member_id == turn.who.member_id else str(share.member_id): {
                "paid": str(Money(share.paid, content.amount.currency).amount),
                "owed": str(Money(share.owed, content.amount.currency).amount),
            }
            for share in content.shares
        },
    }


async def again(turn: Turn, found: Sequence[Entry], earlier: EarlierTurn) -> Answer:
    """Return the answer to entries that were logged before, as they are now."""
    if not found:
        numbers = ", ".join(f"#{no}" for no in earlier.numbers)
        return Answer(lines=(line(f"{numbers} is recorded and was undone."),), wrote=True)
    new = tuple(
        NewEntry(content=e.content, source=e.source, no=e.no, version=e.version) for e in found
    )
    draft = Draft(turn=turn, new=new)
    day = found[0].content.date
    day_total = await analytics.day_total(turn.session, turn.who.ledger_id, day)
    return draft.answer(Recorded(entries=tuple(found), day_total=day_total))


def standing_after(turn: Turn, recorded: Recorded) -> list[str]:
    """Return where a budget stands after something was taken back."""
    statuses = _charged(turn, recorded.charges)
    return [f"{budget_text(turn, status)}." for _, status in statuses[:1]]
