"""Giving every entry of a ledger its base amount anew, when the currency of reports changes.

The rules are those of `rates.between`, said as a set: one statement for any number of entries.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import NotFoundError
from expenseiq_core.services import budgets, ledgers, rate_queries, rates
from expenseiq_core.services.chats import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Revalued:
    """What a change of the currency did."""

    entries: int
    without_rate: int
    """Entries that no report counts now, because no rate is known for them."""
    budgets: tuple[tuple[Budget, Budget], ...] = ()
    """Before and after."""


async def change_currency(
    session: AsyncSession, who: Resolved, currency: str, *, today: dt.date
) -> Revalued:
    """Let reports, budgets and base amounts be in another currency.

    Budgets' limits are converted at today's rate and rounded to whole units; without a rate they
    cannot be, and nothing is changed.
    """
    await ledgers.begin_change(session, who)
    converted = [(b, await _converted(session, who, b, currency, today)) for b in who.budgets]
    await _fill(session, who, currency)
    await session.execute(
        text("""
            UPDATE ledgers SET currency = :p_currency,
                   entry_currency = nullif(entry_currency, :p_currency)
             WHERE id = :p_ledger
        """),
        {"p_ledger": who.ledger_id, "p_currency": currency},
    )
    counts = await _revalue(session, who.ledger_id, before=who.currency, currency=currency)
    for _, after in converted:
        await session.execute(
            text("""
                UPDATE budgets SET limit_minor = :p_limit, currency = :p_currency
                 WHERE ledger_id = :p_ledger AND id = :p_id
            """),
            {
                "p_ledger": who.ledger_id,
                "p_id": after.id,
                "p_limit": after.limit_minor,
                "p_currency": currency,
            },
        )
    await budgets.derive(session, who.ledger_id)
    return Revalued(entries=counts[0], without_rate=counts[1], budgets=tuple(converted))


async def convert_copies(
    session: AsyncSession, old: Resolved, kept: Resolved, *, turn_id: uuid.UUID
) -> None:
    """Let what a turn copied from another ledger be valued in the currency of this one."""
    await _fill(session, old, kept.currency)
    await _revalue(
        session, kept.ledger_id, before=old.currency, currency=kept.currency, turn_id=turn_id
    )


async def typed(session: AsyncSession, entry: Entry) -> str | None:
    """Return the message that an entry was recorded from."""
    found: str | None = await session.scalar(
        text("SELECT said FROM turns WHERE id = :p_turn"), {"p_turn": entry.turn_id}
    )
    return found


_OLD, _NEW = "CAST(:p_before AS char(3))", "CAST(:p_currency AS char(3))"
_CHOSEN = "(CAST(:p_turn AS uuid) IS NULL OR e.turn_id = :p_turn)"
_REVALUE = text(f"""
WITH p AS MATERIALIZED (
  SELECT DISTINCT e.currency, e.date FROM entries e WHERE e.ledger_id = :p_ledger AND {_CHOSEN}
), known AS MATERIALIZED (
  SELECT p.currency, p.date, direct.rate, direct.date AS rate_date,
         through.rate AS through_rate, through.date AS through_date
    FROM p
    LEFT JOIN LATERAL {rate_queries.between("p.currency", _NEW)} direct ON true
    LEFT JOIN LATERAL {rate_queries.between(_OLD, _NEW)} through ON true
), valued AS (
  SELECT e.id, coalesce(k.rate, e.rate * k.through_rate) AS rate,
         CASE WHEN k.rate IS NULL THEN least(e.rate_date, k.through_date) ELSE k.rate_date END
           AS rate_date,
         {rate_queries.COUNTS}
           * power(10::numeric, (CAST(:p_digits AS jsonb) ->> CAST(:p_currency AS text))::int
                                       - (CAST(:p_digits AS jsonb) ->> e.currency)::int) AS scaled
    FROM entries e JOIN known k ON k.currency = e.currency AND k.date = e.date
   WHERE e.ledger_id = :p_ledger AND {_CHOSEN}
), checked AS (
  SELECT id, rate, rate_date, round(scaled * rate) AS minor,
         coalesce(abs(round(scaled * rate)) <= 1e15, false) AS fits
    FROM valued
), changed AS (
  UPDATE entries e
     SET base_amount = CASE WHEN c.fits THEN c.minor::bigint END,
         rate = CASE WHEN c.fits THEN c.rate END,
         rate_date = CASE WHEN c.fits THEN c.rate_date END
    FROM checked c WHERE e.ledger_id = :p_ledger AND e.id = c.id
  RETURNING e.voided_at IS NULL AS living, e.base_amount
)
SELECT count(*) FILTER (WHERE living) AS living,
       count(*) FILTER (WHERE living AND base_amount IS NULL) AS without_rate
  FROM changed
""").bindparams(bindparam("p_digits", type_=JSONB))
"""Voided entries too: an undo brings their content back. Where no rate is known for an entry's own
currency, what it was worth in the ledger's currency before is converted. With a turn: only what
that turn recorded."""


async def _revalue(
    session: AsyncSession,
    ledger_id: uuid.UUID,
    *,
    before: str,
    currency: str,
    turn_id: uuid.UUID | None = None,
) -> tuple[int, int]:
    used = await _used(session, ledger_id)
    row = (
        await session.execute(
            _REVALUE,
            {
                "p_ledger": ledger_id,
                "p_currency": currency,
                "p_before": before,
                "p_turn": turn_id,
                "p_digits": {code: exponent(code) for code in {*used, currency}},
            },
        )
    ).one()
    return row.living, row.without_rate


async def _used(session: AsyncSession, ledger_id: uuid.UUID) -> list[str]:
    """Return the currencies of the ledger's entries."""
    found = await session.scalars(
        text("SELECT DISTINCT currency FROM entries WHERE ledger_id = :p_ledger"),
        {"p_ledger": ledger_id},
    )
    return sorted(found)


async def _fill(session: AsyncSession, who: Resolved, currency: str) -> None:
    """Have the rates of all currencies that are needed in the table, for the days of entries."""
    row = (
        await session.execute(
            text("SELECT min(date), max(date) FROM entries WHERE ledger_id = :p_ledger"),
            {"p_ledger": who.ledger_id},
        )
    ).one()
    used = await _used(session, who.ledger_id)
    for code in sorted({*used, who.currency, currency} - {rates.EURO}):
        for day in {d for d in row if d is not None}:
            await rates.between(session, who.ledger_id, rates.EURO, code, day)


async def _converted(
    session: AsyncSession, who: Resolved, budget: Budget, currency: str, today: dt.date
) -> Budget:
    rate = await rates.between(session, who.ledger_id, budget.currency, currency, today)
    if rate is None:
        raise NotFoundError(
            f"I know no rate from {budget.currency} to {currency}, so your budgets cannot follow."
            f" Tell me one: rate 1 {budget.currency.lower()} = 26500 {currency.lower()}"
        )
    exact = Money(budget.limit_minor, budget.currency).amount * rate.rate
    whole = max(exact.to_integral_value(ROUND_HALF_UP), Decimal(1))
    return replace(budget, limit_minor=Money.of(whole, currency).minor, currency=currency)
