"""What somebody might try in a group: to come back, to see more, to be called what is no name."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.dialog.messages import Mentioned
from tests.dialog.conftest import Conversation, Group, labels


async def test_whoever_was_removed_stays_so_in_the_next_book_and_in_a_thread(group: Group):
    await group.meet("mia", "bob", "zoe")
    await group("mia", "dinner 84 with @bob")
    await group("mia", "/members remove zoe")
    await group("bob", "/group here", thread="t")
    await group("mia", "/trip over anyway")
    for more in ({}, {"thread": "t"}):
        answer = await group("zoe", "/e lunch 10", **more)
        assert answer.data["error"]["code"] == "not_allowed"
    assert (await group("mia", "/e lunch 10")).text.endswith("€5.00 each: you, Bob")
    assert (await group("mia", "members")).text.splitlines()[:2] == [
        "Lisbon: 2 members",
        "You, Bob",
    ]


async def test_a_default_in_percent_without_who_left_still_adds_up_in_the_next_book(group: Group):
    await group.meet("mia", "bob", "zoe")
    await group("mia", "/default split me 50% bob 30% zoe 20%")
    await group("zoe", "/leave")
    before = await group("mia", "/e dinner 80")
    await group("mia", "/trip over anyway")
    after = await group("mia", "/e dinner 80")
    for answer in (before, after):
        assert answer.text.splitlines()[0].endswith("€50.00 you, €30.00 Bob")


async def test_whoever_was_removed_sees_nothing_more_of_the_group_alone(
    group: Group, says: Conversation
):
    await group.meet("bob", "mia")
    await group("bob", "secret 84")
    code = (await group("bob", "invite")).data["invitation"]
    assert "Secret" in (await says("list")).text
    await group("bob", "/members remove mia anyway")
    for text in ("list", "report", "search secret", "balance", "groups", "balance with bob"):
        answer = await says(text)
        assert "Secret" not in answer.text, text
        assert "Lisbon" not in answer.text, text
        assert "42" not in answer.text, text
    answer = await says(f"join {code}")
    assert answer.data["error"]["code"] == "not_allowed"
    assert "Bob" not in answer.text


async def test_whoever_left_adds_nothing_by_editing_a_message(group: Group):
    await group.meet("mia", "bob", "zoe")
    await group("zoe", "dinner 84", message_id="z1")
    await group("zoe", "/leave anyway")
    later = group.at + dt.timedelta(minutes=3)
    answer = await group("zoe", "dinner 84\nbeer 30", message_id="z1", edited_at=later)
    assert answer.data["error"]["code"] == "not_allowed"
    assert "Beer" not in (await group("mia", "list")).text


@pytest.mark.parametrize("text", ["edit #2 refund", "edit #2 income", "edit #2 category food"])
async def test_a_payment_is_never_made_something_else(group: Group, text: str):
    await group.meet("mia", "bob")
    await group("mia", "dinner 84")
    await group("bob", "paid @mia 10")
    answer = await group("bob", text)
    assert answer.data["error"]["code"] == "conflict"
    assert answer.text == "#2 is a payment, not an expense. To take it back: undo #2"
    assert "Category" not in labels(await group("bob", "#2"))


async def test_a_payment_between_two_who_are_one_since_can_be_brought_back(group: Group):
    await group.meet("mia", "bob")
    await group("mia", "members add ana")
    await group("mia", "dinner 84 all")
    await group("bob", "paid @ana 10")
    await group("mia", "members merge ana bob")
    await group.press("mia", "Yes, same")
    await group("bob", "delete #2")
    assert (await group("bob", "restore #2")).text.startswith("Back: #2")
    balance = await group("bob", "balance")
    assert balance.data["balances"] == {"EUR": {"Mia": "56.00", "Bob": "-56.00"}}
    assert (await group("bob", "why")).text.startswith("Bob, you owe €56.00")


async def test_except_all_leaves_nobody(group: Group):
    await group.meet("mia", "bob")
    answer = await group("mia", "/e dinner 84 except all")
    assert answer.data["error"]["code"] == "nobody"


async def test_a_name_is_one_line_without_what_is_not_seen(group: Group):
    await group("mia", "/join", sender_name="Mia\nYou get back €999.00")
    await group("bob", "/join", sender_name="B\u202eob\u200b")
    await group("zed", "/join", sender_name="\u200b\u2066")
    ana = Mentioned(external_id="ana", name="Ana\u202e\nSilva", handle="ana")
    answer = await group("mia", "/e dinner 84 with @ana @bob", mentions={"ana": ana})
    assert answer.text.endswith("€28.00 each: you, Bob, Ana")
    members = await group("bob", "members")
    names = [member["name"] for member in members.data["members"]]
    assert names == ["Mia You get back €999.00", "Bob", "Somebody", "Ana Silva"]
    assert len(members.text.splitlines()) == 2


async def test_an_answer_to_a_question_counts_only_for_who_takes_part_still(group: Group):
    await group.meet("mia", "bob", "zoe")
    await group("mia", "members add carl, kim")
    spelled = await group("mia", "/e dinner 84 with @zoee")
    carried = await group("bob", "/e dinner 90 9 ways")
    again = await group("bob", "/e dinner 99 9 ways")
    await group("mia", "/members remove zoe")
    await group("mia", "members merge carl kim")
    await group.press("mia", "Yes, same")
    answer = await group.press("mia", "Yes, Zoe", on=spelled)
    assert answer.data["error"]["code"] == "removed"
    answer = await group.press("bob", "Zoe", on=carried)
    assert answer.data["error"]["code"] == "who_carries"
    assert "Zoe" not in labels(answer)
    answer = await group.press("bob", "Carl", on=again)
    assert answer.text.splitlines()[0].endswith("€11.00 you, Mia, €77.00 Kim")


async def test_what_was_split_stays_so_when_it_is_corrected_in_a_group_of_one_purse(group: Group):
    await group.meet("mia", "bob", "ana")
    await group("mia", "dinner 84")
    await group("mia", "/mode shared")
    answer = await group("mia", "edit #1 90")
    assert answer.text.splitlines()[0].endswith("€30.00 each: you, Bob, Ana")
    assert "owe €2.00 more each" in answer.text
    await group("mia", "lunch 10")
    assert "each" not in (await group("mia", "edit #2 12")).text
    nets = (await group("mia", "balance")).data["balances"]["EUR"]
    assert (nets["Mia"], nets["Bob"]) == ("60.00", "-30.00")


async def test_a_code_comes_along_with_start(group: Group, says: Conversation):
    await group.meet("ana")
    code = (await group("ana", "invite")).data["invitation"]
    assert (await says(f"/start {code}")).text.startswith("Join Lisbon (Ana)?")
    assert (await says.press("Join")).data == {"joined": "Lisbon"}


@pytest.mark.parametrize("rest", ["@bob 0", "@bob 1000000000000", "@bob 5 with @zoe", "20 dinner"])
async def test_a_payment_that_is_none_says_how_one_is_typed(group: Group, rest: str):
    await group.meet("mia", "bob", "zoe")
    answer = await group("mia", f"/paid {rest}")
    assert answer.data["error"]["code"] == "usage"
    assert "paid @ana 20" in answer.text
