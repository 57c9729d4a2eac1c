"""Other currencies, and one's own rates."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from tests.dialog.conftest import NOON, Conversation


async def test_another_currency_is_shown_in_ones_own(says):
    says.at = dt.datetime(2026, 10, 30, 12, tzinfo=dt.UTC)
    answer = await says("hotel $120")
    assert answer.text == "#1 Hotel · US$120.00 (€107.41) · ✈️ Travel\nToday €107.41"


async def test_an_old_rate_is_named_with_its_day(says):
    answer = await says("hotel $120")
    assert answer.text == (
        "#1 Hotel · US$120.00 (€107.41) · ✈️ Travel\nAt the rate of Fri 30 Oct, the last one I know."
    )


async def test_a_weekend_takes_the_friday_before(says):
    answer = await says("hotel $100 2019-05-05")
    friday = await says("hotel $100 2019-05-03")
    assert answer.text.split("(")[1].split(")")[0] == friday.text.split("(")[1].split(")")[0]
    assert "rate" not in answer.text


async def test_two_foreign_currencies_cross_by_the_euro(somebody):
    kim = somebody("kim", currency="GBP", locale="en_GB")
    answer = await kim("hotel $100 2026-10-30")
    # 100 / 1.1172 * 0.8338
    assert "US$100.00 (£74.63)" in answer.text


async def test_a_missing_rate_is_said_with_the_remedy_and_mended_by_it(says):
    await says("budget food 200 monthly")
    answer = await says("dinner 900k vnd")
    assert answer.text == (
        "#1 Dinner · ₫900,000 · 🍽 Food\n"
        "I know no rate for VND, so totals leave it out. Type yours: rate 1 eur = … vnd"
    )
    answer = await says("rate 1 eur = 26500 vnd")
    assert answer.text == "From today on: 1 EUR = 26,500 VND\n1 entry had no rate; now counted."
    answer = await says("coffee 3 food")
    assert answer.text == "#2 Coffee · €3.00 · 🍽 Food\nToday €36.96 · Food €36.96 of €200"
    answer = await says("lunch 265k vnd food")
    assert "₫265,000 (€10.00)" in answer.text


async def test_an_entry_that_was_undone_without_a_rate_comes_back_with_one(says):
    await says("dinner 900k vnd")
    await says("undo")
    await says("rate 1 eur = 26500 vnd")
    assert "(€33.96)" in (await says("redo")).text


async def test_a_rate_given_later_counts_for_earlier_days_that_have_none(says):
    await says("dinner 900k vnd yesterday")
    assert "1 entry had no rate" in (await says("rate 1 eur = 26500 vnd")).text


async def test_an_own_rate_does_not_rewrite_days_that_have_a_published_one(says):
    await says("rate 1 eur = 1.05 usd")
    assert "(€95.24)" in (await says("hotel $100")).text
    before = await says("hotel $100 2019-05-03")
    assert "(€89.65)" in before.text


async def test_a_currency_of_the_ledger_without_rates_is_reached_by_own_ones(somebody):
    linh = somebody("linh", currency="VND", locale="en_GB")
    answer = await linh("hotel $100")
    assert "Type yours: rate 1 usd = … vnd" in answer.text
    await linh("rate 1 usd = 25000 vnd")
    assert "(₫2,500,000)" in (await linh("again")).text
    await linh("rate 1 eur = 26500 vnd")
    assert "(₫265,000)" in (await linh("lunch €10")).text


async def test_a_newer_own_rate_counts_from_its_day_on(says):
    await says("rate 1 eur = 26500 vnd")
    says.at = NOON + dt.timedelta(days=3)
    await says("rate 1 eur = 30000 vnd")
    assert "(€3.00)" in (await says("coffee 90k vnd")).text
    assert "(€3.40)" in (await says("coffee 90k vnd yesterday")).text


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("rate 1 eur = 26500 vnd", "From today on: 1 EUR = 26,500 VND"),
        ("/rate eur = 26500 vnd", "From today on: 1 EUR = 26,500 VND"),
        ("rate 100 eur = 2650000 vnd", "From today on: 1 EUR = 26,500 VND"),
        ("rate 1 vnd = 0.00004 eur", "From today on: 1 EUR = 25,000 VND"),
        ("rate €1 is $1.05", "From today on: 1 EUR = 1.05 USD"),
        ("rate usd", "1 EUR = 1.1172 USD (Fri 30 Oct)"),
        ("rate vnd", "I know no rate for VND. Type yours: rate 1 eur = … vnd"),
        ("/rate lunch", "Try: rate 1 eur = 26500 vnd"),
        ("rate 1 eur = 5 eur", "I can't read that rate. Try: rate 1 eur = 26500 vnd"),
        (
            "rate 1 eur = 0 vnd",
            "Both amounts must be above zero and not too large. Try: rate 1 eur = 26500 vnd",
        ),
    ],
)
async def test_a_rate_is_given_or_asked_for(says, said, answered):
    await says("hello")
    assert (await says(said)).text == answered


async def test_an_expense_that_begins_with_rate_is_an_expense(says):
    assert (await says("rate my wine tasting 20")).text.startswith("#1 ")


async def test_an_own_amount_in_brackets_is_the_base_amount(says):
    answer = await says("dinner 900k vnd (34 eur)")
    assert "₫900,000 (€34.00)" in answer.text
    assert "rate" not in answer.text
    assert "€34" in (await says("coffee 0.50")).text.replace("€34.50", "€34")


async def test_two_who_need_a_currency_first_at_once_both_get_it(sessions):
    people = [Conversation(sessions, name=name) for name in ("ana", "bob", "eve")]
    for person in people:
        await person("hello there 1")
    answers = await asyncio.gather(*[person("hotel $120") for person in people])
    assert all("(€107.41)" in answer.text for answer in answers)
