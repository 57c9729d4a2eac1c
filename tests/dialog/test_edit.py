"""Correcting an entry by its number, and by the buttons of its answer."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import labels


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("edit #1 amount 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit #1 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit last 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit 1 amount 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("/edit #1 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        (
            "edit #1 yesterday",
            "#1 Lunch · €12.50 · 🍽 Food · Tue 17 Nov\nWas today\nThat day €12.50",
        ),
        (
            "edit #1 date 12 nov",
            "#1 Lunch · €12.50 · 🍽 Food · Thu 12 Nov\nWas today\nThat day €12.50",
        ),
        ("edit #1 #work", "#1 Lunch · €12.50 · 🍽 Food\n#work\nToday €12.50"),
        (
            "edit #1 to transport",
            (
                "#1 Lunch · €12.50 · 🚌 Transport\n"
                'Was 🍽 Food. I\'ll put "lunch" there from now on.\nToday €12.50'
            ),
        ),
        ("edit #1 tags work #trip", "#1 Lunch · €12.50 · 🍽 Food\n#work #trip\nToday €12.50"),
        ("edit #1 #work cash", "#1 Lunch · €12.50 · 🍽 Food\n#work · Paid by cash\nToday €12.50"),
        ("edit #1 paid by card", "#1 Lunch · €12.50 · 🍽 Food\nPaid by card\nToday €12.50"),
        ("edit #1 payment N26", "#1 Lunch · €12.50 · 🍽 Food\nPaid by N26\nToday €12.50"),
        ("edit #1 kind income", "#1 Lunch · €12.50 · 🍽 Food · income\nWas an expense"),
        ("edit #1 amount -5", "#1 Lunch · −€5.00 · 🍽 Food\nWas €12.50\nToday −€5"),
        ("edit #1: 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit #1 = 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit last to 13", "#1 Lunch · €13.00 · 🍽 Food\nWas €12.50\nToday €13"),
        ("edit #1 note with Ana", "#1 Lunch · €12.50 · 🍽 Food\nNote: with Ana\nToday €12.50"),
        (
            "edit #1 note: the date was 12 nov",
            "#1 Lunch · €12.50 · 🍽 Food\nNote: the date was 12 nov\nToday €12.50",
        ),
        (
            "edit #1 description late lunch",
            "#1 Late lunch · €12.50 · 🍽 Food\nWas Lunch\nToday €12.50",
        ),
        ("edit #1 cash", "#1 Lunch · €12.50 · 🍽 Food\nPaid by cash\nToday €12.50"),
        ("edit #1 payment card", "#1 Lunch · €12.50 · 🍽 Food\nPaid by card\nToday €12.50"),
        ("edit #1 refund", "#1 Lunch · −€12.50 · 🍽 Food\nWas €12.50\nToday −€12.50"),
        (
            "edit #1 amount 13 category transport date 17 nov",
            (
                "#1 Lunch · €13.00 · 🚌 Transport · Tue 17 Nov\n"
                'Was €12.50, 🍽 Food, today. I\'ll put "lunch" there from now on.\nThat day €13'
            ),
        ),
        (
            "edit #1 description supper amount 20",
            "#1 Supper · €20.00 · 🍽 Food\nWas €12.50, Lunch\nToday €20",
        ),
        ("edit #1 20 supper", "#1 Supper · €20.00 · 🍽 Food\nWas €12.50, Lunch\nToday €20"),
    ],
)
async def test_an_edit_changes_what_it_names(says, said, answered):
    await says("lunch 12.50 food")
    answer = await says(said)
    assert answer.text == answered
    assert labels(answer) == ["Undo"]
    assert (await says("undo")).text.startswith("Back: #1 Lunch · €12.50 · 🍽 Food")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("edit #1 -#work", "#1 Lunch · €12.50 · 🍽 Food\nNo tags\nToday €12.50"),
        ("edit #1 note none", "#1 Lunch · €12.50 · 🍽 Food\nNote removed\nToday €12.50"),
        (
            "edit #1 payment none",
            "#1 Lunch · €12.50 · 🍽 Food\nPayment method removed\nToday €12.50",
        ),
        (
            "edit #1 note date with ana",
            "#1 Lunch · €12.50 · 🍽 Food\nNote: date with ana\nToday €12.50",
        ),
    ],
)
async def test_an_edit_takes_away_what_it_names(says, said, answered):
    await says("lunch 12.50 food #work cash // with Ana")
    assert (await says(said)).text == answered


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("edit #1", "#1 Lunch · €12.50 · 🍽 Food\nType what to change: edit #1 amount 13"),
        ("edit #1 12.50", "Nothing to change: #1 Lunch · €12.50 · 🍽 Food"),
        ("edit #9 13", "There is no #9. To see your last ones: list"),
        ("edit #1 1800-01-01", "1800-01-01 is too far away. Try: lunch 12.50 yesterday"),
        ("edit #1 category foot", "There is no category “foot”. Did you mean Food?"),
        ("edit #1 amount 0", "An amount of zero is nothing to record. Try: lunch 12.50"),
    ],
)
async def test_an_edit_that_changes_nothing_says_so(says, said, answered):
    await says("lunch 12.50 food")
    assert (await says(said)).text == answered
    assert (await says("history #1")).text.count("\n") == 1


@pytest.mark.parametrize(
    "said",
    [
        "edit",
        "/edit",
        "/edit lunch",
        "edit #1 wibble wobble",
        "/edit #1 category wibble",
        "edit #1 currency wibble",
        "edit #1 date wibble",
        "edit #1 kind wibble",
        "edit #1 tags a, b",
        "edit #1 coffee 3 and cake 4",
        "edit #1 with @ana",
    ],
)
async def test_a_malformed_edit_changes_nothing(says, said):
    await says("lunch 12.50 food")
    assert "error" in (await says(said)).data
    assert (await says("history #1")).text.count("\n") == 1


@pytest.mark.parametrize("said", ["edit last chapter 20", "change 20 food", "fix 20"])
async def test_an_expense_that_begins_like_an_edit_is_an_expense(says, said):
    await says("lunch 12.50 food")
    assert (await says(said)).text.startswith("#2 ")


async def test_an_undone_entry_is_not_edited(says):
    await says("lunch 12.50 food")
    await says("undo")
    assert (await says("edit #1 13")).text == "#1 is undone. To bring it back: restore #1"


async def test_the_category_button_offers_categories(says):
    await says("lunch 12.50 food")
    answer = await says.press("Category")
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food\nWhere does it belong?")
    assert labels(answer)[:3] == ["🏠 Home", "🎁 Gifts", "👕 Clothes"]
    assert labels(answer)[-2:] == ["More", "Back"]
    assert len(answer.rows) == 2
    assert "🍽 Food" not in labels(answer)
    offered = [labels(answer), labels(await says.press("More")), labels(await says.press("More"))]
    names = [label for page in offered for label in page if label not in ("More", "Back")]
    assert len(names) == len(set(names)) == 13
    says.last = answer
    await says.press("More")
    answer = await says.press("📦 Other")
    assert answer.text.startswith("#1 Lunch · €12.50 · 📦 Other\nWas 🍽 Food.")


async def test_below_a_doubtful_entry_every_category_can_be_reached(says):
    offered = labels(await says("amazon 39.90"))
    for _ in range(2):
        offered += labels(await says.press("More"))
    assert len(set(offered) - {"More", "Back", "Undo"}) == 13
    assert "More" not in labels(says.last)


@pytest.mark.parametrize("button", ["Category", "Date"])
async def test_whoever_changes_nothing_goes_back(says, button):
    await says("lunch 12.50 food")
    await says.press(button)
    answer = await says.press("Back")
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food\n")
    assert labels(answer) == ["Category", "Date", "Delete"]


async def test_the_date_button_offers_days(says):
    await says("lunch 12.50 food")
    answer = await says.press("Date")
    assert labels(answer) == [
        "Yesterday",
        "2 days ago",
        "3 days ago",
        "Sat 14 Nov",
        "Fri 13 Nov",
        "Thu 12 Nov",
        "Back",
    ]
    answer = await says.press("2 days ago")
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food · Mon 16 Nov\nWas today")
    answer = await says("edit #1 date")
    assert labels(answer)[:2] == ["Today", "Yesterday"]


async def test_pressing_a_category_twice_changes_once(says):
    await says("amazon 39.90")
    answer = says.last
    await says.press("🎁 Gifts")
    says.last = answer
    assert (await says.press("🎁 Gifts")).text.startswith("Nothing to change: #1 Amazon")


async def test_a_corrected_category_is_remembered(says):
    answer = await says("amazon prime 39.90")
    assert answer.text == (
        '#1 Amazon prime · €39.90 · 📦 Other\nWhere does it belong? I\'ll remember "amazon prime".'
    )
    assert labels(answer) == ["🏠 Home", "🎁 Gifts", "👕 Clothes", "More", "Undo"]
    answer = await says.press("🎁 Gifts")
    assert answer.text == (
        "#1 Amazon prime · €39.90 · 🎁 Gifts\n"
        'Was 📦 Other. I\'ll put "amazon prime" there from now on.\n'
        "Today €39.90"
    )
    answer = await says("Amazon Prime €5 yesterday")
    assert answer.text.startswith("#2 Amazon Prime · €5.00 · 🎁 Gifts · Tue 17 Nov")
    assert (await says("amazon book 5")).text.startswith("#3 Amazon book · €5.00 · ")


async def test_undoing_a_correction_forgets_what_it_taught(says):
    await says("amazon 39.90")
    await says.press("🎁 Gifts")
    await says("undo")
    assert "📦 Other" in (await says("amazon 5")).text
    await says("undo")
    await says("redo")
    await says("undo #2")
    await says("edit #1 category gifts")
    await says("undo")
    assert (await says("redo")).text.startswith("Back: #1 Amazon · €39.90 · 🎁 Gifts")
    assert "🎁 Gifts" in (await says("amazon 6")).text


async def test_an_edit_in_another_currency_gets_a_base_amount(says):
    await says("lunch 12.50 food")
    answer = await says("edit #1 currency usd")
    assert answer.text.startswith("#1 Lunch · US$12.50 (€11.19) · 🍽 Food\nWas €12.50")


async def test_a_redelivered_edit_changes_once(says):
    await says("lunch 12.50 food")
    first = await says("edit #1 amount 13", message_id="e")
    again = await says("edit #1 amount 13", message_id="e")
    assert first == again
    assert (await says("undo")).text.startswith("Back: #1 Lunch · €12.50")


async def test_too_long_texts_are_refused_with_the_count(says):
    await says("lunch 12.50 food")
    answer = await says("edit #1 note " + "x" * 1001)
    assert answer.text == "That note has 1,001 characters; I keep 1,000. Please shorten it."


async def test_a_category_that_was_merged_is_the_one_it_was_merged_into(says):
    await says("lunch 12.50 food")
    await says("merge category food into fun")
    answer = await says("edit #1 category fun")
    assert answer.text == "Nothing to change: #1 Lunch · €12.50 · 🎬 Fun"
    assert "🎬 Fun" not in labels(await says("edit #1 category"))


async def test_a_phrase_around_the_amount_is_remembered(says):
    await says("uber 12 eur airport")
    await says("edit #1 category gifts")
    assert "🎁 Gifts" in (await says("uber 13 eur airport")).text
    assert "🎁 Gifts" in (await says("uber airport 14 yesterday")).text
    assert "🚌 Transport" in (await says("uber 15")).text


async def test_two_decimals_are_an_amount_where_a_point_is_the_decimal_mark(says):
    await says("lunch 12.50")
    answer = await says("edit #1 17.01")
    assert answer.data["entry"]["amount"] == "17.01"
    assert answer.data["entry"]["date"] == "2026-11-18"
