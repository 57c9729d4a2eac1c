"""Whoever wants no reminders in a group for a while, or for good, and again."""

from __future__ import annotations

import datetime as dt
from typing import Final

from bots.dialog import wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.services import reminding

AGAIN: Final = Button(label="Remind me again", action="remind me again")
_WEEK: Final = dt.timedelta(days=7)


async def in_a_week(turn: Turn) -> Answer:
    """Let the speaker be left alone for a week."""
    return await _put_off(turn, turn.today + _WEEK)


async def never(turn: Turn) -> Answer:
    """Let the speaker be left alone for good."""
    return await _put_off(turn, reminding.NEVER)


async def again(turn: Turn) -> Answer:
    """Let the speaker be reminded again."""
    await reminding.set_remind_from(turn.session, turn.who, None)
    text = f"I remind you again of what you owe in {turn.who.ledger_name}."
    return Answer(lines=(line(text),), data={"remind_from": None}, wrote=True)


async def _put_off(turn: Turn, day: dt.date) -> Answer:
    await reminding.set_remind_from(turn.session, turn.who, day)
    text = f"I don't remind you of {turn.who.ledger_name} {until(turn, day)}."
    data = {"remind_from": day.isoformat()}
    return Answer(lines=(line(text),), rows=((AGAIN,),), data=data, wrote=True)


def until(turn: Turn, day: dt.date | None) -> str:
    """Return `until Fri 27 Nov`, or `any more`."""
    if day is None or day == reminding.NEVER:
        return "any more"
    return f"until {wording.day(day, turn.who.locale, today=turn.today)}"
