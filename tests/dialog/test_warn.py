"""`warn`: at which percents of a budget somebody is told."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels

TERMS = "Food €200 a month"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("warn food at 50 90", "warns at 50 % and 90 %"),
        ("warn food at 90 and 50", "warns at 50 % and 90 %"),
        ("warn food at 50 %, 75% & 90%", "warns at 50 %, 75 % and 90 %"),
        ("warn food 70", "warns at 70 %"),
        ("/warn food at 120", "warns at 120 %"),
        ("warn food monthly at 50", "warns at 50 %"),
        ("Warn Essen at 50 monthly", "warns at 50 %"),
        ("warn food off", "no warnings"),
        ("warn at 50", "warns at 50 %"),
        ("warn off", "no warnings"),
    ],
)
async def test_a_budget_warns_where_one_says(says, typed, said):
    await says("budget food 200")
    answer = await says(typed)
    assert answer.text == f"{TERMS}: {said}"
    assert (await says("warn food")).text == f"{TERMS}: {said}"
    assert (await says("warn food on")).text == f"{TERMS}: warns at 80 % and 100 %"


async def test_a_change_offers_the_way_back(says):
    await says("budget food 200")
    answer = await says("warn food at 50 90")
    assert labels(answer) == ["Back to 80 % and 100 %", "Off"]
    assert (await says.press("Off")).text == f"{TERMS}: no warnings"
    assert labels(says.last) == ["Back to 50 % and 90 %"]
    assert (await says.press("Back to 50 % and 90 %")).text == f"{TERMS}: warns at 50 % and 90 %"
    says.last = answer
    assert (await says.press("Back to 80 % and 100 %")).text.endswith("warns at 80 % and 100 %")


async def test_an_expense_warns_at_the_percents_of_its_budget(says):
    await says("budget food 100")
    await says("warn food at 50 90")
    assert "⚠️ Food: €50 of €100 (50 %)" in (await says("lunch 50 food")).text
    assert "⚠️" not in (await says("lunch 39 food")).text
    assert "⚠️" in (await says("lunch 1 food")).text
    assert "⚠️" not in (await says("lunch 20 food")).text


async def test_switched_off_it_never_warns(says):
    await says("budget food 100")
    await says("warn food off")
    assert "⚠️" not in (await says("feast 300 food")).text


async def test_of_several_budgets_of_a_category_it_asks_which(says):
    await says("budget food 200")
    await says("budget food 60 weekly")
    answer = await says("warn food at 50")
    assert answer.text == (
        "Nothing is changed yet: which one?\n"
        "Food €200 a month: warns at 80 % and 100 %\n"
        "Food €60 a week: warns at 80 % and 100 %"
    )
    assert labels(answer) == ["€200 a month", "€60 a week"]
    assert (await says.press("€60 a week")).text == "Food €60 a week: warns at 50 %"
    assert (await says("warn food")).text.splitlines()[:2] == [
        "Food €200 a month: warns at 80 % and 100 %",
        "Food €60 a week: warns at 50 %",
    ]
    assert (await says("warn food weekly off")).text == "Food €60 a week: no warnings"


async def test_all_is_the_budget_of_all_spending(says):
    await says("budget 1000")
    await says("budget food 200")
    assert (await says("warn all at 75")).text == "All spending €1,000 a month: warns at 75 %"
    assert "Food €200 a month: warns at 80 % and 100 %" in (await says("warn")).text


async def test_warn_off_is_about_every_budget_and_leads_back_where_one_word_does(says):
    await says("budget 1000")
    await says("budget food 200")
    answer = await says("warn off")
    assert answer.text == (
        "All spending €1,000 a month: no warnings\nFood €200 a month: no warnings"
    )
    assert labels(answer) == ["Back to 80 % and 100 %"]
    assert (await says.press("Back to 80 % and 100 %")).text.count("80 % and 100 %") == 2


async def test_warn_shows_one_budget_with_what_else_it_could_be(says):
    await says("budget food 200")
    answer = await says("warn food")
    assert labels(answer) == ["50 % and 90 %", "Only 100 %", "Off"]
    assert (await says.press("Only 100 %")).text == f"{TERMS}: warns at 100 %"
    await says("warn food")
    assert labels(says.last) == ["50 % and 90 %", "80 % and 100 %", "Off"]
    assert says.last.data["budgets"][0]["warns"] == [100]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("warn food at 0", "A budget warns at up to 5 percents from 1 to 500."),
        ("warn food at 501", "A budget warns at up to 5 percents from 1 to 500."),
        ("warn food at 1 2 3 4 5 6", "A budget warns at up to 5 percents from 1 to 500."),
        ("warn fun at 50", "There is no budget for Fun. Try: budget fun 200 monthly"),
        ("warn all off", "There is no budget for all spending. Try: budget all 200 monthly"),
        ("warn food weekly off", "There is no budget for Food. Try: budget food 200 monthly"),
        ("warn food at 80 100", "It is so already.\nFood €200 a month: warns at 80 % and 100 %"),
        ("/warn fodd at 50", "There is no category “fodd”. Did you mean Food?\nTry: warn food"),
        ("/warn food loudly", "Try: warn food at 50 90, or: warn food off"),
    ],
)
async def test_what_cannot_be_is_said_with_what_can(says, typed, said):
    await says("budget food 200")
    assert (await says(typed)).text.startswith(said)
    assert (await says("warn food")).text == f"{TERMS}: warns at 80 % and 100 %"


async def test_without_any_budget_there_is_nothing_to_warn_of(says):
    said = "There is no budget to warn of. Try: budget food 200 monthly"
    assert (await says("warn")).text == said


@pytest.mark.parametrize("typed", ["warn bob 20", "warning sign 20 home"])
async def test_what_does_not_fit_whole_is_an_expense(says, typed):
    await says("budget food 200")
    assert (await says(typed)).text.startswith("#1 Warn")


async def test_another_limit_keeps_what_it_warns_at(says):
    await says("budget food 200")
    await says("warn food at 50 90")
    assert (await says("budget food 300")).text.startswith(
        "Budget: Food €300 a month, warns at 50 % and 90 % (was €200)"
    )
    assert (await says("warn food")).text == "Food €300 a month: warns at 50 % and 90 %"


async def test_a_closed_budget_comes_back_with_what_it_warns_at(says):
    await says("budget food 200")
    for typed, said in (("at 50 90", "warns at 50 % and 90 %"), ("off", "no warnings")):
        await says(f"warn food {typed}")
        closed = await says("budget food off")
        assert closed.text == f"Budget closed: {TERMS}, {said}"
        assert (await says.press("Back to €200 a month")).text.startswith(
            f"Budget: {TERMS}, {said}"
        )


async def test_a_budget_may_be_set_with_its_warnings(says):
    answer = await says("budget food 200 warn at 50 90 until 31 dec")
    assert answer.text.startswith(
        "Budget: Food €200 a month until Thu 31 Dec, warns at 50 % and 90 %"
    )
    assert (await says("budget food warn off")).text.startswith(
        "Budget: Food €200 a month until Thu 31 Dec, no warnings"
    )


async def test_a_groups_budget_warns_in_the_group_where_it_says(group):
    await group.meet("mia", "ana")
    await group("mia", "budget food 100")
    assert (await group("ana", "warn food at 50")).text == "Food €100 a month: warns at 50 %"
    assert "⚠️ Food: €60 of €100 (60 %)" in (await group("mia", "dinner 60 food")).text
