"""A message that was asked about happens when its question is answered: once, as itself.

The turn of the question steps aside, and the turn of the press takes the source of the message: so
a second press, an edit and a deletion of the message find what it recorded.
"""

from __future__ import annotations

from dataclasses import replace

from bots.dialog import settled
from bots.dialog.turn import Turn
from expenseiq_core.services import turns
from expenseiq_core.services.chats import EarlierTurn


async def say(turn: Turn, action: str, *, button: str) -> EarlierTurn | None:
    """Let the turn be that of the message that a button says anew, if it does.

    Returns the turn in which the message happened, if its question was answered before.
    """
    kept = settled.from_action(action)
    if kept is None:
        return None
    turn.settled, turn.about = kept.settled, kept.about
    turn.incoming = replace(turn.incoming, text=kept.text, mentions=kept.mentions)
    asked = await turns.source_of(turn.session, button)
    assert asked is not None, "the button was found"
    source, stepped_aside, turn_id = asked
    if stepped_aside:
        return await turns.of_source(turn.session, turn.who, source)
    await turns.step_aside(turn.session, turn_id)
    turn.source = source
    return None
