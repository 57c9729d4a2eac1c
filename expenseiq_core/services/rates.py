"""Exchange rates: what an amount is in the ledger's currency on a day.

The European Central Bank's rates (table `rates`, units for one euro) come from a file on first
need, a currency at a time; a ledger's own rates (`rate 1 eur = 26500 vnd`) come before them. The
newest rate not after the day counts. Amounts in the ledger's own currency need no statement.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import Base, Content, own_part
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import AmountError
from expenseiq_core.services import rate_file, rate_queries
from expenseiq_core.services.chats import Resolved

OLD_AFTER: Final = dt.timedelta(days=7)
"""A rate older than this is named with its day."""

EURO: Final = "EUR"
_PRECISION = Context(prec=16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Units of one currency for one of another, and the day that this is known of."""

    rate: Decimal
    date: dt.date


async def base_of(session: AsyncSession, who: Resolved, amount: Money, day: dt.date) -> Base | None:
    """Return an amount in the ledger's currency at the newest rate not after `day`, or None."""
    if amount.currency == who.currency:
        return Base(minor=amount.minor, rate=Decimal(1), rate_date=day)
    rate = await between(session, who.ledger_id, amount.currency, who.currency, day)
    return None if rate is None else based(amount, rate, who.currency)


async def base_for(session: AsyncSession, who: Resolved, content: Content) -> Base | None:
    """Return what counts of an entry: the whole in a group, one's own part in one's own ledger."""
    part = content.amount if who.is_group else own_part(content, who.member_id)
    return await base_of(session, who, part, content.date)


def part_of(who: Resolved, whole: Base, content: Content) -> Base:
    """Return what counts of an entry whose whole is worth this much."""
    if who.is_group or own_part(content, who.member_id) == content.amount:
        return whole
    part = own_part(content, who.member_id).convert(whole.rate, who.currency)
    return replace(whole, minor=part.minor)


def quotient(one: Decimal, other: Decimal) -> Decimal:
    """Divide two rates; sixteen digits are kept."""
    return _PRECISION.divide(one, other)


def based(amount: Money, rate: Rate, currency: str) -> Base | None:
    """Return an amount at a rate; None if that is nothing, or more than is kept."""
    try:
        minor = amount.convert(rate.rate, currency)
    except ArithmeticError:
        return None
    if abs(minor.minor) > 10**15:
        return None
    return Base(minor=minor.minor, rate=rate.rate, rate_date=rate.date)


def own_base(amount: Money, own: Money, day: dt.date) -> Base:
    """Return what somebody says an amount is in the ledger's currency: `900k vnd (34 eur)`."""
    minor = abs(own.minor) if amount.minor > 0 else -abs(own.minor)
    if not minor:
        raise AmountError("It cannot be worth nothing. Try: dinner 900k vnd (34 eur)")
    rate = quotient(abs(own.amount), abs(amount.amount))
    return Base(minor=minor, rate=rate, rate_date=day)


async def between(
    session: AsyncSession, ledger_id: uuid.UUID, currency: str, into: str, day: dt.date
) -> Rate | None:
    """Return what one unit of a currency was in another on a day, or None if nobody knows."""
    if currency == into:
        return Rate(rate=Decimal(1), date=day)
    own = await _own(session, ledger_id, currency, into, day)
    if own is not None:
        return own
    # Sorted, so that two turns that fill the same two currencies wait for each other, not both.
    per_euro = {c: await _per_euro(session, ledger_id, c, day) for c in sorted((currency, into))}
    one, other = per_euro[currency], per_euro[into]
    if one is None or other is None:
        return await _own(session, ledger_id, currency, into, day, later=True)
    return Rate(rate=quotient(other.rate, one.rate), date=min(one.date, other.date))


def is_old(base: Base, day: dt.date) -> bool:
    """Whether the rate is so old that its day must be named."""
    return base.rate != 1 and day - base.rate_date > OLD_AFTER


async def _per_euro(
    session: AsyncSession, ledger_id: uuid.UUID, currency: str, day: dt.date
) -> Rate | None:
    if currency == EURO:
        return Rate(rate=Decimal(1), date=day)
    return (
        await _own(session, ledger_id, EURO, currency, day)
        or await _known(session, currency, day)
        or await _own(session, ledger_id, EURO, currency, day, later=True)
    )


async def _known(session: AsyncSession, currency: str, day: dt.date) -> Rate | None:
    """Return the published rate; the file is looked into if it may have a newer one."""
    found = await _published(session, currency, day)
    in_file = rate_file.newest().get(currency)
    if in_file is None or (found is not None and (day - found.date <= OLD_AFTER)):
        return found
    if found is None or in_file > found.date:
        await fill(session, currency)
        found = await _published(session, currency, day)
    return found


async def _own(
    session: AsyncSession,
    ledger_id: uuid.UUID,
    currency: str,
    into: str,
    day: dt.date,
    *,
    later: bool = False,
) -> Rate | None:
    """Return the ledger's own newest rate not after the day; `later`: the first one after it.

    A later one counts where nothing else is known: it was given to mend just that.
    """
    order = "date > :p_day ORDER BY date" if later else "date <= :p_day ORDER BY date DESC"
    row = (
        await session.execute(
            text(f"""
                SELECT base, rate, date FROM ledger_rates
                 WHERE ledger_id = :p_ledger
                   AND (base, quote) IN ((:p_from, :p_into), (:p_into, :p_from))
                   AND {order} LIMIT 1
            """),
            {"p_ledger": ledger_id, "p_from": currency, "p_into": into, "p_day": day},
        )
    ).one_or_none()
    if row is None:
        return None
    rate = row.rate if row.base == currency else quotient(Decimal(1), row.rate)
    return Rate(rate=rate, date=min(row.date, day))


async def _published(session: AsyncSession, currency: str, day: dt.date) -> Rate | None:
    row = (
        await session.execute(
            text("""
                SELECT per_euro, date FROM rates
                 WHERE currency = :p_currency AND date <= :p_day ORDER BY date DESC LIMIT 1
            """),
            {"p_currency": currency, "p_day": day},
        )
    ).one_or_none()
    return None if row is None else Rate(rate=row.per_euro, date=row.date)


async def fill(session: AsyncSession, currency: str) -> None:
    """Copy a currency's rates from the file to the table; who comes second finds them there."""
    rates = await asyncio.to_thread(rate_file.rates_of, currency)
    await session.execute(
        text("""
            INSERT INTO rates (currency, date, per_euro)
            SELECT :p_currency, day, rate
              FROM unnest(CAST(:p_days AS date[]), CAST(:p_rates AS numeric[])) AS r(day, rate)
            ON CONFLICT DO NOTHING
        """),
        {
            "p_currency": currency,
            "p_days": [day for day, _ in rates],
            "p_rates": [rate for _, rate in rates],
        },
    )


async def refresh(session: AsyncSession, currencies: Iterable[str]) -> bool:
    """Copy what the file knows and the table does not; return whether that was anything."""
    wanted = sorted(set(currencies) - {EURO})
    rows = await session.execute(
        text("""
            SELECT c AS currency, (SELECT min(date) FROM rates r WHERE r.currency = c) AS oldest,
                   (SELECT max(date) FROM rates r WHERE r.currency = c) AS newest
              FROM unnest(CAST(:p_currencies AS text[])) c
        """),
        {"p_currencies": wanted},
    )
    in_table = {row.currency: (row.oldest, row.newest) for row in rows}
    filled = False
    for currency in wanted:
        in_file, (oldest, newest) = rate_file.spans().get(currency), in_table[currency]
        if in_file is None:
            continue
        # What is published each day may stand in the table alone, without the years before.
        if newest is None or newest < in_file[1] or oldest > in_file[0]:
            await fill(session, currency)
            filled = True
    return filled


async def give(
    session: AsyncSession, who: Resolved, *, base: str, quote: str, rate: Decimal, day: dt.date
) -> int:
    """Keep a ledger's own rate from a day on; return how many entries got a base amount by it.

    Entries keep the base amount they have. The ledger must be locked (`ledgers.begin_change`).
    """
    await session.execute(
        text("""
            INSERT INTO ledger_rates (ledger_id, base, quote, date, rate)
            VALUES (:p_ledger, :p_base, :p_quote, :p_day, :p_rate)
            ON CONFLICT (ledger_id, base, quote, date) DO UPDATE SET rate = excluded.rate
        """),
        {
            "p_ledger": who.ledger_id,
            "p_base": base,
            "p_quote": quote,
            "p_day": day,
            "p_rate": rate,
        },
    )
    # The same pair the other way round on the same day would be a second opinion.
    await session.execute(
        text("""
            DELETE FROM ledger_rates WHERE ledger_id = :p_ledger AND date = :p_day
               AND base = :p_quote AND quote = :p_base
        """),
        {"p_ledger": who.ledger_id, "p_base": base, "p_quote": quote, "p_day": day},
    )
    return await value_missing(session, who)


async def value_missing(session: AsyncSession, who: Resolved) -> int:
    """Give a base amount to every entry that has none and can have one now; return how many got it.

    The ledger must be locked.
    """
    rows = (
        await session.execute(
            text(f"""
                SELECT id, {rate_queries.COUNTS} AS amount, currency, date FROM entries e
                 WHERE ledger_id = :p_ledger AND base_amount IS NULL
            """),
            {"p_ledger": who.ledger_id},
        )
    ).all()
    known: dict[tuple[str, dt.date], Rate | None] = {}
    valued = []
    for row in rows:
        key = (row.currency, row.date)
        if key not in known:
            known[key] = await between(session, who.ledger_id, row.currency, who.currency, row.date)
        rate = known[key]
        base = based(Money(row.amount, row.currency), rate, who.currency) if rate else None
        if base is not None:
            valued.append((row.id, base))
    await session.execute(
        text("""
            UPDATE entries e SET base_amount = v.minor, rate = v.rate, rate_date = v.day
              FROM unnest(CAST(:p_ids AS uuid[]), CAST(:p_minors AS bigint[]),
                          CAST(:p_rates AS numeric[]), CAST(:p_days AS date[]))
                   AS v(id, minor, rate, day)
             WHERE e.ledger_id = :p_ledger AND e.id = v.id
        """),
        {
            "p_ledger": who.ledger_id,
            "p_ids": [entry_id for entry_id, _ in valued],
            "p_minors": [base.minor for _, base in valued],
            "p_rates": [base.rate for _, base in valued],
            "p_days": [base.rate_date for _, base in valued],
        },
    )
    return len(valued)
