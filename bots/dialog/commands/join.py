"""`join`: take part in a group; so does the button [I'm in], whoever presses it."""

from __future__ import annotations

from typing import Final

from bots.dialog import naming
from bots.dialog.command import Command
from bots.dialog.messages import Answer, lines
from bots.dialog.turn import Said, Turn

JOIN: Final = "join"
"""What the button [I'm in] stands for: it makes a member of whoever presses it."""


def parse(said: Said) -> bool | None:
    """Claim `join` and `I'm in` alone."""
    rest = said.after(JOIN, "i'm in", "im in", "i am in")
    return True if rest is not None and (not rest or said.slash) else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Say who takes part: whoever speaks in a group is a member of it already."""
    names = naming.listed(turn.who, [member.id for member in turn.who.active])
    return Answer(lines=lines(f"{turn.who.ledger_name}: {names}"), wrote=True)


COMMAND = Command(
    name=JOIN,
    parse=parse,
    handle=handle,
    summary="take part in this group",
    usage="join: from now on what is split among all is split with you, too.",
    where="group",
)
