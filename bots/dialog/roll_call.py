"""The roll call of a group: who takes part, and whether they split bills or share one budget."""

from __future__ import annotations

from typing import Final

from bots.dialog import membership
from bots.dialog.first import sample
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn

JOIN: Final = "join"
"""What the button [I'm in] stands for: it makes a member of whoever presses it."""
SPLIT: Final = "start split"
SHARED: Final = "start shared"
_SPLITS = "I split bills here. Who takes part?"
_SHARES = "I keep the budget you share here. Who takes part?"
_OVERHEARD = "I act on what is said to me only. To let me read along: listen on"


def answer(turn: Turn, *, wrote: bool = False) -> Answer:
    """Return the roll call as it stands: the same for everybody who asks or presses."""
    who = turn.who
    names = membership.shown_names(turn, [member.id for member in who.active])
    rows = [_SPLITS if who.mode == "split" else _SHARES, f"In: {names}"]
    rows.append(f"Log with: {sample(turn)}")
    if not (who.listens or turn.incoming.name_is_identity):
        rows.append(_OVERHEARD)
    buttons = (
        (Button(label="I'm in", action=JOIN, for_all=True),),
        (
            Button(label="We split bills", action=SPLIT, for_all=True),
            Button(label="One shared budget", action=SHARED, for_all=True),
        ),
    )
    data = {
        "group": who.ledger_name,
        "mode": who.mode,
        "members": [member.name for member in who.active],
    }
    return Answer(lines=tuple(map(line, rows)), rows=buttons, data=data, wrote=wrote)
