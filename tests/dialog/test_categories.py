"""Categories: listed, added, renamed, merged, coloured, deleted."""

from __future__ import annotations

import asyncio

import pytest

from tests.dialog.conftest import labels


async def test_the_list_shows_this_months_sums_the_largest_first(says):
    await says("taxi 9 transport")
    await says("lunch 36 food")
    await says("lunch 20 food 31 oct")
    first = await says("categories")
    assert first.text == (
        "€45 spent this month\n"
        "🍽 Food €36\n"
        "🚌 Transport €9\n"
        "🏠 Home €0\n"
        "💡 Utilities €0\n"
        "🩺 Health €0\n"
        "👕 Clothes €0\n"
        "🎬 Fun €0"
    )
    second = await says.press("More")
    assert second.text.split("\n")[1:] == [
        "✈️ Travel €0",
        "🎁 Gifts €0",
        "📚 Education €0",
        "🧸 Kids & pets €0",
        "📦 Other €0",
        "🏦 Savings €0",
        "💱 Transfers & cash €0",
    ]
    assert labels(second) == []


async def test_what_is_saved_or_moved_is_listed_and_not_counted_as_spent(says):
    await says("etf 100 savings")
    answer = await says("categories")
    assert answer.text.split("\n")[:2] == ["€0 spent this month", "🏦 Savings €100"]


@pytest.mark.parametrize(
    ("typed", "name", "emoji", "colour"),
    [
        ("category add Coffee", "Coffee", "", "#e67e22"),
        ("category add Coffee ☕", "Coffee", "☕", "#e67e22"),
        ("category add ☕ Coffee", "Coffee", "☕", "#e67e22"),
        ("category add Coffee ☕ #aa5500", "Coffee", "☕", "#aa5500"),
        ("category add Coffee ☕ brown", "Coffee", "☕", "#8e6e53"),
        ("add category Coffee beans #a50", "Coffee beans", "", "#aa5500"),
        ("/category new Orange", "Orange", "", "#e67e22"),
        ("category add Family 👨‍👩‍👧‍👦", "Family", "👨‍👩‍👧‍👦", "#e67e22"),
        ("category add  Zoo   visits", "Zoo visits", "", "#e67e22"),
        ("category add #coffee", "coffee", "", "#e67e22"),
        ("category add Жильё 🏚️", "Жильё", "🏚️", "#e67e22"),
        ("category add " + "x" * 40, "x" * 40, "", "#e67e22"),
    ],
)
async def test_a_category_is_added_in_many_forms(says, typed, name, emoji, colour):
    answer = await says(typed)
    assert answer.data["category"] == {"name": name, "emoji": emoji, "colour": colour}
    assert answer.text.startswith(f"New category: {f'{emoji} {name}'.strip()}")
    tag = name.casefold().replace(" ", "_")
    assert (await says(f"thing 3.50 #{tag}")).data["entry"]["category"] == name


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("category add FOOD", "There is a category 🍽 Food already."),
        ("category add Fóod", "There is a category 🍽 Food already."),
        ("category add", "A category needs a name with letters. Try: category add Coffee ☕"),
        ("category add 17", "A category needs a name with letters. Try: category add Coffee ☕"),
        (
            "category add " + "x" * 41,
            "That name has 41 characters; I keep 40. Please shorten it.",
        ),
        (
            "category add Coffee ☕ mud",
            "“mud” is no colour. Try: #aa5500 or red, orange, yellow, green",
        ),
        (
            "category food emoji abc",
            "“abc” is not one emoji. Try: category food emoji 🍜",
        ),
        (
            "category food emoji 🍜🍜",
            "“🍜🍜” is not one emoji. Try: category food emoji 🍜",
        ),
        (
            "category food colour mud",
            "“mud” is no colour. Try: #aa5500 or red, orange, yellow, green",
        ),
        ("category food emoji", "Which emoji? Try: category food emoji 🍜"),
        ("category food colour", "Which colour? Try: category food colour blue"),
        ("category food alias", "Which word? Try: category food alias essen"),
        ("category food rename", "Rename it to what? Try: rename category food to Groceries"),
        ("merge category food", "Into which one? Try: merge category food into food"),
        ("category food kind", "Try: category food kind saving (or spending, neutral)"),
        (
            "category food kind fun",
            "A category is for spending, saving or neutral (transfers, cash).",
        ),
        ("category food rename transport", "There is a category 🚌 Transport already."),
        ("category food alias transport", "There is a category 🚌 Transport already."),
        ("category food alias x off", "“x” is no other word for 🍽 Food."),
        ("category food emoji 🍽", "It is so already: 🍽 Food · #e67e22"),
        ("merge category food into food", "That is one and the same: 🍽 Food."),
        (
            "merge category food into nowhere",
            "There is no category “nowhere”. You have: Food, Transport, Home, …",
        ),
        ("delete category fod", "There is no category “fod”. Did you mean Food?"),
        (
            "delete category other",
            (
                "📦 Other stays: what nothing says more about goes there."
                " You may rename it: rename category other to Misc"
            ),
        ),
        (
            "/category foo",
            (
                "There is no category “foo”. Did you mean Food?\n"
                "Try: category add Coffee ☕, rename category food to Groceries, or: categories"
            ),
        ),
        (
            "/categories foo",
            "Try: category add Coffee ☕, rename category food to Groceries, or: categories",
        ),
        (
            "rename category",
            "Try: category add Coffee ☕, rename category food to Groceries, or: categories",
        ),
    ],
)
async def test_what_cannot_be_is_said_and_changes_nothing(says, typed, answer):
    before = (await says("categories")).data
    assert (await says(typed)).text == answer
    assert (await says("categories")).data == before


@pytest.mark.parametrize(
    "typed",
    [
        "rename category food to Groceries",
        "category food rename Groceries",
        "category rename food to Groceries",
        "category food rename to Groceries",
        "/rename food to Groceries",
        "category food name Groceries",
    ],
)
async def test_a_renamed_category_keeps_its_entries_and_words(says, typed):
    await says("lunch 36 food")
    answer = await says(typed)
    assert answer.text == "🍽 Food is now 🍽 Groceries"
    # The keyword, the first name and its words in other languages still lead there.
    assert (await says("lunch 5")).data["entry"]["category"] == "Groceries"
    assert (await says("thing 6 food")).data["entry"]["category"] == "Groceries"
    assert (await says("thing 7 essen")).data["entry"]["category"] == "Groceries"
    assert (await says("budget food 200")).text.startswith("Budget: Groceries €200 a month\n")
    assert "🍽 Groceries €54" in (await says("categories")).text
    says.last = answer
    assert (await says.press("Back to Food")).text == "🍽 Groceries is now 🍽 Food"


async def test_an_entry_goes_to_a_renamed_other(says):
    await says("rename category other to Misc")
    assert (await says("qwerty 5")).data["entry"]["category"] == "Misc"


async def test_looks_change_and_change_back(says):
    await says("category add Coffee ☕ #aa5500")
    assert (await says("category coffee emoji 🍜")).text == "🍜 Coffee · #aa5500"
    assert (await says.press("Back to ☕")).text == "☕ Coffee · #aa5500"
    assert (await says("category coffee color Brown")).text == "☕ Coffee · #8e6e53"
    assert (await says.press("Back to #aa5500")).text == "☕ Coffee · #aa5500"
    assert (await says("category coffee emoji off")).text == "Coffee · #aa5500"
    assert (await says.press("Back to ☕")).text == "☕ Coffee · #aa5500"


async def test_an_alias_is_another_word_for_it(says):
    answer = await says("category transport alias Tram")
    assert answer.text == "🚌 Transport · #3498db · also: tram"
    assert (await says("way home 3 tram")).data["entry"]["category"] == "Transport"
    taken = await says("category add Tram")
    assert taken.text == (
        "“Tram” is another word for 🚌 Transport. To free it: category transport alias tram off"
    )
    assert (await says("category transport alias tram")).text.startswith("It is so already")
    says.last = answer
    assert (await says.press("Remove")).text == "🚌 Transport · #3498db"
    assert (await says.press("Back")).text == "🚌 Transport · #3498db · also: tram"


async def test_one_category_in_full(says):
    await says("etf 100 savings")
    answer = await says("category savings")
    assert answer.text == (
        "🏦 Savings · €100 this month in 1 entry\n"
        "#27ae60 · saving, not counted as spent\n"
        "Change it: category savings emoji 🍜"
    )


async def test_a_merged_category_brings_entries_budget_words_and_name(says):
    await says("category add Coffee ☕")
    await says("category coffee alias kaffee")
    await says("flat white 3.50 coffee")
    await says("lunch 36 food")
    await says("budget coffee 50")
    await says("budget 100")
    answer = await says("merge category coffee into food")
    assert answer.text == (
        "☕ Coffee is now part of 🍽 Food, with its 1 entry.\n"
        "Food takes over its budget: €50 a month"
    )
    assert "€39.50 of €50 (79 %)" in (await says("budget food")).text
    assert "€39.50 of €100 (39 %)" in (await says("budget all")).text
    assert "🍽 Food €39.50" in (await says("categories")).text
    assert (await says("flat white 3 kaffee")).data["entry"]["category"] == "Food"
    assert (await says("flat white 4 coffee")).data["entry"]["category"] == "Food"


async def test_of_two_budgets_the_targets_stays(says):
    await says("category add Coffee")
    await says("flat white 3.50 coffee")
    await says("budget coffee 50")
    await says("budget food 200")
    answer = await says("merge coffee into food")
    assert answer.text == (
        "Coffee is now part of 🍽 Food, with its 1 entry.\n"
        "Budget closed: Coffee €50 a month\n"
        "The one of Food stays as it was."
    )
    assert "€3.50 of €200" in (await says("budget food")).text


async def test_merging_into_savings_takes_entries_out_of_what_is_spent(says):
    await says("budget 100")
    await says("category add Pension")
    await says("fund 60 pension")
    assert "€60 of €100" in (await says("budget all")).text
    await says("merge pension into savings")
    assert "€0 of €100" in (await says("budget all")).text
    await says("merge category savings into transport")
    assert "€60 of €100" in (await says("budget all")).text
    assert (await says("etf 5")).data["entry"]["category"] == "Transport"


async def test_the_kind_decides_what_is_spent(says):
    await says("budget 100")
    await says("fund 60 fun")
    answer = await says("category fun kind savings")
    assert answer.text == "🎬 Fun · #1abc9c · saving, not counted as spent"
    assert "€0 of €100" in (await says("budget all")).text
    says.last = answer
    await says.press("Back to spending")
    assert "€60 of €100" in (await says("budget all")).text


async def test_deleting_asks_where_the_entries_go(says):
    await says("category add Coffee ☕")
    await says("flat white 3.50 coffee")
    await says("budget coffee 50")
    asked = await says("delete category coffee")
    assert asked.text == (
        "☕ Coffee has 1 entry. Where do they go?\nOr type: delete category coffee to food"
    )
    assert labels(asked) == ["🍽 Food", "🚌 Transport", "🏠 Home", "📦 Other", "Keep it"]
    kept = await says.press("Keep it")
    assert kept.text.startswith("☕ Coffee · €3.50 this month")
    says.last = asked
    answer = await says.press("📦 Other")
    assert answer.text == (
        "Deleted: ☕ Coffee. 📦 Other has its 1 entry.\nBudget closed: Coffee €50 a month"
    )
    assert "📦 Other €3.50" in (await says("categories")).text
    # The name is free again.
    assert (await says("category add Coffee")).text.startswith("New category: Coffee")


async def test_an_empty_category_is_deleted_at_once(says):
    await says("category add Coffee")
    answer = await says.press("Remove")
    assert answer.text == "Deleted: Coffee. It had no entries."
    assert (await says("category coffee delete")).text.startswith("There is no category “coffee”")


async def test_another_word_does_not_delete_what_it_stands_for(says):
    await says("category food alias coffee")
    answer = await says("delete category coffee to transport")
    assert answer.text == "“coffee” is another word for 🍽 Food. Say which one."


async def test_what_is_no_category_is_an_expense(says):
    assert (await says("rename the car 20")).text.startswith("#1 Rename the car · €20.00")
    assert (await says("category storm damage 20")).text.startswith("#2 ")
    assert (await says("category foo")).text == "I see no amount. Try: lunch 12.50"


async def test_a_redelivered_merge_is_answered_as_before(says):
    await says("category add Coffee")
    first = await says("merge coffee into food", message_id="m")
    assert await says("merge coffee into food", message_id="m") == first
    added = await says("category add Coffee 2", message_id="n")
    assert await says("category add Coffee 2", message_id="n") == added


async def test_an_expense_at_the_same_time_as_a_merge_is_counted_where_it_belongs(says):
    await says("category add Coffee")
    await says("budget food 100")
    await asyncio.gather(
        says("merge coffee into food"), *(says(f"espresso {n} coffee") for n in range(1, 7))
    )
    assert "€21 of €100" in (await says("budget food")).text


async def test_two_adds_of_one_name_at_once_make_one(says):
    await says("lunch 5")
    answers = await asyncio.gather(says("category add Coffee"), says("category add COFFEE"))
    assert sorted(a.text.split()[0] for a in answers) == ["New", "There"]
