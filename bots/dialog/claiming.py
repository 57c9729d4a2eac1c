"""Which command may claim a text where it is said, and whether a mistake in it was meant for us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bots.dialog import sharing
from bots.dialog.asking import AskedError
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.turn import Said, Turn, without_slash
from expenseiq_core.errors import ChatterError, NotAllowedError, UsageError
from expenseiq_core.parsing.reading import Message

LEFT = "You left {group}. To take part again: rejoin"
OWN_ACCOUNT = "That is about your own account, so tell me when we are alone: {text}"
IN_A_GROUP = "That is for groups: say it in the group's chat."


def belongs(turn: Turn, command: Command) -> bool:
    """Whether a command without a slash may claim what is said here."""
    if turn.who.is_group and turn.incoming.asked:
        return True
    if turn.who.is_group:
        return command.where != "private" and not command.chatty
    return command.where != "group"


def _check(turn: Turn, command: Command, parsed: Any) -> None:
    """Raise NotAllowedError if a command is not for this place, or not for whoever left."""
    if turn.who.is_group and command.where == "private":
        text, _ = without_slash(turn.incoming.text)
        raise NotAllowedError(OWN_ACCOUNT.format(text=text))
    if not turn.who.is_group and command.where == "group":
        raise NotAllowedError(IN_A_GROUP)
    if turn.who.me.left_at is not None and not command.left_may:
        if isinstance(parsed, Message) and all(r.amount is None for r in parsed.readings):
            raise ChatterError(LEFT.format(group=turn.who.ledger_name))
        raise NotAllowedError(LEFT.format(group=turn.who.ledger_name))


def check_place(turn: Turn, said: Said, commands: Iterable[Command]) -> None:
    """Raise NotAllowedError if what nothing here claims is a command of the other place."""
    for command in commands:
        elsewhere = command.where != "anywhere" and not belongs(turn, command)
        if elsewhere and read(command, said) is not None:
            _check(turn, command, None)


def check_form(turn: Turn, said: Said, commands: Iterable[Command]) -> None:
    """Raise UsageError with how it is said if what nothing claims begins with a command's word.

    Where people talk with each other it may be their word: there only what was said to us.
    """
    if said.entry_nos or (turn.who.is_group and not turn.incoming.asked):
        return
    spelled = replace(said, slash=True)
    for command in commands:
        if command.own_word and belongs(turn, command):
            command.parse(spelled)


def read(command: Command, said: Said) -> Any:
    """Return what a command reads; raises ChatterError if nothing says that one was meant."""
    try:
        return command.parse(said)
    except UsageError as error:
        if command.takes_any:
            raise ChatterError(str(error)) from error
        raise


async def handled(turn: Turn, command: Command, parsed: Any) -> Answer:
    """Let a command answer; raises ChatterError if nothing says that it was meant."""
    _check(turn, command, parsed)
    try:
        return await command.handle(turn, parsed)
    except AskedError as asked:
        return asked.answer
    except UsageError as error:
        if command.takes_any and not _is_about_people(parsed):
            raise ChatterError(str(error)) from error
        raise


def _is_about_people(parsed: Any) -> bool:
    """Whether it is an amount that somebody shares: `@ana 15` was said to us, `15` perhaps not."""
    readings = parsed.readings if isinstance(parsed, Message) else ()
    return any(r.amount is not None and sharing.is_shared(r) for r in readings)
