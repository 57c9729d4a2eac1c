"""`paid #12` (one's share of an entry), and the buttons below payments.

`paid @ana 20` is read where expenses are, and recorded by `bots.dialog.paying`.
"""

from __future__ import annotations

import re
import uuid

from bots.dialog import ticking
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.ticking import Tick
from bots.dialog.turn import Said, Turn

_ROW = re.compile(r"row (\d{1,4}) of ([0-9a-f]{32})")


def parse(said: Said) -> Tick | None:
    """Claim the buttons, and `paid #12`."""
    rest = said.after("paid")
    if rest is None:
        return None
    match = _ROW.fullmatch(rest) if said.slash else None
    if match is not None:
        return Tick(position=int(match[1]), plan_id=uuid.UUID(match[2]))
    return None


async def handle(turn: Turn, asked: Tick) -> Answer:
    """Record what was paid."""
    return await ticking.handle(turn, asked)


COMMAND = Command(
    name="paid",
    parse=parse,
    handle=handle,
    summary="a payment between two",
    usage="paid @ana 20",
    left_may=True,
)
