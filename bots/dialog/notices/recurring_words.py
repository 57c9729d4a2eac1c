"""What a notice about a recurring entry says."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace

from bots.dialog import logged, logged_again, naming, posting, series_text, standing, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.split import Split
from expenseiq_core.services import budget_notices, entries
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.recording import Charge
from expenseiq_core.services.recurring import Series

MOST_CAUGHT_UP = 3


def to_all(who: Resolved) -> Resolved:
    """Return a group as nobody of it sees it: everybody is called by name."""
    return replace(who, member_id=uuid.UUID(int=0))


async def recorded(
    turn: Turn,
    series: Series,
    entry: Entry,
    also: Sequence[tuple[int, dt.date]],
    *,
    reached: Collection[str],
) -> Answer:
    """Return what was recorded, how the budget stands, and when it comes back.

    It warns of the thresholds that it reached when it was recorded, as far as nothing else was
    said of these budgets since.
    """
    # A budget may have been crossed by one of those that were caught up with.
    others = await entries.by_numbers(turn.session, turn.who.ledger_id, [no for no, _ in also])
    done = await logged_again.recorded_before(turn, [entry, *others], answered=False)
    if not also:
        done = replace(done, charges=_warning(turn, done.charges, reached))
    day = entry.content.date == turn.today and not turn.who.is_group
    stands = standing.lines_of(turn, done, day=day)
    warned = standing.warned_of(turn, done.charges)
    rows = [logged.understood(turn, entry), *(stands if warned or not also else [])]
    if also:
        shown = [f"#{no} for {series_text.day(turn, day)}" for no, day in also[-MOST_CAUGHT_UP:]]
        more = len(also) - len(shown)
        shown = [*shown, f"{more} more"] if more else shown
        rows.append(f"Also {', '.join(shown)}.")
    rows.append(_again(turn, series))
    undo = Button(
        label="Undo", action=f"undo #{entry.no} v{entry.version}", for_all=turn.who.is_group
    )
    more_buttons = () if series.is_over else (_more(turn, series),)
    return Answer(
        lines=tuple(line(row) for row in rows if row),
        rows=((undo, *more_buttons),),
        data={**logged.entry_data(turn, [entry]), "recurring": series_text.data(turn, series)},
    )


def _warning(turn: Turn, charges: Sequence[Charge], reached: Collection[str]) -> tuple[Charge, ...]:
    """Return charges of which those cross that reached the threshold of now when recorded."""
    found = []
    for charge, status in standing.charged(turn, charges):
        budget, at = status.budget, status.reached
        names = budget_notices.of_budget(budget, charge.period_start, () if at is None else (at,))
        before = 0 if any(name in reached for name in names) else charge.after
        found.append(replace(charge, before=before))
    return tuple(found)


def _more(turn: Turn, series: Series) -> Button:
    action = f"recurring {series.no}"
    return Button(label="Recurring", action=action, for_all=turn.who.is_group)


def _again(turn: Turn, series: Series) -> str:
    if series.state.stopped or series.state.paused:
        return ""
    if series.next_on is None:
        return "That was the last one."
    return f"Again {series_text.day(turn, series.next_on)}."


def asks(turn: Turn, series: Series, day: dt.date) -> Answer | None:
    """Ask what is to become of an entry that somebody of it has left."""
    missing = posting.missing(turn, series)
    if not missing:
        return _ask(turn, series, day, [], "its shares don't add up now")
    names = [naming.shown(turn.who, member_id) for member_id in missing]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return _ask(turn, series, day, missing, f"{listed} left")


def _ask(
    turn: Turn, series: Series, day: dt.date, missing: Sequence[uuid.UUID], why: str
) -> Answer:
    no, for_all = series.no, turn.who.is_group
    payer = turn.who.member(series.template.payer_id).id
    buttons = []
    if payer in missing:
        buttons.append(
            Button(label="I pay it now", action=f"recurring take {no} {day}", for_all=for_all)
        )
    elif missing and isinstance(series.template.shared, Split):
        names = " and ".join(naming.shown(turn.who, m) for m in missing)
        buttons.append(
            Button(
                label=f"Without {names}", action=f"recurring without {no} {day}", for_all=for_all
            )
        )
    buttons += [
        Button(label="Skip this one", action=f"recurring pass {no} {day}", for_all=for_all),
        Button(label="Stop it", action=f"recurring stop {no}", for_all=for_all),
    ]
    amount = wording.money(series.template.amount, turn.who.locale)
    what = f"{wording.title(series.template.description)} · {amount}"
    rows = [f"Not recorded: {what}, due {series_text.day(turn, day)}, since {why}."]
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(tuple(buttons),),
        data={"recurring": series_text.data(turn, series), "date": day.isoformat()},
    )


def without_buttons(answer: Answer, turn: Turn) -> Answer:
    """Return what is said in private of a group whose chat is closed to us."""
    return replace(answer, lines=(line(f"In {turn.who.ledger_name}:"), *answer.lines), rows=())
