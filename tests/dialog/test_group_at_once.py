"""A group in which several people type at the same time, over connections of their own."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from tests.dialog.conftest import Group
from tests.dialog.test_once import statements

EIGHT = ("mia", "ana", "bob", "cem", "dora", "emil", "fay", "gus")


@pytest.fixture
async def eight(group):
    """A group of eight."""
    await group.meet(*EIGHT)
    return group


async def at_once(*awaitables):
    """Return the answers of what is said at the same time; none of them broke."""
    answers = await asyncio.gather(*awaitables)
    assert not [a for a in answers if a.data.get("error")], [a.text for a in answers]
    return answers


async def one(group, query):
    async with group.sessions() as session:
        return (await session.execute(text(query))).one()


async def test_eight_who_log_at_once_get_numbers_without_gaps_and_lose_nothing(eight):
    numbers = []
    for _ in range(5):
        answers = await at_once(*(eight(name, "dinner 10.01") for name in EIGHT))
        numbers += [answer.data["entry"]["number"] for answer in answers]
    assert sorted(numbers) == list(range(1, 41))
    ledger = await one(eight, "SELECT next_no, odd_turn FROM ledgers WHERE kind = 'group'")
    assert ledger.next_no == 41
    assert ledger.odd_turn == 40 * (1001 % 8)
    kept = await one(eight, "SELECT count(*), sum(amount) FROM entries WHERE voided_at IS NULL")
    assert tuple(kept) == (40, 40 * 1001)


async def test_eight_who_log_at_once_carry_the_same_but_for_a_unit(eight):
    for amount in ("10.01", "0.03", "7.77"):
        await at_once(*(eight(name, f"dinner {amount}") for name in EIGHT))
    async with eight.sessions() as session:
        owed = list(await session.scalars(text("SELECT sum(owed) FROM shares GROUP BY member_id")))
    assert len(owed) == 8
    assert sum(owed) == 8 * (1001 + 3 + 777)
    assert max(owed) - min(owed) <= 1


async def test_balances_are_those_of_the_same_entries_one_after_another(eight, sessions):
    said = [(name, f"dinner {n}.37 with @ana @bob") for n, name in enumerate(EIGHT, start=5)]
    await at_once(*(eight(name, words) for name, words in said))
    calm = Group(sessions, title="Calm")
    await calm.meet(*EIGHT)
    for name, words in said:
        await calm(name, words)
    async with sessions() as session:
        rows = await session.execute(
            text(
                "SELECT l.name, m.name AS who, b.amount FROM balances b"
                " JOIN members m ON m.ledger_id = b.ledger_id AND m.id = b.member_id"
                " JOIN ledgers l ON l.id = b.ledger_id"
            )
        )
    found: dict[str, dict[str, int]] = {"Lisbon": {}, "Calm": {}}
    for row in rows:
        found[row.name][row.who] = row.amount
    # In another order the odd cents go to others: of eight entries at most eight of them.
    assert found["Lisbon"].keys() == found["Calm"].keys()
    for who, amount in found["Lisbon"].items():
        assert abs(amount - found["Calm"][who]) <= 8
    assert sum(found["Lisbon"].values()) == 0


@pytest.mark.parametrize("change", ["edit #1 amount 48", "delete #1", "edit #1 date yesterday"])
async def test_an_undo_against_a_change_of_the_same_entry_leaves_one_of_the_two(eight, change):
    for number in range(1, 5):
        logged = await eight("mia", "dinner 84")
        assert logged.data["entry"]["number"] == number
        await asyncio.gather(
            eight("mia", f"undo #{number}"), eight("mia", change.replace("#1", f"#{number}"))
        )
    living = await one(
        eight, "SELECT count(*), count(DISTINCT no) FROM entries WHERE voided_at IS NULL"
    )
    assert living[0] == living[1] <= 4


async def test_a_new_member_and_expenses_at_once_are_all_there(eight):
    await at_once(
        *(eight(name, "lunch 8") for name in EIGHT),
        *(eight(name, "/join") for name in ("hal", "ida")),
    )
    members = await one(eight, "SELECT count(*), count(DISTINCT user_id) FROM members")
    assert members[0] == members[1] >= 10
    assert (await one(eight, "SELECT count(*) FROM entries"))[0] == 8


async def test_two_who_name_the_same_new_person_at_once_name_one(eight):
    await at_once(*(eight(name, "dinner 10 with @zoe") for name in EIGHT[:4]))
    assert (await one(eight, "SELECT count(*) FROM members WHERE name ILIKE 'zoe'"))[0] == 1


async def test_first_messages_in_a_new_group_at_once_make_one_ledger(group):
    await at_once(*(group(name, "/join") for name in EIGHT))
    assert (await one(group, "SELECT count(*) FROM ledgers WHERE kind = 'group'"))[0] == 1
    assert (await one(group, "SELECT count(*) FROM chats WHERE NOT private"))[0] == 1
    members = await one(group, "SELECT count(*), count(DISTINCT user_id) FROM members")
    assert tuple(members) == (8, 8)


async def test_first_expenses_in_a_new_group_at_once_are_in_one_book(group):
    answers = await at_once(*(group(name, "dinner 84 with @zoe") for name in EIGHT))
    assert sorted(a.data["entry"]["number"] for a in answers) == list(range(1, 9))
    assert (await one(group, "SELECT count(DISTINCT ledger_id) FROM entries"))[0] == 1


async def test_a_payment_that_is_ticked_often_at_once_is_one(group):
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    plan = await group("mia", "settle")
    label = plan.rows[0][0].label
    # Payer and payee press at the same time, each of them twice.
    who = ["mia", "mia", "ana" if "Ana" in plan.text.split("\n")[1] else "bob"] * 2
    answers = await asyncio.gather(*(group.press(name, label, on=plan) for name in who))
    assert all(answer.text for answer in answers)
    paid = await one(group, "SELECT count(*), sum(amount) FROM entries WHERE kind = 'settlement'")
    assert tuple(paid) == (1, 2800)


async def test_all_payments_of_a_plan_ticked_at_once_make_everybody_even(eight):
    for number, name in enumerate(EIGHT, start=1):
        await eight(name, f"dinner {number * 17}.13")
    plan = await eight("mia", "settle")
    rows = [label.label for row in plan.rows for label in row if "Paid" in label.label]
    transfers = plan.data["transfers"]
    assert len(rows) == len(transfers)
    payers = [transfer["from"].casefold() for transfer in transfers]
    await at_once(
        *(eight.press(who, label, on=plan) for who, label in zip(payers, rows, strict=True))
    )
    assert (await one(eight, "SELECT count(*) FROM balances WHERE amount <> 0"))[0] == 0
    paid = await one(eight, "SELECT count(*) FROM entries WHERE kind = 'settlement'")
    assert paid[0] == len(rows)


async def test_a_payment_against_an_expense_at_once_loses_neither(eight):
    await eight("mia", "dinner 80")
    plan = await eight("mia", "settle")
    await asyncio.gather(eight.press("ana", "1 Paid", on=plan), eight("bob", "taxi 16"))
    kinds = await one(
        eight,
        "SELECT count(*) FILTER (WHERE kind = 'expense'),"
        " count(*) FILTER (WHERE kind = 'settlement') FROM entries",
    )
    assert kinds[0] == 2
    assert kinds[1] <= 1


async def test_one_message_delivered_often_at_once_is_one_entry(eight):
    answers = await at_once(*(eight("mia", "dinner 84", message_id="m") for _ in range(8)))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert (await one(eight, "SELECT count(*) FROM entries"))[0] == 1


@pytest.mark.parametrize(
    "said",
    ["dinner 84", "dinner 10 for @ana @bob", "dinner 84 with @ana 20 @bob 30", "+100 deposit"],
)
async def test_an_expense_in_a_group_of_eight_is_two_statements_and_a_commit(eight, engine, said):
    with statements(engine) as sent:
        answer = await eight("mia", said)
    assert answer.data["entry"]["number"] == 1
    assert len(sent) == 3, sent
    assert sent[2] == "COMMIT"
    assert max(map(len, sent)) < 4096, "the driver remembers how to bind only shorter ones"
