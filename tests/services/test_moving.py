"""A group's chat gets another name: one ledger, whatever was said under which of the two."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bots.dialog.messages import Outgoing
from bots.dialog.notices.kinds import KINDS
from expenseiq_core.services import moving
from expenseiq_core.services.chats import Place
from scheduler.planning import Planner
from tests.dialog.conftest import NOON, Group
from tests.dialog.noticing import Noticing

OLD, NEW = "-4001", "-1001"


@pytest.fixture
def old(sessions: async_sessionmaker[AsyncSession]) -> Group:
    """The group under its first name."""
    made = Group(sessions)
    made.chat = OLD
    return made


@pytest.fixture
def new(old: Group) -> Group:
    """The same group under its new name; its messages are numbered anew."""
    made = Group(old.sessions, title=old.title)
    made.chat = NEW
    return made


SHARES = """
SELECT e.description, m.name, s.owed FROM shares s
  JOIN entries e ON e.ledger_id = s.ledger_id AND e.id = s.entry_id
  JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
 WHERE true
"""


async def move(group: Group) -> None:
    async with group.sessions.begin() as session:
        place = Place(platform="test", workspace="", chat=OLD, sender="")
        await moving.move(session, place, to=NEW, now=NOON)


async def ask(group: Group, statement: str) -> list[tuple[object, ...]]:
    async with group.sessions() as session:
        return sorted(tuple(row) for row in await session.execute(text(statement)))


async def book(group: Group) -> list[tuple[object, ...]]:
    """What lives in the books: number, description, amount."""
    return await ask(
        group,
        "SELECT no, description, amount FROM entries WHERE voided_at IS NULL ORDER BY no",
    )


async def open_ledgers(group: Group) -> int:
    found = await ask(
        group, "SELECT count(*) FROM ledgers WHERE kind = 'group' AND closed_at IS NULL"
    )
    return int(str(found[0][0]))


def owed(answer: Outgoing) -> dict[str, str]:
    return {name: share["owed"] for name, share in answer.data["entry"]["shares"].items()}  # type: ignore[index, attr-defined]


async def test_under_its_new_name_a_group_goes_on_in_its_ledger(old: Group, new: Group) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84")
    await move(old)
    answer = await new("ana", "taxi 20")
    assert owed(answer) == {"Mia": "10.00", "Ana": "10.00"}
    assert await book(new) == [(1, "dinner", 8400), (2, "taxi", 2000)]
    assert await open_ledgers(new) == 1


async def test_moved_twice_it_is_moved_once(old: Group, new: Group) -> None:
    await old.meet("mia", "ana")
    for _ in range(2):
        await move(old)
    await new("mia", "dinner 84")
    await move(old)
    assert await book(new) == [(1, "dinner", 8400)]
    assert await open_ledgers(new) == 1


async def test_a_message_from_before_that_comes_late_is_logged_where_the_group_is_now(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "ana")
    await move(old)
    # Under both names messages are numbered, and the numbers say nothing of each other.
    await new("mia", "taxi 20", message_id="57")
    await old("mia", "dinner 84", message_id="57")
    assert await book(new) == [(1, "taxi", 2000), (2, "dinner", 8400)]
    assert await open_ledgers(new) == 1


async def test_a_message_from_before_that_comes_again_is_not_logged_again(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "ana")
    first = await old("mia", "dinner 84", message_id="57")
    await move(old)
    again = await old("mia", "dinner 84", message_id="57")
    assert again.text == first.text
    assert await book(new) == [(1, "dinner", 8400)]


async def test_a_ledger_begun_under_the_new_name_goes_if_nothing_is_in_it(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84")
    await new.meet("bob", "ana")
    await move(old)
    assert await ask(new, "SELECT count(*) FROM ledgers WHERE kind = 'group'") == [(1,)]
    answer = await new("bob", "taxi 30")
    assert owed(answer) == {"Mia": "10.00", "Ana": "10.00", "Bob": "10.00"}
    assert answer.data["entry"]["number"] == 2  # type: ignore[index]


async def test_a_button_from_before_the_group_knew_its_old_ledger_still_works(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "ana")
    hello = await new("mia", "/start")
    await move(old)
    await new.press("bob", "I'm in", hello)
    answer = await new("bob", "taxi 30")
    assert owed(answer) == {"Mia": "10.00", "Ana": "10.00", "Bob": "10.00"}


async def test_an_empty_ledger_gives_way_to_one_that_was_begun_under_the_new_name(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "bob")
    await new.meet("mia", "ana")
    await new("mia", "taxi 20 with @ana")
    await move(old)
    assert await open_ledgers(new) == 1
    answer = await new("mia", "dinner 30")
    assert sorted(owed(answer)) == ["Ana", "Bob", "Mia"]
    assert await book(new) == [(1, "taxi", 2000), (2, "dinner", 3000)]


async def test_of_two_ledgers_with_entries_one_takes_in_the_other(old: Group, new: Group) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84 with @zoe")
    await new.meet("bob", "ana")
    await new("bob", "taxi 30 with @zoe @ana")
    await new("ana", "museum 20.01 USD @bob 10 @ana 10.01 #tickets")
    await move(old)
    assert await open_ledgers(new) == 1
    assert await book(new) == [
        (1, "dinner", 8400),
        (2, "taxi", 3000),
        (3, "museum", 2001),
    ]
    assert await ask(
        new,
        """
        SELECT m.name, b.currency, b.amount FROM balances b
          JOIN members m ON m.ledger_id = b.ledger_id AND m.id = b.member_id
         WHERE b.amount <> 0
        """,
    ) == [
        ("Ana", "EUR", -1000),
        ("Ana", "USD", 1000),
        ("Bob", "EUR", 2000),
        ("Bob", "USD", -1000),
        ("Mia", "EUR", 4200),
        ("zoe", "EUR", -5200),
    ]
    answer = await new("mia", "tea 8")
    assert owed(answer) == dict.fromkeys(("Mia", "Ana", "zoe", "Bob"), "2.00")


async def test_whoever_carried_the_odd_cents_still_does(old: Group, new: Group) -> None:
    # The same people, in other orders: the odd cents go by the order in which they came.
    await old.meet("mia", "ana", "bob")
    await old("mia", "dinner 84")
    await new.meet("bob", "mia", "ana")
    for _ in range(2):
        await new("bob", "tea 10")
    await new("bob", "cake 9.02 @bob x2 @ana x1 @mia x1")
    before = await ask(new, SHARES + " AND e.ledger_id = (SELECT max(id::text) FROM ledgers)::uuid")
    await move(old)
    assert await ask(new, SHARES + " AND e.no > 1 AND e.voided_at IS NULL") == before


async def test_what_was_taken_in_is_edited_like_all_else(old: Group, new: Group) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84")
    await new.meet("bob", "ana")
    await new("bob", "taxi 30 with @ana")
    await move(old)
    await new("bob", "edit #2 40")
    assert await book(new) == [(1, "dinner", 8400), (2, "taxi", 4000)]
    await new("bob", "undo")
    assert await book(new) == [(1, "dinner", 8400), (2, "taxi", 3000)]


async def test_a_number_from_before_two_ledgers_were_one_is_refused_not_mistaken(
    old: Group, new: Group
) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84")
    await new.meet("bob", "ana")
    taxi = await new("bob", "taxi 30 with @ana")
    await move(old)
    answer = await new.press("bob", "Undo", taxi)
    assert "error" in answer.data
    assert await book(new) == [(1, "dinner", 8400), (2, "taxi", 3000)]


async def test_a_chat_that_we_never_met_does_not_move(new: Group) -> None:
    await move(new)
    assert await ask(new, "SELECT external_id FROM chats") == []


@pytest.mark.parametrize(
    ("name", "then"), [("Lisbon", "Porto"), ("Lisbon with Bob", "Lisbon with Bob")]
)
async def test_a_new_title_is_the_ledgers_unless_it_was_given_a_name(
    old: Group, name: str, then: str
) -> None:
    group = old
    await group.meet("mia")
    async with group.sessions.begin() as session:
        await session.execute(text("UPDATE ledgers SET name = :p_name"), {"p_name": name})
    for title in ("Porto", "Porto"):
        async with group.sessions.begin() as session:
            place = Place(platform="test", workspace="", chat=group.chat, sender="")
            await moving.retitle(session, place, title)
    assert await ask(group, "SELECT name FROM ledgers WHERE kind = 'group'") == [(then,)]


async def test_reminders_go_on_under_the_new_name(old: Group) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84 with @zoe")
    await old("mia", "remind weekly friday 17:00")
    noticing = Noticing(old.sessions)
    friday = NOON + dt.timedelta(days=2, hours=5)
    await Planner(old.sessions, KINDS, clock=lambda: friday).plan()
    await move(old)
    [(chat, said)] = await noticing.tick(friday + dt.timedelta(minutes=6))
    assert (chat, said.text) == (NEW, "Still to pay in Lisbon:\n1 Zoe → Mia €42.00")


async def test_of_two_ledgers_that_become_one_the_reminders_stay(old: Group, new: Group) -> None:
    await old.meet("mia", "ana")
    await old("mia", "dinner 84 with @zoe")
    await new.meet("mia", "ana")
    await new("mia", "lunch 10 with @ana")
    await new("mia", "remind weekly friday 17:00")
    await move(old)
    [(chat, said)] = await Noticing(old.sessions).tick(NOON + dt.timedelta(days=2, hours=5.2))
    assert chat == NEW
    assert said.text == ("Still to pay in Lisbon:\n1 Ana → Mia €5.00\n2 Zoe → Mia €42.00")
