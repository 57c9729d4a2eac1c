"""`payment methods`: what was paid how this month."""

from __future__ import annotations

from tests.dialog.books import bought, spend


async def test_this_months_sums_and_how_to_set_one(says):
    await spend(
        says,
        bought(amount="5", method="cash"),
        bought(amount="20", method="card"),
        bought(amount="10", method="card"),
        bought(amount="99", method="card", date="2026-10-31"),
        bought(amount="7"),
    )
    answer = await says("payment methods")
    assert answer.text == (
        "November:\n"
        "card €30.00 in 2 entries\n"
        "cash €5.00 in 1 entry\n"
        "Say how you paid: lunch 12 cash. Later: edit last payment card"
    )
    assert answer.data["payment_methods"][1] == {"name": "cash", "count": 1, "spent": "5.00"}
    assert [e["number"] for e in (await says.press("card")).data["entries"]] == [3, 2]


async def test_what_the_answer_says_works(says):
    await says("lunch 12 cash")
    await says("edit last payment card")
    assert "card €12.00 in 1 entry" in (await says("payment methods")).text


async def test_none_yet(says):
    await says("start")
    assert (await says("payment methods")).text.splitlines()[0] == (
        "November: no entry says how it was paid."
    )


async def test_a_payment_is_an_expense(says):
    assert (await says("payment for rent 500")).data["entry"]["amount"] == "500.00"
