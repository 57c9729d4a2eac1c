"""`paid #12` (one's share of an entry), and the buttons below payments.

`paid @ana 20` is read where expenses are, and recorded by `bots.dialog.paying`.
"""

from __future__ import annotations

import re
import uuid
from typing import Final

from bots.dialog import confirming, own_share, paying, ticking
from bots.dialog.command import Command
from bots.dialog.confirming import Answering, Later
from bots.dialog.messages import Answer
from bots.dialog.own_share import PaidShare
from bots.dialog.ticking import Tick
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Reading

Asked = Tick | Later | PaidShare | Reading

_TICKED = re.compile(r"(\d{1,3})[.)]? paid", re.IGNORECASE)
"""A button's label, typed later than below its plan."""
_ROW = re.compile(r"row (\d{1,4}) of ([0-9a-f]{32})")
_ANSWERING: Final[dict[str, Answering]] = {
    "confirm": "confirm",
    "never": "never",
    "expense": "expense",
}
_LATER = re.compile(rf"({'|'.join(_ANSWERING)}) #(\d{{1,12}})")
_TRY = "Try: paid @ana 20, or for your share of an entry: paid #12"


def parse(said: Said) -> Asked | None:
    """Claim the buttons, `paid #12`, and every payment of whoever left the group."""
    share = own_share.parse(said)
    if share is not None:
        return share
    ticked = _TICKED.fullmatch(said.text.strip())
    if ticked is not None:
        return Tick(position=int(ticked[1]))
    rest = said.after("paid")
    if rest is not None and said.slash:
        if match := _ROW.fullmatch(rest):
            return Tick(position=int(match[1]), plan_id=uuid.UUID(match[2]))
        if match := _LATER.fullmatch(rest):
            return Later(answering=_ANSWERING[match[1]], no=int(match[2]))
    if rest and not said.slash and _is_only_somebody(said, rest):
        raise UsageError(f"How much? {_TRY}")
    if said.who.me.left_at is not None or (rest is not None and said.slash):
        return _payment(said, slash=rest is not None and said.slash)
    return None


def _is_only_somebody(said: Said, text: str) -> bool:
    """Whether a payment names nothing but whom: `paid @ana`."""
    is_mention = text.startswith("@") and " " not in text
    return is_mention or fold(text) in said.context.people


def _payment(said: Said, *, slash: bool) -> Reading | None:
    """Read a payment where the expense reading would not be asked."""
    message = read(said.text, said.context)
    if len(message.readings) == 1 and message.first.kind == "settlement":
        return message.first
    if slash:
        problem = message.first.problem
        raise UsageError(f"{problem.message}\n{_TRY}" if problem else _TRY)
    return None


async def handle(turn: Turn, asked: Asked) -> Answer:
    """Record what was paid, or what is said about a payment."""
    if isinstance(asked, Tick):
        return await ticking.handle(turn, asked)
    if isinstance(asked, Later):
        return await confirming.handle(turn, asked)
    if isinstance(asked, PaidShare):
        return await own_share.handle(turn, asked)
    return await paying.handle(turn, asked)


COMMAND = Command(
    name=paying.PAID,
    parse=parse,
    handle=handle,
    summary="money handed from one to another",
    usage=(
        "paid @ana 20: you gave Ana 20 · @ana paid me 20 · @ana paid @bob 20\n"
        "paid #12: your share of an entry\n"
        "paid @ana 3000 thb as 78 eur: what was handed over, and what of the debt it settles\n"
        "Too little or too much is fine: what is left is said."
    ),
    left_may=True,
)
