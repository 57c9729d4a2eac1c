"""The proof of a group's books: each rule sees its fault. They are broken by hand, and not kept."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from expenseiq_core.services import books, books_splits
from tests.dialog.conftest import Group

GROUP = "(SELECT id FROM ledgers WHERE kind = 'group')"
BALANCES = "every balance is the sum of paid - owed of the living entries, also of those merged"
PLAN = f"INSERT INTO plans SELECT {GROUP}, {GROUP}, NULL, NULL, now();"


def row(columns: str) -> str:
    """Return a plan with one payment, from the first two members' ids and these columns."""
    return f"""{PLAN}
        INSERT INTO transfers (ledger_id, plan_id, position, payer_id, payee_id, currency, amount,
                               parts)
        SELECT {GROUP}, {GROUP}, 1, {columns}
          FROM (SELECT min(id::text)::uuid AS one, max(id::text)::uuid AS other
                  FROM members WHERE ledger_id = {GROUP}) AS two"""


def merge(one: str, into: str) -> str:
    return (
        "UPDATE members SET user_id = NULL, merged_into = "
        f"(SELECT id FROM members WHERE name = '{into}') WHERE name = '{one}'"
    )


BREAKS = {
    BALANCES: [
        "INSERT INTO balances SELECT ledger_id, id, 'USD', 5 FROM members WHERE name = 'Cem'",
        # Merged, but the balance stayed behind.
        merge("Bob", "Mia"),
    ],
    "a merged member points to a living one of the ledger, and has no account": [
        "UPDATE members SET merged_into = id WHERE name = 'Cem'",
        merge("Cem", "Bob") + ";" + merge("Bob", "Ana"),
        "UPDATE members SET merged_into = gen_random_uuid(), user_id = NULL WHERE name = 'Cem'",
    ],
    "a group has members": ["DELETE FROM members WHERE ledger_id = " + GROUP],
    "whoever was removed from a group changes nothing there": [
        "UPDATE members SET removed_at = '2026-11-18T11:00Z' WHERE name = 'Mia'",
    ],
    "a private chat keeps a personal ledger, any other a group's": [
        "UPDATE chats SET private = true",
        "UPDATE ledgers SET kind = 'personal'",
    ],
    "a thread with a ledger of its own has a group's that is open": [
        "INSERT INTO threads SELECT id, '7', gen_random_uuid(), now() FROM chats",
        (
            "INSERT INTO threads SELECT id, '7', ledger_id, now() FROM chats;"
            "UPDATE ledgers SET closed_at = now()"
        ),
    ],
    "whom a default split names is a member": [
        f"""UPDATE ledgers SET default_split = '{{"mode": "equal", "items": [], "parts":
            [{{"member": "11111111-1111-1111-1111-111111111111"}}]}}' WHERE id = {GROUP}""",
    ],
    "a settlement is between two members, and is not split": [
        "UPDATE entries SET kind = 'settlement' WHERE no = 1",
        "UPDATE entries SET kind = 'settlement', split = NULL WHERE no = 1",
        "UPDATE entries SET kind = 'settlement', split = NULL WHERE no = 5",
    ],
    "in a group what is not split is of one purse: who pays it owes it": [
        "UPDATE entries SET split = NULL WHERE no = 2",
        "UPDATE entries SET split = NULL WHERE kind = 'income'",
    ],
    "only a settlement pays an entry, and one that there is": [
        "UPDATE entries SET pays = 2 WHERE no = 1",
        "UPDATE entries SET kind = 'settlement', pays = 99 WHERE no = 1",
    ],
    "a suggested payment settles something, from one member to another": [
        row("one, other, 'EUR', -5, '{\"EUR\": -5}'"),
        row("one, other, 'EUR', 5, '{}'"),
        row("one, one, 'EUR', 5, '{\"EUR\": 5}'"),
        row("one, other, 'EUR', 5, '{\"EUR\": 6}'"),
        row("one, other, 'EUR', 5, '{\"USD\": 5}'"),
        row("one, other, 'EUR', 5, '{\"EUR\": 5}'") + "; UPDATE plans SET currency = 'USD'",
        merge("Cem", "Bob")
        + ";"
        + row(
            "(SELECT id FROM members WHERE name = 'Cem'),"
            " (SELECT id FROM members WHERE name = 'Bob'), 'EUR', 5, '{\"EUR\": 5}'"
        ),
    ],
    "no plan is open and no invitation holds where the book is closed": [
        f"{PLAN} UPDATE ledgers SET closed_at = now()",
        (
            f"INSERT INTO invitations SELECT 'x', {GROUP}, {GROUP}, now();"
            "UPDATE ledgers SET closed_at = now()"
        ),
    ],
    "an invitation is to a group that exists": [
        "INSERT INTO invitations SELECT 'x', gen_random_uuid(), gen_random_uuid(), now()",
    ],
    "what somebody is told without having asked is told them alone": [
        """INSERT INTO deliveries (id, occurrence, user_id, chat_id, kind, notice, due_at,
                                   created_at)
           SELECT c.id, 'x', m.user_id, c.id, 'budget', '{}', now(), now()
             FROM chats c JOIN members m ON m.ledger_id = c.ledger_id AND m.name = 'Mia'""",
    ],
    "only in a personal ledger do categories of groups count as its own": [
        "INSERT INTO own_categories SELECT ledger_id, folded, id FROM categories",
    ],
    "whom a split names is a member": [
        """UPDATE entries SET split = jsonb_set(split, '{parts,0,member}',
            '"11111111-1111-1111-1111-111111111111"')""",
    ],
    books_splits.AGREES: [
        # A cent from one to another: every other rule is content.
        """UPDATE shares SET owed = owed + CASE WHEN member_id = m.id THEN 1 ELSE -1 END
             FROM entries e, members m
            WHERE e.id = shares.entry_id AND e.no = 2 AND m.name = 'Ana'
              AND shares.member_id IN (SELECT id FROM members WHERE name IN ('Ana', 'Bob'))""",
        "UPDATE entries SET odd_turn = odd_turn + 1 WHERE no = 2",
        "UPDATE entries SET odd_turn = odd_turn + 1 WHERE kind = 'income'",
        "UPDATE entries SET split = split - 'mode' WHERE no = 1",
        "UPDATE entries SET split = jsonb_set(split, '{mode}', '\"itemised\"') WHERE no = 1",
        """UPDATE entries SET split = jsonb_set(split, '{parts,0,heads}', '0') WHERE no = 1""",
        """UPDATE entries SET split = jsonb_set(split, '{parts,0,heads}', '2') WHERE no = 1""",
    ],
}


@pytest.fixture
async def kept(sessions):
    """A group's book, in which one entry is not split."""
    group = Group(sessions)
    await group.meet("mia", "ana", "bob", "cem")
    await group("mia", "dinner 84 with @ana @bob")
    await group("ana", "taxi 10.01")
    await group("mia", "refund 10.01 taxi")
    await group("ana", "+10.01 deposit")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE ledgers SET mode = 'shared'"))
    await group("bob", "groceries 30")
    return sessions


async def broken(kept, statement):
    """Return the faults after a statement that no foreign key stops; it is rolled back."""
    async with kept() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for one in statement.split(";"):
            await session.execute(text(one))
        return await books.faults(session)


async def test_a_group_s_right_books_have_no_faults(kept):
    async with kept() as session:
        assert await books.faults(session) == []


@pytest.mark.parametrize(
    ("rule", "statement"),
    [(rule, statement) for rule, statements in BREAKS.items() for statement in statements],
)
async def test_a_broken_rule_of_groups_is_seen(kept, rule, statement):
    faults = await broken(kept, statement)
    assert rule in {fault.rule for fault in faults}
    assert all(fault.where for fault in faults)


async def test_shares_and_splits_of_merged_members_are_those_of_who_took_over(kept):
    moved = """
        UPDATE balances SET amount = balances.amount + b.amount
          FROM balances b, members m, members o
         WHERE m.name = 'Bob' AND o.name = 'Ana' AND b.member_id = m.id
           AND balances.member_id = o.id AND balances.currency = b.currency;
        UPDATE balances SET amount = 0 WHERE member_id IN
               (SELECT id FROM members WHERE name = 'Bob')"""
    assert await broken(kept, f"{merge('Bob', 'Ana')};{moved}") == []


async def test_of_many_wrong_splits_at_most_twenty_are_told(kept):
    many = """
        INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, date, description,
                             folded, source, author_id, created_at, turn_id, split)
        SELECT ledger_id, gen_random_uuid(), 100 + n, 1, kind, amount, currency, date, '', '',
               'x' || n, author_id, created_at, turn_id, split
          FROM entries, generate_series(1, 30) AS n WHERE no = 1"""
    faults = await broken(kept, many)
    assert len([fault for fault in faults if fault.rule == books_splits.AGREES]) == 20
