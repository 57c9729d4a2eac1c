"""Questions about money: one figure, and nothing booked."""

from __future__ import annotations

import pytest

from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels

BOOK = (
    bought(amount="40", date="2026-10-17"),
    bought(amount="3.50", description="coffee", date="2026-03-02"),
    bought(amount="4", description="Coffee with Ana", date="2026-11-17", method="card"),
    bought(amount="30", description="train", category="Transport", tags=("work",)),
    bought(amount="2500", kind="income", category=None, description="salary"),
    bought(amount="300", category="Savings", description="etf"),
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how much on food last month?", "€40.00 on Food in October, 1 entry"),
        ("how much did I spend in march 2026?", "€3.50 in March, 1 entry"),
        ("how much on coffee this year", "€7.50 on coffee in 2026, 2 entries"),
        ("what did I spend yesterday?", "€4.00 yesterday, 1 entry"),
        ("How much have I spent on #work?", "€30.00 on #work in November, 1 entry"),
        ("how much did I spend on food by card", "€4.00 on Food by card in November, 1 entry"),
        ("how much on coffee ever?", "€7.50 on coffee all time, 2 entries"),
        ("how much did I spend since monday?", "€34.00 since Mon 16 Nov, 4 entries"),
        ("how much on savings?", "€300.00 on Savings in November, 1 entry"),
        ("how much did I earn this month?", "€2,500.00 income in November"),
        ("how much on 3 nov?", "Nothing on Tue 3 Nov"),
        ("how much from 2 nov to 5 nov?", "Nothing from Mon 2 Nov – Thu 5 Nov"),
        ("how much on food over 20 last month?", "€40.00 on Food over €20 in October, 1 entry"),
        ("how much today?", "€30.00 today, 3 entries"),
        ("How much this month", "€34.00 in November, 4 entries"),
        ("what did I buy yesterday?", "€4.00 yesterday, 1 entry"),
        ("how much on shoes last week?", "Nothing on shoes last week"),
        ("how much on food on 17 nov?", "€4.00 on Food yesterday, 1 entry"),
    ],
)
async def test_a_question_is_answered_in_one_line(says, question, answer):
    await spend(says, *BOOK)
    assert (await says(question)).text == answer
    assert len((await says("list last 20")).data["entries"]) == 6


async def test_list_shows_what_was_counted(says):
    await spend(says, *BOOK)
    assert labels(await says("how much on coffee this year")) == ["List"]
    answer = await says.press("List")
    assert [entry["number"] for entry in answer.data["entries"]] == [3, 2]
    await says("how much on food last month?")
    assert (await says.press("List")).text.splitlines()[1].startswith("#1 Lunch €40.00")


@pytest.mark.parametrize(
    "question",
    ["how much on shoes 80?", "what did I spend on 2 coffees?", "how much did i pay for rent 500"],
)
async def test_a_question_with_a_number_is_not_booked(says, question):
    await says(question)
    assert (await says("list")).text.startswith("No entries yet")
