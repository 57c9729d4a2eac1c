"""`group`: which group this is; `group name Porto`, `group here`; `start` calls the roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from bots.dialog import membership, permissions, roll_call, wording
from bots.dialog.budgets import ordinal
from bots.dialog.command import Command
from bots.dialog.commands import default_split
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, LimitError, NotAllowedError, UsageError
from expenseiq_core.services import group_settings, trips

_TRY: Final = "Try: group, group name Porto, or in a thread: group here"
LONGEST: Final = 60
MODES: Final = {"split": "We split bills", "shared": "One shared budget"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked about the group."""

    verb: Literal["show", "name", "here"]
    name: str = ""


def parse(said: Said) -> Ask | None:
    """Claim `group`, `group name …` and `group here`; without a slash nothing with a number."""
    words = ("group", "groups", "settings") if said.who.is_group else ("group",)
    rest = said.after(*words)
    if rest is None or not (rest or said.who.is_group):
        return None
    first, _, name = rest.partition(" ")
    verb, name = first.casefold(), " ".join(name.split())
    plain = said.slash or not any(c.isdecimal() for c in rest)
    if not rest:
        return Ask(verb="show")
    if verb in ("name", "rename") and name and plain:
        return Ask(verb="name", name=name.removeprefix("to ") if verb == "rename" else name)
    if verb == "here" and plain:
        return Ask(verb="here", name=name)
    if said.slash:
        raise UsageError(_TRY)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show the group, name it, or give a thread one of its own."""
    if ask.verb == "show":
        return _show(turn)
    if not turn.who.me.is_active:
        raise NotAllowedError(f"You left {turn.who.ledger_name}. To take part again: rejoin")
    if len(ask.name) > LONGEST:
        raise LimitError(f"A group's name has at most {LONGEST} characters.")
    return await (_name(turn, ask.name) if ask.verb == "name" else _here(turn, ask.name))


def _show(turn: Turn) -> Answer:
    who = turn.who
    where = ", of this thread" if who.has_thread else ""
    rows = [
        f"{who.ledger_name}{where}: {MODES[who.mode][:1].lower()}{MODES[who.mode][1:]}",
        f"{wording.plural(len(who.active), 'member')} · {_currencies(turn)}",
        " · ".join(_switches(turn)),
        *([default_split.text(turn, who.default_split)] if who.mode == "split" else []),
        "Change: mode shared · currency usd · simplify off · group name Porto",
    ]
    buttons = (
        Button(label="Members", action="members"),
        Button(label="Categories", action="categories"),
        Button(label="Invite", action="invite"),
    )
    data = {
        "group": who.ledger_name,
        "mode": who.mode,
        "members": len(who.active),
        "currency": who.currency,
        "simplify": who.simplify,
        "confirm": who.confirms,
        "listen": who.listens,
    }
    return Answer(lines=tuple(map(line, rows)), rows=(buttons,), data=data)


def _currencies(turn: Turn) -> str:
    who = turn.who
    typed = "" if who.entry_currency == who.currency else f", typed amounts in {who.entry_currency}"
    months = "" if who.month_start == 1 else f", months from the {ordinal(who.month_start)}"
    return f"reports in {who.currency}{typed}{months}"


def _switches(turn: Turn) -> list[str]:
    who = turn.who
    named = {
        "Fewest payments": who.simplify,
        "confirm payments": who.confirms,
        "read along": who.listens,
    }
    return [f"{name}: {'on' if is_on else 'off'}" for name, is_on in named.items()]


async def _name(turn: Turn, name: str) -> Answer:
    permissions.check_may_set(turn)
    before = turn.who.ledger_name
    if name == before:
        raise ConflictError(f"It is called {name} already.")
    await group_settings.rename(turn.session, turn.who, name)
    await membership.resolve_again(turn)
    back = Button(label=f"Back to {wording.shortened(before, 30)}", action=f"group name {before}")
    rows = (line(f"{before} is called {name} now."),)
    return Answer(lines=rows, rows=((back,),), data={"group": name}, wrote=True)


async def _here(turn: Turn, name: str) -> Answer:
    who, thread = turn.who, turn.incoming.thread
    if thread is None:
        raise UsageError("This is no thread. To begin a new book for all of you: trip over")
    if who.has_thread:
        raise ConflictError(f"This thread has its own book already: {who.ledger_name}")
    wanted = name or f"{who.ledger_name}, a thread"
    await trips.here(turn.session, who, thread=thread, name=wanted, now=turn.now)
    await membership.resolve_again(turn)
    rows = (
        line(f"This thread has its own book now: {turn.who.ledger_name}"),
        line(f"{who.ledger_name} goes on outside it, with the same members."),
        line("To call it otherwise: group name Porto"),
    )
    data = {"group": turn.who.ledger_name}
    look = (Button(label="Members", action="members"),)
    return Answer(lines=rows, rows=(look,), data=data, wrote=True)


def parse_start(said: Said) -> str | None:
    """Claim `start` in a group; the value is a mode that a button of the roll call stands for."""
    rest = said.after("start") if said.who.is_group else None
    if rest is None or not (said.slash or not rest):
        return None
    return rest if f"start {rest}" in (roll_call.SPLIT, roll_call.SHARED) else ""


async def start(turn: Turn, mode: str) -> Answer:
    """Call the roll, in the mode that somebody chose."""
    if not mode or mode == turn.who.mode:
        return roll_call.answer(turn)
    check_may_choose(turn)
    await group_settings.set_mode(turn.session, turn.who, mode)
    await membership.resolve_again(turn)
    return roll_call.answer(turn, wrote=True)


def check_may_choose(turn: Turn) -> None:
    """Raise NotAllowedError if the mode is not the speaker's to choose.

    As long as nothing is recorded it is any member's.
    """
    if turn.who.next_no > 1 or not turn.who.me.is_active:
        permissions.check_may_set(turn)


GROUP = Command(
    name="group",
    parse=parse,
    handle=handle,
    summary="which group this is, and its settings",
    usage=(
        "group: its mode, members and settings\n"
        "group name Porto: call it otherwise\n"
        "group here: give a thread or topic a book of its own, with the same members"
    ),
    where="group",
    left_may=True,
)
START = Command(name="start", parse=parse_start, handle=start, where="group", left_may=True)
