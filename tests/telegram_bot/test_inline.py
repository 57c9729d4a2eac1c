from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.simulators.telegram_failing import Refused
from tests.telegram_bot.test_conversation import answered, entries

pytestmark = pytest.mark.usefixtures("bot")


async def typed(api, person, said):
    return await api.answer_to(await person.asks_inline(said))


async def test_what_is_typed_is_read_and_nothing_written(api, mia, sessions):
    answer = await typed(api, mia, "lunch 12.50 food")
    assert [result["title"] for result in answer["results"]] == [
        "Lunch · £12.50 · 🍽 Food: log it and show it here",
        "Lunch · £12.50 · 🍽 Food: log it privately",
    ]
    assert (answer["is_personal"], answer.get("cache_time")) == (True, 0)
    async with sessions() as db:
        assert await db.scalar(text("SELECT count(*) FROM users")) == 0


async def test_it_is_read_with_the_persons_own_categories_and_currency(api, mia):
    await api.answer_to(await mia.sends("currency jpy"))
    await api.answer_to(await mia.sends("category add Ramen"))
    answer = await typed(api, mia, "bowl 1200 ramen")
    assert answer["results"][0]["title"].startswith("Bowl · JP¥1,200 · ")
    assert "Ramen" in answer["results"][0]["title"]


@pytest.mark.parametrize(
    "said",
    ["", "   ", "report", "lunch", "budget food 300", "dinner 84 with @ana", "lunch 0", "/undo",
     "a\x00\u202e", "paid @ana 20"],
)  # fmt: skip
async def test_what_is_no_expense_of_ones_own_leads_to_the_private_chat(api, mia, said):
    await api.answer_to(await mia.sends("tea 2"))
    answer = await typed(api, mia, said)
    assert answer.get("results", []) == []
    assert answer["button"]["start_parameter"] == "inline"
    assert "lunch 12.50" in answer["button"]["text"]


async def test_the_chosen_result_is_logged_and_its_card_edited(api, mia, sessions):
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    card = await mia.chooses(query, 0)
    assert card.text == "Lunch · £12.50\n…"
    await api.until(lambda: card.text == "Lunch · £12.50\nLogged")
    assert await entries(sessions) == [("lunch", 1250)]
    await api.until(lambda: answered(sessions))
    assert api.messages(mia) == []


async def test_logged_privately_the_card_says_nothing(api, mia, sessions):
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    card = await mia.chooses(query, 1)
    await api.until(lambda: card.text == "Noted in my accounts.")
    assert "12.50" not in str(card.raw) + str(card.history)
    assert await entries(sessions) == [("lunch", 1250)]


async def test_chosen_in_the_chat_with_us_it_is_logged_once(api, mia, sessions):
    await api.answer_to(await mia.sends("tea 2"))
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    card = await mia.chooses(query, 0, chat=Own(mia))
    await api.until(lambda: "Logged" in card.text)
    await api.answer_to(await mia.sends("taxi 9"))
    assert await entries(sessions) == [("tea", 200), ("lunch", 1250), ("taxi", 900)]


class Own:
    """A person's private chat, where the test server asks for a group."""

    def __init__(self, person):
        self.chat = person.chat


async def test_chosen_twice_it_is_logged_twice_delivered_twice_once(api, mia, sessions):
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    for _ in range(2):
        card = await mia.chooses(query, 0)
        await api.until(lambda shown=card: "Logged" in shown.text)
    chosen = [u for u in api.world.updates.past.values() if "chosen_inline_result" in u.body]
    api.redeliver(chosen[0].id)
    await api.answer_to(await mia.sends("tea 2"))
    assert [entry for entry in await entries(sessions) if entry[0] == "lunch"] == [
        ("lunch", 1250)
    ] * 2


async def test_what_is_not_logged_is_said_on_the_card_and_nothing_private(api, mia):
    await api.answer_to(await mia.sends("rent 900 home"))
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    query.sent["query"] = "report"
    card = await mia.chooses(query, 0)
    await api.until(lambda: card.history)
    assert card.text == "Not logged: I could not read that as an expense."


async def test_a_query_that_is_too_old_is_let_go(api, mia):
    api.fail("answerInlineQuery", Refused(400, "Bad Request: query is too old"))
    late = await mia.asks_inline("lunch 12")
    await api.until(lambda: api.called("answerInlineQuery"))
    late.answer = {}
    await api.answer_to(await mia.sends("tea 2"))


async def test_a_card_that_cannot_be_edited_is_answered_in_private(api, mia, sessions):
    await api.answer_to(await mia.sends("tea 2"))
    query = await mia.asks_inline("lunch 12.50 food")
    await api.answer_to(query)
    api.fail("editMessageText", Refused(400, "Bad Request: MESSAGE_ID_INVALID"))
    await mia.chooses(query, 0)
    await api.until(lambda: api.called("editMessageText"))
    async with sessions() as db:
        left = text("SELECT count(*) FROM turns WHERE answered_at IS NULL")
        assert await db.scalar(left) == 1  # the sweeper's
