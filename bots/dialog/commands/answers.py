"""`answers short`, `answers full`: a reaction as the short answer to what was logged."""

from __future__ import annotations

import re

from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import settings

_TRY = "Try: answers short, answers full"
_HOW = dict.fromkeys(("short", "brief", "on"), "short") | dict.fromkeys(
    ("full", "long", "normal", "off"), "full"
)
_ONLY_REACTS = "I only react with 👍 to what I log."


def parse(said: Said) -> str | None:
    """Claim `answers`, `answers short`, `short answers`, `brief on`; "" asks how it is."""
    text = re.sub(r"(?i)^(short|brief|full|long) answers$", r"answers \1", said.text.strip())
    said_how = re.fullmatch(r"(?i)(?:answers?|brief)(?:\s+(\S+))?", text)
    how = None if said_how is None else (said_how[1] or "").casefold()
    if how in _HOW:
        return _HOW[how]
    if how and said.slash:
        raise UsageError(_TRY)
    return None if how else how


async def handle(turn: Turn, how: str) -> Answer:
    """Say or set how plain entries are answered in this chat."""
    brief = turn.who.brief
    if not how:
        text = f"{_ONLY_REACTS} For answers: answers full"
        if not brief:
            text = "I answer each entry in full. For a 👍 instead: answers short"
        return Answer(lines=(line(text),), data={"brief": brief})
    wanted = how == "short"
    if wanted == brief:
        raise ConflictError(f"It is so already. {_TRY}")
    await settings.set_brief(turn.session, turn.who, brief=wanted)
    rows = ["I answer each entry in full again."]
    if wanted:
        rows = [
            f"From now on {_ONLY_REACTS}",
            "Where I can't react, and whenever there is something to say, I answer.",
            "Wrong? Reply to your own message with what is right, or: undo",
        ]
    back = Button(
        label="Full answers" if wanted else "Short answers",
        action="answers full" if wanted else "answers short",
    )
    return Answer(lines=tuple(map(line, rows)), rows=((back,),), data={"brief": wanted}, wrote=True)


COMMAND = Command(
    name="answers",
    parse=parse,
    handle=handle,
    summary="a 👍 instead of an answer, or answers in full",
    usage=(
        "answers short: in this chat I only react with 👍 to a plain entry\n"
        "answers full: each entry is answered with what I understood\n"
        "answers: how it is now\n"
        "What is doubtful, and a budget that runs out, is always answered."
    ),
)
