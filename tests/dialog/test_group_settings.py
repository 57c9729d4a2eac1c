"""What is set for a group: by whom, and that it holds for what comes after."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Group, labels


def owed(answer):
    return {name: share["owed"] for name, share in answer.data["entry"]["shares"].items()}


async def test_a_default_by_weights_holds_for_new_entries_only(group: Group):
    await group.meet("mia", "ana", "bob")
    before = await group("mia", "dinner 30")
    answer = await group("mia", "default split me 2 ana 1")
    assert answer.data["default"] == {"mode": "weights", "parts": {"Mia": 2, "Ana": 1}}
    assert answer.text.startswith("By default shared by: you ×2, Ana ×1")
    assert owed(await group("ana", "dinner 30")) == {"Mia": "20.00", "Ana": "10.00"}
    assert owed(before) == {"Mia": "10.00", "Ana": "10.00", "Bob": "10.00"}
    await group("mia", "default off")
    assert len(owed(await group("mia", "dinner 30"))) == 3


async def test_a_default_by_percentages_adds_up_to_a_hundred(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "default split me 60% ana 30%")
    assert answer.data["error"]["code"] == "split"
    await group("mia", "default split me 60% ana 40%")
    assert owed(await group("ana", "dinner 30")) == {"Mia": "18.00", "Ana": "12.00"}


async def test_a_default_is_said_like_a_split(group: Group):
    await group.meet("mia", "ana", "bob")
    answer = await group("mia", "default @ana x2 @bob x1 @mia x1")
    assert answer.text.startswith("By default shared by: you ×1, Ana ×2, Bob ×1")
    assert owed(await group("mia", "dinner 84")) == {"Mia": "21.00", "Ana": "42.00", "Bob": "21.00"}


async def test_a_default_leaves_somebody_out(group: Group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "default except bob")
    assert set(owed(await group("bob", "dinner 30"))) >= {"Mia", "Ana"}
    assert (await group("mia", "default")).data["default"]["parts"] == {"Mia": None, "Ana": None}


@pytest.mark.parametrize(
    "text",
    [
        "default split me 2 ana 1 me 3",
        "default split me 2 zoe 1",
        "default split me 2 ana 50%",
        "default split me 0 ana 0",
        "default except me ana",
    ],
)
async def test_a_default_that_cannot_be_is_refused_with_an_example(group: Group, text: str):
    await group.meet("mia", "ana")
    answer = await group("mia", text)
    assert "error" in answer.data
    assert "members" in answer.text or "default split me 2 ana 1" in answer.text
    assert (await group("mia", "default")).data == {"default": None}


async def test_merged_members_are_one_in_the_default(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana, anna")
    await group("mia", "default split me 2 ana 1 anna 1")
    await group("mia", "members merge ana anna")
    await group.press("mia", "Yes, same")
    answer = await group("mia", "default")
    assert answer.data["default"]["parts"] == {"Mia": 2, "anna": 2}


@pytest.mark.parametrize("word", ["simplify", "confirm", "listen"])
async def test_a_switch_is_turned_and_turned_back(group: Group, word: str):
    await group.meet("mia", "ana")
    before = (await group("mia", word)).data[word]
    answer = await group("mia", f"{word} {'off' if before else 'on'}")
    assert answer.data[word] is not before
    assert (await group("ana", "group")).data[word] is not before
    assert labels(answer) == ["Undo"]
    assert (await group.press("mia", "Undo", on=answer)).data[word] is before


@pytest.mark.parametrize(
    "text",
    [
        "simplify off",
        "confirm on",
        "listen on",
        "default except bob",
        "group name Porto",
        "invite off",
        "currency usd",
        "use thb",
        "month starts 25",
        "merge category coffee into food",
        "category delete food to home",
    ],
)
async def test_settings_are_for_who_runs_the_group(group: Group, text: str):
    await group.meet("mia", "ana", "bob")
    await group("mia", "category add Coffee")
    await group("mia", "dinner 84")
    assert (await group("ana", text)).data["error"]["code"] == "not_allowed"
    group.admins.add("ana")
    assert "error" not in (await group("ana", text)).data


async def test_any_member_keeps_budgets(group: Group):
    await group.meet("mia", "ana")
    assert "error" not in (await group("ana", "budget food 200 monthly")).data


async def test_one_shared_budget_leaves_nobody_owing(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "mode shared")
    await group("mia", "groceries 46")
    assert (await group("ana", "leave")).data == {"left": "Lisbon"}


async def test_the_group_says_which_it_is(group: Group):
    await group.meet("mia", "ana")
    answer = await group("ana", "groups")
    assert answer.data["group"] == "Lisbon"
    assert answer.data["members"] == 2
    assert "we split bills" in answer.text


async def test_the_history_of_a_group_says_who_changed_what(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "members")
    await group("ana", "members add zoe")
    await group("mia", "simplify off")
    await group("mia", "dinner 84")
    answer = await group("ana", "history")
    assert [(c["by"], c["what"]) for c in answer.data["changes"]] == [
        ("Mia", "Settling up shows what each owes each."),
        ("Ana", "Zoe is in now, without an account."),
        ("Ana", "is in"),
        ("Mia", "is in"),
    ]
    assert answer.text.startswith("Wed 18 Nov 12:00 Mia: Settling up")


async def test_help_in_a_group_is_about_groups(group: Group, says):
    await group.meet("mia", "ana")
    answer = await group("mia", "help")
    assert answer.text.split("\n") == [
        "Type what you spent: /e dinner 84",
        "With some: /e dinner 84 with @ana @bob",
        "Paid back: /paid @ana 13.50",
        "Look: /balance · /why · /settle · /report",
        "Members: /members · /leave · /invite",
        "Wrong? /undo, or reply to my answer: 13.50",
    ]
    everything = [await group("mia", f"help all {page}") for page in range(1, 8)]
    listed = "\n".join(answer.text for answer in everything)
    assert "trip: close" in listed
    assert "privacy:" not in listed
    assert "trip:" not in "\n".join([(await says(f"help all {page}")).text for page in range(1, 8)])
    assert "trip over" in (await says("help groups")).text


async def test_the_settings_of_a_group_are_said_where_they_are_asked_for(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "use thb")
    await group("mia", "month starts 25")
    answer = await group("ana", "settings")
    assert "typed amounts in THB, months from the 25th" in answer.text
    assert "By default all share equally." in answer.text
    await group("mia", "mode shared")
    assert "By default" not in (await group("ana", "group")).text


async def test_only_who_may_choose_it_is_offered_another_currency(group: Group):
    await group.meet("mia", "ana")
    assert "$ USD" not in labels(await group("ana", "dinner 84", currency=None))


async def test_the_first_entry_of_a_group_stays_shared_in_the_chosen_currency(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "dinner 84", currency=None)
    await group.press("mia", "$ USD", on=answer)
    answer = await group("mia", "edit #1")
    assert answer.data["entry"]["currency"] == "USD"
    assert owed(answer) == {"Mia": "42.00", "Ana": "42.00"}
