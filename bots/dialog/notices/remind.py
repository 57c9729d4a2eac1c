"""Reminders to settle: each debtor is told alone what they owe, or else in the group's chat.

Who is told what is found out when it is sent: by the plan that `settle` shows, as things are then.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import reminders, there
from bots.dialog.messages import Answer
from bots.dialog.notices.kind import Composed, Kind, Skip
from bots.dialog.notices.remind_due import plan
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.services import balances as kept
from expenseiq_core.services import (
    plans,
    rates,
    reminded,
    reminding,
    settling,
)
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.recording import OvertakenError
from expenseiq_core.services.reminding import Debtor
from expenseiq_core.services.settling import Due

TRIES: Final = 3
"""To keep a plan while others record."""


@dataclass(slots=True)
class _Composing:
    """Notices that are composed together: a group's plan is made once for all its debtors."""

    session: AsyncSession
    now: dt.datetime
    due: dict[uuid.UUID, Due | None] = field(default_factory=dict)
    debtors: dict[uuid.UUID, list[Debtor]] = field(default_factory=dict)


async def compose(session: AsyncSession, claimed: Sequence[Claimed], now: dt.datetime) -> Composed:
    """Return what each still owes; to whom nothing is owed, or who was told today, nothing."""
    composing = _Composing(session, now)
    hearing = await reminding.hearing(session, [one.id for one in claimed if one.user_id])
    ledgers = {one.ledger_id for one in claimed if one.ledger_id is not None}
    for debtor in await reminding.debtors(session, ledgers):
        composing.debtors.setdefault(debtor.ledger_id, []).append(debtor)
    composed: dict[uuid.UUID, Answer | Skip] = {}
    # In one order everywhere: two processes wait for each other's plans and pairs, not both.
    for one in sorted(claimed, key=lambda c: (str(c.ledger_id), str(c.user_id), c.due_at, c.id)):
        if one.user_id is None:
            composed[one.id] = await _said_in_group(composing, one)
        elif one.id in hearing:
            composed[one.id] = await _said_alone(composing, one, one.user_id)
        else:
            composed[one.id] = Skip("not wanted, or not there, any more")
    return composed


async def _said_alone(composing: _Composing, notice: Claimed, user_id: uuid.UUID) -> Answer | Skip:
    assert notice.ledger_id is not None, "it is about a group"
    session, about = composing.session, notice.about
    debtor = next(
        (d for d in composing.debtors.get(notice.ledger_id, ()) if d.user_id == user_id), None
    )
    if debtor is None:
        return Skip("owes nothing")
    who = await there.resolved(session, notice.ledger_id, user_id)
    if who is None:
        return Skip("not in the group any more")
    day = who.today(composing.now)
    if not debtor.wants(day):
        return Skip("not now")
    due = await _due(composing, who)
    rows = _rows(due, who.member_id)
    asks = uuid.UUID(about["asks"]) if "asks" in about else None
    if asks is not None:
        asks = who.member(asks).id
        rows = [row for row in rows if row.payee == asks]
    if due is None or not await _is_enough(session, who, rows, about, day):
        return Skip("owes nothing, or little")
    pairs = [(row.payer, row.payee) for row in rows]
    booked = await reminded.book(
        session, who.ledger_id, pairs, day=day, occurrence=notice.occurrence
    )
    left = [row for row in rows if (row.payer, row.payee) in booked]
    if not left:
        return Skip("reminded today")
    return reminders.alone(who, due.plan, left, also=len(left) < len(rows), asks=asks)


async def _said_in_group(composing: _Composing, notice: Claimed) -> Answer | Skip:
    assert notice.ledger_id is not None, "it is about a group"
    session, debtors = composing.session, composing.debtors.get(notice.ledger_id, [])
    who = await _speaker(session, notice.ledger_id, notice.about.get("by"))
    if who is None:
        return Skip("nobody is there")
    day, due = who.today(composing.now), await _due(composing, who)
    own: list[Row] = []
    for debtor in debtors:
        rows = (
            [r for r in due.rows if r.payer == debtor.member_id and r.amount.minor] if due else []
        )
        told = debtor.in_group and debtor.wants(day)
        if told and await _is_enough(session, who, rows, notice.about, day):
            own += rows
    booked = await reminded.book(
        session,
        who.ledger_id,
        [(row.payer, row.payee) for row in own],
        day=day,
        occurrence=notice.occurrence,
    )
    left = [row for row in own if (row.payer, row.payee) in booked]
    if due is None or not left:
        return Skip("nobody owes anything who is told here")
    left.sort(key=lambda row: row.position)
    return reminders.in_group(who, due.plan, left, settle="settle")


def _rows(due: Due | None, member_id: uuid.UUID) -> list[Row]:
    """Return what a member is to pay."""
    rows = due.rows if due is not None else ()
    return [row for row in rows if row.payer == member_id and row.amount.minor]


async def _speaker(session: AsyncSession, ledger_id: uuid.UUID, by: str | None) -> Resolved | None:
    """Return somebody in whose language and time zone a group is spoken to: who set it up first."""
    for user_id in await reminding.speakers(session, ledger_id, by=uuid.UUID(by) if by else None):
        who = await there.resolved(session, ledger_id, user_id)
        if who is not None:
            return who
    return None


async def _due(composing: _Composing, who: Resolved) -> Due | None:
    """Return what is to be paid in a group, kept as `settle` keeps it; None: it keeps changing."""
    if who.ledger_id in composing.due:
        return composing.due[who.ledger_id]
    session, now = composing.session, composing.now
    found: Due | None = None
    seen: Resolved | None = who
    for _ in range(TRIES):
        if seen is None:
            break
        due = await settling.due(session, seen, await kept.of_ledger(session, seen))
        try:
            if due.is_new and due.rows:
                await plans.keep(session, seen, due.plan, now=now)
        except OvertakenError:
            seen = await there.resolved(session, seen.ledger_id, seen.user_id)
        else:
            found = due
            break
    composing.due[who.ledger_id] = found
    return found


async def _is_enough(
    session: AsyncSession,
    who: Resolved,
    rows: Sequence[Row],
    about: Mapping[str, Any],
    day: dt.date,
) -> bool:
    """Whether payments are more than the sum from which on somebody is reminded, if there is one.

    What has no rate is.
    """
    if "over" not in about:
        return bool(rows)
    currency, least = str(about["over"][1]), int(about["over"][0])
    total = 0
    for row in rows:
        rate = await rates.between(session, who.ledger_id, row.amount.currency, currency, day)
        if rate is None:
            return True
        amount = Money(row.amount.minor, row.amount.currency)
        total += amount.convert(rate.rate, currency).minor
    return total > least


KIND: Final = Kind(name=reminding.KIND, plan=plan, compose=compose)
