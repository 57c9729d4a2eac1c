"""Changing what comes back: each change can be taken back, and what is recorded stays."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Final

from bots.dialog import (
    drafting,
    naming,
    posting,
    repeating,
    series_fields,
    series_shown,
    series_text,
    wording,
)
from bots.dialog.dividing import living
from bots.dialog.messages import Answer, line
from bots.dialog.series_found import check_may_change
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain import resplit
from expenseiq_core.domain.split import Split
from expenseiq_core.errors import ConflictError, SplitError
from expenseiq_core.services import recurring, recurring_places
from expenseiq_core.services.recording import OvertakenError
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_state import State
from expenseiq_core.services.recurring_template import Everybody, Template

_NOBODY: Final = uuid.UUID(int=0)
"""Instead of the turn of a change that is not to be taken back by a bare undo."""

SILENCE: Final = Answer(lines=(), wrote=True)
"""Nothing is said, and what was done is not done again."""
TIMELY: Final = dt.timedelta(hours=24)
"""For so long a message stands for what it set up."""


async def store(
    turn: Turn, series: Series, state: State, *, turn_id: uuid.UUID | None = None
) -> Series:
    """Let a recurring entry be so from now on."""
    changed = await recurring.change(
        turn.session, series, state, turn_id=turn_id or turn.id, now=turn.now
    )
    if changed is None:
        raise OvertakenError(turn.source)
    return changed


async def changed(turn: Turn, series: Series, said: Said, text: str) -> Answer:
    """Change what it records, or when, as a text says."""
    check_may_change(turn, series)
    if series.state.stopped:
        raise ConflictError(f"{_name(series)} is stopped. First: recurring resume {series.no}")
    state = await series_fields.changed(turn, series, said, text)
    if state == series.state:
        return series_shown.details(turn, series)
    await turn.let_in()
    series = await store(turn, series, state)
    return series_shown.said(
        turn, series, series_text.what(turn, series.template), undo=True, wrote=True
    )


async def switched(turn: Turn, series: Series, do: str) -> Answer:
    """Pause, resume or stop it."""
    check_may_change(turn, series)
    state = series.state
    wanted = replace(
        state,
        paused=do == "pause" or (do == "stop" and state.paused),
        stopped=do == "stop",
    )
    if do == "pause" and series.is_over:
        raise ConflictError(f"{_name(series)} is over already. To go on: recurring"
                            f" resume {series.no}")  # fmt: skip
    if wanted == state:
        return series_shown.details(turn, series)
    series = await store(turn, series, wanted)
    what = series_text.what(turn, series.template)
    return series_shown.said(turn, series, what, undo=True, wrote=True)


async def skipped(turn: Turn, series: Series) -> Answer:
    """Leave out the next date."""
    check_may_change(turn, series)
    day = series.next_on
    if day is None:
        raise ConflictError(f"{_name(series)} has no next date. To see it: recurring {series.no}")
    rule = series.state.rule
    rest = repeating.after(rule, day) or replace(rule, starts=day + dt.timedelta(days=1))
    series = await store(turn, series, replace(series.state, rule=rest))
    row = f"Skipped: {_name(series)} on {series_text.day(turn, day)}."
    return series_shown.said(turn, series, row, undo=True, wrote=True)


async def undone(turn: Turn, series: Series, *, version: int | None = None) -> Answer:
    """Put it back to what it was before its last change; of its setting up: let it be no more."""
    check_may_change(turn, series)
    if version is not None and version != series.version:
        raise ConflictError(f"{_name(series)} has changed since. To see it: recurring {series.no}")
    if series.before is None:
        series = await store(turn, series, replace(series.state, stopped=True), turn_id=_NOBODY)
        return no_more(turn, series, wrote=True)
    series = await store(turn, series, series.before, turn_id=_NOBODY)
    rows = [f"Back: {series_text.what(turn, series.template)}", series_text.when(turn, series)]
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((series_text.back(series, "Redo"),),),
        data={"recurring": series_text.data(turn, series)},
        wrote=True,
    )


def no_more(turn: Turn, series: Series, *, wrote: bool = False) -> Answer:
    """Say that it does not come back, with the button that brings it back."""
    amount = wording.money(series.template.amount, turn.who.locale)
    return Answer(
        lines=(line(f"Undone: {_name(series)} · {amount} does not come back."),),
        rows=((series_text.back(series, "Redo"),),),
        data={"recurring": series_text.data(turn, series)},
        wrote=wrote,
    )


async def settled(turn: Turn, series: Series, do: str, day: dt.date) -> Answer:
    """Record what was due on a date, without whom it can't be, or leave that date out."""
    check_may_change(turn, series)
    if do == "pass":
        row = f"{_name(series)} is not recorded for {series_text.day(turn, day)}."
        return series_shown.said(turn, series, row)
    no = await recurring_places.recorded(turn.session, series.ledger_id, series.id, day)
    if no is not None:
        raise ConflictError(
            f"{_name(series)} of {series_text.day(turn, day)} is #{no} already. To see it: #{no}"
        )
    if do in ("without", "take"):
        template = _among_who_is_there(turn, series, takes=do == "take")
        series = await store(turn, series, replace(series.state, template=template))
    missing = posting.missing(turn, series)
    if missing:
        name = naming.shown(turn.who, missing[0])
        raise SplitError(
            f"{name} takes no part any more. First: recurring change {series.no} with @ana"
        )
    return await _recorded(turn, series, day)


async def _recorded(turn: Turn, series: Series, day: dt.date) -> Answer:
    new = await posting.new_entry(turn, series, day)
    draft = drafting.draft_of(turn, [new])
    recorded = await turn.write(new=[new], actions=draft.actions())
    answer = draft.answer(replace(recorded, same=None))
    rows = (*answer.lines[:2], line(series_text.when(turn, series)))
    data = {**answer.data, "recurring": series_text.data(turn, series)}
    return replace(answer, lines=rows, data=data, plain=False)


def _among_who_is_there(turn: Turn, series: Series, *, takes: bool) -> Template:
    """Return what it records without those who take no part any more."""
    template, gone = living(turn, series.template), set(posting.missing(turn, series))
    if takes:
        template = replace(template, payer_id=turn.who.member_id)
    shared = template.shared
    if isinstance(shared, Split):
        there = [part.member_id for part in shared.parts if part.member_id not in gone]
        shared = resplit.among(shared, there) or (Everybody() if takes else None)
        if shared is None or not posting.adds_up(template.amount, shared):
            raise SplitError(
                f"Its shares don't add up without them. Say who shares it:"
                f" recurring change {series.no} all"
            )
    return replace(template, shared=shared)


def _name(series: Series) -> str:
    return wording.title(series.template.description)


async def with_entry(turn: Turn, answer: Answer, made_by: uuid.UUID, *, stop: bool) -> Answer:
    """Let what a message set up be no more, or come back again, along with its entry.

    Long after, its entry is one of many: then the others go on coming.
    """
    series = await recurring.of_turn(turn.session, turn.who.ledger_id, made_by)
    if series is None or series.state.stopped is stop or turn.now - series.created_at > TIMELY:
        return answer
    series = await store(turn, series, replace(series.state, stopped=stop), turn_id=_NOBODY)
    row = "It does not come back either." if stop else series_text.when(turn, series)
    data = {**answer.data, "recurring": series_text.data(turn, series)}
    return replace(answer, lines=(*answer.lines, line(row)), data=data)
