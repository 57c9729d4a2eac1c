"""`mode shared`, `simplify off`, `confirm on`, `listen on`: how a group keeps its book."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bots.dialog import permissions
from bots.dialog.command import Command
from bots.dialog.commands.group import check_may_choose
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import balances as kept
from expenseiq_core.services import group_settings
from expenseiq_core.services.chats import Resolved

MODES: Final = {
    "split": "You split bills: what is logged is owed by all who share it.",
    "shared": "You share one budget: reports and budgets work, and nobody owes anybody.",
}
_MODE_TRY: Final = "Try: mode split, or: mode shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A setting that is on or off."""

    word: str
    summary: str
    is_on: Callable[[Resolved], bool]
    turn: Callable[[Turn, bool], Awaitable[None]]
    said: tuple[str, str]
    """What holds when it is off, and when it is on."""


def parse_mode(said: Said) -> str | None:
    """Claim `mode`, `mode split` and `mode shared`."""
    rest = said.after("mode")
    if rest is None:
        return None
    if rest.casefold() in ("", *MODES):
        return rest.casefold()
    if said.slash:
        raise UsageError(_MODE_TRY)
    return None


async def mode(turn: Turn, wanted: str) -> Answer:
    """Say or set whether bills are split; what is recorded stays as it is."""
    before = turn.who.mode
    if not wanted:
        other = next(name for name in MODES if name != before)
        now = (line(MODES[before]), line(f"To change it: mode {other}"))
        return Answer(lines=now, data={"mode": before})
    if wanted == before:
        raise ConflictError(f"It is so already. {MODES[before]}")
    check_may_choose(turn)
    await group_settings.set_mode(turn.session, turn.who, wanted)
    rows = [MODES[wanted]]
    if turn.who.next_no > 1:
        rows.append("What is recorded stays as it is.")
    if wanted == "shared" and kept.nonzero(await kept.of_ledger(turn.session, turn.who)):
        rows.append("What somebody owes from before can still be paid: settle")
    return _changed(*rows, back=f"mode {before}", data={"mode": wanted})


def _parse(switch: Switch, said: Said) -> str | None:
    rest = said.after(switch.word)
    if rest is None:
        return None
    if rest.casefold() in ("on", "off") or not rest:
        return rest.casefold()
    return None


async def _handle(switch: Switch, turn: Turn, wanted: str) -> Answer:
    is_on = switch.is_on(turn.who)
    data = {switch.word: is_on}
    if not wanted:
        other = "off" if is_on else "on"
        rows = [*switch.said[is_on].split("\n"), f"To change it: {switch.word} {other}"]
        return Answer(lines=tuple(map(line, rows)), data=data)
    if (wanted == "on") == is_on:
        raise ConflictError(f"It is so already. {switch.said[is_on]}")
    permissions.check_may_set(turn)
    await switch.turn(turn, wanted == "on")
    back = f"{switch.word} {'on' if is_on else 'off'}"
    return _changed(*switch.said[not is_on].split("\n"), back=back, data={switch.word: not is_on})


def _changed(*rows: str, back: str, data: dict[str, object]) -> Answer:
    undo = Button(label="Undo", action=back)
    return Answer(lines=tuple(map(line, rows)), rows=((undo,),), data=data, wrote=True)


async def _simplify(turn: Turn, is_on: bool) -> None:  # noqa: FBT001 (a setting)
    await group_settings.set_simplify(turn.session, turn.who, simplify=is_on)


async def _confirms(turn: Turn, is_on: bool) -> None:  # noqa: FBT001 (a setting)
    await group_settings.set_confirms(turn.session, turn.who, confirms=is_on)


async def _listens(turn: Turn, is_on: bool) -> None:  # noqa: FBT001 (a setting)
    await group_settings.set_listens(turn.session, turn.who, listens=is_on)


def _command(switch: Switch, usage: str) -> Command:
    return Command(
        name=switch.word,
        parse=partial(_parse, switch),
        handle=partial(_handle, switch),
        summary=switch.summary,
        usage=usage,
        where="group",
    )


MODE: Final = Command(
    name="mode",
    parse=parse_mode,
    handle=mode,
    summary="split bills in this group, or share one budget",
    usage=f"mode split: {MODES['split']}\nmode shared: {MODES['shared']}",
    where="group",
)
SIMPLIFY: Final = _command(
    Switch(
        word="simplify",
        summary="settle with the fewest payments, or with what each owes each",
        is_on=lambda who: who.simplify,
        turn=_simplify,
        said=(
            "Settling up shows what each owes each.",
            "Settling up looks for the fewest payments.",
        ),
    ),
    "simplify on: settle looks for the fewest payments\n"
    "simplify off: settle shows what each owes each",
)
CONFIRM: Final = _command(
    Switch(
        word="confirm",
        summary="whether payments are confirmed by who gets them",
        is_on=lambda who: who.confirms,
        turn=_confirms,
        said=(
            "A payment counts as soon as one of the two says it.",
            "Whoever is paid is asked to confirm it.",
        ),
    ),
    "confirm on: whoever is paid is asked to confirm it\nconfirm off: what is said counts",
)
LISTEN: Final = _command(
    Switch(
        word="listen",
        summary="log what surely is an expense though nobody called me",
        is_on=lambda who: who.listens,
        turn=_listens,
        said=(
            "I act only on what is said to me.",
            (
                "I log what surely is an expense, like: taxi 27 eur. To the rest I keep silent.\n"
                "If I log nothing, the chat lets me read only what is said to me: make me an admin."
            ),
        ),
    ),
    "listen on: I read along, and log what surely is an expense\n"
    "listen off: I act only on what is said to me",
)
