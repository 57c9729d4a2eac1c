"""Commands said in other words, small talk, and slips of the finger."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels

NO_AMOUNT = "I see no amount. Try: lunch 12.50"


@pytest.mark.parametrize(
    "typed",
    [
        "set budget food 200",
        "food budget 200",
        "set food budget to 200",
        "monthly food budget 200",
        "budget of 200 for food",
        "budget food: 200",
        "budget food 200/month",
        "new budget for food 200",
    ],
)
async def test_a_budget_is_set_in_any_order_of_words(says, typed):
    assert (await says(typed)).text.startswith("Budget: Food €200 a month")
    assert (await says("list")).data["entries"] == []


@pytest.mark.parametrize("typed", ["budget food 0", "budget food -5", "set budget food 0,00"])
async def test_a_budget_of_nothing_is_refused(says, typed):
    assert (await says(typed)).text.startswith("A budget is more than zero.")
    assert (await says("my budgets")).text.startswith("No budgets yet.")


@pytest.mark.parametrize(
    "typed", ["remove budget food", "budget food remove", "delete food budget"]
)
async def test_a_budget_is_closed_in_any_order_of_words(says, typed):
    await says("budget food 200")
    assert (await says(typed)).text.startswith("Budget closed: Food")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("show report", "report"),
        ("monthly report", "report this month"),
        ("october report", "report october"),
        ("last month", "report last month"),
        ("today", "report today"),
        ("stats", "report"),
        ("show food", "list food"),
        ("show last 1", "list last 1"),
        ("last 1", "list last 1"),
        ("show my list", "list"),
        ("spent today?", "how much did I spend today"),
        ("total", "how much did I spend this month"),
        ("show #1", "#1"),
        ("what can you do?", "help"),
        ("help me", "help"),
        ("delete everything", "forget me"),
    ],
)
async def test_what_is_asked_in_other_words_is_answered_alike(says, typed, plain):
    await says("lunch 12.50 food")
    assert (await says(typed)).text == (await says(plain)).text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("delete 1", "Deleted: #1 Lunch €12.50"),
        ("delete it", "Deleted: #1 Lunch €12.50"),
        ("edit 1 13", "#1 Lunch · €13.00"),
        ("change 1 to 14", "#1 Lunch · €14.00"),
        ("change category of 1 to transport", "#1 Lunch · €12.50 · 🚌 Transport"),
        ("history 1", "#1 Lunch · €12.50"),
        ("same again", "#2 Lunch · €12.50"),
        ("rename food groceries", "🍽 Food is now 🍽 groceries"),
        ("create category Yoga", "New category: Yoga"),
        ("category colour food red", "🍽 Food"),
    ],
)
async def test_changes_are_understood_in_other_words(says, typed, shown):
    await says("lunch 12.50 food")
    assert (await says(typed)).text.startswith(shown)


@pytest.mark.parametrize(
    ("typed", "description"),
    [
        ("budget hotel 120", "Budget hotel"),
        ("low budget hotel 120", "Low budget hotel"),
        ("show tickets 120", "Show tickets"),
        ("change 20 food", "Change"),
        ("last minute flight 120", "Last minute flight"),
        ("report binder 12", "Report binder"),
        ("total wine 12", "Total wine"),
    ],
)
async def test_an_expense_is_never_taken_for_a_command(says, typed, description):
    assert (await says(typed)).data["entry"]["description"].casefold() == description.casefold()


@pytest.mark.parametrize("typed", ["hi", "Thanks!", "ok", "👍", "no", "cancel", "good night", "❤️"])
async def test_small_talk_is_answered_and_nothing_is_recorded(says, typed):
    await says("lunch 12.50 food")
    answer = await says(typed)
    assert NO_AMOUNT not in answer.text
    assert len((await says("list")).data["entries"]) == 1


@pytest.mark.parametrize(
    ("typed", "meant"), [("reprot", "Report"), ("udno", "Undo"), ("lsit", "List")]
)
async def test_a_misspelt_command_is_offered_as_a_button(says, typed, meant):
    await says("lunch 12.50 food")
    answer = await says(typed)
    assert answer.text.startswith(f"I see no amount. Did you mean {meant.casefold()}?")
    assert labels(answer) == [meant]
    assert (await says.press(meant)).text == (await says(meant)).text or meant == "Undo"


async def test_a_figure_in_a_sentence_is_not_repeated_as_the_example(says):
    answer = await says("i paid 20 yesterday")
    assert answer.text == "What was that for? Try: lunch 12.50"


@pytest.mark.parametrize("typed", ["add coffee 3", "log coffee 3", "/add coffee 3"])
async def test_the_word_for_logging_is_no_part_of_what_was_bought(says, typed):
    assert (await says(typed)).data["entry"]["description"] == "coffee"


async def test_a_currency_that_ends_in_a_dot_ends_the_sentence(somebody):
    answer = await somebody("omar", locale="ar_KW", currency="KWD")("coffee 1.250")
    assert ".." not in answer.text
