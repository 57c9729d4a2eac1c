"""An edited message corrects its entry, only in the fields that read differently from before.

An edit is a turn of its own (`<source>:edit:<when>`), so that `undo` takes it back. It applies only
if newer than the last one that did; one that comes before its message is logged as the message.
"""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog import (
    announcing,
    changes,
    correcting,
    deleted,
    logged,
    paying,
    repaying,
    series_edited,
    setting_up,
    sharing,
    standing,
)
from bots.dialog.commands import expense
from bots.dialog.edit_plan import Plan, plan_of
from bots.dialog.messages import Answer, Button, line
from bots.dialog.receipts import is_bare_amount
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import NotAllowedError
from expenseiq_core.parsing.reading import Message
from expenseiq_core.services import entries, receipts, turns
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import OvertakenError

SAID_ANEW = ("edit", "reply")
"""Commands that an edited text simply says anew."""


async def handle(turn: Turn) -> Answer | EarlierTurn | None:
    """Answer an edit; a turn: say its answer again; None: handle the text as any message."""
    earlier, edited_at = turn.who.earlier, turn.incoming.edited_at
    assert edited_at is not None
    if earlier is None:
        return None
    source = f"{turn.source}:edit:{edited_at.isoformat()}"
    handled = await turns.of_source(turn.session, turn.who, source)
    if earlier.command == deleted.COMMAND:
        return earlier
    if handled is not None or (earlier.edited_at is not None and edited_at <= earlier.edited_at):
        return handled or earlier
    if await turns.of_source(turn.session, turn.who, deleted.source_of(turn.source)) is not None:
        turn.source, turn.command = source, "edited"
        return deleted.SILENCE
    comes_back = earlier.command == setting_up.COMMAND
    if not (earlier.numbers or comes_back):
        # Nothing came of it, or nothing that an edit could double: the text counts as new.
        await turns.step_aside(turn.session, earlier.id)
        await _take_receipts(turn, earlier)
        return None
    turn.source, turn.command = source, "edited"
    text = turn.incoming.text
    if not await turns.note_edit(turn.session, earlier.id, said=text, edited_at=edited_at):
        raise OvertakenError(source)
    return await (series_edited.changed if comes_back else _applied)(turn, earlier)


async def _take_receipts(turn: Turn, earlier: EarlierTurn) -> None:
    """Take over the receipts of the message, which came with it again."""
    if turn.incoming.file is None:
        return
    if await receipts.move(turn.session, turn.who, before=earlier.id, turn_id=turn.id):
        turn.waiting.append(turn.id)


async def _applied(turn: Turn, earlier: EarlierTurn) -> Answer | None:
    if earlier.command in SAID_ANEW:
        return None
    if earlier.command == paying.PAID:
        message = expense.reread(turn, turn.incoming.text)
        return await repaying.edited(turn, earlier.numbers, message)
    if earlier.command not in (expense.COMMAND.name, turns.QUOTED):
        return Answer(
            lines=(line(f"An edited “{earlier.command}” is not done again. To take it back: undo"),)
        )
    return await _corrected(turn, earlier)


async def _corrected(turn: Turn, earlier: EarlierTurn) -> Answer:
    old = expense.reread(turn, earlier.said or "")
    new = expense.reread(turn, turn.incoming.text)
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, earlier.numbers)
    bare = is_bare_amount(new) and len(earlier.numbers) == 1
    if not (bare or _is_expense(turn, new)):
        return _stays(turn, found, earlier.numbers)
    plan = await plan_of(turn, old.readings, new.readings, earlier.numbers, found)
    if plan.added and turn.who.me.left_at is not None:
        name = turn.who.ledger_name
        raise NotAllowedError(f"You left {name}, so nothing new. To take part again: rejoin")
    if not plan.changed and not plan.added:
        answer = _stays(turn, found, earlier.numbers, dropped=plan.dropped, undone=plan.undone)
    else:
        answer = await _record(turn, plan)
    return await series_edited.with_entry(turn, answer, earlier, old, new)


def _is_expense(turn: Turn, message: Message) -> bool:
    return all(
        r.kind is not None
        and r.amount is not None
        and (r.description or r.category)
        and (turn.who.is_group or sharing.refusal(turn, r) is None)
        for r in message.readings
    )


async def _record(turn: Turn, plan: Plan) -> Answer:
    versions = [correcting.next_version(entry, content) for entry, content in plan.changed]
    added = await expense.new_entries(turn, plan.added)
    new = [*versions, *added]
    offered = _offer(plan.dropped, label=f"Undo {_shown(plan.dropped)}")
    buttons = (Button(label="Undo", action=logged.undo_action(new)), *offered)
    void = [entry for entry, _ in plan.changed]
    is_news = len(new) == len(void) == 1 and await announcing.is_due(turn, void[0])
    if is_news:
        buttons = (announcing.history_button(void[0].no), *buttons)
    actions = [button.kept for button in buttons]
    recorded = await turn.write(new=new, void=void, actions=actions)
    if is_news:
        rows = changes.announcement(turn, void[0], recorded)
    elif len(new) == 1 and versions:
        rows = changes.own_lines(turn, plan.changed[0][0].content, recorded, None)
    else:
        rows = [logged.entry_line(turn, entry) for entry in recorded.entries]
        rows = [*rows[: logged.MOST_ENTRIES], *standing.lines_of(turn, recorded)]
    if plan.dropped:
        rows.append(f"{_shown(plan.dropped)} stays, though its text is gone.")
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(buttons,),
        data={
            **logged.entry_data(turn, recorded.entries),
            **announcing.moved_data(
                turn, new=[one.content for one in new], void=[entry.content for entry in void]
            ),
        },
        wrote=True,
    )


def _stays(
    turn: Turn,
    found: Sequence[Entry],
    numbers: Sequence[int],
    *,
    dropped: Sequence[int] | None = None,
    undone: Sequence[int] = (),
) -> Answer:
    """Say that the entries stay as they are; `dropped` None: the text is no expense any more."""
    if not found or undone:
        shown = _shown(undone or numbers)
        hint = f"restore #{(undone or numbers)[0]}"
        return Answer(lines=(line(f"{shown} was undone, so the edit changes nothing: {hint}"),))
    rows = [logged.entry_line(turn, entry) for entry in found][: logged.MOST_ENTRIES]
    gone = [entry.no for entry in found] if dropped is None else list(dropped)
    if dropped is None:
        rows.append("That reads as no expense now, so the entry stays.")
    elif gone:
        rows.append(f"{_shown(gone)} stays, though its text is gone.")
    buttons = _offer(gone)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(buttons,) if buttons else (),
        data=logged.entry_data(turn, found),
    )


def _offer(numbers: Sequence[int], *, label: str = "Undo") -> tuple[Button, ...]:
    """Return the button that takes back entries whose text is gone."""
    if not numbers:
        return ()
    return (Button(label=label, action=f"delete {' '.join(f'#{no}' for no in numbers)}"),)


def _shown(numbers: Sequence[int]) -> str:
    return ", ".join(f"#{no}" for no in numbers)
