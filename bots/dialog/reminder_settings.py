"""When a group is reminded to settle: shown, set, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bots.dialog import left_alone, owing, permissions, repeating, wording, zones
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.quiet import waking
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.errors import ConflictError, NotAllowedError
from expenseiq_core.parsing.schedule import Timing
from expenseiq_core.services import reminding, schedules
from expenseiq_core.services.schedules import Schedule

AT: Final = dt.time(17)
FRIDAY: Final = 4
OFFER: Final = Button(label="Remind weekly", action="remind weekly", for_all=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """When to remind (None: as it is, or weekly), and only whom (None: as it is, or everybody)."""

    timing: Timing | None
    over: Money | None = None


async def show(turn: Turn) -> Answer:
    """Say when this group is reminded."""
    found = await _of(turn)
    mine = await reminding.remind_from(turn.session, turn.who)
    muted = mine is not None and mine > turn.today
    rows = await _rows(turn, found)
    if muted:
        rows.append(f"You yourself are not reminded {left_alone.until(turn, mine)}.")
    buttons = [Button(label="Off", action="remind off", for_all=True)] if found else []
    if found is None or found.rule.cadence != "weekly":
        buttons.append(Button(label="Weekly", action="remind weekly", for_all=True))
    if found is None or found.rule.cadence != "monthly":
        buttons.append(Button(label="Monthly", action="remind monthly", for_all=True))
    if muted:
        buttons.append(left_alone.AGAIN)
    return Answer(lines=tuple(map(line, rows)), rows=(tuple(buttons),), data=_data(found))


async def put(turn: Turn, wish: Wish) -> Answer:
    """Let the group be reminded, in the time zone of who says so."""
    permissions.check_may_set(turn)
    who = turn.who
    if who.mode == "shared":
        raise ConflictError(owing.NO_DEBTS)
    before = await _of(turn)
    rule, at = _rule(turn, wish.timing, before)
    settings: dict[str, Any] = {"by": str(who.user_id)}
    if wish.over is not None and wish.over.minor > 0:
        settings["over"] = [wish.over.minor, wish.over.currency]
    elif wish.over is None and before is not None and "over" in before.settings:
        settings["over"] = before.settings["over"]
    wanted = Schedule(
        kind=reminding.KIND,
        ledger_id=who.ledger_id,
        rule=rule,
        at=at,
        timezone=who.timezone,
        settings=settings,
    )
    if before is not None and before.rule.cadence != rule.cadence:
        await schedules.drop(turn.session, [before.id])
    made = await schedules.put(turn.session, wanted, now=turn.now)
    rows = await _rows(turn, made)
    undo = Button(label="Off", action="remind off", for_all=True)
    return Answer(lines=tuple(map(line, rows)), rows=((undo,),), data=_data(made), wrote=True)


def _rule(turn: Turn, timing: Timing | None, before: Schedule | None) -> tuple[Recurrence, dt.time]:
    """Return the rule and the hour that are wanted; what is not said stays, or is the usual."""
    at = timing.at if timing is not None else None
    if timing is None or timing.cadence is None:
        if before is not None:
            return before.rule, at or before.at
        return Recurrence(cadence="weekly", weekday=FRIDAY, starts=turn.today), at or AT
    weekly = timing.cadence == "weekly"
    rule = Recurrence(
        cadence=timing.cadence,
        every=timing.every,
        weekday=(FRIDAY if timing.weekday is None else timing.weekday) if weekly else None,
        day=None if weekly else timing.day or 1,
        starts=turn.today,
        until=timing.until,
    )
    return rule, at or (before.at if before is not None else AT)


async def off(turn: Turn) -> Answer:
    """Let the group be reminded no more."""
    before = await _of(turn)
    if before is None:
        raise ConflictError(f"Nobody is reminded in {turn.who.ledger_name} as it is.")
    if not permissions.may_set(turn):
        raise NotAllowedError(
            f"{permissions.SETTERS.format(group=turn.who.ledger_name)}"
            " To be left alone yourself: remind me off"
        )
    await reminding.end(turn.session, turn.who.ledger_id)
    said = repeating.text(before.rule, turn.who.locale, today=turn.today)
    over = before.settings.get("over")
    typed = f"remind {said} {before.at:%H:%M}"
    if over:
        typed += f" over {wording.plain_amount(Money(*over), turn.who.locale)} {over[1]}"
    back = Button(label="Undo", action=typed)
    text = f"Nobody is reminded to settle in {turn.who.ledger_name} any more."
    return Answer(lines=(line(text),), rows=((back,),), data=_data(None), wrote=True)


async def on(turn: Turn) -> Answer:
    """Let the speaker be reminded again, if they wanted that no more; else the group."""
    mine = await reminding.remind_from(turn.session, turn.who)
    if mine is not None and mine > turn.today:
        return await left_alone.again(turn)
    if await _of(turn) is not None:
        return await show(turn)
    return await put(turn, Wish(timing=None))


async def _of(turn: Turn) -> Schedule | None:
    found = await schedules.of(turn.session, kind=reminding.KIND, ledger_id=turn.who.ledger_id)
    return found[0] if found else None


async def _rows(turn: Turn, found: Schedule | None) -> list[str]:
    typed = turn.incoming.typed
    if found is None:
        return [
            f"Nobody is reminded to settle in {turn.who.ledger_name}.",
            f"Try: {typed('remind', 'weekly friday 17:00')}",
            f"Only who owes more than a sum: {typed('remind', 'weekly friday over 10')}",
        ]
    rows = [f"Reminders to settle: {when(turn, found)}"]
    over = found.settings.get("over")
    least = "something"
    if over:
        least = f"more than {wording.short_money(Money(*over), turn.who.locale)}"
    rows.append(f"Who owes {least} hears it alone if they ever wrote to me, else here.")
    if found.next_on is None or found.next_at is None:
        return [*rows, "That was the last one."]
    day = wording.day(found.next_on, turn.who.locale, today=turn.today)
    rows.append(f"Next on {day}, by the clock of {zones.shown(found.timezone)}.")
    awake = waking(found.next_at, found.timezone)
    if awake > found.next_at:
        rows.append("That is at night: I wait until 7:00.")
    return rows


def when(turn: Turn, found: Schedule) -> str:
    """Return `weekly on Friday at 17:00`."""
    text = repeating.text(found.rule, turn.who.locale, today=turn.today)
    return f"{text} at {found.at:%H:%M}"


def _data(found: Schedule | None) -> Mapping[str, object]:
    if found is None:
        return {"remind": None}
    return {
        "remind": {
            "cadence": found.rule.cadence,
            "at": found.at.isoformat("minutes"),
            "timezone": found.timezone,
            "next": found.next_on and found.next_on.isoformat(),
            "over": found.settings.get("over"),
        }
    }
