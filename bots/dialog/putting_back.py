"""Putting entries back to what they were before a change, and saying so."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bots.dialog import announcing, changes, logged, standing, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.restoring import replacement, with_base
from bots.dialog.turn import Turn, learned_phrase
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError
from expenseiq_core.services import entries, learning
from expenseiq_core.services.recording import Recorded
from expenseiq_core.services.turns import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An entry before a change is taken back: what lives now, and what is to live again."""

    living: Entry | None
    wanted: Entry | None
    versions: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A change that is put back, and what is said of that."""

    change: Change
    button: Button
    forget: bool = False
    """What it taught is forgotten (undo), else learned again (redo)."""
    asked_by: uuid.UUID | None = None
    """The member who wanted it, if not the speaker."""


async def states_of(turn: Turn, change: Change, numbers: tuple[int, ...]) -> list[State]:
    """Return what each entry is now, and what it was before the change."""
    states = []
    for number in numbers:
        versions = await entries.history(turn.session, turn.who.ledger_id, number)
        state = State(
            living=next((v for v in versions if v.voided_at is None), None),
            wanted=next((v for v in versions if v.voided_by == change.id), None),
            versions=tuple(versions),
        )
        if state.living is not None or state.wanted is not None:
            states.append(state)
    if not states:
        raise ConflictError("That is undone already.")
    return states


async def put(turn: Turn, states: list[State], back: Back) -> Answer:
    """Void what lives, record again what lived before, and say so."""
    new = [
        replacement(await with_base(turn, s.wanted.content), s.versions)
        for s in states
        if s.wanted is not None
    ]
    entry = states[0].living or states[0].wanted
    assert entry is not None, "there was or will be something"
    is_news = len(states) == 1 and (
        back.asked_by is not None or await announcing.is_due(turn, entry)
    )
    buttons: tuple[Button, ...] = (back.button,)
    if is_news:
        buttons = (announcing.history_button(entry.no), *buttons)
    recorded = await turn.write(
        new=new,
        void=[s.living for s in states if s.living is not None],
        actions=[button.kept for button in buttons],
        takes_back=back.change.id,
    )
    for state in states:
        await _relearn(turn, state, forget=back.forget)
    rows = [_news(turn, states[0], back)] if is_news else _rows(turn, states, recorded)
    return _answer(turn, states, recorded, rows=rows, buttons=buttons)


async def _relearn(turn: Turn, state: State, *, forget: bool) -> None:
    """Forget the category that a correction taught when it is taken back, or learn it again."""
    if state.living is None or state.wanted is None:
        return
    old, new = state.living.content, state.wanted.content
    phrase = learned_phrase(old.description if forget else new.description)
    category = old.category_id if forget else new.category_id
    if phrase is None or category is None or old.category_id == new.category_id:
        return
    ledger = turn.who.ledger_id
    if forget:
        await learning.forget(turn.session, ledger, [phrase], category)
    else:
        await learning.learn(turn.session, ledger, [phrase], category, now=turn.now)


def _rows(turn: Turn, states: list[State], recorded: Recorded) -> list[str]:
    """Return what is gone and what is back, a line each."""
    back = {entry.no for entry in recorded.entries}
    rows = [
        f"Undone: {entry_text(turn, s.living)}"
        for s in states
        if s.living is not None and s.living.no not in back
    ]
    rows += [f"Back: {logged.entry_line(turn, entry)}" for entry in recorded.entries]
    if len(rows) > logged.MOST_ENTRIES:
        more = len(rows) - logged.MOST_ENTRIES + 1
        rows = [*rows[: logged.MOST_ENTRIES - 1], f"… and {more} more"]
    return rows


def _news(turn: Turn, state: State, back: Back) -> str:
    """Return `Mia changed #12 Dinner back: €48.00 → €84.00`, `Mia undid #12 Dinner €84.00`."""
    name, asked = announcing.speaker(turn), changes.as_asked(turn, back.asked_by)
    if state.living is None:
        assert state.wanted is not None, "something is back"
        return f"{name} brought back {entry_text(turn, state.wanted)}{asked}"
    if state.wanted is None:
        return f"{name} undid {entry_text(turn, state.living)}{asked}"
    title = wording.title(state.living.content.description)
    arrows = changes.arrows(turn, state.living.content, state.wanted.content)
    return f"{name} changed #{state.living.no} {title} back{asked}: {arrows or 'as it was'}"


def _answer(
    turn: Turn,
    states: list[State],
    recorded: Recorded,
    *,
    rows: list[str],
    buttons: tuple[Button, ...],
) -> Answer:
    gone = [s.living for s in states if s.living is not None]
    new, void = [e.content for e in recorded.entries], [e.content for e in gone]
    moved = announcing.effect(turn, new=new, void=void)
    rows = [*rows, *filter(None, [moved]), *standing.after_undo(turn, recorded)]
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(buttons,),
        data={
            **logged.entry_data(turn, recorded.entries or gone),
            **announcing.moved_data(turn, new=new, void=void),
        },
        wrote=True,
    )


def entry_text(turn: Turn, entry: Entry) -> str:
    """Return `#23 Groceries €46.00`."""
    amount = wording.money(entry.content.amount, turn.who.locale)
    return f"#{entry.no} {wording.title(entry.content.description)} {amount}"
