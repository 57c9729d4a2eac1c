"""`undo`, `redo`: take back the speaker's own last change, and make it again.

`undo #17` takes back the last change of one entry; a button also names the version it was shown
with (`undo #17 v2`), so that pressing it twice does not undo twice. Redo takes an undo back.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from bots.dialog import (
    announcing,
    changes,
    logged,
    permissions,
    requests,
    standing,
    wording,
)
from bots.dialog.command import Command
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, line
from bots.dialog.restoring import replacement, with_base
from bots.dialog.turn import Said, Turn, learned_phrase
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError, UsageError
from expenseiq_core.services import entries, learning, turns
from expenseiq_core.services.recording import Recorded
from expenseiq_core.services.turns import Change

_FORM = re.compile(r"(?:(?P<numbers>#?\d{1,12}(?:[ ,]+#?\d{1,12})*)(?: v(?P<version>\d{1,4}))?)?")
_LAST = ("", "last", "it", "that")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What to take back: the last change, or the last one of these entries."""

    numbers: tuple[int, ...] = ()
    version: int | None = None


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


def parse(said: Said) -> Undo | None:
    """Claim `undo`, `undo #17`, and `undo` in a reply to an answer."""
    rest = said.after("undo")
    if rest is None:
        return None
    match = _FORM.fullmatch("" if rest.casefold() in _LAST else rest)
    if match is None:
        if said.slash:
            raise UsageError("Try: undo, or for one entry: undo #17")
        return None
    numbers = tuple(int(n) for n in re.findall(r"\d+", match["numbers"] or ""))
    version = int(match["version"]) if match["version"] else None
    return Undo(numbers=numbers or said.entry_nos, version=version)


async def handle(turn: Turn, undo: Undo) -> Answer:
    """Put each entry back to what it was before the change."""
    return await take_back(turn, undo)


async def take_back(turn: Turn, undo: Undo, *, asked_by: uuid.UUID | None = None) -> Answer:
    """Put entries back; `asked_by` is the member who wanted it, if it is not the speaker."""
    if undo.version is not None:
        await _check_version(turn, undo.numbers, undo.version)
    change = await _change(turn, undo)
    numbers = undo.numbers or change.numbers
    if not set(numbers) <= set(change.numbers):
        raise UsageError(f"These were not changed together. Try one by one: undo #{numbers[0]}")
    await _check_nobody_else(turn, change, again="undo")
    states = await _states(turn, change, numbers)
    if change.user_id != turn.who.user_id:
        asks = _asked(turn, states)
        if asks is not None:
            return asks
    answer = await _put(
        turn, states, Back(change=change, button=Button(label="Redo", action="redo"),
                           forget=True, asked_by=asked_by)
    )  # fmt: skip
    if set(numbers) == set(change.numbers):
        await turns.mark_taken_back(turn.session, change.id, by=turn.id)
    return answer


async def redo(turn: Turn, _: Undo) -> Answer:
    """Make the change again that was taken back last: put its undo back."""
    undone = await turns.last_undo(turn.session, turn.who)
    if undone is None:
        raise NotFoundError("Nothing to redo.")
    if await turns.changed_since(turn.session, turn.who, undone):
        shown = ", ".join(f"#{no}" for no in undone.numbers)
        raise ConflictError(f"{shown} was changed since, so there is nothing to redo.")
    await _check_nobody_else(turn, undone, again="redo")
    states = await _states(turn, undone, undone.numbers)
    numbers = " ".join(f"#{no}" for no in undone.numbers)
    button = Button(label="Undo", action=f"undo {numbers}")
    answer = await _put(turn, states, Back(change=undone, button=button))
    await turns.mark_taken_back(turn.session, undone.id, by=turn.id)
    if undone.takes_back is not None:
        await turns.mark_taken_back(turn.session, undone.takes_back, by=None)
    return answer


async def _change(turn: Turn, undo: Undo) -> Change:
    """Return the change that is meant: of these entries the last one, or else the speaker's."""
    if undo.numbers:
        change = await turns.last_change_of(turn.session, turn.who, undo.numbers[0])
    else:
        change = await turns.last_change(turn.session, turn.who)
    if change is None:
        raise NotFoundError(await _nothing(turn, undo))
    if change.user_id != turn.who.user_id and not turn.who.is_group:
        raise NotAllowedError(f"#{undo.numbers[0]} was last changed by somebody else.")
    if change.command in ("link", "unlink") and not undo.numbers:
        other = "unlink" if change.command == "link" else "link"
        raise ConflictError(f"Your last change was “{change.command}”. To go back: {other}")
    return change


async def _check_nobody_else(turn: Turn, change: Change, *, again: str) -> None:
    """Raise ConflictError if somebody else has changed its entries since."""
    if not turn.who.is_group:
        return
    by = await turns.changed_by_others(turn.session, turn.who, change)
    if by is not None:
        no = change.numbers[0]
        raise ConflictError(
            f"{wording.title(by)} has changed #{no} since, so I can't {again} yours."
            f" To take the last change of it back: undo #{no}"
        )


def _asked(turn: Turn, states: list[State]) -> Answer | None:
    """Return a request to those whose entries these are, unless the speaker may change them."""
    for state in states:
        entry = state.living or state.wanted
        assert entry is not None, "there was or will be something"
        both = state.living is not None and state.wanted is not None
        if both and permissions.may_change(turn, entry):
            continue
        if not both and permissions.may_delete(turn, entry):
            continue
        if state.living is None or len(states) > 1:
            raise NotAllowedError(permissions.whose(turn, entry))
        return requests.to_undo(turn, entry)
    return None


async def _states(turn: Turn, change: Change, numbers: tuple[int, ...]) -> list[State]:
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


async def _put(turn: Turn, states: list[State], back: Back) -> Answer:
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


async def _check_version(turn: Turn, numbers: tuple[int, ...], version: int) -> None:
    """Raise ConflictError if a button is about another version than the one that lives."""
    for number in numbers:
        versions = await entries.history(turn.session, turn.who.ledger_id, number)
        living = next((v for v in versions if v.voided_at is None), None)
        if versions and living is None:
            raise ConflictError(f"#{number} is undone already. To bring it back: restore #{number}")
        if living is not None and living.version != version:
            raise ConflictError(f"#{number} has changed since. Type: undo #{number}")


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


async def _nothing(turn: Turn, undo: Undo) -> str:
    if not undo.numbers:
        return f"Nothing to undo. {invitation(turn)}"
    no = undo.numbers[0]
    if await entries.history(turn.session, turn.who.ledger_id, no):
        return f"#{no} is undone already. To bring it back: restore #{no}"
    return f"There is no #{no}. To see your last ones: list"


def parse_redo(said: Said) -> Undo | None:
    """Claim `redo` alone."""
    rest = said.after("redo")
    return Undo() if rest is not None and (not rest or said.slash) else None


UNDO = Command(
    name="undo",
    parse=parse,
    handle=handle,
    summary="take back your last change",
    usage=(
        "undo takes back your last change; again, the one before it.\n"
        "undo #17 takes back the last change of one entry.\n"
        "redo makes it again."
    ),
    left_may=True,
)
REDO = Command(
    name="redo",
    parse=parse_redo,
    handle=redo,
    summary="make it again",
    usage="redo makes the change again that you took back last: undo, then redo.",
    left_may=True,
)
