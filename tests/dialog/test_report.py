"""`report`: a period in figures, compared with the one before up to the same day."""

from __future__ import annotations

from sqlalchemy import text

from tests.dialog.books import bought, spend, who_of
from tests.dialog.conftest import labels

MONTH = (
    bought(amount="60", date="2026-11-02"),
    bought(amount="30", category="Transport", description="train", date="2026-11-18"),
    bought(amount="10", category="Fun", description="cinema", date="2026-11-05"),
    bought(amount="2500", kind="income", category=None, description="salary", date="2026-11-01"),
    bought(amount="300", category="Savings", description="etf", date="2026-11-02"),
    bought(amount="50", category="Transfers & cash", description="atm", date="2026-11-03"),
    bought(amount="900000", currency="VND", base=None, description="phở", date="2026-11-04"),
    bought(amount="90", description="fish", date="2026-10-18"),
    bought(amount="50", description="party", date="2026-10-19"),
)


async def test_a_month_in_figures(says):
    await spend(says, *MONTH)
    answer = await says("report")
    assert answer.text == (
        "November: €100.00 in 7 entries\n"
        "▓▓▓░░░ 🍽 Food €60.00 · 60 %\n"
        "▓░░░░░ 🚌 Transport €30.00 · 30 %\n"
        "▓░░░░░ 🎬 Fun €10.00 · 10 %\n"
        "Biggest: #1 Lunch €60.00, Mon 2 Nov\n"
        "€10.00 more than by now in October\n"
        "Income €2,500.00 · Saved €300.00 · Moved €50.00 · 1 without a rate not counted"
    )
    assert labels(answer) == ["October", "List"]
    assert answer.data["categories"] == {"Food": "60.00", "Transport": "30.00", "Fun": "10.00"}
    assert answer.data["spent_before"] == "90.00"


async def test_the_month_before_is_a_button_and_compared_as_a_whole(says):
    await spend(says, *MONTH, bought(amount="150", date="2026-09-30"))
    await says("report")
    answer = await says.press("October")
    assert answer.text == (
        "October: €140.00 in 2 entries\n"
        "▓▓▓▓▓▓ 🍽 Food €140.00 · 100 %\n"
        "Biggest: #8 Fish €90.00, Sun 18 Oct\n"
        "€10.00 less than in September"
    )
    listed = await says.press("List")
    assert listed.text.splitlines()[0] == "October: €140.00 in 2 entries"


async def test_many_categories_go_on_behind_a_button(says):
    names = ["Food", "Transport", "Home", "Health", "Clothes", "Fun", "Travel", "Gifts", "Other"]
    await spend(says, *[bought(amount=str(90 - i), category=c) for i, c in enumerate(names)])
    first = await says("report this week")
    assert len(first.text.splitlines()) <= 8
    assert "▓▓▓░░░ 6 others €507.00 · 66 %" in first.text
    rest = await says.press("More")
    assert [row.split(" €")[0].split()[-1] for row in rest.text.splitlines()] == names[3:]


async def test_every_period_is_understood(says):
    await spend(
        says,
        bought(amount="1", date="2026-11-18"),
        bought(amount="2", date="2026-11-17"),
        bought(amount="4", date="2026-11-11"),
        bought(amount="8", date="2026-10-05"),
        bought(amount="16", date="2025-10-05"),
    )
    for typed, head in (
        ("report today", "Today: €1.00 in 1 entry"),
        ("report yesterday", "Yesterday: €2.00 in 1 entry"),
        ("report this week", "This week: €3.00 in 2 entries"),
        ("report last week", "Last week: €4.00 in 1 entry"),
        ("report this month", "November: €7.00 in 3 entries"),
        ("report month", "November: €7.00 in 3 entries"),
        ("report last month", "October: €8.00 in 1 entry"),
        ("report november", "November: €7.00 in 3 entries"),
        ("report october 2025", "October 2025: €16.00 in 1 entry"),
        ("report 2026", "2026: €15.00 in 4 entries"),
        ("report year", "2026: €15.00 in 4 entries"),
        ("report since 11 nov", "Since Wed 11 Nov: €7.00 in 3 entries"),
        ("report 11 nov - 17 nov", "Wed 11 Nov – Tue 17 Nov: €6.00 in 2 entries"),
        ("/report", "November: €7.00 in 3 entries"),
    ):
        assert (await says(typed)).text.splitlines()[0] == head, typed


async def test_months_begin_when_the_ledger_says(says, sessions):
    await spend(says, bought(amount="5", date="2026-10-25"), bought(amount="3", date="2026-10-01"))
    async with sessions.begin() as session:
        await session.execute(text("UPDATE ledgers SET month_start = 25"))
    assert (await says("report")).text == (
        "Sun 25 Oct – Tue 24 Nov: €5.00 in 1 entry\n"
        "▓▓▓▓▓▓ 🍽 Food €5.00 · 100 %\n"
        "€2.00 more than by now in the month before"
    )


async def test_weeks_and_other_stretches_are_compared_with_the_same_before(says):
    await spend(says, bought(amount="5", date="2026-11-03"), bought(amount="3", date="2026-11-11"))
    assert "€2.00 less than in the week before" in (await says("report last week")).text
    assert "€2.00 less than in the 8 days before" in (await says("report 11 nov - 18 nov")).text
    assert "As much as by now in" not in (await says("report since 11 nov")).text


async def test_a_refund_lowers_its_category(says):
    await spend(
        says, bought(amount="50"), bought(amount="-20"), bought(amount="-5", category="Fun")
    )
    answer = await says("report")
    assert "🍽 Food €30.00 · 100 %" in answer.text
    assert "░░░░░░ 🎬 Fun −€5.00 · 0 %" in answer.text


async def test_nothing_yet(says):
    answer = await says("report")
    assert answer.text == "November: nothing yet. Type what you spent: lunch 12.50"


async def test_a_report_of_something_else_is_an_expense(says):
    assert (await says("report binding 12")).data["entry"]["description"] == "report binding"


async def test_a_slash_with_other_words_is_told_the_form(says):
    assert (await says("/report blah")).text.startswith("Try: report")


async def test_as_much_as_before(says):
    await spend(says, bought(amount="5"), bought(amount="5", date="2026-11-17"))
    assert (await says("report today")).text.splitlines()[-1] == "As much as yesterday"


async def test_all_categories_can_be_reached(says):
    who = await who_of(says)
    names = [c.name for c in who.categories if c.kind == "spending"]
    assert len(names) == 12
    await spend(says, *[bought(amount=str(90 - i), category=c) for i, c in enumerate(names)])
    await says("report")
    assert len((await says.press("More")).text.splitlines()) == 7
    assert len((await says.press("More")).text.splitlines()) == 2
    assert (await says("/report november rest 50")).text == "That was all."
