"""The button [Cancel] below a question: nothing was recorded, and nothing will be."""

from __future__ import annotations

from bots.dialog.asking import CANCEL
from bots.dialog.command import Command
from bots.dialog.messages import Answer, lines
from bots.dialog.turn import Said, Turn


def parse(said: Said) -> bool | None:
    """Claim `/cancel`."""
    return True if said.slash and said.text.casefold() == CANCEL.action else None


async def handle(_turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Say that nothing was recorded."""
    return Answer(lines=lines("Nothing was recorded."))


COMMAND = Command(name=CANCEL.action, parse=parse, handle=handle, left_may=True)
