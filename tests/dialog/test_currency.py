"""The currency of reports, and the currency of what is typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import text

from expenseiq_core.domain.money import Money
from expenseiq_core.services import rates
from tests.dialog.conftest import labels

EXPENSES = [
    "lunch 36 food 2 nov",
    "taxi 20 usd 30 oct",
    "hotel 12000 jpy 4 jan 2024",
    "refund 15.55 chf shoes 2 feb 2025",
    "som tam 200 thb",
    "+2500 salary",
]


async def rows(says, query="SELECT * FROM entries ORDER BY no, version"):
    async with says.sessions() as session:
        return (await session.execute(text(query))).all()


async def test_every_entry_is_valued_at_the_rate_of_its_day(says):
    for expense in EXPENSES:
        await says(expense)
    await says("undo")
    answer = await says("currency usd")
    assert answer.text == (
        "Reports and budgets are in USD now.\n5 entries converted, each at the rate of its day."
    )
    found = await rows(says)
    assert len(found) == 6, "what was undone is valued too: a redo brings it back"
    async with says.sessions() as session:
        for row in found:
            known = await rates.between(session, row.ledger_id, row.currency, "USD", row.date)
            base = rates.based(Money(row.amount, row.currency), known, "USD")
            assert (row.base_amount, row.rate_date) == (base.minor, base.rate_date)
            assert abs(row.rate - base.rate) < Decimal("1e-12")


async def test_there_and_back_values_as_before(says):
    for expense in EXPENSES:
        await says(expense)
    before = [(r.base_amount, r.rate_date) for r in await rows(says)]
    await says("currency jpy")
    await says.press("Back to EUR")
    assert [(r.base_amount, r.rate_date) for r in await rows(says)] == before


async def test_budgets_are_converted_to_whole_units_and_count_anew(says):
    await says("lunch 36 food 2 nov")
    await says("budget food 200")
    answer = await says("currency usd")
    limit = answer.data["currency"]
    assert limit == "USD"
    values = (await says("budget food")).data["budgets"][0]
    [entry] = await rows(says)
    assert values["currency"] == "USD"
    assert values["limit"].endswith(".00")
    assert Decimal(200) < Decimal(values["limit"]) < Decimal(300)
    assert values["spent"] == str(Decimal(entry.base_amount) / 100)
    assert answer.text.split("\n")[-1].startswith("Budget Food: €200 is US$")


async def test_entries_without_a_rate_are_counted_and_said(says):
    await says("lunch 36 food")
    await says("dinner 900k vnd")
    answer = await says("currency usd")
    assert answer.text == (
        "Reports and budgets are in USD now.\n"
        "1 entry converted, each at the rate of its day.\n"
        "No rate is known for 1 entry; no report counts them.\n"
        "Tell me one: rate 1 usd = 26500 vnd"
    )
    assert answer.data == {"currency": "USD", "revalued": 2, "without_rate": 1}


async def test_ones_own_value_of_an_amount_is_converted(says):
    await says("lunch 36 food")
    await says("dinner 900k vnd (34 eur) 2 nov")
    await says("currency usd")
    own = (await rows(says))[1]
    async with says.sessions() as session:
        known = await rates.between(session, own.ledger_id, "EUR", "USD", dt.date(2026, 11, 2))
    assert abs(own.base_amount - 3400 * known.rate) <= 1


async def test_budgets_stop_a_change_that_they_cannot_follow(says):
    await says("budget food 200")
    answer = await says("currency vnd")
    assert answer.text == (
        "I know no rate from EUR to VND, so your budgets cannot follow."
        " Tell me one: rate 1 eur = 26500 vnd"
    )
    assert (await says("currency")).data == {"currency": "EUR"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("currency usd", "USD"),
        ("currency £", "GBP"),
        ("currency Yen", "JPY"),
        ("/currency chf", "CHF"),
        ("currency dollars", "USD"),
    ],
)
async def test_a_currency_by_code_sign_or_name(says, typed, code):
    assert (await says(typed)).data["currency"] == code
    assert (await says("currency")).data == {"currency": code}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("currency", "Reports and budgets are in EUR.\nTry: currency usd"),
        ("currency eur", "Your reports are in EUR already. Try: currency usd"),
        ("currency doubloons", "I know no currency “doubloons”. Try: currency usd"),
        ("/currency 5", "Try: currency usd"),
        (
            "use",
            "Amounts typed without a currency are in EUR.\nTry: use thb, and back: use off",
        ),
        ("use eur", "They are in EUR already. Try: use thb, and back: use off"),
        ("use off", "They are in EUR already. Try: use thb, and back: use off"),
        (
            "/use doubloons",
            "I know no currency “doubloons”. Try: use thb, and back: use off",
        ),
        ("use the bike", "I see no amount. Try: lunch 12.50"),
    ],
)
async def test_what_is_asked_or_cannot_be_changes_nothing(says, typed, answer):
    await says("hello 3")
    assert (await says(typed)).text == answer
    settings = (await says("settings")).data
    assert (settings["currency"], settings["entry_currency"]) == ("EUR", "EUR")


async def test_currencies_are_offered_as_buttons(says):
    assert labels(await says("currency")) == ["USD", "GBP", "CHF"]
    assert (await says.press("CHF")).data["currency"] == "CHF"


async def test_what_is_typed_on_a_journey_is_in_its_currency(says):
    await says("lunch 5")
    answer = await says("use thb")
    assert answer.text == (
        "Amounts typed without a currency are in THB now.\n"
        "Reports stay in EUR. When you are back: use off"
    )
    assert (await says("som tam 200")).data["entry"]["currency"] == "THB"
    assert (await says("wine 12 eur")).data["entry"]["currency"] == "EUR"
    says.last = answer
    back = await says.press("Back to EUR")
    assert back.text == "Amounts typed without a currency are in EUR now."
    assert (await says("lunch 6")).data["entry"]["currency"] == "EUR"


async def test_reports_in_the_used_currency_leave_nothing_to_use(says):
    await says("lunch 5")
    await says("use thb")
    await says("currency thb")
    assert (await says("settings")).data["entry_currency"] == "THB"
    await says("currency eur")
    assert (await says("settings")).data["entry_currency"] == "EUR"


async def test_a_redelivered_change_is_answered_as_before(says):
    await says("lunch 5")
    first = await says("currency usd", message_id="c")
    await says("currency gbp")
    assert await says("currency usd", message_id="c") == first
    assert (await says("currency")).data == {"currency": "GBP"}


@pytest.mark.parametrize("typed", ["currency exchange fee 5", "use of room 30"])
async def test_what_has_an_amount_is_an_expense(says, typed):
    assert "#1 " in (await says(typed)).text
