"""The loaded books of the bench of digests."""

from __future__ import annotations

from sqlalchemy import event, text

from bench import digests, digests_loading
from expenseiq_core.db import session


async def test_everybody_has_as_much_to_be_told_and_it_takes_a_handful_of_statements(database_url):
    # Own entries have no shares here, so these books are not proved.
    engine = session.engine(database_url)
    sessions = session.sessions(engine)
    await digests_loading.load(engine, sessions, users=10, entries=300)
    async with sessions() as open_session:
        entries = await open_session.scalar(text("SELECT count(*) FROM entries"))
        ids = await open_session.scalars(text("SELECT id FROM users WHERE name LIKE 'Person %'"))
        asked = digests.Asked(sessions, list(ids))
    assert entries == 300
    event.listen(engine.sync_engine, "before_cursor_execute", asked.count)
    for cadence in digests.CADENCES:
        asked.said = asked.sent = 0
        await asked(cadence, 0)
        assert asked.said == 10
        assert asked.sent <= 9
    await engine.dispose()
