"""What a person and a ledger have set: months, typed currency, time zone, language."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import budgets, ledgers, retiming
from expenseiq_core.services.chats import Resolved


async def start_months(session: AsyncSession, who: Resolved, day: int, *, today: dt.date) -> None:
    """Let months begin on another day; budgets' periods and what was spent in them follow."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("UPDATE ledgers SET month_start = :p_day WHERE id = :p_ledger"),
        {"p_ledger": who.ledger_id, "p_day": day},
    )
    await budgets.move_starts(session, who, month_start=day, today=today)
    await budgets.derive(session, who.ledger_id)


async def use_currency(session: AsyncSession, who: Resolved, currency: str | None) -> None:
    """Set the currency of amounts typed without one; None: that of reports."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("UPDATE ledgers SET entry_currency = :p_currency WHERE id = :p_ledger"),
        {"p_ledger": who.ledger_id, "p_currency": currency},
    )


async def set_timezone(session: AsyncSession, who: Resolved, timezone: str) -> None:
    """Set where the speaker's days begin and end; it is known from then on.

    What they are told without asking comes by that clock, too.
    """
    await session.execute(
        text("UPDATE users SET timezone = :p_timezone, timezone_known = true WHERE id = :p_user"),
        {"p_user": who.user_id, "p_timezone": timezone},
    )
    await retiming.move(session, who.user_id, timezone)


async def set_locale(session: AsyncSession, who: Resolved, locale: str) -> None:
    """Set how numbers and dates are written for the speaker."""
    await session.execute(
        text("UPDATE users SET locale = :p_locale WHERE id = :p_user"),
        {"p_user": who.user_id, "p_locale": locale},
    )


async def set_brief(session: AsyncSession, who: Resolved, *, brief: bool) -> None:
    """Set whether a plain entry is answered in this chat by a reaction where that is possible."""
    await session.execute(
        text("UPDATE chats SET brief = :p_brief WHERE id = :p_chat"),
        {"p_chat": who.chat_id, "p_brief": brief},
    )
