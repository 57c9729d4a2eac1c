"""`undo`, `redo`: take back the speaker's own last change, and make it again.

`undo #17` takes back the last change of one entry; a button also names the version it was shown
with (`undo #17 v2`), so that pressing it twice does not undo twice. Redo takes an undo back.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from bots.dialog import permissions, requests, series_changes, wording
from bots.dialog.command import Command
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button
from bots.dialog.putting_back import Back, State, put, states_of
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError, UsageError
from expenseiq_core.services import entries, recurring, turns
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.turns import Change

_FORM = re.compile(r"(?:(?P<numbers>#?\d{1,12}(?:[ ,]+#?\d{1,12})*)(?: v(?P<version>\d{1,4}))?)?")
_LAST = ("", "last", "it", "that")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What to take back: the last change, or the last one of these entries."""

    numbers: tuple[int, ...] = ()
    version: int | None = None


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
    if not undo.numbers:
        series = await _comes_back(turn)
        if series is not None:
            return await series_changes.undone(turn, series)
    change = await _change(turn, undo)
    numbers = undo.numbers or change.numbers
    if not set(numbers) <= set(change.numbers):
        raise UsageError(f"These were not changed together. Try one by one: undo #{numbers[0]}")
    await _check_nobody_else(turn, change, again="undo")
    states = await states_of(turn, change, numbers)
    if change.user_id != turn.who.user_id:
        asks = _asked(turn, states)
        if asks is not None:
            return asks
    answer = await put(
        turn, states, Back(change=change, button=Button(label="Redo", action="redo"),
                           forget=True, asked_by=asked_by)
    )  # fmt: skip
    if set(numbers) == set(change.numbers):
        await turns.mark_taken_back(turn.session, change.id, by=turn.id)
        return await series_changes.with_entry(turn, answer, change.id, stop=True)
    return answer


async def _comes_back(turn: Turn) -> Series | None:
    """Return the recurring entry that the speaker changed, if that was their last change."""
    last = await recurring.changed_last(turn.session, turn.who.ledger_id, turn.who.user_id)
    if last is None:
        return None
    change = await turns.last_change(turn.session, turn.who)
    series, turn_id = last
    return series if change is None or turn_id > change.id else None


async def redo(turn: Turn, _: Undo) -> Answer:
    """Make the change again that was taken back last: put its undo back."""
    undone = await turns.last_undo(turn.session, turn.who)
    if undone is None:
        raise NotFoundError("Nothing to redo.")
    if await turns.changed_since(turn.session, turn.who, undone):
        shown = ", ".join(f"#{no}" for no in undone.numbers)
        raise ConflictError(f"{shown} was changed since, so there is nothing to redo.")
    await _check_nobody_else(turn, undone, again="redo")
    states = await states_of(turn, undone, undone.numbers)
    numbers = " ".join(f"#{no}" for no in undone.numbers)
    button = Button(label="Undo", action=f"undo {numbers}")
    answer = await put(turn, states, Back(change=undone, button=button))
    await turns.mark_taken_back(turn.session, undone.id, by=turn.id)
    if undone.takes_back is not None:
        await turns.mark_taken_back(turn.session, undone.takes_back, by=None)
        return await series_changes.with_entry(turn, answer, undone.takes_back, stop=False)
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


async def _check_version(turn: Turn, numbers: tuple[int, ...], version: int) -> None:
    """Raise ConflictError if a button is about another version than the one that lives."""
    for number in numbers:
        versions = await entries.history(turn.session, turn.who.ledger_id, number)
        living = next((v for v in versions if v.voided_at is None), None)
        if versions and living is None:
            raise ConflictError(f"#{number} is undone already. To bring it back: restore #{number}")
        if living is not None and living.version != version:
            raise ConflictError(f"#{number} has changed since. Type: undo #{number}")


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
