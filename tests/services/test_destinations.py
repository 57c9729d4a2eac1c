"""Where people are told things."""

from __future__ import annotations

from sqlalchemy import text

from expenseiq_core.services import destinations
from tests.dialog.conftest import Conversation


async def users(session):
    return {row.name: row.id for row in await session.execute(text("SELECT id, name FROM users"))}


async def test_whoever_has_a_chat_is_told_there(sessions):
    mia = Conversation(sessions)
    await mia("lunch 12")
    async with sessions() as session:
        known = await users(session)
        found = await destinations.private(session, known.values(), kind="digest")
    assert [len(places) for places in found.values()] == [1]
