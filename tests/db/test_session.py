from __future__ import annotations

from sqlalchemy import text

from expenseiq_core.db import session


async def test_a_session_is_utc_and_read_committed(sessions):
    async with sessions() as open_session:
        assert await open_session.scalar(text("SHOW timezone")) == "UTC"
        assert await open_session.scalar(text("SHOW transaction_isolation")) == "read committed"


async def test_behind_a_pooler_nothing_is_prepared_and_instants_are_utc(database_url):
    engine = session.engine(database_url, pgbouncer=True)
    async with session.sessions(engine)() as open_session:
        for _ in range(8):
            assert await open_session.scalar(text("SHOW timezone")) == "UTC"
        prepared = await open_session.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
    await engine.dispose()
    assert prepared == 0
