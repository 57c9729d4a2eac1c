"""`privacy`: what is kept of somebody, and how to take it along or have it erased."""

from __future__ import annotations

from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, lines
from bots.dialog.turn import Said, Turn

_KEPT = (
    "I keep what you log: amount, date, words, category, tags, notes.\n"
    "And what you set: name, language, time zone, e-mail, categories, budgets.\n"
    "Your messages, so that an edited one corrects its entry.\n"
    "Of receipts their names: the files stay on your platform.\n"
    "A message that breaks something is kept for the people who run me.\n"
    "Nobody else sees your entries; what I mail goes to your own address.\n"
    "Take it with you: export\n"
    "Erase it all: forget me"
)


def parse(said: Said) -> bool | None:
    """Claim `privacy` alone."""
    rest = said.after("privacy")
    return True if rest is not None and (not rest or said.slash) else None


async def handle(_turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what parse returned)
    """Say what is kept."""
    buttons = (
        Button(label="Save my data", action="export"),
        Button(label="Forget me", action="forget me"),
    )
    return Answer(lines=lines(_KEPT), rows=(buttons,))


COMMAND = Command(
    name="privacy",
    parse=parse,
    handle=handle,
    summary="what I keep about you",
    usage="privacy: what is kept · export: take it with you · forget me: erase it all",
    where="private",
)
