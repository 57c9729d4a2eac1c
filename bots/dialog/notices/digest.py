"""Digests: planned at each one's hour, made of the figures as they are when they are sent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog.digests import answers
from bots.dialog.notices.kind import Composed, Kind, Skip
from expenseiq_core.domain import quiet
from expenseiq_core.domain.digest import EVENING
from expenseiq_core.domain.occurrences import instant
from expenseiq_core.domain.spread import spread
from expenseiq_core.services import deliveries, destinations, digest_schedules
from expenseiq_core.services.deliveries import Claimed, Notice
from expenseiq_core.services.destinations import Destination
from expenseiq_core.services.digest_readers import Request
from expenseiq_core.services.digests import KIND as NAME
from expenseiq_core.services.digests import digests
from expenseiq_core.services.schedules import Due

LASTS: Final = dt.timedelta(hours=4)
"""After this long it is no morning digest any more."""


async def plan(session: AsyncSession, dues: Sequence[Due], now: dt.datetime) -> None:
    """Let each user be told where they want to hear it, each group in its chat."""
    users = {due.schedule.user_id for due in dues if due.schedule.user_id is not None}
    groups = {due.schedule.ledger_id for due in dues if due.schedule.ledger_id is not None}
    private = await destinations.private(session, users, kind=NAME) if users else {}
    places = await destinations.of_group(session, groups) if groups else {}
    notices: list[Notice] = []
    for due in dues:
        user_id, ledger_id = due.schedule.user_id, due.schedule.ledger_id
        if user_id is not None:
            notices += [_private(due, place) for place in private.get(user_id, ())]
        elif ledger_id in places:
            notices.append(_in_group(due, *places[ledger_id]))
    await deliveries.put(session, notices, now=now)


def _private(due: Due, place: Destination) -> Notice:
    due_at, expires_at = _when(due, place.timezone, place.quiet_from, place.quiet_until)
    return Notice(
        occurrence=due.occurrence,
        kind=NAME,
        user_id=place.user_id,
        chat_id=place.chat_id,
        about=_about(due, due_at),
        due_at=due_at,
        expires_at=expires_at,
    )


def _in_group(due: Due, chat_id: uuid.UUID, thread: str | None) -> Notice:
    schedule = due.schedule
    due_at, expires_at = _when(due, schedule.timezone, quiet.FROM, quiet.UNTIL)
    return Notice(
        occurrence=due.occurrence,
        kind=NAME,
        ledger_id=schedule.ledger_id,
        chat_id=chat_id,
        thread=schedule.thread if schedule.chat_id == chat_id else thread,
        about=_about(due, due_at),
        due_at=due_at,
        expires_at=expires_at,
    )


def _when(
    due: Due, timezone: str, quiet_from: dt.time, quiet_until: dt.time
) -> tuple[dt.datetime, dt.datetime]:
    """Return when it is said, out of quiet hours, and until when: on the same waking day."""
    at = quiet.waking(due.at, timezone, quiet_from, quiet_until)
    at = spread(at, due.schedule.id)
    day = at.astimezone(ZoneInfo(timezone)).date()
    ends = [at + LASTS, instant(day + dt.timedelta(days=1), dt.time(0), timezone)]
    if quiet_from != quiet_until:
        ends.append(instant(day, quiet_from, timezone))
    return at, min(end for end in ends if end is not None and end > at)


def _about(due: Due, due_at: dt.datetime) -> dict[str, Any]:
    """Return what it is about; moved to the next morning it is about the days until then."""
    schedule = due.schedule
    on = due_at.astimezone(ZoneInfo(schedule.timezone)).date()
    moved = on != due.on
    return {
        "schedule": str(schedule.id),
        "cadence": schedule.rule.cadence,
        "on": on.isoformat(),
        "evening": schedule.at >= EVENING and not moved,
        "day": None if moved else schedule.rule.day,
        "timezone": schedule.timezone,
        **schedule.settings,
    }


async def compose(session: AsyncSession, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
    """Return the digests that are still wanted."""
    on = await digest_schedules.running(session, {uuid.UUID(c.about["schedule"]) for c in claimed})
    wanted = [c for c in claimed if uuid.UUID(c.about["schedule"]) in on]
    found = await digests(session, [request_of(c) for c in wanted])
    composed: dict[uuid.UUID, Any] = {c.id: Skip("not wanted any more") for c in claimed}
    for one in wanted:
        digest = found.get(one.id)
        if digest is None:
            composed[one.id] = Skip("its book or its chat is closed")
            continue
        turn = answers.turn_of(session, digest, now)
        answer = answers.answer(turn, digest, always=bool(one.about.get("always")))
        composed[one.id] = answer or Skip("nothing happened")
    return composed


def request_of(claimed: Claimed) -> Request:
    """Return the figures that a notice needs."""
    about = claimed.about
    return Request(
        key=claimed.id,
        user_id=claimed.user_id,
        ledger_id=claimed.ledger_id,
        chat_id=claimed.chat_id,
        thread=claimed.thread,
        cadence=about["cadence"],
        on=dt.date.fromisoformat(about["on"]),
        evening=about["evening"],
        day=about["day"],
        locale=about.get("locale", "en_GB"),
        timezone=about["timezone"],
    )


KIND: Final = Kind(name=NAME, plan=plan, compose=compose)
