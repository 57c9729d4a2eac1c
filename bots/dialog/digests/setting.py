"""When digests come: what is on, how it is changed, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from babel.dates import format_time, get_day_names

from bots.dialog import figures, locales, zones
from bots.dialog.budgets import ordinal
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.period import Cadence, add_months
from expenseiq_core.domain.quiet import FROM, UNTIL, waking
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.parsing.schedule import Timing
from expenseiq_core.services import destinations
from expenseiq_core.services.digests import KIND
from expenseiq_core.services.schedules import Schedule

AT: Final = dt.time(8)
HOURS: Final = ((6, 7, 8, 9), (12, 18, 20, 21))
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def schedule(
    turn: Turn,
    cadence: Cadence,
    timing: Timing | None,
    before: Schedule | None,
    *,
    always: bool,
) -> Schedule:
    """Return the schedule that is asked for; what is not said stays, or is as usual."""
    who = turn.who
    said = timing or Timing()
    at, weekday, day = said.at, said.weekday, said.day
    if before is not None:
        at = at or before.at
        weekday = before.rule.weekday if weekday is None else weekday
        day = day or before.rule.day
    rule = Recurrence(
        cadence=cadence,
        weekday=(weekday or 0) if cadence == "weekly" else None,
        day=(day or who.month_start) if cadence == "monthly" else None,
        starts=turn.today,
    )
    return Schedule(
        kind=KIND,
        user_id=None if who.is_group else who.user_id,
        ledger_id=who.ledger_id if who.is_group else None,
        rule=rule,
        at=at or AT,
        timezone=who.timezone,
        settings={"always": always, "locale": who.locale},
        chat_id=who.chat_id if who.is_group else None,
        thread=turn.incoming.thread if who.is_group else None,
    )


async def is_set(turn: Turn, put: Schedule) -> Answer:
    """Say when a digest comes, first and from then on."""
    rows = [f"{_name(put)} digest {when(turn, put)}, first {_first(turn, put)}."]
    moved = await _moved(turn, put)
    if moved is not None:
        rows.append(_waits(turn, put, moved))
    if put.settings["always"]:
        rows.append("Also when nothing was logged.")
    if not turn.who.timezone_known:
        rows.append(f"By the clock of {zones.shown(put.timezone)}. Another? timezone berlin")
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(_buttons(turn, put),),
        data={"digests": [_data(put)]},
        wrote=True,
    )


def overview(turn: Turn, found: Sequence[Schedule]) -> Answer:
    """Say which digests are on."""
    for_all = turn.who.is_group
    if not found:
        whose = "The group gets no digest." if for_all else "You get no digest."
        text = f"{whose} Try: {turn.incoming.typed('digest') if for_all else 'digest'} daily 8:00"
        choices = (("Daily", "daily"), ("Weekly", "weekly"), ("Monthly", "monthly"))
        buttons = [
            Button(label=label, action=f"digest {cadence}", for_all=for_all)
            for label, cadence in choices
        ]
        buttons.append(Button(label="Show me one", action="digest now", for_all=for_all))
        return Answer(lines=(line(text),), rows=(tuple(buttons),), data={"digests": []})
    rows = [f"{_name(one)} digest {when(turn, one)}, next {_first(turn, one)}" for one in found]
    buttons = []
    for one in found:
        name = "" if len(found) == 1 else f" {one.rule.cadence}"
        buttons.append(
            Button(
                label=f"Change{name} time",
                action=f"digest {one.rule.cadence} time",
                for_all=for_all,
            )
        )
    buttons.append(Button(label="Stop", action="digest off", for_all=for_all))
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(tuple(buttons),),
        data={"digests": [_data(one) for one in found]},
    )


def hours(turn: Turn, cadence: Cadence, found: Sequence[Schedule]) -> Answer:
    """Offer hours for a digest."""
    before = next((one for one in found if one.rule.cadence == cadence), None)
    on = _day_typed(before) if before else ""
    always = " always" if before is not None and before.settings.get("always") else ""
    rows = tuple(
        tuple(
            Button(
                label=_clock(turn, dt.time(hour)),
                action=f"digest {cadence}{on} {hour}:00{always}",
                for_all=turn.who.is_group,
            )
            for hour in row
        )
        for row in HOURS
    )
    now = f"It comes {when(turn, before)}. " if before else ""
    text = f"{now}At what time? Or type: digest {cadence} 7:30"
    return Answer(lines=(line(text),), rows=rows)


def is_off(turn: Turn, stopped: Sequence[Schedule], left: Sequence[Schedule]) -> Answer:
    """Say that digests stopped, with a way back."""
    names = " or ".join(one.rule.cadence for one in stopped)
    rows = [f"No {names} digest any more."]
    rows += [f"{_name(one)} digest {when(turn, one)} stays on." for one in left]
    buttons = [
        Button(
            label="Back on" if len(stopped) == 1 else f"{_name(one)} back on",
            action=_typed(one),
            for_all=turn.who.is_group,
        )
        for one in stopped
    ]
    return Answer(
        lines=tuple(map(line, rows)),
        rows=(tuple(buttons),),
        data={"digests": [_data(one) for one in left]},
        wrote=True,
    )


def when(turn: Turn, one: Schedule) -> str:
    """Return `at 8:00`, `on Mondays at 9:00`, `on the 25th at 8:00`."""
    clock = _clock(turn, one.at)
    if one.rule.cadence == "weekly":
        names = get_day_names("wide", locale=locales.parsed("en_GB"))
        return f"on {names[one.rule.weekday or 0]}s at {clock}"
    if one.rule.cadence == "monthly":
        return f"on the {ordinal(one.rule.day or 1)} at {clock}"
    return f"at {clock}"


def month_back(day: dt.date) -> dt.date:
    """Return the same day of the month before."""
    return add_months(day, -1)


async def _moved(turn: Turn, put: Schedule) -> dt.time | None:
    """Return until when it has to wait if it is due in quiet hours; None: it is not."""
    if put.next_at is None:
        return None
    quiet_from, quiet_until = FROM, UNTIL
    if put.user_id is not None:
        found = await destinations.private(turn.session, [put.user_id], kind=KIND)
        for place in found.get(put.user_id, ())[:1]:
            quiet_from, quiet_until = place.quiet_from, place.quiet_until
    moved = waking(put.next_at, put.timezone, quiet_from, quiet_until)
    return None if moved == put.next_at else quiet_until


def _waits(turn: Turn, put: Schedule, until: dt.time) -> str:
    clock = _clock(turn, until)
    if put.user_id is None:
        return f"A group is told nothing before {clock}: it comes then."
    return f"You have quiet hours until {clock}: it comes then. Or type: quiet off"


def _buttons(turn: Turn, put: Schedule) -> tuple[Button, ...]:
    command, for_all = f"digest {put.rule.cadence}", turn.who.is_group
    return (
        Button(label="Change time", action=f"{command} time", for_all=for_all),
        Button(label="Show me one", action=f"{command} now", for_all=for_all),
        Button(label="Stop", action=f"{command} off", for_all=for_all),
    )


def _name(one: Schedule) -> str:
    return one.rule.cadence.title()


def _first(turn: Turn, one: Schedule) -> str:
    """Return `today`, `tomorrow`, `on Mon 23 Nov`."""
    assert one.next_on is not None, "a digest never ends"
    near = {turn.today: "today", turn.today + dt.timedelta(days=1): "tomorrow"}
    return near.get(one.next_on, f"on {figures.day(turn, one.next_on)}")


def _clock(turn: Turn, at: dt.time) -> str:
    return format_time(at, "short", locale=locales.parsed(turn.who.locale))


def _day_typed(one: Schedule) -> str:
    if one.rule.cadence == "weekly":
        return f" {_WEEKDAYS[one.rule.weekday or 0]}"
    if one.rule.cadence == "monthly":
        return f" on the {ordinal(one.rule.day or 1)}"
    return ""


def _typed(one: Schedule) -> str:
    """Return the command that sets it as it is."""
    always = " always" if one.settings.get("always") else ""
    return f"digest {one.rule.cadence}{_day_typed(one)} {one.at:%H:%M}{always}"


def _data(one: Schedule) -> dict[str, object]:
    return {
        "cadence": one.rule.cadence,
        "at": f"{one.at:%H:%M}",
        "next": one.next_on.isoformat() if one.next_on else None,
        "always": bool(one.settings.get("always")),
    }
