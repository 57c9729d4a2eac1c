"""A split that is said when we are alone: it belongs to one of the speaker's groups.

It is recorded there under the source of the message, as if it had been said there: once.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bots.dialog import logged
from bots.dialog.asking import AskedError, anew
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Turn, learnable
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import NotAllowedError, SplitError
from expenseiq_core.services import chats, entries, group_places, own_groups
from expenseiq_core.services.ids import new_id

MOST_OFFERED = 3
Handle = Callable[[Turn], Awaitable[Answer]]


async def handle(
    turn: Turn, say: Handle, *, named: frozenset[str], is_mixed: bool
) -> Answer | None:
    """Ask which group a split is of, and let it be said there; None: it is of one's own book.

    `named` are those who take part in it: groups in which they are all known are offered first.
    `is_mixed`: something of one's own was said with it, which is nothing for a group.
    """
    chosen = turn.settled.ledger
    if chosen == turn.who.ledger_id:
        return None
    if chosen is not None:
        return await _said_in(turn, chosen, say)
    groups = await own_groups.of_user(turn.session, turn.who.user_id)
    open_groups = [g for g in groups if g.closed_at is None and g.left_at is None]
    if not open_groups:
        return None
    if is_mixed:
        raise SplitError(
            "Not recorded: some of that is shared. Send me what is yours alone by itself.",
            code="mixed_books",
        )
    names = await own_groups.names_in(turn.session, [g.ledger_id for g in open_groups])
    folded = {fold(name) for name in named}
    open_groups.sort(key=lambda g: len(folded - names[g.ledger_id]))
    buttons = [anew(turn, g.name, ledger=g.ledger_id) for g in open_groups[:MOST_OFFERED]]
    buttons.append(anew(turn, "No group", ledger=turn.who.ledger_id))
    more = len(open_groups) - MOST_OFFERED
    rows = ["Not recorded yet: which group is it of?"]
    if more > 0:
        other = "another of your groups" if more == 1 else f"one of your {more} other groups"
        rows.append(f"For {other}, type it in its chat.")
    raise AskedError("which_group", *rows, buttons=buttons)


async def _said_in(turn: Turn, ledger_id: uuid.UUID, say: Handle) -> Answer:
    """Let the message be said in a group's chat; its answer is given here, without its buttons."""
    there = await _in_group(turn, ledger_id)
    name = there.who.ledger_name
    earlier = there.who.earlier
    if earlier is not None:
        found = await entries.by_numbers(turn.session, ledger_id, earlier.numbers)
        rows = [logged.entry_line(there, entry) for entry in found][: logged.MOST_ENTRIES]
        text = f"It is in {name} already. To change it, say so there."
        return Answer(
            lines=(line(text), *map(line, rows)), data=logged.entry_data(there, found), wrote=True
        )
    answer = await say(there)
    if there.recorded_actions is None:
        return answer
    await group_places.answered_elsewhere(turn.session, there.id, now=turn.now)
    return replace(answer, lines=(line(f"In {name}:"), *answer.lines), rows=(), wrote=True)


async def _in_group(turn: Turn, ledger_id: uuid.UUID) -> Turn:
    """Return a turn in which the speaker says the same in a group's chat."""
    found = await group_places.place_of(turn.session, ledger_id=ledger_id, user_id=turn.who.user_id)
    who = None
    if found is not None:
        place, thread = found
        words = learnable(turn.incoming.text)
        who = await chats.resolve(
            turn.session, place, source=turn.source, words=words, thread=thread
        )
    if found is None or who is None or not who.me.is_active:
        raise NotAllowedError("You can't record there any more. To see your groups: balance")
    incoming = replace(turn.incoming, place=found[0], thread=found[1], group=who.ledger_name)
    return replace(turn, incoming=incoming, who=who, id=new_id(), newcomers=[], waiting=[])
