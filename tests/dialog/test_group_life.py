"""The life of a group: the roll call, one book after another, threads."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from tests.dialog.conftest import Group, labels


async def test_the_roll_call_names_those_who_press(group: Group):
    asked = await group("mia", "/start")
    assert labels(asked) == ["I'm in", "We split bills", "One shared budget"]
    answer = await group.press("ana", "I'm in", on=asked)
    assert answer.data["members"] == ["Mia", "Ana"]
    answer = await group.press("bob", "I'm in", on=asked)
    assert "In: Mia, Ana, Bob" in answer.text
    assert (await group("mia", "/start")).text == answer.text


async def test_any_member_chooses_the_mode_while_nothing_is_recorded(group: Group):
    asked = await group("mia", "/start")
    await group.press("ana", "I'm in", on=asked)
    answer = await group.press("ana", "One shared budget", on=asked)
    assert answer.data["mode"] == "shared"
    await group("mia", "groceries 46")
    answer = await group.press("ana", "We split bills", on=asked)
    assert answer.data["error"]["code"] == "not_allowed"
    answer = await group.press("mia", "We split bills", on=asked)
    assert answer.data["mode"] == "split"


async def test_a_stranger_cannot_choose_the_mode(group: Group):
    asked = await group("mia", "/start")
    answer = await group.press("eve", "One shared budget", on=asked)
    assert answer.data["error"]["code"] == "not_allowed"
    assert (await group("mia", "members")).data["members"] == [
        {"name": "Mia", "state": "active", "account": True}
    ]


async def test_a_trip_that_is_over_leaves_a_new_book_for_the_same_people(group: Group):
    await group.meet("mia", "ana", "bob")
    await group("bob", "leave")
    await group("mia", "category add Surf 🏄")
    await group("mia", "dinner 84")
    await group("ana", "dinner 84")
    answer = await group("mia", "new trip Porto")
    assert answer.data == {"closed": "Lisbon", "group": "Porto"}
    answer = await group("mia", "board 30 surf")
    assert answer.data["entry"]["number"] == 1
    assert answer.data["entry"]["category"] == "Surf"
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana"}


async def test_open_balances_are_shown_before_a_trip_is_closed(group: Group):
    await group.meet("mia", "ana")
    await group("ana", "dinner 84")
    answer = await group("mia", "trip over")
    assert "You owe €42.00" in answer.text
    assert labels(answer) == ["Close anyway", "Settle up"]
    answer = await group.press("mia", "Close anyway")
    assert answer.data["closed"] == "Lisbon"


async def test_only_who_runs_the_group_closes_it(group: Group):
    await group.meet("mia", "ana")
    await group("ana", "dinner 84")
    assert (await group("ana", "trip over")).data["error"]["code"] == "not_allowed"


async def test_nothing_recorded_is_nothing_to_close(group: Group):
    await group.meet("mia", "ana")
    answer = await group("mia", "trip over")
    assert answer.data["error"]["code"] == "conflict"
    assert (await group("mia", "group name Porto")).data == {"group": "Porto"}


async def test_a_thread_gets_a_book_of_its_own(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    assert "no thread" in (await group("mia", "/group here")).text
    await group("mia", "group here Surfing", thread="7")
    answer = await group("ana", "board 30", thread="7")
    assert answer.data["entry"]["number"] == 1
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana"}
    assert (await group("ana", "taxi 9")).data["entry"]["number"] == 2
    assert (await group("ana", "group", thread="7")).data["group"] == "Surfing"
    assert (await group("mia", "group here", thread="7")).data["error"]["code"] == "conflict"


async def test_the_trip_of_a_thread_can_be_over_too(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "group here Surfing", thread="7")
    await group("mia", "board 30", thread="7")
    await group("mia", "trip over anyway", thread="7")
    assert (await group("mia", "board 30", thread="7")).data["entry"]["number"] == 1


async def test_what_was_said_in_a_closed_book_does_nothing_in_the_new_one(group: Group):
    await group.meet("mia", "ana")
    before = await group("mia", "dinner 84")
    await group("mia", "new trip Porto anyway")
    await group("mia", "lunch 30")
    answer = await group.press("mia", "Undo", on=before)
    assert answer.text == "That is from Lisbon, which is closed. To see yours: groups"
    assert len((await group("mia", "list")).data["entries"]) == 1


async def test_a_button_of_the_chat_does_nothing_in_the_book_of_a_thread(group: Group):
    await group.meet("mia", "ana")
    before = await group("mia", "dinner 84")
    await group("mia", "group here Surfing", thread="7")
    button = before.rows[0][-1].id
    answer = await group("mia", button=button, thread="7")
    assert "Lisbon" in answer.text
    assert answer.data["error"]["code"] == "not_found"


async def test_two_linked_accounts_are_one_member_of_a_group(group: Group, somebody):
    await group.meet("mia", "ana", "annie")
    await group("mia", "dinner 84")
    ana, annie = somebody("ana"), somebody("annie")
    code = (await ana("link")).data["code"]
    assert "linked" in (await annie(f"link {code}")).data
    members = (await group("mia", "members")).data["members"]
    assert [m["name"] for m in members] == ["Mia", "Ana"]
    assert (await group("annie", "leave")).data["balance"] == {"EUR": "-56.00"}
    answer = await annie("unlink")
    assert "they stay one member" in answer.text
    assert (await group("ana", "leave")).data["balance"] == {"EUR": "-56.00"}


async def test_a_group_stays_in_the_hands_of_whoever_started_it_with_another_account(
    group: Group, somebody
):
    await group.meet("annie", "mia")
    await group("mia", "dinner 84")
    ana, annie = somebody("ana"), somebody("annie")
    code = (await ana("link")).data["code"]
    await annie(f"link {code}")
    assert "error" not in (await group("annie", "simplify off")).data
    await annie("unlink")
    assert "error" not in (await group("annie", "simplify on")).data


async def test_messages_of_a_closed_book_change_nothing_when_edited_or_deleted(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84", message_id="old")
    await group("mia", "new trip Porto anyway")
    later = group.at.replace(hour=13)
    edited = await group("mia", "dinner 90", message_id="old", edited_at=later)
    assert edited.text == "That is from Lisbon, which is closed. To see yours: groups"
    deleted = await group("mia", "", message_id="old", deleted_at=later)
    assert deleted.is_silent
    replied = await group("mia", "13", replies_to="old")
    assert replied.data["error"]["code"] == "not_found"
    assert (await group("mia", "list")).data["entries"] == []


async def test_a_message_that_closed_a_book_closes_no_other_when_it_comes_again(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    first = await group("mia", "trip over anyway", message_id="close")
    await group("mia", "lunch 30")
    again = await group("mia", "trip over anyway", message_id="close")
    assert again.text == first.text
    assert len((await group("mia", "list")).data["entries"]) == 1


async def test_an_expense_at_the_same_time_belongs_to_the_old_book_or_the_new(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    await asyncio.gather(
        group("mia", "trip over anyway"),
        *[group("ana", f"taxi {n}", message_id=f"at-once-{n}") for n in range(1, 6)],
    )
    async with group.sessions() as session:
        entries = await session.scalar(text("SELECT count(*) FROM entries"))
        closed = await session.scalar(
            text("SELECT count(*) FROM ledgers WHERE closed_at IS NOT NULL")
        )
    assert (entries, closed) == (6, 1)


async def test_two_who_close_a_book_at_once_close_one(group: Group):
    await group.meet("mia", "ana")
    group.admins.add("ana")
    await group("mia", "dinner 84")
    await asyncio.gather(group("mia", "trip over anyway"), group("ana", "trip over anyway"))
    async with group.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM ledgers")) == 2


async def test_two_threads_at_once_do_not_get_in_each_others_way(group: Group):
    await group.meet("mia", "ana")
    await asyncio.gather(
        group("mia", "group here Surf", thread="7"),
        group("ana", "group here Food", thread="8"),
        group("mia", "group here Surf too", thread="7"),
    )
    assert (await group("mia", "group", thread="8")).data["group"] == "Food"
    assert (await group("mia", "group", thread="7")).data["group"].startswith("Surf")


async def test_whoever_left_still_looks(group: Group):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    await group("ana", "leave anyway")
    for typed in ("list", "report", "search dinner", "home", "help", "history #1", "members"):
        assert "error" not in (await group("ana", typed)).data, typed
    for typed in ("members add zoe", "group name Porto", "budget food 200 monthly", "invite"):
        assert (await group("ana", typed)).data["error"]["code"] == "not_allowed", typed
