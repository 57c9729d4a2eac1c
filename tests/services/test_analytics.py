"""Looking at books: the figures add up, and every query walks an index of its own ledger."""

from __future__ import annotations

import datetime as dt
import tracemalloc
import uuid

import pytest
from sqlalchemy import Executable, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncEngine

from expenseiq_core.domain.comparing import comparison
from expenseiq_core.domain.filter import AmountRange, Filter, Kinds, Place
from expenseiq_core.domain.period import Period
from expenseiq_core.services import accounts, analytics, chats, exporting, searching
from expenseiq_core.services.chats import Resolved

pytestmark = pytest.mark.usefixtures("fresh")  # plans depend on what was deleted, too

NOW = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 12, 1))

FILL = """
WITH turn AS (
  INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, created_at)
  VALUES (:chat, 'fill', gen_random_uuid(), :user, :ledger, 'expense', :now) RETURNING id
), made AS (
  INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                       rate_date, date, description, folded, category_id, tags, source, author_id,
                       created_at, turn_id)
  SELECT :ledger, gen_random_uuid(), n, 1, 'expense', n, 'EUR', n, 1, DATE '2026-11-18',
         DATE '2026-11-18' - (n / 10)::int, 'thing ' || n, 'thing ' || n, c.ids[1 + n % 14],
         CASE WHEN n % 500 = 0 THEN ARRAY['rare'] ELSE '{}' END, 'fill:' || n, :member, :now,
         turn.id
    FROM generate_series(1, :count) AS n, turn,
         (SELECT array_agg(id ORDER BY position) AS ids FROM categories
           WHERE ledger_id = :ledger) AS c
  RETURNING id, amount
), shared AS (
  INSERT INTO shares SELECT :ledger, id, :member, amount, amount FROM made
)
UPDATE ledgers SET next_no = :count + 1 WHERE id = :ledger
"""


async def book(sessions, name: str, *, count: int) -> Resolved:
    """Somebody's book with so many entries, ten a day, each a cent larger than the one before."""
    place = chats.Place(platform="test", workspace="", chat=name, sender=name)
    async with sessions.begin() as session:
        await accounts.first_contact(
            session, place, name=name, locale="en_GB", timezone="UTC", currency="EUR", now=NOW
        )
        who = await chats.resolve(session, place, source="x", words=[])
        assert who is not None
        parameters = {"ledger": who.ledger_id, "member": who.member_id, "user": who.user_id}
        more = {"chat": who.chat_id, "now": NOW, "count": count}
        await session.execute(text(FILL), {**parameters, **more})
    return who


@pytest.fixture
async def mia(sessions, engine: AsyncEngine) -> Resolved:
    """Mia's book of 4,000 entries beside three others as large."""
    who = await book(sessions, "mia", count=4000)
    for n in range(3):
        await book(sessions, f"other{n}", count=4000)
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("VACUUM ANALYZE entries"))
    return who


async def plan(sessions, statement: Executable | str, **parameters: object) -> str:
    """How PostgreSQL would run a statement."""
    if not isinstance(statement, str):
        literal = {"literal_binds": True}
        compiled = statement.compile(dialect=postgresql.dialect(), compile_kwargs=literal)
        statement = str(compiled).replace("%%", "%")
    async with sessions() as session:
        rows = await session.scalars(text(f"EXPLAIN {statement}"), parameters)
        return "\n".join(rows)


async def test_pages_of_the_newest_walk_back_along_one_index(sessions, mia):
    for after in (None, Place(dt.date(2026, 5, 1), uuid.UUID(int=2**127))):
        statement = searching.page_statement(mia.ledger_id, Filter(), limit=7, after=after)
        shown = await plan(sessions, statement)
        assert "Index Scan Backward using ix_entries_recent" in shown
        assert "Sort" not in shown


async def test_a_month_by_category_walks_the_index_of_dates(sessions, mia):
    compared = comparison(NOVEMBER, today=TODAY)
    assert compared is not None
    shown = await plan(
        sessions,
        analytics.FIGURES,
        p_ledger=mia.ledger_id,
        p_start=NOVEMBER.start,
        p_end=NOVEMBER.end,
        p_until=compared.until,
        p_before=compared.before.start,
        p_before_until=compared.before_until,
    )
    # An index-only scan once vacuum has been there, a bitmap of the same index before.
    assert "ix_entries_recent" in shown
    assert "Seq Scan" not in shown


async def test_the_biggest_of_a_month_is_sought_in_that_month(sessions, mia):
    shown = await plan(
        sessions,
        analytics.BIGGEST,
        p_ledger=mia.ledger_id,
        p_start=NOVEMBER.start,
        p_end=NOVEMBER.end,
        p_not_spent=[],
    )
    assert "ix_entries_recent" in shown
    assert "ix_entries_amount" not in shown


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(words=("thing", "399")),
        Filter(tags=("rare",)),
        Filter(amounts=AmountRange(least=3990)),
        Filter(period=NOVEMBER, words=("thing",)),
        Filter(categories=(uuid.UUID(int=1),)),
        Filter(payment_method="card"),
    ],
    ids=["words", "tags", "amounts", "dates", "category", "payment"],
)
async def test_no_search_scans_the_books_of_others(sessions, mia, wanted):
    for statement in (
        searching.page_statement(mia.ledger_id, wanted, limit=7),
        searching.totals_statement(mia.ledger_id, wanted, Kinds()),
    ):
        shown = await plan(sessions, statement)
        assert "Seq Scan" not in shown
        assert f"ledger_id = '{mia.ledger_id}'" in shown


async def test_large_amounts_and_tags_have_indexes_of_their_own(sessions, mia):
    large = Filter(amounts=AmountRange(least=3990))
    statement = searching.totals_statement(mia.ledger_id, large, Kinds())
    assert "ix_entries_amount" in await plan(sessions, statement)
    tagged = searching.totals_statement(mia.ledger_id, Filter(tags=("rare",)), Kinds())
    assert "ix_entries_tagged" in await plan(sessions, tagged)


async def test_sums_agree_whichever_way_they_are_made(sessions, mia):
    async with sessions() as session:
        everything = await searching.totals(session, mia, Filter())
        assert everything.count == 4000
        assert everything.spent + everything.saved + everything.moved == sum(range(1, 4001))
        month = await searching.totals(session, mia, Filter(period=NOVEMBER))
        figures = await analytics.figures(session, mia, NOVEMBER, comparison(NOVEMBER, today=TODAY))
    assert (figures.count, figures.spent, figures.saved, figures.moved) == (
        month.count,
        month.spent,
        month.saved,
        month.moved,
    )
    assert sum(total.minor for total in figures.by_category) == figures.spent
    assert figures.spent_so_far == figures.spent
    assert figures.spent_before > 0


async def test_pages_show_every_entry_once(sessions, mia):
    seen: list[int] = []
    after = None
    async with sessions() as session:
        while True:
            page = await searching.page(session, mia, Filter(), limit=333, after=after)
            seen += [entry.no for entry in page.entries]
            if not page.more:
                break
            after = page.entries[-1].place
    assert len(seen) == 4000
    assert set(seen) == set(range(1, 4001))


async def test_a_large_export_does_not_fill_the_memory(sessions):
    who = await book(sessions, "mia", count=10_000)
    async with sessions() as session:
        await exporting.csv_file(session, who, Filter(tags=("rare",)))
        tracemalloc.start()
        found = await exporting.csv_file(session, who, Filter())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert found.count == 10_000
    assert found.content.count(b"\r\n") == 10_001
    # The file itself (grown in steps, and handed out once more), and a batch of rows.
    assert peak < 3 * len(found.content) + 8_000_000
