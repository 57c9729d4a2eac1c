"""Tags: listed with sums, renamed and deleted in one turn."""

from __future__ import annotations

import datetime as dt

from tests.dialog.books import bought, spend
from tests.dialog.conftest import labels


async def test_tags_with_their_sums_the_most_used_first(says):
    await spend(
        says,
        bought(amount="10", tags=("work", "team")),
        bought(amount="5", tags=("work",)),
        bought(amount="50"),
    )
    answer = await says("tags")
    assert answer.text == "#work €15.00 in 2 entries\n#team €10.00 in 1 entry"
    assert answer.data["tags"][0] == {"name": "work", "count": 2, "spent": "15.00"}


async def test_no_tags_yet(says):
    await says("start")
    assert (await says("tags")).text == "No tags yet. Try: lunch 12.50 #work"


async def test_many_tags_go_on_behind_a_button(says):
    await spend(says, *[bought(tags=(f"t{n:02}",)) for n in range(16)], bought(tags=("t15",)))
    answer, seen = await says("tags"), []
    while True:
        seen += [tag["name"] for tag in answer.data["tags"]]
        if "More" not in labels(answer):
            break
        answer = await says.press("More")
    assert seen == ["t15", *[f"t{n:02}" for n in range(15)]]


async def test_a_tag_shows_its_entries(says):
    await spend(says, bought(amount="10", tags=("work",)), bought())
    for typed in ("tag work", "tag #Work", "/tag work"):
        assert (await says(typed)).text == "#work: €10.00 in 1 entry\n#1 Lunch €10.00 · 🍽 Food"


async def test_renaming_can_be_undone(says):
    await spend(
        says, bought(tags=("work", "x")), bought(tags=("job", "work")), bought(tags=("other",))
    )
    renamed = await says("rename tag work to job")
    assert renamed.text == "#work is now #job on 2 entries."
    says.at += dt.timedelta(seconds=1)
    assert {tuple(e["tags"]) for e in (await says("list")).data["entries"]} == {
        ("job", "x"),
        ("job",),
        ("other",),
    }
    says.last = renamed
    assert len((await says.press("Undo")).text.splitlines()) <= 8
    assert {tuple(e["tags"]) for e in (await says("list")).data["entries"]} == {
        ("work", "x"),
        ("job", "work"),
        ("other",),
    }


async def test_a_renaming_redelivered_happens_once(says):
    await spend(says, bought(tags=("work",)))
    first = await says("rename tag work to job", message_id="m")
    assert await says("rename tag work to job", message_id="m") == first


async def test_deleting_takes_it_off_its_entries(says):
    await spend(says, bought(tags=("work", "x")), bought(tags=("work",)))
    assert (await says("/delete tag #work")).text == "#work is gone from 2 entries."
    assert (await says("tags")).text == "#x €10.00 in 1 entry"
    assert (await says("undo")).data["entries"]
    assert (await says("tags")).text.startswith("#work €20.00 in 2 entries")


async def test_very_many_are_changed_in_parts(says):
    for _ in range(5):
        await spend(says, *[bought(tags=("work",)) for _ in range(41)])
    answer = await says("rename tag work to job")
    assert answer.text == "#work is now #job on 200 entries.\n5 older ones to go."
    assert (await says.press("Go on")).text == "#work is now #job on 5 entries."
    assert (await says("tags")).text == "#job €2,050.00 in 205 entries"


async def test_what_cannot_be_changed_is_said(says):
    await spend(says, bought(tags=("work",)))
    assert (await says("rename tag fun to job")).text == (
        "No entry has the tag #fun. To see yours: tags"
    )
    assert (await says("rename tag work to Work")).text == "#work is its name already."
    long = "x" * 41
    assert (await says(f"rename tag work to {long}")).text.startswith("That tag has 41 characters")
    assert (await says("/tag")).text.startswith("Try: tags")
    assert (await says("/rename tag work")).text.startswith("Try: tags")


async def test_tags_in_an_expense_are_an_expense(says):
    assert (await says("tags for luggage 5")).data["entry"]["amount"] == "5.00"
    assert (await says("tag heuer watch 500")).data["entry"]["amount"] == "500.00"
