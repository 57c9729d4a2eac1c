"""Proof of the books: what must be true of the whole database, and is looked up, not trusted.

Each check is a query that returns nothing while the books are right.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: which rule, and where."""

    rule: str
    where: str


_CHECKS = {
    "in every entry paid and owed add up to the amount": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e LEFT JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
         GROUP BY e.ledger_id, e.id
        HAVING coalesce(sum(s.paid), 0) <> e.amount OR coalesce(sum(s.owed), 0) <> e.amount
    """,
    "every balance is the sum of paid - owed of the living entries": """
        SELECT ledger_id || ' member ' || member_id || ' ' || currency
          FROM (SELECT ledger_id, member_id, currency, amount AS kept, 0::numeric AS derived
                  FROM balances
                UNION ALL
                SELECT s.ledger_id, s.member_id, e.currency, 0, s.paid - s.owed
                  FROM shares s
                  JOIN entries e ON e.ledger_id = s.ledger_id AND e.id = s.entry_id
                 WHERE e.voided_at IS NULL) AS both_ways
         GROUP BY ledger_id, member_id, currency HAVING sum(kept) <> sum(derived)
    """,
    "in every ledger and currency the balances add up to zero": """
        SELECT ledger_id || ' ' || currency FROM balances
         GROUP BY ledger_id, currency HAVING sum(amount) <> 0
    """,
    "what is spent of a budget is the sum of its entries": """
        SELECT b.ledger_id || ' budget ' || b.id
          FROM budgets b
          LEFT JOIN LATERAL (
               SELECT sum(s.amount) AS total FROM spent s
                WHERE s.ledger_id = b.ledger_id AND s.budget_id = b.id) kept ON true
          LEFT JOIN LATERAL (
               SELECT sum(e.base_amount) AS total
                 FROM entries e
                 LEFT JOIN categories k
                   ON k.ledger_id = e.ledger_id AND k.id = e.category_id
                WHERE e.ledger_id = b.ledger_id AND e.voided_at IS NULL AND e.kind = 'expense'
                  AND coalesce(k.kind, 'spending') = 'spending' AND e.date >= b.starts
                  AND (b.ends IS NULL OR e.date < b.ends)
                  AND (b.category_id IS NULL
                       OR b.category_id = coalesce(k.merged_into, k.id))) derived ON true
         WHERE b.closed_at IS NULL AND coalesce(kept.total, 0) <> coalesce(derived.total, 0)
    """,
    "every number has at most one living entry, and an unbroken line of versions": """
        SELECT ledger_id || ' #' || no FROM entries
         GROUP BY ledger_id, no
        HAVING count(*) <> max(version) OR count(*) FILTER (WHERE voided_at IS NULL) > 1
            OR count(*) FILTER (WHERE replaces IS NULL) <> 1
    """,
    "every entry belongs to a turn": """
        SELECT e.ledger_id || ' #' || e.no FROM entries e
         WHERE NOT EXISTS (SELECT FROM turns t WHERE t.id = e.turn_id)
    """,
    "every chat points to a ledger that exists": """
        SELECT c.platform || ' chat ' || c.id FROM chats c
         WHERE c.ledger_id IS NOT NULL
           AND NOT EXISTS (SELECT FROM ledgers l WHERE l.id = c.ledger_id)
    """,
    "every member of a user points to one who exists": """
        SELECT m.ledger_id || ' member ' || m.id FROM members m
         WHERE m.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM users u WHERE u.id = m.user_id)
    """,
    "every number is below the ledger's next one": """
        SELECT l.id || ' next ' || l.next_no FROM ledgers l
         WHERE EXISTS (SELECT FROM entries e WHERE e.ledger_id = l.id AND e.no >= l.next_no)
    """,
}

RULES = tuple(_CHECKS)


async def faults(session: AsyncSession) -> list[Fault]:
    """Return everything that is wrong with the books, at most 20 places a rule."""
    found = []
    for rule, query in _CHECKS.items():
        rows = await session.scalars(text(f"{query} LIMIT 20"))
        found += [Fault(rule=rule, where=str(row)) for row in rows]
    return found
