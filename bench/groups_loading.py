"""Books of groups of any size, as if everybody had typed for years: loaded, and proved."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bots.dialog.messages import Incoming
from bots.dialog.respond import respond
from expenseiq_core.services.chats import Place

EIGHT: Final = ("mia", "ana", "bob", "cem", "dora", "emil", "fay", "gus")
SIZES: Final = (100, 100_000)
NOW: Final = dt.datetime(2026, 11, 18, 12, 0, tzinfo=dt.UTC)
DAYS: Final = 1000
"""Over which the entries are spread, today the last."""


def message(size: int, name: str, said: str) -> Incoming:
    """Return what somebody types in the group of so many entries."""
    return Incoming(
        place=Place(platform="bench", workspace="", chat=f"group{size}", sender=name),
        message_id=uuid.uuid4().hex,
        text=said,
        sender_name=name,
        handle=name,
        sent_at=NOW,
        group=f"Group {size}",
        locale="en_GB",
        timezone="UTC",
        currency="EUR",
    )


async def load(engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession], size: int) -> None:
    """Make the group, let one expense be typed, and give it so many more like it.

    Some pay oftener than others, so that there is something to settle.
    """
    for name in EIGHT:
        await respond(sessions, message(size, name, "/join"), now=NOW)
    logged = await respond(sessions, message(size, "mia", "dinner 8"), now=NOW)
    assert "entry" in logged.data, logged.text
    async with sessions.begin() as session:
        # Foreign keys look at each row: what is wrong, the proof finds at once.
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in _LOAD:
            await session.execute(
                text(statement),
                {"p_name": f"Group {size}", "p_size": size, "p_days": DAYS},
            )
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE"))


_LOAD = (
    """
    INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                         rate_date, date, description, folded, category_id, source, author_id,
                         created_at, turn_id, split)
    SELECT e.ledger_id, gen_random_uuid(), n + 1, 1, e.kind, e.amount, e.currency, e.base_amount,
           e.rate, e.rate_date, day, e.description || ' ' || n, e.folded || ' ' || n,
           e.category_id, 'loaded:' || n, e.author_id, day + time '12:00', e.turn_id, e.split
      FROM ledgers l JOIN entries e ON e.ledger_id = l.id AND e.no = 1,
           generate_series(1, :p_size - 1) AS n,
           LATERAL (SELECT e.date - (n % :p_days)::int AS day) AS dated
     WHERE l.name = :p_name
    """,
    """
    INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
    SELECT e.ledger_id, e.id, m.id, CASE WHEN m.place = floor(sqrt(e.no % 64)) THEN e.amount
                                    ELSE 0 END, e.amount / 8
      FROM ledgers l JOIN entries e ON e.ledger_id = l.id AND e.no > 1
      JOIN (SELECT ledger_id, id, rank() OVER (PARTITION BY ledger_id ORDER BY id) - 1 AS place
              FROM members) AS m ON m.ledger_id = l.id
     WHERE l.name = :p_name
    """,
    """
    INSERT INTO balances (ledger_id, member_id, currency, amount)
    SELECT s.ledger_id, s.member_id, e.currency, sum(s.paid - s.owed)
      FROM ledgers l JOIN entries e ON e.ledger_id = l.id
      JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
     WHERE l.name = :p_name GROUP BY s.ledger_id, s.member_id, e.currency
    ON CONFLICT (ledger_id, member_id, currency) DO UPDATE SET amount = excluded.amount
    """,
    "UPDATE ledgers SET next_no = :p_size + 1 WHERE name = :p_name",
)
