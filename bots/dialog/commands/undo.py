"""`undo`, `redo`: take back the speaker's own last change, and make it again.

`undo #17` takes back the last change of one entry; a button also names the version it was shown
with (`undo #17 v2`), so that pressing it twice does not undo twice. Redo takes an undo back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import logged, standing, wording
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
    if undo.version is not None:
        await _check_version(turn, undo.numbers, undo.version)
    if undo.numbers:
        change = await turns.last_change_of(turn.session, turn.who, undo.numbers[0])
    else:
        change = await turns.last_change(turn.session, turn.who)
    if change is None:
        raise NotFoundError(await _nothing(turn, undo))
    if change.user_id != turn.who.user_id:
        raise NotAllowedError(f"#{undo.numbers[0]} was last changed by somebody else.")
    if change.command in ("link", "unlink") and not undo.numbers:
        other = "unlink" if change.command == "link" else "link"
        raise ConflictError(f"Your last change was “{change.command}”. To go back: {other}")
    numbers = undo.numbers or change.numbers
    if not set(numbers) <= set(change.numbers):
        raise UsageError(f"These were not changed together. Try one by one: undo #{numbers[0]}")
    states = await _states(turn, change, numbers)
    recorded = await _put(turn, states, takes_back=change, redo_is_next=True)
    if set(numbers) == set(change.numbers):
        await turns.mark_taken_back(turn.session, change.id, by=turn.id)
    return _answer(turn, states, recorded, Button(label="Redo", action="redo"))


async def redo(turn: Turn, _: Undo) -> Answer:
    """Make the change again that was taken back last: put its undo back."""
    undone = await turns.last_undo(turn.session, turn.who)
    if undone is None:
        raise NotFoundError("Nothing to redo.")
    if await turns.changed_since(turn.session, turn.who, undone):
        shown = ", ".join(f"#{no}" for no in undone.numbers)
        raise ConflictError(f"{shown} was changed since, so there is nothing to redo.")
    states = await _states(turn, undone, undone.numbers)
    recorded = await _put(turn, states, takes_back=undone, redo_is_next=False)
    await turns.mark_taken_back(turn.session, undone.id, by=turn.id)
    if undone.takes_back is not None:
        await turns.mark_taken_back(turn.session, undone.takes_back, by=None)
    numbers = " ".join(f"#{no}" for no in undone.numbers)
    return _answer(turn, states, recorded, Button(label="Undo", action=f"undo {numbers}"))


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


async def _put(
    turn: Turn, states: list[State], *, takes_back: Change, redo_is_next: bool
) -> Recorded:
    """Void what lives, and record again what lived before."""
    new = [
        replacement(await with_base(turn, s.wanted.content), s.versions)
        for s in states
        if s.wanted is not None
    ]
    numbers = " ".join(f"#{no}" for no in takes_back.numbers)
    recorded = await turn.write(
        new=new,
        void=[s.living for s in states if s.living is not None],
        actions=["redo" if redo_is_next else f"undo {numbers}"],
        takes_back=takes_back.id,
    )
    for state in states:
        await _relearn(turn, state, forget=redo_is_next)
    return recorded


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


def _answer(turn: Turn, states: list[State], recorded: Recorded, button: Button) -> Answer:
    back = {entry.no for entry in recorded.entries}
    gone = [s.living for s in states if s.living is not None and s.living.no not in back]
    rows = [f"Undone: {entry_text(turn, entry)}" for entry in gone]
    rows += [f"Back: {logged.entry_line(turn, entry)}" for entry in recorded.entries]
    if len(rows) > logged.MOST_ENTRIES:
        more = len(rows) - logged.MOST_ENTRIES + 1
        rows = [*rows[: logged.MOST_ENTRIES - 1], f"… and {more} more"]
    rows += standing.after_undo(turn, recorded)
    data = logged.entry_data(turn, recorded.entries or gone)
    return Answer(lines=tuple(line(row) for row in rows), rows=((button,),), data=data, wrote=True)


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
)
REDO = Command(
    name="redo",
    parse=parse_redo,
    handle=redo,
    summary="make it again",
    usage="redo makes the change again that you took back last: undo, then redo.",
)
