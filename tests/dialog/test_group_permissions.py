"""Who changes what in a group: author and payers, who runs the group, and by request all others."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Group, labels


@pytest.fixture
async def dinner(group: Group) -> Group:
    """Mia began the group; #1 is Ana's dinner of 84.00 for Mia, Ana and Bob; Cem is there too."""
    await group.meet("mia", "ana", "bob", "cem")
    await group("ana", "dinner 84 with @mia @bob")
    return group


async def amount(group: Group, no: int = 1) -> str | None:
    """What an entry is of now; None: it does not count."""
    answer = await group("bob", f"show #{no}")
    return answer.data["entry"]["amount"] if "entry" in answer.data else None


async def test_a_change_by_somebody_else_is_asked_for_and_not_made(dinner):
    answer = await dinner("cem", "edit #1 48")
    assert answer.text.splitlines() == [
        "Cem asks: change #1 Dinner: €84.00 → €48.00",
        "Ana can say yes. Until then nothing changes.",
    ]
    assert labels(answer) == ["Do it", "No"]
    assert answer.data["error"]["code"] == "not_allowed"
    assert await amount(dinner) == "84.00"


async def test_only_whose_entry_it_is_says_yes(dinner):
    asked = await dinner("cem", "edit #1 48")
    for name in ("bob", "cem", "mia"):
        answer = await dinner.press(name, "Do it", asked)
        assert answer.text == "Only Ana can say yes or no to that."
    assert await amount(dinner) == "84.00"
    answer = await dinner.press("ana", "Do it", asked)
    assert answer.text.splitlines() == [
        "Ana changed #1 Dinner, as Cem asked: €84.00 → €48.00",
        "Mia and Bob owe €12.00 less each.",
    ]
    assert await amount(dinner) == "48.00"


async def test_history_names_who_did_it_and_who_asked(dinner):
    asked = await dinner("cem", "edit #1 48")
    await dinner.press("ana", "Do it", asked)
    answer = await dinner("bob", "history #1")
    assert "Ana (Cem asked): changed: was €84.00" in answer.text
    assert "Ana: logged €84.00, Ana paid, €28.00 each: Mia, Ana, Bob" in answer.text


async def test_what_is_granted_is_what_was_asked_in_the_askers_words(dinner):
    asked = await dinner("cem", "edit #1 yesterday for me")
    dinner.at += dinner.at - dinner.at.replace(day=dinner.at.day - 3)
    answer = await dinner.press("ana", "Do it", asked)
    entry = answer.data["entry"]
    assert entry["date"] == "2026-11-17"
    assert entry["shares"]["Cem"]["owed"] == "84.00"


async def test_a_request_about_an_entry_that_changed_since_is_void(dinner):
    asked = await dinner("cem", "edit #1 48")
    await dinner("ana", "edit #1 90")
    answer = await dinner.press("ana", "Do it", asked)
    assert answer.text == "#1 has changed since that was asked. To see it: show #1"
    assert await amount(dinner) == "90.00"


async def test_a_granted_request_is_granted_once(dinner):
    asked = await dinner("cem", "edit #1 48")
    await dinner.press("ana", "Do it", asked)
    await dinner("ana", "edit #1 84")
    assert "error" in (await dinner.press("ana", "Do it", asked)).data
    assert await amount(dinner) == "84.00"


async def test_no_is_said_by_whose_entry_it_is_or_by_who_asked(dinner):
    asked = await dinner("cem", "edit #1 48")
    assert "error" in (await dinner.press("bob", "No", asked)).data
    answer = await dinner.press("ana", "No", asked)
    assert answer.text == "Ana says no to Cem: #1 stays as it is."
    answer = await dinner.press("cem", "No", asked)
    assert answer.text == "Cem asks no more: #1 stays as it is."


async def test_the_text_of_the_button_does_nothing_when_typed(dinner):
    answer = await dinner("ana", "/grant delete #1 v1")
    assert "error" in answer.data
    assert await amount(dinner) == "84.00"


async def test_who_paid_changes_an_entry_of_another_author(dinner):
    await dinner("cem", "taxi 30 paid by @bob")
    answer = await dinner("bob", "edit #2 33")
    assert answer.text.startswith("Bob changed #2 Taxi: €30.00 → €33.00")
    answer = await dinner("cem", "edit #2 36")
    assert "asks" not in answer.text


async def test_an_entry_stays_its_authors_whoever_corrects_it(dinner):
    await dinner("cem", "taxi 30 paid by @bob")
    await dinner("bob", "edit #2 33")
    answer = await dinner("cem", "edit #2 36")
    assert "error" not in answer.data
    assert "Logged by Cem" in (await dinner("mia", "#2")).text


@pytest.mark.parametrize("name", ["mia", "cem"])
async def test_who_runs_the_group_deletes_and_restores_others_entries(dinner, name):
    dinner.admins.add("cem")
    answer = await dinner(name, "delete #1")
    assert answer.text.splitlines() == [
        f"{name.title()} deleted #1 Dinner €84.00",
        "Mia and Bob owe €28.00 less each.",
    ]
    assert await amount(dinner) is None
    await dinner(name, "restore #1")
    assert await amount(dinner) == "84.00"


async def test_who_runs_the_group_does_not_rewrite_others_entries(dinner):
    assert "Mia asks: change #1" in (await dinner("mia", "edit #1 48")).text


async def test_deleting_anothers_entry_is_asked_for(dinner):
    asked = await dinner("bob", "delete #1")
    assert asked.text.startswith("Bob asks: delete #1 Dinner")
    answer = await dinner.press("ana", "Do it", asked)
    assert answer.text.startswith("Ana deleted #1 Dinner €84.00, as Bob asked")
    await dinner("ana", "undo")
    assert await amount(dinner) == "84.00"


async def test_undoing_anothers_change_is_asked_for(dinner):
    await dinner("ana", "edit #1 90")
    asked = await dinner("bob", "undo #1")
    assert asked.text.startswith("Bob asks: take back the last change of #1")
    await dinner.press("ana", "Do it", asked)
    assert await amount(dinner) == "84.00"


async def test_a_reply_to_anothers_answer_is_a_request_too(dinner):
    entry = await dinner("bob", "taxi 30")
    assert (await dinner.reply("cem", "40", entry)).text.startswith("Cem asks: change #2")
    assert await amount(dinner, 2) == "30.00"


async def test_undo_is_of_ones_own_last_change(dinner):
    await dinner("bob", "taxi 30")
    await dinner("ana", "undo")
    assert await amount(dinner) is None
    assert await amount(dinner, 2) == "30.00"
    await dinner("bob", "redo")
    assert await amount(dinner) is None


async def test_undo_of_what_somebody_changed_since_is_said(dinner):
    await dinner("cem", "taxi 30 paid by @bob")
    await dinner("bob", "edit #2 33")
    answer = await dinner("cem", "undo")
    assert answer.text == (
        "Bob has changed #2 since, so I can't undo yours."
        " To take the last change of it back: undo #2"
    )
    assert await amount(dinner, 2) == "33.00"
    await dinner("bob", "undo")
    await dinner("cem", "undo")
    assert await amount(dinner, 2) is None


async def test_a_button_below_anothers_answer_says_whose_it_is(dinner):
    entry = await dinner("bob", "taxi 30")
    answer = await dinner.press("ana", "Undo", entry)
    assert answer.text == "That button is Bob's."
    assert await amount(dinner, 2) == "30.00"


async def test_a_button_of_an_older_version_says_what_to_type(dinner):
    entry = await dinner("bob", "taxi 30")
    await dinner("bob", "edit #2 33")
    answer = await dinner.press("bob", "Undo", entry)
    assert answer.text == "#2 has changed since. Type: undo #2"


async def test_whoever_left_changes_what_is_theirs_and_nothing_else(dinner):
    await dinner("cem", "taxi 30 for @cem")
    await dinner("cem", "leave")
    answer = await dinner("cem", "edit #2 31")
    assert await amount(dinner, 2) == "31.00", answer.text
    answer = await dinner("cem", "edit #1 48")
    assert answer.text == "#1 is Ana's: only they, or who runs the group, can do that."
    assert not labels(answer)


async def test_whom_only_a_request_names_is_a_member_once_somebody_says_yes(dinner):
    asked = await dinner("cem", "edit #1 with @zoe")
    await dinner.press("ana", "No", asked)
    members = await dinner("mia", "members")
    assert "Zoe" not in members.text
    answer = await dinner("mia", "lunch 40")
    assert answer.text.splitlines()[0].endswith("€10.00 each: you, Ana, Bob, Cem")
    asked = await dinner("cem", "edit #1 with @zoe")
    await dinner("mia", "members add zoe")
    await dinner.press("ana", "Do it", asked)
    members = await dinner("mia", "members")
    assert members.text.count("Zoe") == 1
    shown = await dinner("bob", "show #1")
    assert "Cem €42.00 · Zoe €42.00" in shown.text


async def test_a_granted_request_of_people_who_are_one_since_is_of_that_one(dinner):
    await dinner("mia", "members add kim, eve")
    asked = await dinner("cem", "edit #1 with @kim @eve")
    await dinner("mia", "members merge kim eve")
    await dinner.press("mia", "Yes, same")
    answer = await dinner.press("ana", "Do it", asked)
    assert "€28.00 each: Mia, Ana, Bob → Cem €28.00, Eve €56.00" in answer.text
    nets = (await dinner("ana", "balance")).data["balances"]["EUR"]
    assert (nets["Ana"], nets["Cem"], nets["eve"]) == ("84.00", "-28.00", "-56.00")
