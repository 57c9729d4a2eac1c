"""Buttons below a warning: the budget that is nearly or wholly gone, and another limit for it."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog.budgets import typed_name
from bots.dialog.messages import Button
from bots.dialog.standing import View, budget_name
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import Budget
from expenseiq_core.services.recording import NewEntry


def buttons(turn: View, budget: Budget) -> tuple[Button, ...]:
    """Return [See Food] [Change budget]."""
    name = typed_name(turn, budget)
    return (
        Button(label=f"See {budget_name(turn, budget)}", action=f"budget {name} {budget.cadence}"),
        Button(label="Change budget", action=f"budget {name} change {budget.cadence}"),
    )


def possible(turn: Turn, new: Sequence[NewEntry]) -> tuple[Button, ...]:
    """Return the buttons of every warning that recording these entries may bring about."""
    found: dict[str, Button] = {}
    for content in (n.content for n in new):
        living = turn.who.category(content.category_id)
        for budget in turn.who.budgets if content.kind == "expense" else ():
            counts = budget.covers(living.id if living else None)
            if counts and budget.period(content.date) is not None:
                found.update((b.kept, b) for b in buttons(turn, budget))
    return tuple(found.values())
