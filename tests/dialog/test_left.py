"""`left` and `can I spend`: what budgets still allow."""

from __future__ import annotations

import pytest

from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels


async def test_without_budgets_it_says_how_to_set_one(says):
    await says("start")
    assert (await says("left")).text == "No budgets yet. Try: budget food 200 monthly"
    assert (await says("can I spend 80 on shoes?")).text.startswith("No budgets yet")


async def with_budgets(says):
    await spend(
        says,
        bought(amount="164", date="2026-11-02"),
        bought(amount="90", category="Clothes", description="coat"),
    )
    for typed in ("budget food 200 monthly", "budget clothes 50 monthly", "budget 1000"):
        await says(typed)


async def test_each_budget_the_worst_first(says):
    await with_budgets(says)
    answer = await says("left")
    assert answer.text == (
        "Clothes: €40 over, 13 days to go\n"
        "Food: €36 left for 13 days, €2.76 a day\n"
        "All spending: €746 left for 13 days, €57.38 a day"
    )
    assert answer.data["budgets"][1] == {
        "name": "Food",
        "left": "36.00",
        "per_day": "2.76",
        "days": 13,
        "currency": "EUR",
    }


async def test_one_category_or_what_it_falls_under(says):
    await with_budgets(says)
    for typed in ("left food", "how much is left for food?", "/left Food"):
        assert (await says(typed)).text == "Food: €36 left for 13 days, €2.76 a day", typed
    assert (await says("left fun")).text.startswith("All spending: €746 left")
    assert (await says("how much do I have left?")).text.startswith("Clothes")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("can I spend 20 on food?", "Yes: Food would have €16 left for 13 days, €1.23 a day"),
        ("can I spend 36 on food?", "Yes: Food would have €0 left for 13 days"),
        ("can I spend 40 on food?", "No: Food would be €4 over"),
        ("Can we afford 80 for shoes?", "No: Clothes would be €120 over"),
        (
            "can I spend 700 on fun",
            "Yes: All spending would have €46 left for 13 days, €3.53 a day",
        ),
        ("can I spend 100 on savings?", "Savings is no spending: no budget counts it."),
        ("can I spend on shoes?", "How much? Try: can I spend 80 on shoes?"),
    ],
)
async def test_a_purchase_is_judged_and_not_booked(says, question, answer):
    await with_budgets(says)
    assert (await says(question)).text.splitlines()[0] == answer
    assert len((await says("list")).data["entries"]) == 2


async def test_all_spending_speaks_too_where_it_would_be_over(says):
    await with_budgets(says)
    assert (await says("can I spend 900 on food?")).text == (
        "No: Food would be €864 over\nAll spending would be €154 over"
    )


async def test_an_amount_without_a_rate_is_said(says):
    await with_budgets(says)
    assert (await says("can I spend 80000 VND on food?")).text.startswith(
        "I know no rate for ₫80,000"
    )


async def test_an_unknown_category_is_named(says):
    await with_budgets(says)
    assert "no category" in (await says("/left fod")).text


async def test_left_with_other_words_is_an_expense(says):
    assert (await says("left luggage 12")).data["entry"]["amount"] == "12.00"


async def test_a_category_without_any_budget_says_how_to_set_one(says):
    await spend(says, bought())
    await says("budget food 200 monthly")
    hint = "There is no budget for Fun. Try: budget fun 200 monthly"
    assert (await says("left fun")).text == hint
    assert (await says("can I spend 5 on cinema in fun?")).text
    assert (await says("can I spend 5 on fun?")).text == hint
    assert (await says("can I spend 5?")).text == (
        "There is no budget for all spending. Try: budget all 200 monthly"
    )


async def test_many_budgets_are_shown_by_a_button(says):
    await says("start")
    for name in ("food", "transport", "home", "health", "clothes", "fun", "travel", "gifts"):
        await says(f"budget {name} 200 monthly")
    answer = await says("left")
    assert len(answer.text.splitlines()) == 7
    assert labels(answer) == ["All budgets"]
    assert len(answer.data["budgets"]) == 8
