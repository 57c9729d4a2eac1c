"""Groups on Telegram: who is heard, who is answered, and what everybody sees."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.telegram_bot.conftest import answers

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def ana(api):
    return api.person("Ana", username="ana", language_code="en-GB")


@pytest.fixture
async def trip(api, mia, ana):
    """A group of Mia and Ana, in which the bot has said hello."""
    made = api.group("Trip", mia, ana)
    await api.until(lambda: api.messages(made))
    return made


async def entries(sessions):
    """What is in the books: kind of ledger, number, who paid."""
    async with sessions() as db:
        found = await db.execute(
            text("""
                SELECT l.kind, l.name, e.no, e.amount, m.name AS payer
                  FROM entries e JOIN ledgers l ON l.id = e.ledger_id
                  JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id AND s.paid <> 0
                  JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
                 WHERE e.voided_at IS NULL ORDER BY l.kind, e.no
            """)
        )
        return [tuple(row) for row in found]


async def test_two_people_share_what_one_of_them_logs(api, mia, ana, trip, sessions):
    await api.answer_to(await ana.sends("/join@our_test_bot", chat=trip))
    dinner = await mia.sends("/e dinner 84", chat=trip)
    answer = await api.answer_to(dinner)
    assert answer.text.startswith("#1 Dinner · £84.00")
    assert answer.reply_to == dinner.id
    assert await entries(sessions) == [("group", "Trip", 1, 8400, "Mia")]
    assert await answers(api, mia) == []
