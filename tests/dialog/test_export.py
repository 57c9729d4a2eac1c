"""`export`: a file that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
import io

from sqlalchemy import text

from tests.dialog.books import bought, spend, who_of

HEAD = [
    *("number", "date", "kind", "description", "amount", "currency", "base_amount"),
    *("base_currency", "rate", "rate_date", "category", "tags", "payment_method", "note"),
]


def table(answer) -> list[list[str]]:
    assert answer.file is not None
    return list(csv.reader(io.StringIO(answer.file.content.decode("utf-8-sig"), newline="")))


async def test_every_field_is_there(says):
    await spend(
        says,
        bought(
            amount="12.50",
            description='Café "Zoë", Linz',
            tags=("work", "team"),
            method="card",
            note="two\nlines",
            date="2026-11-13",
        ),
        bought(amount="900000", currency="VND", base="34", description="phở"),
        bought(amount="900000", currency="VND", base=None, category=None, description="bún"),
        bought(amount="-3", description="back"),
    )
    answer = await says("export")
    assert answer.text == "4 entries"
    assert answer.data == {"count": 4}
    assert answer.file.name == "expenses.csv"
    assert answer.file.content.startswith(b"\xef\xbb\xbfnumber,")
    assert answer.file.content.endswith(b"\r\n")
    day = "2026-11-18"
    assert table(answer) == [
        HEAD,
        ["1", "2026-11-13", "expense", 'Café "Zoë", Linz', "12.50", "EUR", "12.50", "EUR", "1",
         "2026-11-13", "Food", "#work #team", "card", "two\nlines"],
        ["2", day, "expense", "phở", "900000", "VND", "34.00", "EUR", "1", day, "Food", "", "", ""],
        ["3", day, "expense", "bún", "900000", "VND", "", "", "", "", "", "", "", ""],
        ["4", day, "refund", "back", "-3.00", "EUR", "-3.00", "EUR", "1", day, "Food", "", "", ""],
    ]  # fmt: skip


async def test_text_is_never_a_formula(says):
    bad = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]
    await spend(says, *[bought(description=t, note=t, amount="-1", method=t[:40]) for t in bad])
    for row, typed in zip(table(await says("export"))[1:], bad, strict=True):
        assert (row[3], row[12], row[13]) == ("'" + typed,) * 3
        assert row[4] == "-1.00"  # a number is no formula


async def test_filters(says):
    await spend(
        says,
        bought(date="2025-12-31"),
        bought(date="2026-01-01", tags=("work",)),
        bought(date="2026-10-01"),
        bought(date="2026-10-31", category="Fun"),
    )
    for typed, numbers, name in (
        ("export 2026", ["2", "3", "4"], "expenses-2026-01-01-to-2026-12-31.csv"),
        ("export 2026 #work", ["2"], "expenses-2026-01-01-to-2026-12-31.csv"),
        ("export last month food", ["3"], "expenses-2026-10-01-to-2026-10-31.csv"),
        ("export since 31 oct", ["4"], "expenses-since-2026-10-31.csv"),
        ("/export", ["1", "2", "3", "4"], "expenses.csv"),
    ):
        answer = await says(typed)
        assert [row[0] for row in table(answer)[1:]] == numbers, typed
        assert answer.file.name == name
    assert (await says("export last month food")).text == "1 entry: 🍽 Food · October"
    nothing = await says("export 2024")
    assert nothing.text == "Nothing to export: 2024"
    assert nothing.file is None


async def test_members_have_columns_of_their_own(says, sessions):
    await spend(says, bought(amount="10"))
    who = await who_of(says)
    async with sessions.begin() as session:
        await session.execute(
            text("INSERT INTO members (ledger_id, id, name, joined_at)"
                 " VALUES (:l, gen_random_uuid(), '=Ana', now() + interval '1 hour')"),
            {"l": who.ledger_id},
        )  # fmt: skip
    head, row = table(await says("export"))
    assert head[len(HEAD) :] == ["Mia paid", "Mia owed", "'=Ana paid", "'=Ana owed"]
    assert row[len(HEAD) :] == ["10.00", "10.00", "", ""]


async def test_the_file_comes_again_when_redelivered(says):
    await spend(says, bought())
    first = await says("export", message_id="m")
    assert await says("export", message_id="m") == first


async def test_other_words(says):
    assert (await says("export duty 20")).data["entry"]["description"] == "export duty"
    assert (await says("/export duty")).text.startswith("Try: export")
