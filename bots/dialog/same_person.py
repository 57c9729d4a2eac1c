"""Whether somebody who writes here is the one whom others named before: the others say so."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bots.dialog import naming, permissions, replies
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import NotAllowedError
from expenseiq_core.services import turns
from expenseiq_core.services.chats import Member

MOST_LINES = 2
"""Of an answer that carries the question."""


def buttons(gone: uuid.UUID, kept: uuid.UUID) -> tuple[Button, ...]:
    """Return the two answers to whether two members are one."""
    return (
        Button(label="Yes, same", action=f"members same {gone} {kept}", for_all=True),
        Button(label="No", action=f"members apart {gone} {kept}", for_all=True),
    )


def check_may_confirm(turn: Turn, gone: Member, kept: Member) -> None:
    """Raise NotAllowedError unless the speaker may say that two members are one.

    Somebody else than the two, who was here before the one with the account came; or who runs the
    group.
    """
    me = turn.who.me
    accounts = [member for member in (gone, kept) if member.user_id is not None]
    is_third = me.id not in (gone.id, kept.id)
    before = all(me.joined_at < member.joined_at for member in accounts)
    runs = permissions.may_set(turn) and (is_third or turn.who.created_by == turn.who.user_id)
    if not me.is_active or not (runs or (is_third and before)):
        raise NotAllowedError("Somebody else says that, who was here before.")


async def asked(turn: Turn, answer: Answer) -> Answer:
    """Let the first answer to somebody ask the others whether it is one whom they named."""
    known = _namesake(turn)
    if known is None:
        return answer
    me = turn.who.me
    question = f"Is {me.name} the {naming.shown(turn.who, known.id)} you named? The others say so."
    if known.name != me.name:
        question = f"Is {me.name} the {known.name} you named? The others say so."
    is_question = "error" in answer.data
    kept_lines = answer.lines if is_question else answer.lines[:MOST_LINES]
    kept_rows = answer.rows if is_question else answer.rows[:1]
    answer = replace(
        answer,
        lines=(*kept_lines, line(question)),
        rows=(*kept_rows, buttons(known.id, me.id)),
        plain=False,
        wrote=True,
    )
    if turn.recorded_actions is not None:
        turn.recorded_actions = (
            *turn.recorded_actions,
            *(button.kept for button in answer.rows[-1]),
        )
        await turns.offer(
            turn.session,
            turn.id,
            actions=turn.recorded_actions,
            reply=replies.to_json(answer),
        )
    return answer


def _namesake(turn: Turn) -> Member | None:
    """Return who was named before and has the speaker's handle, or else their name."""
    me = turn.who.me
    named = [m for m in turn.who.active if m.user_id is None and m.id != me.id]
    names = (fold(me.name), fold(me.name).split()[0] if me.name.split() else "")
    by_handle = [m for m in named if m.handle is not None and m.handle in me.handles]
    by_name = [m for m in named if fold(m.name) in names]
    return next(iter(by_handle or by_name), None)
