"""Ten thousand people with books of any length, and groups of five: loaded by SQL.

One person's book is typed, and everybody else's is a copy of it. A tenth of the entries are a
group's. An entry is made every few days, the last one yesterday: a short book is the end of a long
one. Shares of own entries are left out, which no digest reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bots.dialog.messages import Incoming
from bots.dialog.respond import respond
from expenseiq_core.services.chats import Place

NOW: Final = dt.datetime(2026, 11, 18, 12, 0, tzinfo=dt.UTC)
DAYS_APART: Final = 10 / 3
"""Between two entries of one's own: three hundred in a thousand days."""


def incoming(text: str, number: int) -> Incoming:
    """Return what the one person types whose book the others have, too."""
    return Incoming(
        place=Place(platform="bench", workspace="", chat="first", sender="first"),
        message_id=str(number),
        text=text,
        sender_name="First",
        sent_at=NOW,
        locale="en_GB",
        timezone="UTC",
        currency="EUR",
    )


async def load(
    engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession], *, users: int, entries: int
) -> None:
    """Make so many users with so many entries in all."""
    for number, said in enumerate(("lunch 12 food", "budget food 200 monthly", "budget 900")):
        await respond(sessions, incoming(said, number), now=NOW)
    shared = entries // 10
    # The typed one is among them.
    own = entries - shared - 1
    parameters = {"p_users": users, "p_own": own, "p_shared": shared, "p_apart": DAYS_APART}
    async with sessions.begin() as session:
        # Foreign keys look at each row; and an index is made sooner than it is kept.
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
        indexes = await _indexes(session)
        for name, _ in indexes:
            await session.execute(text(f"DROP INDEX {name}"))
        for statement in _LOAD:
            await session.execute(text(statement), _named(statement, parameters))
        for _, made in indexes:
            await session.execute(text(made))
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE"))


def _named(statement: str, parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if f":{name}" in statement}


async def _indexes(session: AsyncSession) -> Sequence[tuple[str, str]]:
    """Return the indexes of entries and shares that are no constraint, and how they are made."""
    rows = await session.execute(
        text("""
            SELECT i.indexname, i.indexdef FROM pg_indexes i
             WHERE i.tablename IN ('entries', 'shares') AND NOT EXISTS (
                   SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
        """)
    )
    return [(row.indexname, row.indexdef) for row in rows]


_COPIES: Final = """
CREATE TEMPORARY TABLE copies ON COMMIT DROP AS
SELECT n, gen_random_uuid() AS user_id, gen_random_uuid() AS ledger_id,
       gen_random_uuid() AS member_id, gen_random_uuid() AS chat_id
  FROM generate_series(1, :p_users) n
"""
_PEOPLE: Final = (
    """
    INSERT INTO users (id, name, locale, timezone, personal_ledger_id, created_at)
    SELECT c.user_id, 'Person ' || n, u.locale, u.timezone, c.ledger_id, u.created_at
      FROM copies c, (SELECT * FROM users LIMIT 1) u
    """,
    """
    INSERT INTO ledgers (id, kind, name, currency, next_no, created_at)
    SELECT c.ledger_id, 'personal', l.name, l.currency, 1000, l.created_at
      FROM copies c, (SELECT * FROM ledgers LIMIT 1) l
    """,
    """
    INSERT INTO members (ledger_id, id, user_id, name, joined_at)
    SELECT ledger_id, member_id, user_id, 'Person ' || n, timestamp '2024-01-01' FROM copies
    """,
    """
    INSERT INTO chats (id, platform, workspace, external_id, private, ledger_id, created_at)
    SELECT chat_id, 'bench', '', 'person' || n, true, ledger_id, timestamp '2024-01-01' FROM copies
    """,
    """
    INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, aliases,
                            default_name, position, created_at)
    SELECT c.ledger_id, gen_random_uuid(), k.name, k.folded, k.kind, k.emoji, k.colour, k.aliases,
           k.default_name, k.position, k.created_at
      FROM copies c, categories k WHERE k.ledger_id = (SELECT personal_ledger_id FROM users
                                                        WHERE name = 'First')
    """,
    """
    INSERT INTO budgets (ledger_id, id, category_id, limit_minor, currency, cadence, starts,
                         rollover, created_at)
    SELECT c.ledger_id, gen_random_uuid(), k.id, b.limit_minor, b.currency, b.cadence, b.starts,
           b.rollover, b.created_at
      FROM copies c, budgets b
      LEFT JOIN categories o ON o.ledger_id = b.ledger_id AND o.id = b.category_id
      LEFT JOIN categories k ON k.name = o.name
     WHERE b.ledger_id = (SELECT personal_ledger_id FROM users WHERE name = 'First')
       AND (b.category_id IS NULL OR k.ledger_id = c.ledger_id)
    """,
    """
    INSERT INTO spent (ledger_id, budget_id, period_start, amount)
    SELECT ledger_id, id, DATE '2026-11-01', 12000 FROM budgets ON CONFLICT DO NOTHING
    """,
)
_ENTRY: Final = """
    INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                         rate_date, date, description, folded, category_id, source, author_id,
                         created_at, turn_id)
    SELECT {ledger}, gen_random_uuid(), k + 1, 1, 'expense', minor, 'EUR', minor, 1, day, day,
           'thing ' || k, 'thing ' || k, {category}, 'loaded:' || k, {author}, day + time '12:00',
           {ledger}
      FROM {owners},
           LATERAL generate_series(0, {count} * n / {books} - {count} * (n - 1) / {books} - 1) k,
           LATERAL (SELECT DATE '2026-11-17' - (k * {apart})::int AS day,
                           500 + (k * 7919 + n * 104729) % 4500 AS minor) made
"""
_BOOKS: Final = (
    """
    CREATE TEMPORARY TABLE kinds ON COMMIT DROP AS
    SELECT ledger_id, array_agg(id ORDER BY position) AS ids FROM categories GROUP BY ledger_id
    """,
    "ANALYZE copies",
    "ANALYZE kinds",
    _ENTRY.format(
        ledger="c.ledger_id",
        category="c.ids[1 + (k + n) % 6]",
        author="c.member_id",
        owners="(SELECT copies.*, ids FROM copies JOIN kinds USING (ledger_id)) c",
        count="CAST(:p_own AS bigint)",
        books=":p_users",
        apart=":p_apart",
    ),
)
_GROUPS: Final = (
    """
    CREATE TEMPORARY TABLE five ON COMMIT DROP AS
    SELECT n, gen_random_uuid() AS ledger_id, gen_random_uuid() AS category_id,
           ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 5 + 0 * n)) AS members
      FROM generate_series(1, :p_users / 5) n
    """,
    """
    INSERT INTO ledgers (id, kind, name, currency, next_no, created_at)
    SELECT ledger_id, 'group', 'Group ' || n, 'EUR', 1000, timestamp '2024-01-01' FROM five
    """,
    """
    INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, position, created_at)
    SELECT ledger_id, category_id, 'Food', 'food', 'spending', '', '#ffffff', 1,
           timestamp '2024-01-01' FROM five
    """,
    """
    INSERT INTO members (ledger_id, id, user_id, name, joined_at)
    SELECT f.ledger_id, f.members[1 + c.n % 5], c.user_id, 'Person ' || c.n, timestamp '2024-01-01'
      FROM copies c JOIN five f ON f.n = 1 + (c.n - 1) / 5
    """,
    _ENTRY.format(
        ledger="f.ledger_id",
        category="f.category_id",
        author="f.members[1]",
        owners="five f",
        count="CAST(:p_shared AS bigint)",
        books="(:p_users / 5)",
        apart="(2 * CAST(:p_apart AS float))",
    ),
    """
    INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
    SELECT e.ledger_id, e.id, f.members[m], CASE m WHEN 1 THEN e.amount ELSE 0 END,
           e.amount / 5 + CASE m WHEN 1 THEN e.amount % 5 ELSE 0 END
      FROM five f JOIN entries e ON e.ledger_id = f.ledger_id, generate_series(1, 5) m
    """,
    """
    INSERT INTO balances (ledger_id, member_id, currency, amount)
    SELECT s.ledger_id, s.member_id, 'EUR', sum(s.paid - s.owed) FROM five f
      JOIN shares s ON s.ledger_id = f.ledger_id GROUP BY s.ledger_id, s.member_id
    """,
)
_LOAD: Final = (_COPIES, *_PEOPLE, *_BOOKS, *_GROUPS)
