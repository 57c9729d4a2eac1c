"""Buttons below a notice about a group that somebody is told alone: they act in that group.

The turn stays one of the private chat, so that a second press, a redelivery and the buttons below
its answer find it there; its ledger is the group's. What it records is told in the group.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import carried, naming, replies
from bots.dialog.messages import FOR_ALL, Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.quiet import waking
from expenseiq_core.errors import NotAllowedError, NotFoundError
from expenseiq_core.services import chats, deliveries, destinations, group_places, telling
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.turns import Pressed

TOLD: Final = "told"
"""The kind of notice that tells a group what one of its members did alone with us."""
_WORK: Final = ("paid row ", "undo ", "redo", "why", "show ", "remind ")
"""What the commands begin with that can be said alone; the rest is said in the group's chat."""
_NOT_IN: Final = "You take no part in {name} any more. To see your groups: balance"


async def resolved(
    session: AsyncSession, ledger_id: uuid.UUID, user_id: uuid.UUID, *, source: str = ""
) -> Resolved | None:
    """Return a user as they speak in a group's chat; None: the group has none (any more) for them.

    Who was removed is none either.
    """
    found = await group_places.place_of(session, ledger_id=ledger_id, user_id=user_id)
    if found is None:
        return None
    place, thread = found
    who = await chats.resolve(session, place, source=source, words=[], thread=thread)
    if who is None or who.ledger_id != ledger_id or who.me.removed_at is not None:
        return None
    return who


async def enter(turn: Turn, pressed: Pressed) -> None:
    """Let the speaker act in the group that a button of theirs is about, if it is about one."""
    who, ledger_id = turn.who, pressed.ledger_id
    if who.is_group or ledger_id is None or not carried.is_elsewhere(turn, ledger_id):
        return
    if pressed.user_id != who.user_id:
        return  # told before accounts were linked or parted
    group = await telling.group_named(turn.session, ledger_id)
    if group is None:
        return
    found = await resolved(turn.session, ledger_id, who.user_id)
    if found is None and group.is_closed:
        raise NotFoundError(carried.CLOSED.format(name=group.name))
    if found is None:
        raise NotAllowedError(_NOT_IN.format(name=group.name))
    turn.who = replace(found, chat_id=who.chat_id, earlier=None)
    turn.alone = True


async def left(turn: Turn, answer: Answer) -> Answer:
    """Return an answer as it is given alone; let the group know of what was recorded."""
    if not turn.alone:
        return answer
    rows = tuple(tuple(b for b in row if _works(b)) for row in answer.rows)
    answer = replace(answer, rows=tuple(row for row in rows if row))
    if turn.recorded_actions is not None:
        await _tell(turn, answer)
    if turn.command == "remind":
        return answer
    return replace(answer, lines=(line(f"In {turn.who.ledger_name}:"), *answer.lines))


def _works(button: Button) -> bool:
    action = button.action.removeprefix(FOR_ALL)
    return action.startswith(_WORK) and not action.startswith("why wrong")


async def _tell(turn: Turn, answer: Answer) -> None:
    """Let the group be told of a change; of one and its undo, made at once, nothing at all."""
    who = turn.who
    numbers = await telling.numbers_of(turn.session, turn.id)
    if await telling.take_back(turn.session, who.ledger_id, TOLD, numbers):
        return
    place = (await destinations.of_group(turn.session, [who.ledger_id])).get(who.ledger_id)
    if place is None:
        return
    notice = Notice(
        occurrence=f"{TOLD}:{turn.id}",
        kind=TOLD,
        ledger_id=who.ledger_id,
        chat_id=place[0],
        thread=place[1],
        about={
            "turn": str(turn.id),
            "numbers": list(numbers),
            "said": replies.to_json(turn.tells or _told(turn, answer)),
        },
        due_at=waking(turn.now, who.timezone),
    )
    await deliveries.put(turn.session, [notice], now=turn.now)


def _told(turn: Turn, answer: Answer) -> Answer:
    """Return what was changed and who says so, without what is said to them."""
    name = naming.shown(turn.who, turn.who.member_id)
    return Answer(lines=(answer.lines[0], line(f"Says {name}.")))
