"""The proof of the books: each rule sees its fault. The data are broken by hand, and not kept."""

from __future__ import annotations

import pytest

from expenseiq_core.services import books
from tests.dialog.conftest import Conversation
from tests.services import test_group_books

ONE = "(SELECT id FROM entries WHERE no = 1 AND version = 1)"

BREAKS = {
    "in every entry paid and owed add up to the amount": [
        "UPDATE shares SET paid = paid + 1",
        "UPDATE shares SET owed = owed - 1",
        "UPDATE entries SET amount = amount + 1, base_amount = base_amount + 1",
        f"DELETE FROM shares WHERE entry_id = {ONE}",
    ],
    "every balance is the sum of paid - owed of the living entries, also of those merged": [
        "INSERT INTO balances SELECT ledger_id, id, 'EUR', 5 FROM members",
        "UPDATE shares SET paid = paid + 5",
    ],
    "in every ledger and currency the balances add up to zero": [
        "INSERT INTO balances SELECT ledger_id, id, 'EUR', 5 FROM members",
    ],
    "what is spent of an open budget in a period is the sum of its entries there": [
        "UPDATE spent SET amount = amount + 1",
        "DELETE FROM spent",
        "UPDATE spent SET period_start = period_start + 31",
        "UPDATE budgets SET closed_at = now()",
        "UPDATE ledgers SET month_start = 15",
        "UPDATE budgets SET starts = '2027-01-01'",
        "UPDATE budgets SET ends = '2026-01-01'",
        "UPDATE entries SET voided_at = now(), voided_by = turn_id WHERE no = 2",
        "UPDATE categories SET kind = 'saving'",
    ],
    "an open budget is in its ledger's currency and for a category that is not merged away": [
        "UPDATE budgets SET currency = 'USD'",
        (
            "UPDATE categories SET merged_into = (SELECT id FROM categories WHERE name = 'Fun')"
            " WHERE name = 'Food'"
        ),
    ],
    "an entry has a base amount, a rate and its day, or none of them": [
        "UPDATE entries SET rate = NULL",
        "UPDATE entries SET base_amount = NULL",
        "UPDATE entries SET rate_date = NULL",
    ],
    "in the ledger's own currency the base amount is the amount": [
        "UPDATE entries SET base_amount = base_amount + 1 WHERE no = 2",
        "UPDATE entries SET rate = 2 WHERE no = 2",
        "UPDATE entries SET base_amount = NULL, rate = NULL, rate_date = NULL WHERE no = 2",
    ],
    "the versions of a number are a chain, and only the last one may be living": [
        "UPDATE entries SET replaces = NULL, source = 'x' WHERE version = 2",
        f"UPDATE entries SET replaces = {ONE} WHERE no = 2",
        "UPDATE entries SET version = 3 WHERE version = 2",
        "UPDATE entries SET version = 0 WHERE version = 1",
        "DELETE FROM entries WHERE version = 1",
        "DROP INDEX uq_entries_no; UPDATE entries SET voided_at = NULL WHERE no = 1",
    ],
    "what is voided says when and by which turn": [
        "UPDATE entries SET voided_by = NULL",
        "UPDATE entries SET voided_by = turn_id WHERE no = 2",
        "UPDATE entries SET voided_by = gen_random_uuid() WHERE voided_at IS NOT NULL",
    ],
    "every entry belongs to a turn of its ledger": [
        "UPDATE entries SET turn_id = gen_random_uuid()",
        "UPDATE turns SET ledger_id = gen_random_uuid()",
        "DELETE FROM turns",
    ],
    "a merged category points to a living one of the same kind": [
        "UPDATE categories SET merged_into = id WHERE name = 'Food'",
        "UPDATE categories SET kind = 'neutral' WHERE merged_into IS NOT NULL",
        (
            "UPDATE categories SET merged_into = (SELECT id FROM categories WHERE name = 'Coffee')"
            " WHERE name = 'Fun'"
        ),
    ],
    "a learned word points to a living category": [
        (
            "INSERT INTO learned_words SELECT ledger_id, 'latte', id, now()"
            " FROM categories WHERE name = 'Coffee'"
        ),
    ],
    "a personal ledger has one member, whose personal ledger it is": [
        "UPDATE users SET personal_ledger_id = NULL",
        "UPDATE members SET user_id = NULL",
        (
            "INSERT INTO members SELECT ledger_id, gen_random_uuid(), gen_random_uuid(), 'x', now()"
            " FROM members"
        ),
    ],
    "every turn points to a ledger and a user that exist": [
        "UPDATE turns SET user_id = gen_random_uuid()",
        "UPDATE turns SET ledger_id = gen_random_uuid()",
        "DELETE FROM users",
    ],
    "nothing is kept of a forgotten turn but a hash of its source": [
        "UPDATE turns SET command = 'forgotten'",
    ],
    "every chat points to a ledger that exists": [
        "UPDATE chats SET ledger_id = gen_random_uuid()",
    ],
    "no chat points to a closed ledger, and whose book was closed writes nowhere": [
        "UPDATE ledgers SET closed_at = now()",
        "UPDATE ledgers SET closed_at = now(); UPDATE chats SET ledger_id = gen_random_uuid()",
    ],
    "a personal ledger is closed as long as it is linked to another": [
        "UPDATE ledgers SET closed_at = now()",
        (
            "INSERT INTO links SELECT gen_random_uuid(), user_id, user_id, ledger_id, ledger_id,"
            " '{}', now() FROM members"
        ),
    ],
    "every member of a user points to one who exists": [
        "DELETE FROM users",
    ],
    "a receipt that has a number belongs to an entry": [
        (
            "INSERT INTO receipts SELECT id, gen_random_uuid(), 99, gen_random_uuid(), 'test', '',"
            " 'f', 'photo', '', 'image/jpeg', now() FROM ledgers"
        ),
    ],
    "every number is below the ledger's next one": [
        "UPDATE ledgers SET next_no = 2",
    ],
}


@pytest.fixture
async def kept(sessions):
    """A ledger with everything in it."""
    mia = Conversation(sessions)
    await mia("lunch 12.50 food")
    await mia("dinner 20 food")
    await mia("taxi 9 usd")
    await mia("edit #1 amount 13")
    await mia("category add Coffee")
    await mia("espresso 2 coffee")
    await mia("merge coffee into food")
    await mia("budget food 200")
    await mia("budget 1000 weekly rollover on")
    return sessions


async def test_right_books_have_no_faults(kept):
    async with kept() as session:
        assert await books.faults(session) == []


@pytest.mark.parametrize(
    ("rule", "statement"),
    [(rule, statement) for rule, statements in BREAKS.items() for statement in statements],
)
async def test_a_broken_rule_is_seen(kept, rule, statement):
    faults = await test_group_books.broken(kept, statement)
    assert rule in {fault.rule for fault in faults}
    assert all(fault.where for fault in faults)


def test_every_rule_is_tried():
    assert set(BREAKS) | set(test_group_books.BREAKS) == set(books.RULES)


async def test_at_most_twenty_places_are_told_of_a_rule(kept):
    many = """
        INSERT INTO turns (chat_id, source, id, user_id, command, created_at)
        SELECT c.id, 's' || n, gen_random_uuid(), gen_random_uuid(), 'x', now()
          FROM chats c, generate_series(1, 30) n
    """
    assert len(await test_group_books.broken(kept, many)) == 20
