"""Members of a group: added by name, renamed, removed, left and back again."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bots.dialog.messages import Mentioned
from tests.dialog.conftest import Group, labels


def names(answer, state="active"):
    return [m["name"] for m in answer.data["members"] if m["state"] == state]


async def test_people_without_an_account_are_added_by_name_several_at_once(group: Group):
    await group.meet("mia")
    answer = await group("mia", "members add ana, bob and Zoë")
    assert names(answer) == ["Mia", "ana", "bob", "Zoë"]
    answer = await group("mia", "dinner 84")
    assert {s["owed"] for s in answer.data["entry"]["shares"].values()} == {"21.00"}


async def test_names_with_figures_and_names_that_join_in_another_language_are_added(group: Group):
    await group.meet("mia")
    for name in ("user1", "P2", "Dan", "E", "Dinner Dan"):
        await group("mia", f"members add {name}")
    assert names(await group("mia", "members")) == ["Mia", "user1", "P2", "Dan", "E", "Dinner Dan"]
    answer = await group("mia", "dinner 84 with user1 Dan E and @P2 30")
    shares = answer.data["entry"]["shares"]
    assert {name: share["owed"] for name, share in shares.items()} == {
        "Mia": "13.50",
        "user1": "13.50",
        "Dan": "13.50",
        "E": "13.50",
        "P2": "30.00",
    }


@pytest.mark.parametrize("name", ["me", "everyone", "with", "ana with bob", "room 5", "x2"])
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


@pytest.mark.parametrize("text", ["members add Person 1", "members add Person 1, Person 2"])
async def test_a_name_that_ends_in_a_number_is_refused_and_no_expense(group: Group, text: str):
    await group.meet("mia", "ana")
    assert (await group("mia", text)).data["error"]["code"]


async def test_a_sentence_about_members_with_a_sum_is_an_expense(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "members add on 12 food")
    assert answer.data["entry"]["amount"] == "12.00"


async def test_two_members_are_one_once_somebody_says_so(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana, anna")
    await group("mia", "dinner 84")  # 28 each
    await group("mia", "wine 10 for @anna")
    asked = await group("mia", "members merge ana anna")
    assert "Ana owes €28.00." in asked.text
    assert "Anna owes €38.00." in asked.text
    answer = await group.press("mia", "Yes, same", on=asked)
    assert answer.data == {"merged": {"gone": "ana", "kept": "anna"}, "doubled": [1]}
    assert "Anna owes €66.00" in answer.text
    assert names(await group("mia", "members")) == ["Mia", "anna"]
    answer = await group.press("mia", "Yes, same", on=asked)
    assert answer.data["error"]["code"] == "conflict"


async def test_what_was_logged_before_a_merge_can_be_undone_after_it(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana, anna")
    logged = await group("mia", "dinner 84")
    await group("mia", "members merge ana anna")
    await group.press("mia", "Yes, same")
    await group.press("mia", "Undo", on=logged)
    assert (await group("mia", "leave")).text.startswith("Mia left")


async def test_a_chain_of_merges_leads_to_the_last_one(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana, anna, hannah")
    await group("mia", "dinner 84")
    for pair in ("ana anna", "anna hannah"):
        await group("mia", f"members merge {pair}")
        answer = await group.press("mia", "Yes, same")
    assert "Hannah owes €63.00" in answer.text


async def test_two_who_both_write_are_not_merged_by_others(group: Group):
    await group.meet("mia", "ana", "bob")
    answer = await group("mia", "members merge ana bob")
    assert answer.data["error"]["code"] == "conflict"


async def test_whether_a_newcomer_is_whom_others_named_is_asked_of_the_others(group: Group):
    await group.meet("mia", "bob")
    await group("mia", "dinner 84 with @ana")
    group.at = group.at.replace(hour=13)
    asked = await group("ana", "taxi 9")
    assert "Is Ana the ana you named?" in asked.text
    assert labels(asked)[-2:] == ["Yes, same", "No"]
    answer = await group.press("ana", "Yes, same", on=asked)
    assert answer.data["error"]["code"] == "not_allowed"
    answer = await group.press("bob", "Yes, same", on=asked)
    assert answer.data["doubled"] == [2]
    assert names(await group("ana", "members")) == ["Mia", "Bob", "Ana"]
    assert (await group("ana", "leave")).data["balance"] == {"EUR": "-37.50"}


async def test_whoever_came_after_the_newcomer_does_not_say_who_that_is(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana")
    asked = await group("ana", "/join")
    group.at = group.at.replace(hour=13)
    await group.meet("eve")
    answer = await group.press("eve", "Yes, same", on=asked)
    assert answer.data["error"]["code"] == "not_allowed"


async def test_a_newcomer_of_the_same_name_may_be_somebody_else(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana")
    asked = await group("ana", "/join")
    answer = await group.press("mia", "No", on=asked)
    assert "members rename ana" in answer.text
    await group("mia", "members rename ana Ana Silva")
    assert names(await group("mia", "members")) == ["Mia", "Ana Silva", "Ana"]
    assert "named" not in (await group("ana", "taxi 9")).text


async def test_a_name_is_linked_to_an_account_by_its_handle(group: Group):
    await group.meet("mia")
    await group("mia", "members add hannah")
    await group("mia", "dinner 84")
    await group("mia", "members link hannah @ana")
    asked = await group("ana", "/join")
    assert "Is Ana the hannah you named?" in asked.text
    await group.press("mia", "Yes, same", on=asked)
    assert (await group("ana", "leave")).data["balance"] == {"EUR": "-42.00"}


async def test_a_name_is_linked_to_somebody_who_writes_here_already(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "members add hannah")
    asked = await group("ana", "members link hannah @ana")
    answer = await group.press("ana", "Yes, same", on=asked)
    assert answer.data["error"]["code"] == "not_allowed"
    await group.press("mia", "Yes, same", on=asked)
    assert names(await group("mia", "members")) == ["Mia", "Ana"]


async def test_payments_to_make_are_those_of_who_took_over(group: Group):
    await group.meet("mia")
    await group("mia", "members add ana, anna, bob")
    await group("mia", "dinner 84")
    await group("mia", "settle")
    await group("mia", "members merge ana anna")
    await group.press("mia", "Yes, same")
    async with group.sessions() as session:
        merged = await session.scalar(
            text(
                "SELECT count(*) FROM transfers t JOIN members m"
                " ON m.id IN (t.payer_id, t.payee_id) WHERE m.merged_into IS NOT NULL"
            )
        )
    assert merged == 0
    answer = await group("mia", "settle")
    assert sorted((t["from"], t["amount"]) for t in answer.data["transfers"]) == [
        ("anna", "42.00"),
        ("bob", "21.00"),
    ]


async def test_whoever_takes_over_takes_part_if_either_did(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "members add hannah")
    await group("ana", "leave")
    await group("mia", "members merge hannah ana")
    await group.press("mia", "Yes, same")
    assert names(await group("mia", "members")) == ["Mia", "Ana"]


async def test_a_group_has_two_hundred_members_at_most(group: Group):
    await group.meet("mia")
    letters = [f"q{a}{b}" for a in "bcdfghjklmnpqrst" for b in "aeiouvwxyzrstn"]
    for begin in range(0, 190, 10):
        await group("mia", f"members add {', '.join(letters[begin : begin + 10])}")
    await group("mia", f"members add {', '.join(letters[190:199])}")
    assert len(names(await group("mia", "members"))) == 200
    answer = await group("mia", "members add zoe")
    assert answer.data["error"]["code"] == "too_long"


async def test_members_added_by_a_message_that_comes_again_are_added_once(group: Group):
    await group.meet("mia")
    first = await group("mia", "members add zoe", message_id="add")
    again = await group("mia", "members add zoe", message_id="add")
    assert again.text == first.text
    assert names(await group("mia", "members")) == ["Mia", "zoe"]


async def test_an_expense_at_the_same_time_as_a_merge_is_whose_it_is(group: Group):
    await group.meet("mia", "bob")
    await group("mia", "members add ana, anna")
    asked = await group("mia", "members merge ana anna")
    await asyncio.gather(
        group.press("bob", "Yes, same", on=asked),
        *[group("mia", f"taxi {n * 3}", message_id=f"at-once-{n}") for n in range(1, 6)],
    )
    assert names(await group("mia", "members")) == ["Mia", "Bob", "anna"]


async def test_whoever_is_mentioned_is_added_with_their_account(group: Group):
    await group.meet("mia")
    zoe = {"U7": Mentioned(external_id="zoe", name="Zoe Z.", handle="zz")}
    answer = await group("mia", "/members add @U7", mentions=zoe)
    assert answer.text.startswith("Zoe Z. is in now.")
    assert (await group("mia", "/members add @U7", mentions=zoe)).data["error"][
        "code"
    ] == "conflict"
    await group("zoe", "/join")
    assert names(await group("mia", "members")) == ["Mia", "Zoe Z."]
