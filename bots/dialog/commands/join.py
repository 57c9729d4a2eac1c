"""`join`: take part in a group; so does the button [I'm in], whoever presses it."""

from __future__ import annotations

from bots.dialog import membership, roll_call
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.roll_call import JOIN
from bots.dialog.turn import Said, Turn
from expenseiq_core.services import members


def parse(said: Said) -> bool | None:
    """Claim `join`, `rejoin` and `I'm in` alone."""
    rest = said.after(JOIN, "rejoin", "i'm in", "im in", "i am in")
    return True if rest is not None and (not rest or said.slash) else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Call the roll: whoever speaks in a group is a member of it already, or comes back."""
    if not turn.who.me.is_active:
        await members.come_back(turn.session, turn.who, turn.who.me)
        await membership.resolve_again(turn)
    return roll_call.answer(turn, wrote=True)


COMMAND = Command(
    name=JOIN,
    parse=parse,
    handle=handle,
    summary="take part in this group",
    usage=(
        "join: from now on what is split among all is split with you, too.\n"
        "rejoin: the same, if you left."
    ),
    where="group",
    left_may=True,
)
