"""`quiet 22:00 to 7:00`, `quiet off`: between which hours nothing is said without being asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from babel.dates import format_time

from bots.dialog import locales, zones
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain import quiet
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.parsing.text import guard
from expenseiq_core.parsing.times import read_clock
from expenseiq_core.services import preferences
from expenseiq_core.services.preferences import Preferences

_TRY: Final = "Try: quiet 22:00 to 7:00, or: quiet off"
_BETWEEN: Final = re.compile(
    r"(?:from |between |von |zwischen |de |das |entre |с )?(.+?)"
    r"(?:\s*[-–—]\s*| (?:to|till|til|until|and|bis|und|a|as|hasta|y|e|et|до|по) )(.+)"
)
_CHOICES: Final = ((22, 7), (23, 6), (21, 8), (0, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What is asked for; None: how it is. Equal hours: none."""

    hours: tuple[dt.time, dt.time] | None = None


def parse(said: Said) -> Hours | None:
    """Claim `quiet`, `quiet off`, `quiet on`, `quiet 22:00 to 7:00`."""
    rest = said.after("quiet", "quiet hours")
    if rest is None:
        return None
    folded = fold(guard(rest, raw=False))
    if not folded:
        return Hours()
    if folded == "off":
        return Hours(hours=(dt.time(), dt.time()))
    if folded == "on":
        return Hours(hours=(quiet.FROM, quiet.UNTIL))
    match = _BETWEEN.fullmatch(folded)
    found = [read_clock(part, bare=True) for part in match.groups()] if match else [None, None]
    if found[0] is not None and found[1] is not None:
        return Hours(hours=(found[0], found[1]))
    if said.slash or rest[:1].isdecimal():
        raise UsageError(_TRY)  # `quiet 22` would be an expense
    return None


async def handle(turn: Turn, wanted: Hours) -> Answer:
    """Say or set between which hours nothing is said."""
    wants = await preferences.of(turn.session, turn.who.user_id)
    if wanted.hours is None:
        rows = (said(turn, wants), _TRY)
        return Answer(lines=tuple(map(line, rows)), rows=(_buttons(turn, wants),), data=data(wants))
    now = Preferences(quiet_from=wanted.hours[0], quiet_until=wanted.hours[1])
    if data(now) == data(wants):
        raise ConflictError(f"It is so already. {said(turn, wants)}")
    await preferences.set_quiet(turn.session, turn.who.user_id, *wanted.hours)
    rows = (said(turn, now), "What comes due then waits until they are over.")
    if not now.has_quiet_hours:
        rows = (said(turn, now), "To have them: quiet 22:00 to 7:00")
    elif not turn.who.timezone_known:
        rows = (said(turn, now), "Another clock? timezone berlin")
    back = Button(label="Undo", action=f"quiet {typed(wants)}")
    return Answer(lines=tuple(map(line, rows)), rows=((back,),), data=data(now), wrote=True)


def said(turn: Turn, wants: Preferences) -> str:
    """Return quiet hours as a sentence, with whose clock they go by."""
    if not wants.has_quiet_hours:
        return "No quiet hours: I may write at any time."
    clock = zones.shown(turn.who.timezone)
    return f"Quiet hours: {shown(turn, wants)} ({clock})."


def shown(turn: Turn, wants: Preferences) -> str:
    """Return quiet hours as the locale writes them."""
    locale = locales.parsed(turn.who.locale)
    return " to ".join(
        format_time(at, "short", locale=locale) for at in (wants.quiet_from, wants.quiet_until)
    )


def typed(wants: Preferences) -> str:
    """Return what sets these hours, as it is typed."""
    if not wants.has_quiet_hours:
        return "off"
    return f"{wants.quiet_from:%H:%M} to {wants.quiet_until:%H:%M}"


def data(wants: Preferences) -> dict[str, object]:
    """Return quiet hours for programs."""
    return {"quiet": typed(wants).split(" to ") if wants.has_quiet_hours else None}


def _buttons(turn: Turn, wants: Preferences) -> tuple[Button, ...]:
    choices = [Preferences(quiet_from=dt.time(a), quiet_until=dt.time(b)) for a, b in _CHOICES]
    buttons = [
        Button(label=shown(turn, choice), action=f"quiet {typed(choice)}")
        for choice in choices
        if data(choice) != data(wants)
    ][:3]
    if wants.has_quiet_hours:
        buttons.append(Button(label="Off", action="quiet off"))
    return tuple(buttons)


COMMAND: Final = Command(
    name="quiet",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="the hours in which I write nothing unasked",
    usage=(
        "quiet 22:00 to 7:00 · quiet 10pm - 8am\n"
        "quiet off: I may write at any time\n"
        "What comes due in quiet hours waits until they are over. It is your clock: timezone"
    ),
    where="private",
)
