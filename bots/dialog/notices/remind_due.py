"""Whom a group's reminder may be for when it is due: a delivery each, and one for the group."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.quiet import waking
from expenseiq_core.domain.spread import spread
from expenseiq_core.services import deliveries, destinations, reminded, reminding
from expenseiq_core.services import schedules as timed
from expenseiq_core.services.deliveries import ACTS_IN, Notice
from expenseiq_core.services.destinations import Destination

TOO_LATE: Final = dt.timedelta(hours=2)


async def plan(session: AsyncSession, dues: Sequence[timed.Due], now: dt.datetime) -> None:
    """Let everybody be told who may owe something: alone, or those in the group who cannot be."""
    ledgers = {due.schedule.ledger_id for due in dues if due.schedule.ledger_id is not None}
    await reminded.tidy(session, ledgers, today=now.date())
    found = await reminding.debtors(session, ledgers)
    users = {debtor.user_id for debtor in found if debtor.user_id is not None}
    places = await destinations.private(session, users, kind=reminding.KIND)
    groups = await destinations.of_group(session, ledgers)
    notices = []
    for due in dues:
        own = [
            debtor
            for debtor in found
            if debtor.ledger_id == due.schedule.ledger_id and debtor.wants(due.on)
        ]
        reached = [places.get(debtor.user_id, ()) for debtor in own if debtor.user_id is not None]
        notices += [_alone(due, place) for theirs in reached for place in theirs]
        if any(debtor.in_group for debtor in own) and due.schedule.ledger_id in groups:
            notices.append(_in_group(due, groups[due.schedule.ledger_id]))
    await deliveries.put(session, notices, now=now)


def _alone(due: timed.Due, place: Destination) -> Notice:
    at = waking(spread(due.at, place.user_id), place.timezone, place.quiet_from, place.quiet_until)
    return Notice(
        occurrence=due.occurrence,
        kind=reminding.KIND,
        user_id=place.user_id,
        ledger_id=due.schedule.ledger_id,
        chat_id=place.chat_id,
        about={ACTS_IN: str(due.schedule.ledger_id), **due.schedule.settings},
        due_at=at,
        expires_at=at + TOO_LATE,
    )


def _in_group(due: timed.Due, place: tuple[uuid.UUID, str | None]) -> Notice:
    at = waking(spread(due.at, due.schedule.id), due.schedule.timezone)
    return Notice(
        occurrence=due.occurrence,
        kind=reminding.KIND,
        ledger_id=due.schedule.ledger_id,
        chat_id=place[0],
        thread=place[1],
        about=dict(due.schedule.settings),
        due_at=at,
        expires_at=at + TOO_LATE,
    )
