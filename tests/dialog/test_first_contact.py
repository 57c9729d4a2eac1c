"""The first messages of somebody new: nothing is asked, doubts are buttons."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels

GREETING = (
    "I keep your accounts. Type what you spent:\nlunch 12.50\nOnly you can see what you write here."
)


@pytest.fixture
def untold(somebody):
    """Somebody whose platform tells no currency."""
    return somebody("zoe", currency=None)


@pytest.mark.parametrize("typed", ["", "/start", "hi", "hello", "help"])
async def test_somebody_new_is_greeted(says, typed):
    answer = await says(typed)
    assert answer.text == GREETING
    assert labels(answer) == ["Show me more"]


async def test_a_first_expense_is_recorded_without_a_question(says):
    answer = await says("lunch 12.50")
    assert answer.text == "#1 Lunch · €12.50 · 🍽 Food\nToday €12.50"
    assert labels(answer) == ["Category", "Date", "Undo"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_GB", "£12.50"),
        ("de_DE", "12,50 €"),
        ("en_US", "$12.50"),
        (None, "€12.50"),
        ("de", "12,50 €"),
        ("pt-br", "R$ 12,50"),
        ("en", "€12.50"),
        ("klingon", "€12.50"),
    ],
)
async def test_an_untold_currency_is_that_of_the_country(somebody, locale, text):
    zoe = somebody("zoe", currency=None, locale=locale)
    typed = "lunch 12,50" if "," in text else "lunch 12.50"
    assert text in (await zoe(typed)).text.replace("\xa0", " ")


async def test_an_untold_currency_is_a_button_of_the_first_entry_only(untold):
    answer = await untold("lunch 12.50")
    assert labels(answer) == [
        "Category",
        "Date",
        "Undo",
        "€ EUR",
        "$ USD",
        "£ GBP",
        "Other",
    ]
    assert len(answer.rows) == 2
    assert labels(await untold("coffee 3")) == ["Category", "Date", "Undo"]


@pytest.mark.parametrize(
    ("locale", "offered"),
    [
        ("ja", ["￥ JPY", "€ EUR", "$ USD", "£ GBP", "Other"]),
        ("pt-br", ["R$ BRL", "€ EUR", "$ USD", "£ GBP", "Other"]),
        ("de-CH", ["CHF", "€ EUR", "$ USD", "£ GBP", "Other"]),
        ("en", ["€ EUR", "$ USD", "£ GBP", "Other"]),
    ],
)
async def test_the_guessed_currency_is_offered_with_the_usual_ones(somebody, locale, offered):
    zoe = somebody("zoe", currency=None, locale=locale)
    answer = await zoe("taxi 1200")
    assert labels(answer)[3:] == offered
    assert len(answer.rows) == 2
    guessed = answer.data["entry"]["currency"]
    assert (await zoe.press("$ USD")).text.startswith("#1 Taxi · ")
    back = await zoe.press(f"Back to {guessed}")
    assert back.text.endswith(f"Reports and budgets are in {guessed} now.")


async def test_a_doubtful_first_entry_has_two_rows_all_the_same(untold):
    answer = await untold("qwerty 12.50")
    assert len(answer.rows) == 2
    assert labels(answer)[-5:] == ["Undo", "€ EUR", "$ USD", "£ GBP", "Other"]


async def test_the_first_entry_was_meant_in_the_chosen_currency(untold):
    first = await untold("lunch 12.50")
    answer = await untold.press("$ USD")
    assert answer.text == "#1 Lunch · US$12.50\nReports and budgets are in USD now."
    assert (await untold("coffee 3")).text == "#2 Coffee · US$3.00 · 🍽 Food\nToday US$15.50"
    untold.last = first
    assert (await untold.press("$ USD")).text.startswith("Your reports are in USD already.")


async def test_the_choice_goes_back_by_its_button(untold):
    await untold("lunch 12.50")
    await untold.press("$ USD")
    answer = await untold.press("Back to GBP")
    assert answer.text == "#1 Lunch · £12.50\nReports and budgets are in GBP now."


async def test_a_typed_currency_stays(untold):
    await untold("lunch 12.50 gbp")
    answer = await untold.press("$ USD")
    assert answer.text.startswith("Reports and budgets are in USD now.\n1 entry converted")
    assert "£12.50" in (await untold("edit #1 description dinner")).text


async def test_another_currency_is_typed(untold):
    await untold("lunch 12")
    further = await untold.press("Other")
    assert further.text == "Which one? Type its code or name: currency chf"
    assert [b.label for row in further.rows for b in row] == ["CHF", "CAD", "AUD", "JPY"]
    assert (await untold("currency jpy")).text.startswith("#1 Lunch · JP¥12\n")


async def test_a_currency_without_decimals_is_refused_for_an_amount_with_them(untold):
    await untold("lunch 12.50")
    answer = await untold("currency jpy")
    assert answer.text == "JPY has no decimals. Try a whole number: lunch 1200 JPY"
    assert (await untold("currency")).data == {"currency": "GBP"}


async def test_a_redelivered_first_entry_keeps_its_buttons(untold):
    first = await untold("lunch 12.50", message_id="1")
    assert await untold("lunch 12.50", message_id="1") == first


async def test_a_redelivered_choice_is_made_once(untold):
    await untold("lunch 12.50")
    first = await untold("currency usd", message_id="c")
    assert await untold("currency usd", message_id="c") == first
    assert (await untold("coffee 3")).text.startswith("#2 ")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("how are you", "I see no amount. Try: lunch 12.50"),
        ("12.50", "12.50 for what? Try: lunch 12.50"),
    ],
)
async def test_what_is_no_expense_gets_a_hint(says, typed, answer):
    assert (await says(typed)).text == answer
