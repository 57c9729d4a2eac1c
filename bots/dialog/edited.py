"""An edited message corrects its entry, only in the fields that read differently from before.

An edit is a turn of its own (`<source>:edit:<when>`), so that `undo` takes it back. It applies only
if newer than the last one that did; one that comes before its message is logged as the message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from bots.dialog import (
    announcing,
    changes,
    correcting,
    deleted,
    logged,
    paying,
    repaying,
    sharing,
    standing,
)
from bots.dialog.commands import expense
from bots.dialog.fields import Fields
from bots.dialog.messages import Answer, Button, line
from bots.dialog.people_fields import People
from bots.dialog.receipts import is_bare_amount
from bots.dialog.turn import Turn
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.errors import NotAllowedError, SplitError
from expenseiq_core.parsing.reading import Message, Reading
from expenseiq_core.services import entries, receipts, turns
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recording import OvertakenError

SAID_ANEW = ("edit", "reply")
"""Commands that an edited text simply says anew."""


@dataclass(slots=True)
class Plan:
    """What an edit does to the entries of its message."""

    changed: list[tuple[Entry, Content]] = field(default_factory=list)
    added: list[Reading] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    """Numbers of entries whose text is gone: they stay, and are offered to be undone."""
    undone: list[int] = field(default_factory=list)


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
    if not earlier.numbers:
        # Nothing came of it, or nothing that an edit could double: the text counts as new.
        await turns.step_aside(turn.session, earlier.id)
        await _take_receipts(turn, earlier)
        return None
    turn.source, turn.command = source, "edited"
    text = turn.incoming.text
    if not await turns.note_edit(turn.session, earlier.id, said=text, edited_at=edited_at):
        raise OvertakenError(source)
    return await _applied(turn, earlier)


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
    plan = await _plan(turn, old.readings, new.readings, earlier.numbers, found)
    if plan.added and turn.who.me.left_at is not None:
        name = turn.who.ledger_name
        raise NotAllowedError(f"You left {name}, so nothing new. To take part again: rejoin")
    if not plan.changed and not plan.added:
        return _stays(turn, found, earlier.numbers, dropped=plan.dropped, undone=plan.undone)
    return await _record(turn, plan)


def _is_expense(turn: Turn, message: Message) -> bool:
    return all(
        r.kind is not None
        and r.amount is not None
        and (r.description or r.category)
        and (turn.who.is_group or sharing.refusal(turn, r) is None)
        for r in message.readings
    )


async def _plan(
    turn: Turn,
    old: Sequence[Reading],
    new: Sequence[Reading],
    numbers: Sequence[int],
    found: Sequence[Entry],
) -> Plan:
    """Map old parts to new ones: equal ones to each other, the others in their order."""
    plan, living = Plan(), {entry.no: entry for entry in found}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for part, reading in zip(range(a, a + both), new[c : c + both], strict=True):
            no = numbers[part] if part < len(numbers) else None
            if no is None or no not in living:
                plan.undone += [] if no is None else [no]
                continue
            content = await _changed(turn, living[no], old[part], reading)
            if content != living[no].content:
                plan.changed.append((living[no], content))
        plan.added += new[c + both : d]
        plan.dropped += [numbers[p] for p in range(a + both, b) if p < len(numbers)]
    plan.dropped = [no for no in plan.dropped if no in living]
    return plan


async def _changed(turn: Turn, entry: Entry, old: Reading, new: Reading) -> Content:
    """Return the content with the fields changed in which two readings differ."""
    differences = _differences(turn, entry.content, old, new)
    try:
        changed = await correcting.corrected(turn, entry, differences)
    except SplitError as error:
        raise _still(entry.no, error) from None
    if (old.own_amount, old.own_currency) == (new.own_amount, new.own_currency):
        return changed
    return replace(changed, base=await expense.base_of(turn, new, changed))


def _still(no: int, error: SplitError) -> SplitError:
    """Return an error of a new message as that of an edited one: the entry is there already."""
    text = re.sub(r"^(?:Not recorded(?: yet)?|Nothing was changed):", f"#{no} stays:", str(error))
    return SplitError(text.replace("Or type:", "Edit it again, to:"), code=error.code)


def _differences(turn: Turn, content: Content, old: Reading, new: Reading) -> Fields:
    fields = Fields()
    if (old.amount, old.currency) != (new.amount, new.currency):
        fields = replace(fields, amount=new.amount)
    if old.currency != new.currency:
        fields = replace(fields, currency=new.currency or turn.who.entry_currency)
    if old.kind != new.kind:
        fields = replace(fields, kind=new.kind)
    if old.date != new.date:
        fields = replace(fields, date=new.date or turn.today)
    if old.description != new.description:
        fields = replace(fields, description=new.description or new.category)
    says_what = bool(new.description or new.category)  # else it is a new amount for the same
    if says_what and old.category != new.category and _may_move(turn, content, old, new):
        fields = replace(fields, category=new.category or OTHER)
    if old.note != new.note:
        fields = replace(fields, note=new.note or "")
    if old.payment_method != new.payment_method:
        fields = replace(fields, payment_method=new.payment_method or "")
    if turn.who.is_group:
        fields = replace(fields, people=_people(old, new))
    return replace(
        fields,
        tags=tuple(tag for tag in new.tags if tag not in old.tags),
        untags=tuple(tag for tag in old.tags if tag not in new.tags),
    )


def _people(old: Reading, new: Reading) -> People | None:
    """Return who shares and who paid, as far as that reads differently."""
    shares = (old.split, old.items) != (new.split, new.items)
    paid = (old.payer, old.payers) != (new.payer, new.payers)
    if not (shares or paid):
        return None
    return People(reading=new, how="as typed", shares=shares, paid=paid)


def _may_move(turn: Turn, content: Content, old: Reading, new: Reading) -> bool:
    """Whether the category follows the text: not what only seems so, if it was chosen since."""
    if new.category_source in ("tag", "trailing"):
        return True
    read_before = turn.who.category_named(old.category or OTHER)
    now = turn.who.category(content.category_id)
    return now is None or read_before is None or now.id == read_before.id


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
