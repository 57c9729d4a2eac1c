"""`home`: everything at a glance."""

from __future__ import annotations

from sqlalchemy import text

from tests.dialog.books import bought, spend, who_of
from tests.dialog.conftest import labels


async def test_the_month_the_budgets_and_the_last_three(says):
    await spend(
        says,
        bought(amount="40", date="2026-10-17"),
        bought(amount="100", date="2026-11-02"),
        bought(amount="18", date="2026-11-03"),
        bought(amount="2.50", description="bus", category="Transport"),
    )
    await says("budget food 200 monthly")
    await says("budget transport 3 monthly")
    answer = await says("home")
    assert answer.text == (
        "November €120.50, €80.50 more than by now in October\n"
        "▓▓▓▓░░ Transport €2.50 of €3\n"
        "▓▓▓░░░ Food €118 of €200\n"
        "#4 Bus €2.50 · 🚌 Transport\n"
        "#3 Lunch €18.00 · 🍽 Food · Tue 3 Nov\n"
        "#2 Lunch €100.00 · 🍽 Food · Mon 2 Nov"
    )
    assert labels(answer) == ["Report", "List", "Left"]


async def test_an_empty_home(says):
    await says("start")
    assert (await says("home")).text == (
        "November €0.00\nNo entries yet. Type what you spent: lunch 12.50"
    )


async def test_what_one_owes_and_gets_is_a_line_where_there_is_something(says, sessions):
    await spend(says, bought())
    who = await who_of(says)
    async with sessions.begin() as session:
        await session.execute(
            text("INSERT INTO balances VALUES (:l, :m, 'EUR', 3200), (:l, :m, 'USD', -500)"),
            {"l": who.ledger_id, "m": who.member_id},
        )
    answer = await says("home")
    assert answer.text.splitlines()[-1] == "You get back €32.00 · You owe US$5.00"
    async with sessions.begin() as session:  # these balances have no shares behind them
        await session.execute(text("DELETE FROM balances WHERE currency = 'USD' OR amount = 3200"))


async def test_a_home_is_an_expense(says):
    assert (await says("home depot 12")).data["entry"]["description"] == "home depot"
