"""`123456`: the code that proves an e-mail address, where one is waited for; else an amount."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from bots.dialog import claiming
from bots.dialog.command import Command
from bots.dialog.commands import email, expense
from bots.dialog.messages import Answer, Button, lines
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.reading import Message
from expenseiq_core.services import email_codes
from expenseiq_core.services.email_codes import Typed

_HIDDEN: Final = "email ······"
"""What is kept of a message with a code in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Six digits: a code if one is waited for, else what they would be otherwise."""

    digits: str
    otherwise: Message | None
    """None: it came with a slash, or behind `email`, so it is nothing else."""


def parse(said: Said) -> Code | None:
    """Claim six digits, alone or behind `email`, where nobody else listens."""
    if said.who.is_group or said.entry_nos or said.has_file:
        return None
    rest = said.after("email", "e-mail", "code")
    found = email.CODE.fullmatch(said.text if rest is None else rest)
    if found is None:
        return None
    named = said.slash or rest is not None
    otherwise = None if named else expense.COMMAND.parse(said)
    return Code(digits=found[1] + found[2], otherwise=otherwise)


async def handle(turn: Turn, code: Code) -> Answer:
    """Verify the address, count a wrong code; an amount is an expense."""
    typed = await email_codes.typed(turn.session, turn.who.user_id, code.digits, now=turn.now)
    if typed is None and code.otherwise is None:
        raise UsageError(f"No code is waited for. {email.TRY}")
    if typed is None:
        turn.command = expense.COMMAND.name
        return await claiming.handled(turn, expense.COMMAND, code.otherwise)
    turn.incoming = replace(turn.incoming, text=_HIDDEN)
    if typed.outcome == "verified":
        return await _verified(turn, typed)
    again = f"For a new one: email {typed.address}"
    left = typed.tries_left
    said: dict[str, str] = {
        "wrong": f"That is not the code. {left} {'try' if left == 1 else 'tries'} left.",
        "used up": f"Too many wrong codes. {again}",
        "expired": f"That code is too old. {again}",
    }
    text = said[typed.outcome] if left or typed.outcome != "wrong" else said["used up"]
    # An answer, not an error: an error would roll the count back.
    error: dict[str, Any] = {"code": "email_code", "message": text}
    return Answer(lines=lines(text), data={"error": error}, wrote=True)


async def _verified(turn: Turn, typed: Typed) -> Answer:
    await email.tell(turn, "added" if typed.before is None else "changed", typed.address)
    text = f"Verified: what I say without being asked now also goes to {typed.address}"
    if typed.before is not None:
        text += f"\nNo longer to {typed.before}."
    button = Button(label="E-mail off", action="email off")
    return Answer(
        lines=lines(text),
        rows=((button,),),
        data={"email": {"address": typed.address}},
        wrote=True,
    )


COMMAND = Command(name="email code", parse=parse, handle=handle)
