"""What a form is filled in with is recorded as it stands in its fields."""

from __future__ import annotations

import pytest

from bots.dialog.commands.form import written


def new(**values):
    return written({"description": "Lunch", "amount": "12.50"} | values)


def entry_of(answer):
    return answer.data["entry"]


async def test_a_filled_form_is_logged_with_all_its_fields(says):
    answer = await says(
        new(date="2026-11-12", category="Transfers & cash", note="with Ana // and Bo")
    )
    entry = entry_of(answer)
    assert (entry["description"], entry["amount"], entry["currency"]) == ("Lunch", "12.50", "EUR")
    assert (entry["date"], entry["category"]) == ("2026-11-12", "Transfers & cash")
    assert entry["note"] == "with Ana // and Bo"


@pytest.mark.parametrize(
    "description",
    [
        "2 pizzas yesterday for @ana and @bob",
        'The "best" bread',
        'ends with "',
        "rent 1200 monthly on the 1st",
        "paid by ana 50 €",
        "a, b; c and d 3",
        '" amount "99',
        "#food +500 salary // note",
    ],
)
async def test_what_stands_in_the_description_is_only_that(says, description):
    answer = await says(new(description=description, amount="7 usd"))
    entry = entry_of(answer)
    assert (entry["description"], entry["amount"], entry["currency"]) == (
        description,
        "7.00",
        "USD",
    )
    assert (entry["kind"], entry["date"], entry["tags"]) == ("expense", "2026-11-18", [])


async def test_without_a_category_the_words_tell_it(says):
    assert entry_of(await says(new(description="taxi home")))["category"] == "Transport"
    assert entry_of(await says(new(description="zzz")))["category"] == "Other"


async def test_a_learned_category_counts_in_a_form_too(says):
    await says("amazon 39.90")
    await says("edit last category gifts")
    assert entry_of(await says(new(description="Amazon")))["category"] == "Gifts"


@pytest.mark.parametrize(
    ("amount", "kind", "shown"),
    [("-20", "refund", "-20.00"), ("+500", "income", "500.00"), ("12+3.50", "expense", "15.50")],
)
async def test_amounts_are_read_as_everywhere(says, amount, kind, shown):
    entry = entry_of(await says(new(amount=amount)))
    assert (entry["kind"], entry["amount"]) == (kind, shown)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": "much"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "12.505"}, "amount"),
        ({"amount": "12.50 xyz"}, "amount"),
        ({"amount": "12 yesterday"}, "amount"),
        ({"description": " "}, "description"),
        ({"description": "x" * 201}, "description"),
        ({"note": "x" * 1001}, "note"),
        ({"date": "2026-13-01"}, "date"),
        ({"date": "1900-01-01"}, "date"),
        ({"category": "No such"}, "category"),
    ],
)
async def test_a_mistake_names_its_field_and_nothing_is_recorded(says, values, field):
    answer = await says(new(**values))
    assert answer.data["error"]["code"] == f"form.{field}"
    assert (await says("list")).data["entries"] == []


@pytest.mark.parametrize("values", [{"amount": "3"}, {"description": "Lunch"}, {"note": "x"}])
async def test_a_new_entry_needs_a_description_and_an_amount(says, values):
    assert (await says(written(values))).data["error"]["code"].startswith("form.")


async def test_only_the_fields_that_a_form_names_are_changed(says):
    await says("lunch 12.50 food // with Ana")
    answer = await says(written({"amount": "13"}, no=1))
    assert entry_of(answer)["amount"] == "13.00"
    assert entry_of(answer)["note"] == "with Ana"
    answer = await says(written({"note": "", "description": "Dinner for two"}, no=1))
    assert entry_of(answer)["note"] is None
    assert entry_of(answer)["description"] == "Dinner for two"
    assert (await says("undo")).text.startswith("Back: #1 Lunch · €13.00")


async def test_a_refund_becomes_an_expense_without_its_minus_and_income_stays(says):
    await says("refund 20 shoes")
    assert entry_of(await says(written({"amount": "20"}, no=1)))["kind"] == "expense"
    await says("+2500 salary")
    assert entry_of(await says(written({"amount": "2600"}, no=2)))["kind"] == "income"


async def test_a_form_is_recorded_once(says):
    first = await says(new(), message_id="view")
    again = await says(new(), message_id="view")
    assert again.text == first.text
    assert len((await says("list")).data["entries"]) == 1


async def test_what_a_form_shows_at_first_is_kept_as_no_turn(says):
    await says("+2500 salary")
    form = (await says("/form new")).data["form"]
    assert (form["today"], form["currency"]) == ("2026-11-18", "EUR")
    assert {"name": "Food", "label": "🍽 Food"} in form["categories"]
    answer = await says("/form #1")
    assert answer.turn_id is None
    assert answer.data["form"]["amount"] == "+2500.00 EUR"
    assert answer.data["form"]["description"] == "salary"


async def test_a_form_shows_amounts_as_its_person_writes_them(somebody):
    tom = somebody("tom", locale="de_DE")
    await tom("sofa 1.200,50")
    assert (await tom("/form #1")).data["form"]["amount"] == "1200,50 EUR"


async def test_a_form_of_nothing_is_refused(says):
    assert (await says("/form #9")).data["error"]["code"] == "not_found"
    assert (await says(written({"amount": "3"}, no=9))).data["error"]["code"] == "not_found"


@pytest.mark.parametrize("text", ["form new 12", 'form new amount "12"', "form 3"])
async def test_forms_take_nothing_from_what_people_type(says, text):
    assert "form" not in (await says(text)).data
