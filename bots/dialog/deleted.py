"""A message deleted within a day takes back what it recorded; later it is a clean-up.

A deletion is a turn of its own (`<source>:deleted`), so that `undo` takes it back. One that comes
before its message is kept under the message's own source: the message then records nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from bots.dialog import (
    announcing,
    carried,
    logged,
    series_changes,
    series_edited,
    setting_up,
    standing,
)
from bots.dialog.commands import expense
from bots.dialog.messages import Answer, Button, line
from bots.dialog.putting_back import entry_text
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.services import entries, turns
from expenseiq_core.services.chats import EarlierTurn

COMMAND: Final = "deleted"
TIMELY: Final = dt.timedelta(hours=24)
SILENCE: Final = Answer(lines=(), wrote=True)
"""Nothing is said, and what was done is not done again."""


async def handle(turn: Turn) -> Answer | EarlierTurn:
    """Answer a deletion; a turn: say its answer again."""
    earlier, incoming = turn.who.earlier, turn.incoming
    assert incoming.deleted_at is not None
    if incoming.deleted_at - incoming.sent_at > TIMELY:
        return Answer(lines=())
    if earlier is None or earlier.command == COMMAND:
        turn.command = COMMAND
        return earlier or SILENCE
    handled = await turns.of_source(turn.session, turn.who, source_of(turn.source))
    if handled is not None:
        return handled
    numbers = await _recorded(turn, earlier)
    turn.source, turn.command = source_of(turn.source), COMMAND
    if earlier.command == setting_up.COMMAND:
        return await series_edited.deleted(turn, earlier)
    void = await entries.by_numbers(turn.session, turn.who.ledger_id, numbers)
    # Kept even if nothing lives: this deletion, come again, must not void what is restored by then.
    answer = await _undone(turn, void) if void else SILENCE
    return await series_changes.with_entry(turn, answer, earlier.id, stop=True)


async def _recorded(turn: Turn, earlier: EarlierTurn) -> Sequence[int]:
    if carried.is_elsewhere(turn, earlier.ledger_id):
        return earlier.numbers if earlier.command == expense.COMMAND.name else ()
    return await entries.recorded_by_message(turn.session, turn.who, earlier.id, turn.source)


def source_of(source: str) -> str:
    """Return the source of the turn that a deletion of this message is."""
    return f"{source}:deleted"


async def _undone(turn: Turn, void: list[Entry]) -> Answer:
    numbers = [entry.no for entry in void]
    restore = f"restore {' '.join(f'#{no}' for no in numbers)}"
    recorded = await turn.write(void=void, actions=[restore])
    rows = [f"Undone: {entry_text(turn, entry)}" for entry in void]
    if len(rows) > logged.MOST_ENTRIES:
        more = len(rows) - logged.MOST_ENTRIES + 1
        rows = [*rows[: logged.MOST_ENTRIES - 1], f"… and {more} more"]
    name = announcing.speaker(turn) if turn.who.is_group else "You"
    rows.append(f"{name} deleted {'its' if len(void) == 1 else 'their'} message.")
    contents = [entry.content for entry in void]
    rows += filter(None, [announcing.effect(turn, void=contents)])
    rows += standing.after_undo(turn, recorded)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((Button(label="Restore", action=restore),),),
        data={
            **logged.entry_data(turn, void),
            **announcing.moved_data(turn, void=contents),
            "deleted": numbers,
        },
        wrote=True,
    )
