"""What was said into another book: before accounts were linked or parted, or in a closed group.

After linking its entries have other numbers: a message that comes again, is edited, deleted or
replied to leads to their copies. A button does not: its command has the old numbers in it. What a
group closed is only looked at.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from bots.dialog.turn import Turn
from expenseiq_core.errors import ExpenseIQError, NotFoundError
from expenseiq_core.services import own_groups, parting, telling

CLOSED = "That is from {name}, which is closed. To see yours: groups"
_BESIDE = "That is from {name}, which keeps another book than this part of the chat."
_IN_GROUP = "That is of {name}: say it in the group's chat."
_PARTED = (
    "That is from before your accounts were linked or parted, and numbers are others since."
    " To see your entries: list"
)


def is_elsewhere(turn: Turn, ledger_id: uuid.UUID | None) -> bool:
    """Whether a turn of this chat was one of another ledger than the chat points to now."""
    return ledger_id is not None and ledger_id != turn.who.ledger_id


async def numbers(
    turn: Turn, known: tuple[int, ...], ledger_id: uuid.UUID | None
) -> tuple[int, ...]:
    """Return what entries of the ledger of a turn are called now; raises if they are elsewhere."""
    if ledger_id is None or not is_elsewhere(turn, ledger_id):
        return known
    now = await parting.numbers_now(turn.session, turn.who, known, ledger_id=ledger_id)
    if len(now) < len(known):
        raise await _elsewhere(turn, ledger_id)
    return now


async def earlier(turn: Turn) -> None:
    """Let the turn that this message already had name its entries as they are called now."""
    before, incoming = turn.who.earlier, turn.incoming
    if before is None or not before.numbers or not is_elsewhere(turn, before.ledger_id):
        return
    if before.reply is not None and incoming.edited_at is None and incoming.deleted_at is None:
        return  # its answer was kept, and is said again as it was
    now = await numbers(turn, before.numbers, before.ledger_id)
    turn.who = replace(turn.who, earlier=replace(before, numbers=now))


async def check_button(turn: Turn, ledger_id: uuid.UUID | None) -> None:
    """Raise NotFoundError for a button below an answer from another ledger."""
    if ledger_id is not None and is_elsewhere(turn, ledger_id):
        raise await _elsewhere(turn, ledger_id)


async def _elsewhere(turn: Turn, ledger_id: uuid.UUID) -> ExpenseIQError:
    if not turn.who.is_group:
        group = await telling.group_named(turn.session, ledger_id)
        # Told alone below a notice about a group: its buttons lead there, words do not.
        return NotFoundError(_IN_GROUP.format(name=group.name) if group else _PARTED)
    name, is_closed = await own_groups.name_of(turn.session, ledger_id)
    return NotFoundError((CLOSED if is_closed else _BESIDE).format(name=name))
