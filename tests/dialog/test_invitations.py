"""Joining a group by a code: asked first, and the code is nowhere kept in clear."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from tests.dialog.conftest import Conversation, Group, labels


@pytest.fixture
async def code(group: Group) -> str:
    await group.meet("mia", "ana")
    return (await group("ana", "invite")).data["invitation"]


async def test_a_code_asks_and_then_joins(group: Group, somebody, code: str):
    bob = somebody("bob")
    asked = await bob(f"join {code.lower()}")
    assert asked.text.startswith("Join Lisbon (Mia, Ana)?")
    assert labels(asked) == ["Join", "Cancel"]
    assert len((await group("mia", "members")).data["members"]) == 2
    answer = await bob.press("Join")
    assert answer.data == {"joined": "Lisbon"}
    assert [m["name"] for m in (await group("mia", "members")).data["members"]][-1] == "Bob"
    assert set((await group("bob", "taxi 9")).data["entry"]["shares"]) == {"Mia", "Ana", "Bob"}


async def test_many_may_use_a_code_until_it_ends(group: Group, somebody, code: str):
    bob, cem, eve = somebody("bob"), somebody("cem"), somebody("eve")
    for person in (bob, cem):
        await person(f"join {code}")
        await person.press("Join")
    asked = await eve(f"join {code}")
    await group("mia", "invite off")
    assert (await eve.press("Join")).data["error"]["code"] == "not_found"
    assert (await eve(f"join {code}")).data["error"]["code"] == "invitation_code"
    assert len((await group("mia", "members")).data["members"]) == 4
    assert asked.data["join"]["group"] == "Lisbon"


async def test_a_code_expires_after_a_week(somebody, code: str):
    bob = somebody("bob")
    bob.at += dt.timedelta(days=7, seconds=1)
    assert (await bob(f"join {code}")).data["error"]["code"] == "invitation_code"


async def test_wrong_codes_are_counted(somebody, code: str):
    bob = somebody("bob")
    for _ in range(5):
        answer = await bob("join 2A3B4C5D")
    assert "Wait" in answer.text
    assert (await bob(f"join {code}")).data["error"]["code"] == "not_allowed"


async def test_a_code_is_kept_nowhere_in_clear(group: Group, somebody, code: str):
    bob = somebody("bob")
    await bob(f"join {code}")
    await bob.press("Join")
    async with group.sessions() as session:
        kept = await session.scalars(
            text("SELECT concat_ws(' ', said, actions::text, reply::text) FROM turns")
        )
        codes = await session.scalars(text("SELECT code_hash FROM invitations"))
        assert not any(code.casefold() in row.casefold() for row in [*kept, *codes])


async def test_whoever_was_removed_does_not_come_back_by_a_code(group: Group, somebody, code: str):
    await group.meet("bob")
    await group("bob", "leave")
    bob = somebody("bob")
    await bob(f"join {code}")
    await group("mia", "members remove bob")
    assert (await bob.press("Join")).data["error"]["code"] == "not_allowed"
    answer = await bob(f"join {code}")
    assert answer.data["error"]["code"] == "not_allowed"
    assert "Mia" not in answer.text


async def test_whoever_left_comes_back_by_a_code(group: Group, somebody, code: str):
    await group("ana", "leave")
    ana = somebody("ana")
    await ana(f"join {code}")
    await ana.press("Join")
    states = {m["name"]: m["state"] for m in (await group("mia", "members")).data["members"]}
    assert states == {"Mia": "active", "Ana": "active"}


async def test_a_member_needs_no_code(somebody, code: str):
    assert (await somebody("mia")(f"join {code}")).data["error"]["code"] == "conflict"


async def test_what_costs_something_is_no_code(says: Conversation):
    assert (await says("join gym 40")).data["entry"]["amount"] == "40.00"


async def test_a_code_typed_in_a_group_is_refused(group: Group, code: str):
    for typed in (f"/join {code}", f"join {code}"):
        answer = await group("bob", typed)
        assert answer.data["error"]["code"] == "not_allowed"


async def test_ones_groups_are_listed_with_ones_balance(group: Group, somebody, sessions):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    other = Group(sessions, title="Flat")
    await other.meet("ana", "mia")
    ana = somebody("ana")
    answer = await ana("groups")
    assert answer.text == "Flat · even\nLisbon · you owe €42.00"
    assert (await ana("groups lis")).text == "Lisbon · you owe €42.00"
    assert (await ana("groups xyz")).data["error"]["code"] == "not_found"


async def test_a_closed_group_is_listed_last_and_marked(group: Group, somebody):
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    await group("mia", "new trip Porto anyway")
    answer = await somebody("ana")("groups")
    assert answer.text == "Porto · even\nLisbon · you owe €42.00 · closed Wed 18 Nov"


async def test_whoever_is_in_no_group_reads_how_to_come_into_one(says: Conversation):
    answer = await says("groups")
    assert answer.data == {"groups": []}
    assert "join" in answer.text


async def test_many_groups_come_in_pages(sessions, somebody):
    for number in range(9):
        await Group(sessions, title=f"Group {number}").meet("ana")
    ana = somebody("ana")
    answer = await ana("groups")
    assert len(answer.lines) == 7
    assert len((await ana.press("More")).lines) == 2
