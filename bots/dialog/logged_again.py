"""The answer to a message that was logged before and comes again: made anew from its entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bots.dialog.drafting import draft_of
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.ledger import Entry, spending_minor
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.services import analytics, budgets, entries
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import Charge, NewEntry, Recorded


async def again(
    turn: Turn, found: Sequence[Entry], earlier: EarlierTurn, readings: tuple[Reading, ...]
) -> Answer:
    """Return the answer to entries that were logged before, as they are now."""
    if not found:
        numbers = ", ".join(f"#{no}" for no in earlier.numbers)
        return Answer(lines=(line(f"{numbers} is recorded and was undone."),), wrote=True)
    # Buttons are those of the turn, which name the versions of then.
    new = tuple(NewEntry(content=e.content, source=e.source, no=e.no) for e in found)
    untouched = len(found) == len(readings) and all(e.version == 1 for e in found)
    draft = draft_of(
        turn, new, readings if untouched else (), offered=earlier.actions if untouched else ()
    )
    draft = replace(draft, receipt=f"receipt #{new[0].no}" in earlier.actions)
    recorded = await recorded_before(turn, found, answered=earlier.answered_at is not None)
    same = await entries.twin_of(turn.session, turn.who.ledger_id, found[0])
    recorded = replace(recorded, same=same)
    answer = draft.answer(recorded)
    known = [tuple(b for b in row if b.kept in earlier.actions) for row in answer.rows]
    return replace(answer, rows=tuple(row for row in known if row))


async def recorded_before(turn: Turn, found: Sequence[Entry], *, answered: bool) -> Recorded:
    """Return what recording these entries did, as things stand now."""
    return Recorded(
        entries=tuple(found),
        day_total=await analytics.day_total(turn.session, turn.who, found[0].content.date),
        charges=await _charges(turn, found, answered=answered),
    )


async def _charges(turn: Turn, found: Sequence[Entry], *, answered: bool) -> tuple[Charge, ...]:
    """Return how the budgets stand that these entries count in.

    Nobody is warned again; but who never got the answer is warned by this one.
    """
    charges = []
    for budget in await budgets.standing(turn.session, turn.who, today=turn.today):
        for start, minor in _charged(turn, budget, found).items():
            after = budget.spent.get(start, 0)
            before = after if answered else after - minor
            charges.append(
                Charge(budget_id=budget.id, period_start=start, before=before, after=after)
            )
    return tuple(charges)


def _charged(turn: Turn, budget: Budget, found: Sequence[Entry]) -> dict[dt.date, int]:
    """Return what entries add to a budget, by the first day of its period."""
    charged: Counter[dt.date] = Counter()
    for content in (entry.content for entry in found):
        living = turn.who.category(content.category_id)
        period = budget.period(content.date)
        if period is not None and budget.covers(living.id if living else None):
            kind = living.kind if living else "spending"
            charged[period.start] += spending_minor(content, kind)
    return charged
