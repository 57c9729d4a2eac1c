"""`undo`, `redo`: take back the speaker's own last change, and make it again.

`undo #17` takes back the last change of one entry; a button also names the version it was shown
with (`undo #17 v2`), so that pressing it twice does not undo twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import logged, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import entries, turns
from expenseiq_core.services.recording import NewEntry
from expenseiq_core.services.turns import Change

_FORM = re.compile(r"(?:(?P<numbers>#?\d{1,12}(?:[ ,]+#?\d{1,12})*)(?: v(?P<version>\d{1,4}))?)?")


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
    match = _FORM.fullmatch(rest)
    if match is None:
        if said.slash:
            raise UsageError("Try: undo, or for one entry: undo #17")
        return None
    numbers = tuple(int(n) for n in re.findall(r"\d+", match["numbers"] or ""))
    if not numbers and said.entry_no is not None:
        numbers = (said.entry_no,)
    version = int(match["version"]) if match["version"] else None
    return Undo(numbers=numbers, version=version)


async def handle(turn: Turn, undo: Undo) -> Answer:
    """Put each entry back to what it was before the change."""
    if undo.numbers:
        change = await turns.last_change_of(turn.session, turn.who, undo.numbers[0])
    else:
        change = await turns.last_change(turn.session, turn.who)
    if change is None:
        raise NotFoundError(_nothing(undo))
    numbers = undo.numbers or change.numbers
    return await _put(turn, change, numbers, version=undo.version, back=True)


async def redo(turn: Turn, _: Undo) -> Answer:
    """Make the change again that was taken back last."""
    change = await turns.last_undone(turn.session, turn.who)
    if change is None:
        raise NotFoundError("Nothing to redo.")
    return await _put(turn, change, change.numbers, version=None, back=False)


async def _put(
    turn: Turn, change: Change, numbers: tuple[int, ...], *, version: int | None, back: bool
) -> Answer:
    """Put entries to their state before (`back`) or after a change."""
    new: list[NewEntry] = []
    void: list[Entry] = []
    for number in numbers:
        versions = await entries.history(turn.session, turn.who.ledger_id, number)
        living = next((v for v in versions if v.voided_at is None), None)
        if version is not None and (living is None or living.version != version):
            raise ConflictError(f"#{number} has changed since. Type: undo #{number}")
        if back:
            wanted = next((v for v in versions if v.voided_by == change.id), None)
        else:
            wanted = next((v for v in versions if v.turn_id == change.id), None)
        if living is not None:
            void.append(living)
        if wanted is not None:
            new.append(replacement(wanted, versions))
    if not new and not void:
        raise ConflictError("That is undone already.")
    action = "redo" if back else f"undo {' '.join(f'#{n}' for n in numbers)}"
    recorded = await turn.write(new=new, void=void, actions=[action], takes_back=change.id)
    if set(numbers) == set(change.numbers):
        by = turn.id if back else None
        await turns.mark_taken_back(turn.session, change, by=by)
    shown = [e for e in void if e.no not in {n.no for n in new}]
    rows = [line(f"Undone: {undone_text(turn, entry)}") for entry in shown]
    rows += [line(f"Back: {logged.entry_line(turn, entry)}") for entry in recorded.entries]
    rows += [line(row) for row in logged.standing_after(turn, recorded)]
    button = Button(label="Redo" if back else "Undo", action=action)
    data = logged.entry_data(turn, recorded.entries or shown)
    return Answer(lines=tuple(rows), rows=((button,),), data=data, wrote=True)


def replacement(content_of: Entry, versions: list[Entry]) -> NewEntry:
    """Return the entry that brings an earlier version's content back."""
    return NewEntry(
        content=content_of.content,
        source=content_of.source,
        no=content_of.no,
        version=versions[-1].version + 1,
        replaces=versions[-1].id,
        odd_turn=content_of.odd_turn,
    )


def undone_text(turn: Turn, entry: Entry) -> str:
    """Return `#23 Groceries €46.00`."""
    amount = wording.money(entry.content.amount, turn.who.locale)
    return f"#{entry.no} {wording.title(entry.content.description)} {amount}"


def parse_redo(said: Said) -> Undo | None:
    """Claim `redo` alone."""
    rest = said.after("redo")
    return Undo() if rest is not None and (not rest or said.slash) else None


def _nothing(undo: Undo) -> str:
    if undo.numbers:
        return f"There is nothing to undo on #{undo.numbers[0]}."
    return "Nothing to undo. Type what you spent: lunch 12.50"


UNDO = Command(name="undo", parse=parse, handle=handle, summary="take back your last change")
REDO = Command(name="redo", parse=parse_redo, handle=redo, summary="make it again")
