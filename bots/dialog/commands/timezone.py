"""`timezone berlin`: where the speaker's days begin and end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bots.dialog import locales, wording, zones
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import ConflictError, NotFoundError, UsageError
from expenseiq_core.services import entries, settings

_TRY = "Try: timezone Europe/Berlin, or a city: timezone berlin"


def parse(said: Said) -> str | None:
    """Claim `timezone` and `timezone berlin`; with digits only what is a zone."""
    rest = said.after("timezone", "time zone")
    return value_after(said, rest, zones.find, _TRY)


async def handle(turn: Turn, value: str) -> Answer:
    """Say or set where days begin and end."""
    who = turn.who
    if not value:
        return _zone_now(turn)
    found = zones.find(value)
    if not found:
        raise NotFoundError(f"I know no time zone “{value[:40]}”. {_TRY}")
    if len(found) > 1:
        buttons = tuple(Button(label=zone, action=f"timezone {zone}") for zone in found)
        return Answer(lines=(line(f"Which one is “{value}”?"),), rows=(buttons,))
    zone = found[0]
    if zone == who.timezone and who.timezone_known:
        raise ConflictError(f"It is so already. {zone_text(turn, zone)}")
    await settings.set_timezone(turn.session, who, zone)
    rows, button = [zone_text(turn, zone)], await _misdated(turn, zone)
    if button is not None:
        rows.append(f"{button.label.partition(' ')[0]} was logged by another clock. Move it?")
    elif who.timezone_known:
        shown = zones.shown(who.timezone)
        button = Button(label=f"Back to {shown}", action=f"timezone {who.timezone}")
    return Answer(
        lines=tuple(map(line, rows)),
        rows=((button,),) if button else (),
        data={"timezone": zone},
        wrote=True,
    )


def _zone_now(turn: Turn) -> Answer:
    """Say the time zone; of a guessed one offer to confirm it, and others."""
    who = turn.who
    buttons: tuple[Button, ...] = ()
    if not who.timezone_known:
        buttons = tuple(
            Button(label=zones.city(zone), action=f"timezone {zone}")
            for zone in zones.likely(who.locale, who.timezone)
        )
    rows = tuple(row for row in (buttons[:3], buttons[3:]) if row)
    return Answer(
        lines=(line(zone_now(turn)), line(_TRY)), rows=rows, data={"timezone": who.timezone}
    )


def zone_now(turn: Turn) -> str:
    """Return the speaker's time zone and the time there; of a guess, that it is one."""
    text = zone_text(turn, turn.who.timezone)
    return text if turn.who.timezone_known else f"{text.rstrip('.')}, I guess."


async def _misdated(turn: Turn, zone: str) -> Button | None:
    """Return what moves the last entry, if a guessed zone had put it on another day."""
    newest = None if turn.who.timezone_known else await entries.newest(turn.session, turn.who)
    if newest is None:
        return None
    was, now = (
        newest.created_at.astimezone(ZoneInfo(name)).date() for name in (turn.who.timezone, zone)
    )
    if newest.content.date != was or was == now:
        return None
    day = wording.day(now, turn.who.locale, today=turn.today)
    return Button(label=f"#{newest.no} to {day}", action=f"edit #{newest.no} date {now}")


def zone_text(turn: Turn, zone: str) -> str:
    """Return a time zone and the time there: Time zone Europe/Berlin: it is 13:00 there."""
    local = turn.incoming.sent_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    time = format_time(local.time(), "short", locale=locales.parsed(turn.who.locale))
    return f"Time zone {zones.shown(zone)}: it is {time} there."


def value_after(
    said: Said, rest: str | None, find: Callable[[str], Any], example: str
) -> str | None:
    """Return what follows, if it is known or can be no expense because it has no digit."""
    if rest is None:
        return None
    if rest and not find(rest) and any(c.isdecimal() for c in rest):
        if said.slash:
            raise UsageError(example)
        return None
    return rest


COMMAND = Command(
    name="timezone",
    parse=parse,
    handle=handle,
    summary="where your days begin and end",
    usage=(
        "“today” and “yesterday” are those of your time zone.\n"
        "timezone: what it is, and the time there\n"
        "timezone Europe/Berlin · timezone berlin · timezone UTC+2"
    ),
    where="private",
)
