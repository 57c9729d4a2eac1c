"""The digest is offered once somebody has entries on three days: a button below one of them.

Whether to ask the database, the turn knows by itself: only with a day's first expense, in the first
weeks of a book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from bots.dialog.messages import Answer, Button
from bots.dialog.turn import Turn
from expenseiq_core.services import digest_schedules
from expenseiq_core.services.destinations import TERMINAL
from expenseiq_core.services.recording import NewEntry, Recorded

OFFER: Final = Button(label="Morning digest", action="digest daily 8:00")
FROM: Final = dt.timedelta(days=2)
UNTIL: Final = dt.timedelta(days=60)
"""After somebody's first day. Who did without for so long is not asked."""


def possible(turn: Turn, new: Sequence[NewEntry]) -> list[str]:
    """Return what the button stands for, if the answer to these entries may have it."""
    return [OFFER.kept] if _may(turn, new) else []


async def offered(
    turn: Turn, new: Sequence[NewEntry], recorded: Recorded, answer: Answer
) -> Answer:
    """Return the answer with the offer below it, if it is time for it and there is room."""
    is_first = _may(turn, new) and recorded.day_total == _worth(new[0])
    if not (is_first and answer.plain and len(answer.rows) < 2):
        return answer
    who = turn.who
    if not await digest_schedules.offers(turn.session, who.user_id, who.ledger_id, now=turn.now):
        return answer
    return replace(answer, rows=(*answer.rows, (OFFER,)), plain=False)


def _may(turn: Turn, new: Sequence[NewEntry]) -> bool:
    who, zone = turn.who, ZoneInfo(turn.who.timezone)
    is_heard = turn.incoming.place.platform != TERMINAL and not who.brief
    if who.is_group or len(new) != 1 or not is_heard:
        return False
    content = new[0].content
    since = turn.today - who.me.joined_at.astimezone(zone).date()
    return content.kind == "expense" and content.date == turn.today and FROM <= since <= UNTIL


def _worth(new: NewEntry) -> int | None:
    return new.content.base.minor if new.content.base else None
