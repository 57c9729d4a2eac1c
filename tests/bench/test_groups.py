from __future__ import annotations

import uuid

from sqlalchemy import text

from bench import groups, groups_loading
from expenseiq_core.domain import settling


async def test_a_loaded_book_is_one_that_could_have_been_typed(engine, sessions):
    for size in (1, 20, 200):
        await groups_loading.load(engine, sessions, size)
    async with sessions() as session:
        rows = await session.execute(
            text(
                "SELECT l.next_no, count(*) FROM ledgers l JOIN entries e ON e.ledger_id = l.id"
                " GROUP BY l.id ORDER BY l.next_no"
            )
        )
        assert [tuple(row) for row in rows] == [(2, 1), (21, 20), (201, 200)]
    talk = groups.Talk(engine, sessions)
    for said in groups.ASKED:
        _, sent = await talk(groups_loading.message(200, "ana", said))
        assert sent < 10
    # When the test is over the books are proved.


def test_the_search_and_every_subset_find_as_many_groups():
    for balances in groups.sixteens()[:3]:
        assert len(balances) == 16
        assert not sum(balances)
        payments = settling.fewest({uuid.UUID(int=n): b for n, b in enumerate(balances)})
        assert len(payments) == 16 - groups.most_groups(balances)
