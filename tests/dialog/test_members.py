"""Members of a group: added by name, renamed, removed, left and back again."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Group, labels


def names(answer, state="active"):
    return [m["name"] for m in answer.data["members"] if m["state"] == state]


async def test_people_without_an_account_are_added_by_name_several_at_once(group: Group):
    await group.meet("mia")
    answer = await group("mia", "members add ana, bob and Zoë")
    assert names(answer) == ["Mia", "ana", "bob", "Zoë"]
    answer = await group("mia", "dinner 84")
    assert {s["owed"] for s in answer.data["entry"]["shares"].values()} == {"21.00"}


@pytest.mark.parametrize("name", ["me", "everyone", "with", "ana with bob", "room 5"])
async def test_a_name_that_means_something_else_in_a_message_is_refused(group: Group, name: str):
    await group.meet("mia")
    answer = await group("mia", f"/members add {name}")
    assert "error" in answer.data
    assert "members add ana" in answer.text
    assert names(await group("mia", "members")) == ["Mia"]


async def test_a_name_has_forty_characters_at_most(group: Group):
    await group.meet("mia")
    assert "error" not in (await group("mia", f"members add {'a' * 40}")).data
    assert (await group("mia", f"members add {'b' * 41}")).data["error"]["code"] == "too_long"


async def test_nobody_is_added_twice_under_one_name(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "members add ANA")
    assert answer.data["error"]["code"] == "conflict"
    assert "members add Ana Silva" in answer.text


async def test_the_list_names_the_speaker_first_and_those_without_an_account(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "members add bob")
    assert (await group("ana", "members")).text == "Lisbon: 3 members\nYou, Mia\nNo account: Bob"


async def test_a_member_is_renamed_and_called_back(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana silva")
    answer = await group("mia", "members rename ana silva to Anna")
    assert names(answer) == ["Mia", "Anna"]
    answer = await group.press("mia", "Back to ana silva")
    assert names(answer) == ["Mia", "ana silva"]


async def test_only_who_runs_the_group_renames_somebody_with_an_account(group: Group):
    await group.meet("mia", "ana", "bob")
    answer = await group("ana", "members rename bob Robert")
    assert answer.data["error"]["code"] == "not_allowed"
    assert names(await group("bob", "members rename bob Robert")) == ["Mia", "Ana", "Robert"]


async def test_whoever_leaves_shares_nothing_more_and_still_looks(group: Group):
    await group.meet("mia", "ana", "bob")
    await group("bob", "leave")
    answer = await group("mia", "dinner 84")
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana"}
    assert names(await group("bob", "members"), "left") == ["Bob"]
    answer = await group("bob", "taxi 9")
    assert answer.data["error"]["code"] == "not_allowed"
    await group("bob", "rejoin")
    answer = await group("bob", "taxi 9")
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana", "Bob"}


async def test_a_balance_is_shown_before_somebody_leaves(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    answer = await group("ana", "leave")
    assert answer.text.startswith("You owe €42.00 in Lisbon.")
    assert labels(answer) == ["Leave anyway", "Settle up"]
    assert names(await group("ana", "members"), "left") == []
    await group.press("ana", "Leave anyway", on=answer)
    assert names(await group("ana", "members"), "left") == ["Ana"]


async def test_the_last_one_cannot_leave(group: Group):
    await group.meet("mia")
    answer = await group("mia", "leave")
    assert answer.data["error"]["code"] == "conflict"
    assert "trip over" in answer.text


async def test_whoever_is_removed_does_nothing_here_not_even_by_a_button(group: Group):
    await group.meet("mia", "ana")
    before = await group("ana", "members")
    await group("mia", "members remove ana")
    assert (await group("ana", "members")).data["error"]["code"] == "not_allowed"
    answer = await group.press("ana", "Balance", on=before)
    assert answer.data["error"]["code"] == "not_allowed"
    await group("mia", "members add ana")
    assert names(await group("ana", "members")) == ["Mia", "Ana"]


async def test_only_who_runs_the_group_removes(group: Group):
    await group.meet("mia", "ana", "bob")
    answer = await group("ana", "members remove bob")
    assert answer.data["error"]["code"] == "not_allowed"
    group.admins.add("ana")
    assert names(await group("ana", "members remove bob"), "removed") == ["Bob"]


async def test_a_balance_is_shown_before_somebody_is_removed(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    answer = await group("mia", "members remove ana")
    assert answer.text.startswith("Ana owes €42.00.")
    answer = await group.press("mia", "Remove anyway")
    assert names(answer, "removed") == ["Ana"]


async def test_a_sentence_about_members_with_a_sum_is_an_expense(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "members add on 12 food")
    assert answer.data["entry"]["amount"] == "12.00"
