"""Recurring entries: recorded on their dates, and said so in the morning.

Each missed date is recorded once, dated as due; those caught up with at once are told together.
If somebody whom it names takes no part any more, nothing is recorded: the group is asked.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import following, posting, standing
from bots.dialog.messages import Answer
from bots.dialog.notices import recurring_words as words
from bots.dialog.notices.kind import Composed, Kind, Skip
from bots.dialog.turn import Turn
from expenseiq_core.domain.quiet import waking
from expenseiq_core.services import (
    deliveries,
    destinations,
    entries,
    recurring,
    recurring_places,
)
from expenseiq_core.services.deliveries import Claimed, Notice
from expenseiq_core.services.destinations import Destination
from expenseiq_core.services.recording import Recorded
from expenseiq_core.services.recurring import KIND as NAME
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_places import Spot
from expenseiq_core.services.schedules import Due

TOLD_WITHIN: Final = dt.timedelta(days=3)
"""It is in the books: that it was recorded is news for a while."""


async def plan(session: AsyncSession, dues: Sequence[Due], now: dt.datetime) -> None:
    """Record what is due, or ask, and let it be told."""
    for due in dues:
        ledger_id, recurring_id = due.schedule.ledger_id, due.schedule.subject_id
        assert ledger_id is not None, "it is of a ledger"
        assert recurring_id is not None, "it is of a recurring entry"
        await recurring.lock(session, ledger_id)
        series = await recurring.of_id(session, ledger_id, recurring_id)
        if series is not None and not (series.state.paused or series.state.stopped):
            await _happen(session, series, due, now)


async def _happen(session: AsyncSession, series: Series, due: Due, now: dt.datetime) -> None:
    spot = await recurring_places.of_series(session, series)
    if spot is None:
        return
    told = await _destinations(session, spot)
    chats = [one.chat_id for one in told if one.chat_id is not None]
    if chats and spot.chat_id not in chats and not spot.is_group:
        # Buttons work in the chat that their turn is of: where it is going to be told.
        spot = await recurring_places.of_series(session, series, chats=chats) or spot
    turn = await posting.turn_at(session, spot, source=due.occurrence, now=now)
    about: dict[str, Any] = {
        "ledger": str(series.ledger_id), "series": str(series.id), "date": str(due.on)
    }  # fmt: skip
    turn_id: uuid.UUID | None = None
    if posting.missing(turn, series) or not _adds_up(series):
        about["says"] = "asks"
    else:
        recorded = await posting.post(turn, series, due.on)
        if recorded is None:
            return
        about |= {"says": "recorded", **_done(turn, recorded)}
        turn_id = turn.id
        following, today = series.state.rule.following(due.on), _today(series, now)
        if following is not None and following <= today:
            return  # told with the last one that was missed
    await _tell(session, series, due, spot, told, about=about, turn_id=turn_id, now=now)


def _done(turn: Turn, recorded: Recorded) -> dict[str, Any]:
    """Return which entry it is, and the thresholds of budgets that it reached."""
    [entry] = recorded.entries
    charged = standing.charged(turn, recorded.charges)
    found = following.crossings(turn, turn, charged, entry)
    return {"entry": str(entry.no), "reached": [crossing.occurrence for crossing in found]}


def _adds_up(series: Series) -> bool:
    return posting.adds_up(series.template.amount, series.template.shared)


def _today(series: Series, now: dt.datetime) -> dt.date:
    return now.astimezone(ZoneInfo(series.schedule.timezone)).date()


async def _destinations(session: AsyncSession, spot: Spot) -> tuple[Destination, ...]:
    """Return where somebody wants to be told of what is recorded in their own book."""
    if spot.is_group and spot.is_open:
        return ()
    found = await destinations.private(session, [spot.user_id], kind=NAME)
    return found.get(spot.user_id, ())


async def _tell(
    session: AsyncSession,
    series: Series,
    due: Due,
    spot: Spot,
    told: Sequence[Destination],
    *,
    about: dict[str, Any],
    turn_id: uuid.UUID | None,
    now: dt.datetime,
) -> None:
    """Let it be said in the group's chat, or to whom it belongs wherever they want to hear it."""
    if spot.is_group and spot.is_open:
        notices = [
            Notice(
                occurrence=due.occurrence,
                kind=NAME,
                ledger_id=series.ledger_id,
                chat_id=spot.chat_id,
                thread=spot.thread,
                about=about,
                turn_id=turn_id,
                due_at=waking(now, series.schedule.timezone),
                expires_at=now + TOLD_WITHIN,
            )
        ]
    else:
        notices = [
            Notice(
                occurrence=due.occurrence,
                kind=NAME,
                user_id=one.user_id,
                ledger_id=series.ledger_id,
                chat_id=one.chat_id,
                about=about,
                turn_id=turn_id if one.chat_id == spot.chat_id else None,
                due_at=waking(now, one.timezone, one.quiet_from, one.quiet_until),
                expires_at=now + TOLD_WITHIN,
            )
            for one in told
        ]
    await deliveries.put(session, notices, now=now)


async def compose(session: AsyncSession, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
    """Say what was recorded, as it is now."""
    return {notice.id: await _said(session, notice, now) for notice in claimed}


async def _said(session: AsyncSession, notice: Claimed, now: dt.datetime) -> Answer | Skip:
    about = notice.about
    ledger_id, day = uuid.UUID(about["ledger"]), dt.date.fromisoformat(about["date"])
    series = await recurring.of_id(session, ledger_id, uuid.UUID(about["series"]))
    chats = [notice.chat_id] if notice.chat_id else []
    if series is None:
        return Skip("it is no more")
    spot = await recurring_places.of_series(session, series, chats=chats)
    if spot is None:
        return Skip("nobody is there any more")
    turn = await posting.turn_at(session, spot, source=notice.occurrence, now=now)
    if notice.chat_id is not None and notice.user_id is None:
        turn.who = words.to_all(turn.who)
    elsewhere = spot.is_group and notice.user_id is not None
    if about["says"] == "recorded":
        answer = await _recorded(turn, series, day, about)
    elif series.state.stopped or await _is_recorded(session, series, day):
        answer = None
    else:
        answer = words.asks(turn, series, day)
    if answer is None:
        return Skip("it was taken back, or answered")
    return words.without_buttons(answer, turn) if elsewhere else answer


async def _is_recorded(session: AsyncSession, series: Series, day: dt.date) -> bool:
    found = await recurring_places.recorded(session, series.ledger_id, series.id, day)
    return found is not None


async def _recorded(
    turn: Turn, series: Series, day: dt.date, about: Mapping[str, Any]
) -> Answer | None:
    found = await entries.by_numbers(turn.session, series.ledger_id, [int(about["entry"])])
    if not found:
        return None
    also = await recurring_places.caught_up(turn.session, series.ledger_id, series.id, day)
    return await words.recorded(turn, series, found[0], also, reached=about["reached"])


KIND: Final = Kind(name=NAME, plan=plan, compose=compose, batch=1, catches_up=True)
