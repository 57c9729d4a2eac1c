"""The time zone is asked for when it first matters: when it decides the day of an entry.

A guessed zone is right about the day by noon wherever somebody is; late and early it may be
yesterday or tomorrow for them. Then the answer says which clock was taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_time

from bots.dialog import locales, wording, zones
from bots.dialog.messages import Button
from bots.dialog.turn import Turn, context_of
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.services.chats import ASK_ZONE
from expenseiq_core.services.recording import NewEntry

EVENING, MORNING = 20, 6
"""From this hour until that one it may be another day where the speaker is."""
QUIET = dt.timedelta(hours=20)
"""Who does not answer is asked again the next night, not with every entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneDoubt:
    """A sentence, and the buttons that answer it."""

    sentence: str
    confirm: tuple[Button, ...]
    """[Yes, Berlin]; none where no country was guessed."""
    others: tuple[Button, ...]
    """The other day that it may be, if there is one entry to move; and [Set time zone]."""


def zone_doubt(
    turn: Turn, new: Sequence[NewEntry], readings: Sequence[Reading]
) -> ZoneDoubt | None:
    """Return what is to be asked if a guess decided the day of an entry; else None."""
    if turn.who.timezone_known or not (shift := _shift(turn)) or not _may_ask(turn):
        return None
    others = _other_days(turn, new, readings, shift)
    if not others:
        return None
    taken = next(n.content.date for n in new if n.no in others)
    buttons = [Button(label="Set time zone", action=ASK_ZONE)]
    if len(new) == 1:
        day = others[new[0].no]
        buttons.insert(
            0,
            Button(label=_shown(turn, day), action=f"edit #{new[0].no} date {day.isoformat()}"),
        )
    zone = turn.who.timezone
    where = "" if zone == "UTC" else f" in {zones.city(zone)}"
    time = format_time(turn.local.time(), "short", locale=locales.parsed(turn.who.locale))
    yes = Button(label=f"Yes, {zones.city(zone)}", action=f"timezone {zone}")
    return ZoneDoubt(
        sentence=f"I took {_shown(turn, taken)}, as it is {time}{where or ' UTC'}. Right for you?",
        confirm=(yes,) if where else (),
        others=tuple(buttons),
    )


def _shift(turn: Turn) -> int:
    """Return by how many days the speaker's date may be another: 1, -1, or 0 by day."""
    hour = turn.local.hour
    return 1 if hour >= EVENING else -1 if hour < MORNING else 0


def _may_ask(turn: Turn) -> bool:
    if turn.recorded_actions is not None:
        # The message came again: what was asked then is asked now.
        return ASK_ZONE in turn.recorded_actions
    asked_at = turn.who.timezone_asked_at
    return asked_at is None or turn.now - asked_at > QUIET


def _other_days(
    turn: Turn, new: Sequence[NewEntry], readings: Sequence[Reading], shift: int
) -> dict[int, dt.date]:
    """Return the numbers of the entries whose day hangs on the zone, with the other day."""
    days = dt.timedelta(days=shift)
    if not any(reading.date for reading in readings):
        return {n.no: n.content.date + days for n in new if n.content.date == turn.today}
    # A day that moves with the clock was said in words like "yesterday"; one that stays, by name.
    moved = read(turn.incoming.text, context_of(turn.who, turn.local + days)).readings
    found = {}
    for entry, reading, other in zip(new, readings, moved, strict=False):
        day = other.date if reading.date else entry.content.date + days
        if day is not None and day != entry.content.date:
            found[entry.no] = day
    return found


def _shown(turn: Turn, day: dt.date) -> str:
    return wording.day(day, turn.who.locale, today=turn.today)
