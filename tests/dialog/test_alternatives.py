"""Doubts: said in the answer, mended by a button."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels


async def test_another_reading_of_the_amount_is_a_button(says):
    answer = await says("sofa 1.200")
    assert answer.text == "#1 Sofa · €1,200.00 · 🏠 Home\nI read 1.200 as €1,200."
    assert labels(answer) == ["No, €1.20", "Undo"]
    answer = await says.press("No, €1.20")
    assert answer.text == "#1 Sofa · €1.20 · 🏠 Home\nWas €1,200.00\nToday €1.20"


async def test_the_other_amount_is_written_as_the_locale_reads_it(somebody):
    hans = somebody("hans", locale="de_DE")
    answer = await hans("sofa 1,200")
    other = next(label for label in labels(answer) if label.startswith("No, "))
    answer = await hans.press(other)
    assert answer.data["entry"]["amount"] in ("1200.00", "1.20")
    assert answer.data["entry"]["number"] == 1
    assert other.removeprefix("No, ") in answer.text


async def test_another_reading_of_the_date_is_a_button(says):
    answer = await says("friday pizza 18")
    assert answer.text.splitlines()[1] == "I read Fri 13 Nov as its date."
    answer = await says.press("No, today")
    assert answer.data["entry"]["date"] == "2026-11-18"
    assert answer.data["entry"]["description"] == "friday pizza"


async def test_a_refund_may_be_an_expense(says):
    await says("-20 shoes")
    answer = await says.press("No, an expense")
    assert answer.text.startswith("#1 Shoes · €20.00 · 👕 Clothes")


async def test_an_unclear_category_is_asked_for(says):
    answer = await says("amazon 39.90")
    assert answer.text == (
        '#1 Amazon · €39.90 · 📦 Other\nWhere does it belong? I\'ll remember "amazon".'
    )
    assert [len(row) for row in answer.rows] == [4, 1]
    assert len((await says.press("More")).rows) == 2


async def test_a_future_date_is_accepted_and_said(says):
    answer = await says("concert 40 tomorrow")
    assert answer.text == (
        "#1 Concert · €40.00 · 🎬 Fun · Thu 19 Nov\nThat is tomorrow; it counts from then on."
    )


async def test_a_crossed_budget_offers_to_see_and_change_it(says):
    await says("budget food 200 monthly")
    answer = await says("market 170 food")
    assert labels(answer) == ["See Food", "Change budget", "Undo"]
    assert (await says.press("See Food")).text.startswith("Food")
    says.last = answer
    assert "error" not in (await says.press("Change budget")).data


@pytest.mark.parametrize("said", ["dinner 84 for me", "dinner 84 paid by me", "+84 gift from @ana"])
async def test_what_is_ones_own_is_recorded_whoever_is_named(says, said):
    assert (await says(said)).data["entry"]["amount"] == "84.00"


@pytest.mark.parametrize("word", ["almoçar", "パンケーキ", "straße"])
async def test_what_is_learned_is_named_as_it_was_typed(says, word):
    asked = await says(f"{word} 12")
    assert asked.text.endswith(f'I\'ll remember "{word}".')
    assert f'I\'ll put "{word}" there from now on.' in (await says.press("🏠 Home")).text
