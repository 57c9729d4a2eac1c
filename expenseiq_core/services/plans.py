"""Plans to settle as a ledger keeps them: at most one is open, the others are what buttons show."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row as RowOf
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.money import Money
from expenseiq_core.domain.plans import Row
from expenseiq_core.services import ledgers
from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Payments that were suggested, by their numbers; those that are paid since are among them."""

    id: uuid.UUID
    currency: str | None
    """Everything was converted into it; None: each currency for itself."""
    rate_date: dt.date | None
    rows: tuple[Row, ...]


_PLAN = """
SELECT p.id, p.currency, p.rate_date,
       (SELECT jsonb_agg(to_jsonb(t) - 'ledger_id' - 'plan_id' ORDER BY t.position)
          FROM transfers t WHERE t.ledger_id = p.ledger_id AND t.plan_id = p.id) AS transfers
  FROM plans p WHERE p.ledger_id = :p_ledger
"""


async def open_plan(session: AsyncSession, who: Resolved) -> Plan | None:
    """Return the plan that was shown last, if it is not settled."""
    rows = await session.execute(
        text(_PLAN + " AND p.closed_at IS NULL"), {"p_ledger": who.ledger_id}
    )
    row = rows.one_or_none()
    return None if row is None else _plan(who, row)


async def by_id(session: AsyncSession, who: Resolved, plan_id: uuid.UUID) -> Plan | None:
    """Return a plan of this ledger, whether it is open or not."""
    rows = await session.execute(
        text(_PLAN + " AND p.id = :p_plan"), {"p_ledger": who.ledger_id, "p_plan": plan_id}
    )
    row = rows.one_or_none()
    return None if row is None else _plan(who, row)


async def keep(session: AsyncSession, who: Resolved, plan: Plan, *, now: dt.datetime) -> None:
    """Make this the open plan in place of the one that was.

    Raises OvertakenError if the ledger changed since `who` was resolved.
    """
    await ledgers.begin_change(session, who)
    await close(session, who, now=now)
    await session.execute(
        text("""
            WITH plan AS (
              INSERT INTO plans (ledger_id, id, currency, rate_date, created_at)
              VALUES (:p_ledger, :p_plan, :p_currency, :p_rate_date, :p_now)
            )
            INSERT INTO transfers (ledger_id, plan_id, position, payer_id, payee_id, currency,
                                   amount, parts)
            SELECT :p_ledger, :p_plan, position, payer_id, payee_id, currency, amount, parts
              FROM jsonb_populate_recordset(NULL::transfers, CAST(:p_rows AS jsonb))
        """),
        {
            "p_ledger": who.ledger_id,
            "p_plan": plan.id,
            "p_currency": plan.currency,
            "p_rate_date": plan.rate_date,
            "p_now": now,
            "p_rows": json.dumps([_row_json(row) for row in plan.rows]),
        },
    )


async def close(session: AsyncSession, who: Resolved, *, now: dt.datetime) -> None:
    """Let there be no open plan: it is settled, or another one takes its place."""
    await session.execute(
        text(
            "UPDATE plans SET closed_at = :p_now WHERE ledger_id = :p_ledger AND closed_at IS NULL"
        ),
        {"p_ledger": who.ledger_id, "p_now": now},
    )


def _row_json(row: Row) -> dict[str, object]:
    return {
        "position": row.position,
        "payer_id": str(row.payer),
        "payee_id": str(row.payee),
        "currency": row.amount.currency,
        "amount": row.amount.minor,
        "parts": dict(row.parts),
    }


def _plan(who: Resolved, row: RowOf[Any]) -> Plan:
    return Plan(
        id=row.id,
        currency=row.currency,
        rate_date=row.rate_date,
        rows=tuple(_row(who, fields) for fields in row.transfers or ()),
    )


def _row(who: Resolved, fields: Mapping[str, Any]) -> Row:
    return Row(
        position=fields["position"],
        payer=who.member(uuid.UUID(fields["payer_id"])).id,
        payee=who.member(uuid.UUID(fields["payee_id"])).id,
        amount=Money(fields["amount"], fields["currency"]),
        parts=fields["parts"],
    )
