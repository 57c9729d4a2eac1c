"""`mute 3 days`, `mute until monday`, `unmute`: for a while nothing is said without being asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from bots.dialog import muting
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, UsageError
from expenseiq_core.services import inbox, preferences

_TRY: Final = "Try: mute 3 days, mute until monday, or: mute (for a week)"
_LONGER: Final = "For longer, stop what you don't want: notices"
WEEK: Final = "week"
_SPAN_MISTYPED: Final = re.compile(r"\d+ ?[^\W\d]*")
"""`3 dyas`: it would be an expense."""


def parse(said: Said) -> dt.datetime | None:
    """Claim `mute` (a week), and `mute` with how long or until when."""
    rest = said.after("mute")
    if rest is None:
        return None
    ends = muting.end_in(said, rest or WEEK, now=said.context.at)
    if ends is None and (said.slash or _SPAN_MISTYPED.fullmatch(rest)):
        raise UsageError(_TRY)
    return ends


async def handle(turn: Turn, ends: dt.datetime) -> Answer:
    """Say nothing until then."""
    ahead = ends - turn.local
    if ahead <= dt.timedelta():
        raise UsageError(f"That is past. {_TRY}")
    if ahead > dt.timedelta(days=muting.MOST_DAYS):
        raise UsageError(f"A year at most. {_LONGER}")
    until = muting.as_instant(ends, turn.who.timezone)
    await preferences.mute(turn.session, turn.who.user_id, until)
    rows = (
        f"Muted until {muting.moment(turn, until)}.",
        "I still answer, and tell you if something happens to your account.",
        "What I would have said: notices",
    )
    buttons = [Button(label="Unmute", action="unmute")]
    if ahead < dt.timedelta(days=25):
        buttons.append(Button(label="A month", action="mute a month"))
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(tuple(buttons),),
        data={"muted_until": until.isoformat()},
        wrote=True,
    )


def parse_unmute(said: Said) -> str | None:
    """Claim `unmute`."""
    rest = said.after("unmute", "mute off")
    return "" if rest is not None and (not rest or said.slash) else None


async def unmute(turn: Turn, _: str) -> Answer:
    """Speak again."""
    wants = await preferences.of(turn.session, turn.who.user_id)
    if not wants.is_muted(turn.now):
        raise ConflictError("You are not muted. To be: mute 3 days")
    await preferences.mute(turn.session, turn.who.user_id, None)
    unread = await inbox.unread(turn.session, turn.who.user_id)
    rows, buttons = ["Unmuted: you hear from me again."], [Button(label="Mute", action="mute")]
    if unread:
        rows.append("What you missed: notices")
        buttons.insert(0, Button(label="Notices", action="notices"))
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(tuple(buttons),),
        data={"muted_until": None},
        wrote=True,
    )


MUTE: Final = Command(
    name="mute",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="hear nothing from me unasked, for a while",
    usage=(
        "mute: for a week\n"
        "mute 3 days · mute until monday · mute until friday 18:00\n"
        "I still answer what you write. What I would have said is in: notices\n"
        "unmute: hear from me again"
    ),
    where="private",
)
UNMUTE: Final = Command(
    name="unmute",
    parse=parse_unmute,
    handle=unmute,
    summary="hear from me again",
    usage="unmute ends: mute",
    where="private",
)
