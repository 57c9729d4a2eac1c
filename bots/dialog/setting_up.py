"""A message that says how often it comes back: what is due today is recorded, the rest scheduled.

`rent 1200 monthly on the 1st`, typed on another day, records nothing yet: its first date is the
coming 1st, and a button records the one before.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace

from bots.dialog import repeating, replies, series_text, split_text
from bots.dialog.choices import first_categories
from bots.dialog.doubts import where_it_belongs
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.errors import LimitError, SplitError, UsageError
from expenseiq_core.parsing.reading import EVERYONE, Reading
from expenseiq_core.services import recurring, turns
from expenseiq_core.services.recording import OvertakenError
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_state import State
from expenseiq_core.services.recurring_template import Everybody, Template

COMMAND = "recurring"
TRY = "rent 1200 monthly on the 1st"
CATEGORIES_BESIDE_MORE = 3
_DAY = dt.timedelta(days=1)
_NO_DAY = re.compile(r"\bon (?:the )?\d{1,3}(?:st|nd|rd|th)?\b", re.IGNORECASE)
"""`on the 40th`, left over in the words: it was to say on which day."""


def rule_of(turn: Turn, reading: Reading) -> Recurrence:
    """Return when a reading comes back, from its first date on; raises if it never does."""
    assert reading.recurring is not None
    rule = repeating.rule_of(reading.recurring, first=_first(turn, reading))
    if rule is None:
        raise UsageError(f"Not recorded: that ends before it begins. Try: {TRY} until 2028")
    return rule


def _first(turn: Turn, reading: Reading) -> dt.date:
    starts = reading.recurring.starts if reading.recurring else None
    return starts or reading.date or turn.today


def is_due(turn: Turn, reading: Reading) -> bool:
    """Whether it is recorded at once: its rule begins today, or it says a day that has come."""
    if reading.date is not None:
        return reading.date <= turn.today
    return rule_of(turn, reading).following(turn.today - _DAY) == turn.today


def check(reading: Reading) -> None:
    """Raise UsageError for what does not come back by itself."""
    if reading.kind == "settlement":
        raise UsageError("Not recorded: a payment between people is no recurring entry. To be"
                         " reminded of what is owed: remind weekly")  # fmt: skip
    if reading.kind == "refund":
        raise UsageError(f"Not recorded: a refund does not come back. Without it: {TRY}")
    rule = reading.recurring
    if rule and rule.day is None and _NO_DAY.search(reading.description or ""):
        raise UsageError(f"Not recorded: I know no such day. Try: {TRY}")


async def also_later(
    turn: Turn, reading: Reading, content: Content, *, turn_id: uuid.UUID | None = None
) -> Series:
    """Schedule what comes after the entry that was recorded in this turn, or in an earlier one."""
    rest = repeating.after(rule_of(turn, reading), turn.today)
    if rest is None:
        raise UsageError(f"Not recorded: that ends before it comes back. Try: {TRY} until 2028")
    return await _add(
        turn, State(template=template_of(turn, reading, content), rule=rest), turn_id=turn_id
    )


async def only_later(turn: Turn, reading: Reading, content: Content) -> Answer:
    """Schedule an entry whose first date is still to come, and say when that is."""
    template = template_of(turn, reading, content)
    state = State(template=template, rule=rule_of(turn, reading))
    turn.command = COMMAND
    await turn.let_in()
    series = await _add(turn, state)
    answer = _answer(turn, series, reading)
    actions = tuple(button.kept for row in answer.rows for button in row)
    reply = replies.to_json(answer)
    if not await turns.remember(turn.session, turn.who, turn.note(actions=actions), reply=reply):
        raise OvertakenError(turn.source)
    turn.recorded_actions = actions
    return answer


async def _add(turn: Turn, state: State, *, turn_id: uuid.UUID | None = None) -> Series:
    series = await recurring.add(
        turn.session,
        turn.who,
        state,
        thread=turn.incoming.thread,
        turn_id=turn_id or turn.id,
        now=min(turn.now, turn.incoming.sent_at),
    )
    if series.no > recurring.MOST:
        raise LimitError(
            f"I keep {recurring.MOST} recurring entries a book. To see them: recurring"
        )
    return series


def template_of(turn: Turn, reading: Reading, content: Content) -> Template:
    """Return what comes back: the content of its first entry, with who shares it each time."""
    payments = split_text.payments_of(content)
    if len(payments) > 1:
        raise SplitError(
            "Not recorded: one person pays a recurring entry. Try: rent 1200 monthly paid by @ana"
        )
    payer = next(iter(payments), turn.who.member_id)
    return Template(
        kind="income" if content.kind == "income" else "expense",
        amount=content.amount,
        description=content.description,
        category_id=content.category_id,
        payment_method=content.payment_method,
        tags=content.tags,
        note=content.note,
        payer_id=payer,
        shared=everybody(turn, reading, content) or content.split,
    )


def everybody(turn: Turn, reading: Reading, content: Content) -> Everybody | None:
    """Return everybody, if that is who shares it: on each date those who take part then."""
    if not turn.who.is_group or content.split is None:
        return None
    said = reading.split
    if said is None:
        return Everybody()
    all_named = not said.people or any(person.name == EVERYONE for person in said.people)
    if said.mode != "equal" or said.count is not None or not all_named:
        return None
    present = {part.member_id for part in content.split.parts}
    without = tuple(m.id for m in turn.who.active if m.id not in present) if said.excluded else ()
    return Everybody(equally=True, without=without, guests=said.guests)


def _answer(turn: Turn, series: Series, reading: Reading) -> Answer:
    rows = [series_text.what(turn, series.template), series_text.when(turn, series)]
    first: tuple[Button, ...] = ()
    if reading.category is None and series.template.kind == "expense":
        rows.append(where_it_belongs(series.template.description))
        first = _categories(turn, series)
    last = (*_earlier(turn, series), Button(label="Change", action=f"recurring change {series.no}"))
    undo = series_text.back(series)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=tuple(row for row in (first, (*last, undo)) if row),
        data={"recurring": series_text.data(turn, series)},
        wrote=True,
    )


def _categories(turn: Turn, series: Series) -> tuple[Button, ...]:
    """Return the likeliest categories, as buttons that change the recurring entry."""
    current = series.template.category_id
    offered = first_categories(turn, 0, current=current, count=CATEGORIES_BESIDE_MORE)
    return tuple(
        replace(b, action=b.action.replace("edit #0", f"recurring change {series.no}", 1))
        for b in offered
        if b.label != "More"
    )


def _earlier(turn: Turn, series: Series) -> tuple[Button, ...]:
    """Return the button that records the date before the first one as well."""
    day = repeating.last_before(series.state.rule, turn.today)
    if day is None or series.next_on is None or day >= series.next_on or _is_long_ago(turn, day):
        return ()
    label = f"Also {series_text.day(turn, day)}"
    return (Button(label=label, action=f"recurring also {series.no} {day}"),)


def _is_long_ago(turn: Turn, day: dt.date) -> bool:
    return (turn.today - day).days > 31
