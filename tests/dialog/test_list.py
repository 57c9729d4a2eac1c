"""`list`: the newest entries, page by page."""

from __future__ import annotations

from sqlalchemy import text

from tests.dialog.books import bought, spend
from tests.dialog.conftest import Conversation, labels


async def test_an_empty_book_says_how_to_begin(says):
    assert (await says("list")).text == "No entries yet. Type what you spent: lunch 12.50"


async def test_each_line_is_an_entry_with_its_category_and_date(says):
    await spend(
        says,
        bought(amount="12.50", date="2026-11-13"),
        bought(amount="2500", description="salary", kind="income", category=None),
    )
    answer = await says("list")
    assert answer.text == "#2 Salary €2,500.00 · income\n#1 Lunch €12.50 · 🍽 Food · Fri 13 Nov"
    assert answer.data["entries"][1] == {
        "number": 1,
        "kind": "expense",
        "amount": "12.50",
        "currency": "EUR",
        "date": "2026-11-13",
        "description": "lunch",
        "category": "Food",
        "tags": [],
        "payment_method": None,
        "note": None,
    }


async def test_pages_go_on_where_the_last_one_ended(says):
    await spend(says, *[bought(amount=str(n), description=f"e{n}") for n in range(1, 15)])
    seen = []
    answer = await says("list")
    while True:
        assert len(answer.text.splitlines()) <= 8
        seen += [e["number"] for e in answer.data["entries"]]
        if "More" not in labels(answer):
            break
        # What is recorded meanwhile moves nothing.
        await spend(says, bought(description="meanwhile"))
        says.last = answer
        answer = await says.press("More")
    assert seen == list(range(14, 0, -1))


async def test_dates_get_a_line_of_sums_above(says):
    await spend(
        says,
        bought(amount="10", date="2026-11-16"),
        bought(amount="5", date="2026-11-18"),
        bought(amount="100", date="2026-11-15"),
        bought(amount="300", date="2026-11-17", category="Savings", description="etf"),
    )
    assert (await says("list today")).text.splitlines()[0] == "Today: €5.00 in 1 entry"
    assert (await says("list this week")).text.splitlines()[0] == (
        "This week: €15.00 in 3 entries · €300.00 saved"
    )
    assert (await says("list november")).text.splitlines()[0].startswith("November: €115.00 in 4")
    assert (await says("list last week")).text == (
        "Last week: €100.00 in 1 entry\n#3 Lunch €100.00 · 🍽 Food · Sun 15 Nov"
    )


async def test_a_month_starts_when_the_ledger_says(says, sessions):
    await spend(says, bought(amount="10", date="2026-10-26"), bought(amount="5", date="2026-10-24"))
    async with sessions.begin() as session:
        await session.execute(text("UPDATE ledgers SET month_start = 25"))
    answer = await says("list this month")
    assert answer.text.splitlines()[0] == "Sun 25 Oct – Tue 24 Nov: €10.00 in 1 entry"


async def test_last_20_ends_after_20(says):
    await spend(says, *[bought(description=f"e{n}") for n in range(1, 31)])
    answer, seen = await says("list last 20"), 0
    while True:
        seen += len(answer.data["entries"])
        if "More" not in labels(answer):
            break
        answer = await says.press("More")
    assert seen == 20
    assert len((await says("list 2")).data["entries"]) == 2
    assert (await says("list all")).text.startswith("All time: €300.00 in 30 entries")
    assert [e["number"] for e in (await says("list last 2")).data["entries"]] == [30, 29]


async def test_a_category_tags_and_payment_can_be_listed(says):
    await spend(
        says,
        bought(description="bus", category="Transport", method="card", tags=("work",)),
        bought(description="taxi", category="Transport"),
        bought(description="lunch"),
    )
    for typed, numbers in (
        ("list transport", [2, 1]),
        ("list in transport by card", [1]),
        ("list #work", [1]),
        ("list last 1 transport", [2]),
        ("list transport last 7 days", [2, 1]),
    ):
        assert [e["number"] for e in (await says(typed)).data["entries"]] == numbers, typed


async def test_a_list_of_things_is_an_expense(says):
    assert (await says("list of things 20")).data["entry"]["description"] == "list of things"


async def test_a_slash_with_other_words_is_told_the_form(says):
    assert (await says("/list of things")).text.startswith("Try: list")


async def test_nobody_sees_the_entries_of_others(says, somebody):
    await spend(says, bought(description="secret"))
    other: Conversation = somebody("bob")
    await spend(other, bought(description="mine"))
    assert (await other("list")).text == "#1 Mine €10.00 · 🍽 Food"


async def test_a_forged_page_is_no_page(says):
    await spend(says, bought())
    assert (await says("/list after 2026-99-99/" + "0" * 32)).text.startswith("Try: list")


async def test_a_listed_page_is_said_again_when_redelivered(says):
    await spend(says, *[bought(description=f"e{n}") for n in range(9)])
    first = await says("list", message_id="m")
    assert await says("list", message_id="m") == first


async def test_what_is_gone_when_more_is_asked_for(says):
    await spend(says, *[bought(description=f"e{n}") for n in range(7)])
    listed = await says("list")
    await says("delete #1")
    says.last = listed
    assert (await says.press("More")).text == "That was all."


async def test_another_currency_is_shown_with_what_it_is_worth(says):
    await spend(says, bought(amount="900000", currency="VND", base="34", description="phở"))
    assert (await says("list")).text == "#1 Phở ₫900,000 (€34.00) · 🍽 Food"


async def test_weeks_further_back_are_named_by_their_days(says):
    await spend(says, bought(date="2026-11-03"))
    answer = await says("list 2 nov - 8 nov")
    assert answer.text.splitlines()[0].startswith("Mon 2 Nov – Sun 8 Nov: €10.00")
    assert (await says("list until 5 nov")).text.splitlines()[0].startswith("Until Thu 5 Nov: ")
    assert (await says("list on 3 nov")).text.splitlines()[0].startswith("Tue 3 Nov: ")
