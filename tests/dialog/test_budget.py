"""Setting, changing, closing and looking at budgets."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from tests.dialog.conftest import NOON, labels

FIRST = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)


async def test_a_budget_counts_what_was_spent_in_its_period_before_it_was_set(says):
    await says("lunch 36 food")
    await says("lunch 20 food 31 oct")
    answer = await says("budget food 200 monthly")
    assert answer.text == (
        "Budget: Food €200 a month\n"
        "▓░░░░░░░░░ €36 of €200 (18 %)\n"
        "€164 left for 13 days, €12.61 a day"
    )
    assert labels(answer) == ["Remove", "All budgets"]
    assert answer.data["budgets"] == [
        {
            "category": "Food",
            "cadence": "monthly",
            "limit": "200.00",
            "currency": "EUR",
            "starts": "2026-11-01",
            "ends": None,
            "rollover": False,
            "warns": [80, 100],
            "available": "200.00",
            "spent": "36.00",
            "left": "164.00",
            "percent": 18,
            "days_left": 13,
        }
    ]


TRY = "Try: budget food 200 monthly"


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("budget food 200", "Budget: Food €200 a month"),
        ("budget 200 for food", "Budget: Food €200 a month"),
        ("budget food €200", "Budget: Food €200 a month"),
        ("budget food 1.2k yearly", "Budget: Food €1,200 a year"),
        ("budget essen 12.50 a day", "Budget: Food €12.50 a day"),
        ("Budget FOOD 60 per week", "Budget: Food €60 a week"),
        ("budget food 60 every week", "Budget: Food €60 a week"),
        ("budget 1500", "Budget: All spending €1,500 a month"),
        ("budget all 1500 monthly", "Budget: All spending €1,500 a month"),
        ("/budget everything 20 daily", "Budget: All spending €20 a day"),
        ("budget food 200 rollover", "Budget: Food €200 a month, the rest carries over"),
        ("budget food 200 no rollover", "Budget: Food €200 a month"),
        ("budget food 200 until 31 dec", "Budget: Food €200 a month until Thu 31 Dec"),
        ("budget food 200 until 1 jan", "Budget: Food €200 a month until Fri 1 Jan 2027"),
        ("budget food 200 since 1 jan", "Budget: Food €200 a month"),
        ("budget food 10 weekly from 1 dec", "Budget: Food €10 a week from Mon 30 Nov"),
        ("budget food 200 from 1 jan", "Budget: Food €200 a month from Fri 1 Jan 2027"),
        (
            "budget food 200 from 1 jan until 31 dec",
            "Budget: Food €200 a month from Fri 1 Jan 2027 until Fri 31 Dec 2027",
        ),
        (
            "budget food 200 until 31 dec from 1 sep",
            "Budget: Food €200 a month until Thu 31 Dec",
        ),
        ("budget food 200 since 1 dec", "Budget: Food €200 a month"),
        ("budget food 200 from 1 dec 2025", "Budget: Food €200 a month"),
        ("budget food 10 weekly from monday", "Budget: Food €10 a week"),
        ("budget food 200 from 2026-12-01", "Budget: Food €200 a month from Tue 1 Dec"),
        ("budget kids & pets 200", "Budget: Kids & pets €200 a month"),
        ("budgets food 200", "Budget: Food €200 a month"),
    ],
)
async def test_forms_in_which_a_budget_is_set(says, typed, heading):
    assert (await says(typed)).text.split("\n")[0] == heading


async def test_a_start_in_the_past_counts_every_period_since(says):
    await says("lunch 20 food 2 jan")
    await says("lunch 30 food 3 feb")
    await says("budget food 100 since 15 jan rollover on")
    answer = await says("budget food")
    # Eleven months of 100, less 50, and this month's 100.
    assert answer.data["budgets"][0]["available"] == "1050.00"
    assert answer.data["budgets"][0]["starts"] == "2026-01-01"


async def test_setting_again_replaces_the_limit_and_keeps_what_is_spent(says):
    await says("lunch 36 food")
    await says("budget food 150")
    answer = await says("budget food 200")
    assert answer.text.split("\n")[:2] == [
        "Budget: Food €200 a month (was €150)",
        "▓░░░░░░░░░ €36 of €200 (18 %)",
    ]
    back = await says.press("Back to €150")
    assert back.text.startswith("Budget: Food €150 a month (was €200)\n")
    assert len(back.data["budgets"]) == 1


async def test_an_only_budget_is_changed_whatever_its_cadence(says):
    await says("budget food 60 weekly")
    assert (await says("budget food 70")).text.startswith("Budget: Food €70 a week (was €60)")
    await says("budget food 300 monthly")
    assert (await says("budget food 310")).text.startswith("Budget: Food €310 a month (was €300)")
    answer = await says("budget food")
    assert [b["cadence"] for b in answer.data["budgets"]] == ["weekly", "monthly"]
    assert (await says("budget food weekly")).text.startswith("Food €70 a week\n")


async def test_a_removed_budget_comes_back_by_its_button(says):
    await says("lunch 36 food")
    await says("budget food 200 until 31 dec rollover on")
    closed = await says("budget food off")
    assert closed.text == (
        "Budget closed: Food €200 a month until Thu 31 Dec, the rest carries over"
    )
    missing = await says("budget food")
    assert missing.text == "There is no budget for Food. Try: budget food 200 monthly"
    says.last = closed
    back = await says.press("Back to €200 a month")
    assert back.text.split("\n")[:2] == [
        "Budget: Food €200 a month until Thu 31 Dec, the rest carries over",
        "▓░░░░░░░░░ €36 of €200 (18 %)",
    ]


async def test_the_status_tells_the_pace(says):
    await says("budget food 200")
    await says("groceries 150")
    answer = await says("budget food")
    assert answer.text == (
        "Food €200 a month\n"
        "▓▓▓▓▓▓▓░░░ €150 of €200 (75 %)\n"
        "€50 left for 13 days, €3.84 a day\n"
        "At this pace gone on the 24th"
    )
    assert labels(answer) == ["Change", "Rollover on", "All budgets"]


async def test_an_overdrawn_budget_says_by_how_much(says):
    await says("budget food 200")
    await says("groceries 250")
    answer = await says("budget food")
    assert answer.text == (
        "Food €200 a month\n▓▓▓▓▓▓▓▓▓▓ €250 of €200 (125 %)\n€50 over, 13 days to go"
    )


async def test_all_budgets_come_the_worst_first(says):
    assert (await says("budgets")).text == "No budgets yet. Try: budget food 200 monthly"
    await says("budget food 200")
    await says("budget transport 50 weekly")
    await says("budget 1000")
    await says("taxi 45 transport")
    await says("groceries 100")
    assert (await says("budget")).text == (
        "▓▓▓▓▓░ 🚌 Transport, weekly 90 %, €5 left\n"
        "▓▓▓░░░ 🍽 Food 50 %, €100 left\n"
        "▓░░░░░ All spending 14 %, €855 left"
    )


async def test_more_than_seven_budgets_take_a_second_page(says):
    names = ["food", "transport", "home", "utilities", "health", "clothes", "fun", "travel"]
    for name in names:
        await says(f"budget {name} 10")
    first = await says("budgets")
    assert len(first.text.split("\n")) == 7
    second = await says.press("More")
    assert len(second.text.split("\n")) == 1
    assert labels(second) == []


async def test_rollover_carries_the_rest_over(says):
    says.at = dt.datetime(2026, 10, 20, 12, 0, tzinfo=dt.UTC)
    await says("budget food 200 monthly rollover on")
    await says("groceries 150")
    says.at = NOON
    answer = await says("budget food")
    assert "€0 of €250 (0 %)" in answer.text
    off = await says.press("Rollover off")
    assert "€0 of €200 (0 %)" in off.text
    again = await says("budget food rollover off")
    assert again.text == "It is so already: Food €200 a month"


async def test_change_offers_limits(says):
    await says("budget food 200")
    answer = await says("budget food change")
    assert answer.text == ("Food €200 a month\nWhat shall it be? Or type: budget food 200 monthly")
    assert labels(answer) == ["€220", "€250", "€300", "Remove"]
    assert (await says.press("€250")).text.startswith("Budget: Food €250 a month (was €200)")


async def test_a_budget_that_has_ended_says_so(says):
    await says("budget food 200 until 30 nov")
    says.at = dt.datetime(2026, 12, 2, 12, 0, tzinfo=dt.UTC)
    assert (await says("budget food")).text == ("Food €200 a month until Mon 30 Nov\nIt has ended.")
    assert (await says("budgets")).text == "🍽 Food has ended"


async def test_a_budget_that_has_not_begun_says_so(says):
    await says("budget food 200 from 2026-12-01")
    assert (await says("budgets")).text == "🍽 Food from Tue 1 Dec"
    assert (await says("lunch 190 food")).text == "#1 Lunch · €190.00 · 🍽 Food\nToday €190"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "/budget hotel 120",
            "There is no category “hotel”. To see yours: categories\nTry: budget food 200 monthly",
        ),
        (
            "/budget foot 120",
            "There is no category “foot”. Did you mean Food?\nTry: budget food 200 monthly",
        ),
        (
            "budget food 0",
            f"A budget is more than zero. {TRY}. To close it: budget food off",
        ),
        (
            "budget food 20 usd",
            "Budgets are in EUR, the currency of your reports. Try: budget food 200 monthly",
        ),
        (
            "budget food 20 until 1 jan 2020",
            "2020-01-01 is over already. Try: budget food 200 monthly until 31 dec",
        ),
        (
            "/budget food 20 from nowhere",
            "Try: budget food 200 monthly, budget food 60 weekly from 1 jan, or: budget food off",
        ),
        ("budget food off", "There is no budget for Food. Try: budget food 200 monthly"),
        ("budget all", "There is no budget for all spending. Try: budget all 200 monthly"),
        (
            "budget food 200 off",
            "An amount and “off” do not go together. Try: budget food 200 monthly",
        ),
    ],
)
async def test_what_does_not_fit_is_said_and_nothing_is_set(says, typed, answer):
    assert (await says(typed)).text == answer
    assert (await says("budgets")).text == "No budgets yet. Try: budget food 200 monthly"


async def test_what_is_no_budget_is_an_expense(says):
    answer = await says("budget hotel 120")
    assert answer.text.startswith("#1 Budget hotel · €120.00")


async def test_a_redelivered_budget_is_answered_as_before_and_not_set_twice(says):
    first = await says("budget food 200", message_id="b1")
    await says("budget food 300")
    assert await says("budget food 200", message_id="b1") == first
    assert (await says("budget food")).data["budgets"][0]["limit"] == "300.00"


async def test_an_expense_at_the_same_time_is_counted_once(says):
    await says("lunch 10 food")
    await asyncio.gather(says("budget food 200"), *(says(f"lunch {n} food") for n in range(1, 9)))
    assert (await says("budget food")).data["budgets"][0]["spent"] == "46.00"


async def test_two_who_set_the_same_budget_at_once_make_one(says):
    await says("lunch 10 food")
    await asyncio.gather(says("budget food 200"), says("budget food 300"))
    assert len((await says("budget food")).data["budgets"]) == 1


async def test_a_budget_is_in_the_currency_of_reports_whatever_is_used_for_typing(says):
    await says("lunch 10 food")
    async with says.sessions.begin() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE ledgers SET entry_currency = 'THB'")
    assert (await says("budget food 200")).text.startswith("Budget: Food €200 a month")
