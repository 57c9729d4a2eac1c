"""Who changed what of an entry, and when."""

from __future__ import annotations

import datetime as dt

from tests.dialog.conftest import NOON, labels


async def test_history_tells_every_change(says):
    await says("lunch 12.50 food")
    for minute, said in enumerate(["edit #1 13", "undo", "delete #1", "restore #1"], start=1):
        says.at = NOON + dt.timedelta(minutes=minute)
        await says(said)
    answer = await says("history #1")
    assert answer.text == (
        "#1 Lunch · €12.50 · 🍽 Food\n"
        "Wed 18 Nov 12:00 Mia: logged €12.50\n"
        "Wed 18 Nov 12:01 Mia: changed: was €12.50\n"
        "Wed 18 Nov 12:02 Mia: put back: was €13.00\n"
        "Wed 18 Nov 12:03 Mia: deleted\n"
        "Wed 18 Nov 12:04 Mia: brought back"
    )
    assert labels(answer) == ["Undo"]


async def test_history_of_an_undone_entry_offers_to_restore_it(says):
    await says("lunch 12.50 food")
    await says("undo")
    answer = await says("history #1")
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food · not counted now\n")
    assert (await says.press("Restore")).text.startswith("Back: #1 Lunch")


async def test_a_long_history_has_eight_lines(says):
    await says("lunch 12.50 food")
    for amount in range(1, 12):
        await says(f"edit #1 {amount}")
    answer = await says("history #1")
    assert len(answer.lines) == 8
    assert answer.text.splitlines()[1] == "… 6 earlier changes"


async def test_history_of_nothing(says):
    assert (await says("history #3")).text == "There is no #3. To see your last ones: list"
    assert (await says("/history")).text == "Try: history #17"
    assert (await says("history book 12")).text.startswith("#1 History book")
