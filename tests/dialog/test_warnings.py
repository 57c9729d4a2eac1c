"""The warning inside the answer to the expense that crossed 80 or 100 percent of a budget."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from tests.dialog.conftest import labels


async def test_an_expense_that_crosses_eighty_percent_warns(says):
    await says("budget food 200")
    assert (await says("groceries 118")).text.endswith("\nToday €118 · Food €118 of €200")
    answer = await says("groceries 46.50 food")
    assert answer.text == (
        "#2 Groceries · €46.50 · 🍽 Food\n"
        "⚠️ Food: €164.50 of €200 (82 %)\n"
        "€35.50 left for 13 days, €2.73 a day"
    )
    assert labels(answer) == ["See Food", "Change budget", "Undo"]


async def test_the_buttons_of_a_warning_work(says):
    await says("budget food 200")
    warned = await says("groceries 170")
    seen = await says.press("See Food")
    assert seen.text.startswith("Food €200 a month\n▓▓▓▓▓▓▓▓░░ €170 of €200 (85 %)")
    says.last = warned
    assert (await says.press("Change budget")).text.startswith("Food €200 a month\nWhat shall")
    assert (await says.press("€250")).text.startswith("Budget: Food €250 a month (was €200)")
    says.last = warned
    assert (await says.press("Undo")).text == (
        "Undone: #1 Groceries €170.00\nFood is back at €0 of €250."
    )


async def test_each_threshold_warns_once(says):
    await says("budget food 200")
    assert "⚠️" in (await says("groceries 160")).text
    assert "⚠️" not in (await says("bread 10 food")).text
    answer = await says("bread 30 food")
    assert "⚠️ Food: €200 of €200 (100 %)\n€0 left for 13 days" in answer.text
    assert "⚠️" not in (await says("bread 11 food")).text


async def test_one_expense_that_crosses_both_warns_of_the_higher(says):
    await says("budget food 200")
    answer = await says("feast 250 food")
    assert answer.text == (
        "#1 Feast · €250.00 · 🍽 Food\n⚠️ Food: €250 of €200 (125 %)\n€50 over, 13 days to go"
    )


async def test_an_undo_takes_a_warning_back_and_the_next_crossing_warns_again(says):
    await says("budget food 200")
    assert "⚠️" in (await says("groceries 170")).text
    undone = await says("undo")
    assert undone.text == "Undone: #1 Groceries €170.00\nFood is back at €0 of €200."
    assert "⚠️" in (await says("groceries 165")).text


async def test_a_refund_lowers_what_is_spent_and_arms_the_threshold_again(says):
    await says("budget food 200")
    assert "⚠️" in (await says("groceries 170")).text
    assert "⚠️" not in (await says("refund 50 groceries")).text
    assert "€120 of €200" in (await says("budget food")).text
    assert "⚠️" in (await says("groceries 45")).text


async def test_a_refund_itself_never_warns(says):
    await says("groceries 170")
    await says("budget food 100")
    assert "⚠️" not in (await says("refund 20 groceries")).text


async def test_a_period_that_is_over_is_not_warned_of(says):
    await says("budget food 200 since 1 jan")
    answer = await says("feast 250 food 31 oct")
    assert answer.text == "#1 Feast · €250.00 · 🍽 Food · Sat 31 Oct\nThat day €250"
    assert "⚠️" in (await says("feast 250 food 1 nov")).text


@pytest.mark.parametrize("typed", ["etf 500 savings", "cash 500 transfers & cash", "+500 salary"])
async def test_saving_moving_and_earning_count_in_no_budget(says, typed):
    await says("budget 100")
    assert "⚠️" not in (await says(typed)).text
    assert "€0 of €100" in (await says("budget all")).text


async def test_a_budget_of_a_saving_category_counts_nothing(says):
    await says("budget savings 100")
    assert "⚠️" not in (await says("etf 500 savings")).text
    assert "€0 of €100" in (await says("budget savings")).text


async def test_foreign_currency_counts_by_its_base_amount(says):
    async with says.sessions.begin() as session:
        await session.execute(
            text("INSERT INTO rates VALUES ('USD', '2026-11-17', 2), ('JPY', '2026-11-17', 200)")
        )
    await says("budget food 100")
    answer = await says("dinner 170 usd food")
    assert "⚠️ Food: €85 of €100 (85 %)" in answer.text
    answer = await says("sushi 3200 jpy food")
    assert "⚠️ Food: €101 of €100 (101 %)" in answer.text


async def test_what_has_no_rate_counts_nothing(says):
    await says("budget food 100")
    assert "⚠️" not in (await says("dinner 900k vnd food")).text
    assert "€0 of €100" in (await says("budget food")).text


async def test_two_budgets_crossed_at_once_are_both_said_the_category_first(says):
    await says("budget 100")
    await says("budget food 80")
    answer = await says("feast 82 food")
    assert answer.text == (
        "#1 Feast · €82.00 · 🍽 Food\n⚠️ Food: €82 of €80 (102 %)\n⚠️ All spending: €82 of €100 (82 %)"
    )
    assert labels(answer) == ["See Food", "Change budget", "Undo"]


async def test_the_overall_budget_alone_is_said_too(says):
    await says("budget 100")
    await says("budget food 1000")
    answer = await says("feast 82 food")
    assert "⚠️ All spending: €82 of €100 (82 %)\n€18 left for 13 days" in answer.text
    assert labels(answer) == ["See All spending", "Change budget", "Undo"]
    assert (await says.press("See All spending")).text.startswith("All spending €100 a month")


async def test_a_doubtful_entry_keeps_its_question_and_the_warning(says):
    await says("budget 100")
    answer = await says("qwerty 90")
    assert answer.text.split("\n")[1] == "⚠️ All spending: €90 of €100 (90 %)"
    assert len(answer.text.split("\n")) == 3
    assert labels(answer)[-3:] == ["See All spending", "Change budget", "Undo"]


async def test_several_expenses_in_a_message_warn_once(says):
    await says("budget food 100")
    answer = await says("lunch 50 food\ndinner 45 food")
    assert answer.text.count("⚠️") == 1
    assert "⚠️ Food: €95 of €100 (95 %)" in answer.text


async def test_a_correction_that_crosses_warns(says):
    await says("budget food 100")
    await says("lunch 50 food")
    assert "⚠️ Food: €95 of €100 (95 %)" in (await says("edit #1 amount 95")).text


async def test_with_rollover_the_limit_is_what_is_available(says):
    await says("budget food 100 from 1 sep rollover on")
    # 100 each for September and October are left: 300 are available.
    assert "⚠️" not in (await says("feast 200 food")).text
    assert "⚠️ Food: €240 of €300 (80 %)" in (await says("feast 40 food")).text


async def test_of_many_at_once_exactly_one_warns(says):
    await says("budget food 100")
    answers = await asyncio.gather(*(says(f"item{n} 9 food") for n in range(11)))
    assert sum("⚠️" in answer.text for answer in answers) == 1


async def test_a_redelivered_expense_warns_as_long_as_its_answer_has_not_arrived(says):
    await says("budget food 100")
    await says("budget 90")
    first = await says("feast 82 food\ntea 3 food", message_id="f")
    assert "⚠️" in first.text
    assert await says("feast 82 food\ntea 3 food", message_id="f") == first


async def test_a_redelivered_expense_is_answered_without_a_second_warning(says):
    await says("budget food 100")
    assert "⚠️" in (await says("feast 82 food", message_id="f")).text
    async with says.sessions.begin() as session:
        await session.execute(text("UPDATE turns SET answered_at = created_at"))
    again = await says("feast 82 food", message_id="f")
    assert again.text == "#1 Feast · €82.00 · 🍽 Food\nToday €82 · Food €82 of €100"


async def test_a_daily_budget_warns_every_day(says):
    await says("budget food 10 daily")
    assert "⚠️ Food: €9 of €10 (90 %)\n€1 left for 1 day" in (await says("lunch 9 food")).text
    assert "⚠️" not in (await says("lunch 9 food yesterday")).text
    assert "⚠️" in (await says("lunch 9 food tomorrow")).text
