"""Proof of the books: what must be true of the whole database, and is looked up, not trusted.

Each check is a query that returns nothing while the books are right; splits are divided anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import books_groups, books_splits, budgets, rate_queries
from expenseiq_core.services.forgetting import FORGOTTEN


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
    "every balance is the sum of paid - owed of the living entries, also of those merged": """
        SELECT ledger_id || ' member ' || member_id || ' ' || currency
          FROM (SELECT ledger_id, member_id, currency, amount AS kept, 0::numeric AS derived
                  FROM balances
                UNION ALL
                SELECT s.ledger_id, coalesce(m.merged_into, m.id), e.currency, 0, s.paid - s.owed
                  FROM shares s
                  JOIN entries e ON e.ledger_id = s.ledger_id AND e.id = s.entry_id
                  JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
                 WHERE e.voided_at IS NULL) AS both_ways
         GROUP BY ledger_id, member_id, currency HAVING sum(kept) <> sum(derived)
    """,
    "in every ledger and currency the balances add up to zero": """
        SELECT ledger_id || ' ' || currency FROM balances
         GROUP BY ledger_id, currency HAVING sum(amount) <> 0
    """,
    "what is spent of an open budget in a period is the sum of its entries there": f"""
        SELECT ledger_id || ' budget ' || budget_id || ' from ' || period_start
          FROM (SELECT ledger_id, budget_id, period_start, amount AS kept, 0::bigint AS derived
                  FROM spent
                UNION ALL
                SELECT ledger_id, budget_id, period_start, 0, amount
                  FROM ({budgets.DERIVED}) counted) AS both_ways
         GROUP BY ledger_id, budget_id, period_start HAVING sum(kept) <> sum(derived)
    """,
    "an open budget is in its ledger's currency and for a category that is not merged away": """
        SELECT b.ledger_id || ' budget ' || b.id
          FROM budgets b
          JOIN ledgers l ON l.id = b.ledger_id
          LEFT JOIN categories k ON k.ledger_id = b.ledger_id AND k.id = b.category_id
         WHERE b.closed_at IS NULL
           AND (b.currency <> l.currency OR k.merged_into IS NOT NULL)
    """,
    "an entry has a base amount, a rate and its day, or none of them": """
        SELECT ledger_id || ' #' || no || ' v' || version FROM entries
         WHERE num_nulls(base_amount, rate, rate_date) NOT IN (0, 3)
    """,
    "in the ledger's own currency the base amount is the amount": f"""
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e JOIN ledgers l ON l.id = e.ledger_id AND l.currency = e.currency
         WHERE e.base_amount IS DISTINCT FROM {rate_queries.COUNTS} OR e.rate IS DISTINCT FROM 1
    """,
    "the versions of a number are a chain, and only the last one may be living": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e
          LEFT JOIN entries o ON o.ledger_id = e.ledger_id AND o.no = e.no
               AND o.version = e.version - 1
          LEFT JOIN entries n ON n.ledger_id = e.ledger_id AND n.no = e.no
               AND n.version = e.version + 1
         WHERE e.replaces IS DISTINCT FROM o.id
            OR (e.version > 1 AND o.id IS NULL) OR e.version < 1
            OR (e.voided_at IS NULL AND n.id IS NOT NULL)
    """,
    "what is voided says when and by which turn": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version FROM entries e
         WHERE (e.voided_at IS NULL) <> (e.voided_by IS NULL)
            OR (e.voided_by IS NOT NULL
                AND NOT EXISTS (SELECT FROM turns t WHERE t.id = e.voided_by))
    """,
    "every entry belongs to a turn of its ledger": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version FROM entries e
         WHERE NOT EXISTS (SELECT FROM turns t
                            WHERE t.id = e.turn_id AND t.ledger_id = e.ledger_id)
    """,
    "a merged category points to a living one of the same kind": """
        SELECT k.ledger_id || ' category ' || k.id
          FROM categories k
          JOIN categories i ON i.ledger_id = k.ledger_id AND i.id = k.merged_into
         WHERE i.merged_into IS NOT NULL OR i.kind <> k.kind
    """,
    "a learned word points to a living category": """
        SELECT w.ledger_id || ' word of category ' || w.category_id
          FROM learned_words w
          JOIN categories k ON k.ledger_id = w.ledger_id AND k.id = w.category_id
         WHERE k.merged_into IS NOT NULL
    """,
    "a personal ledger has one member, whose personal ledger it is": """
        SELECT l.id || ' of ' || count(m.id) || ' members'
          FROM ledgers l
          LEFT JOIN members m ON m.ledger_id = l.id AND m.user_id IS NOT NULL
          LEFT JOIN users u ON u.id = m.user_id AND u.personal_ledger_id = l.id
         WHERE l.kind = 'personal' AND l.closed_at IS NULL
         GROUP BY l.id HAVING count(u.id) <> 1 OR count(m.id) <> 1
    """,
    "every turn points to a ledger and a user that exist": """
        SELECT 'turn ' || t.id FROM turns t
         WHERE (t.ledger_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM ledgers l WHERE l.id = t.ledger_id))
            OR (t.user_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM users u WHERE u.id = t.user_id))
    """,
    "nothing is kept of a forgotten turn but a hash of its source": f"""
        SELECT 'turn ' || id FROM turns
         WHERE command = '{FORGOTTEN}'
           AND (NOT starts_with(source, 'sha256:') OR said IS NOT NULL OR reply IS NOT NULL
                OR actions <> '{{}}' OR numbers <> '{{}}' OR num_nonnulls(user_id, ledger_id) > 0)
    """,
    "every chat points to a ledger that exists": """
        SELECT c.platform || ' chat ' || c.id FROM chats c
         WHERE c.ledger_id IS NOT NULL
           AND NOT EXISTS (SELECT FROM ledgers l WHERE l.id = c.ledger_id)
    """,
    "no chat points to a closed ledger, and whose book was closed writes nowhere": """
        SELECT l.id || ' closed' FROM ledgers l
         WHERE l.closed_at IS NOT NULL
           AND (EXISTS (SELECT FROM chats c WHERE c.ledger_id = l.id)
                OR EXISTS (SELECT FROM users u JOIN identities i ON i.user_id = u.id
                            WHERE u.personal_ledger_id = l.id))
    """,
    "a personal ledger is closed as long as it is linked to another": """
        SELECT l.id || ' of ' || count(k.id) || ' links'
          FROM ledgers l
          LEFT JOIN links k ON k.joined_ledger_id = l.id AND k.undone_at IS NULL
         WHERE l.kind = 'personal'
         GROUP BY l.id HAVING count(k.id) <> (l.closed_at IS NOT NULL)::int
    """,
    "every member of a user points to one who exists": """
        SELECT m.ledger_id || ' member ' || m.id FROM members m
         WHERE m.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM users u WHERE u.id = m.user_id)
    """,
    "a receipt that has a number belongs to an entry": """
        SELECT r.ledger_id || ' receipt ' || r.id FROM receipts r
         WHERE r.no IS NOT NULL
           AND NOT EXISTS (SELECT FROM entries e WHERE e.ledger_id = r.ledger_id AND e.no = r.no)
    """,
    "every number is below the ledger's next one": """
        SELECT l.id || ' next ' || l.next_no FROM ledgers l
         WHERE EXISTS (SELECT FROM entries e WHERE e.ledger_id = l.id AND e.no >= l.next_no)
    """,
    **books_groups.CHECKS,
}

RULES = (*_CHECKS, books_splits.MEMBERS, books_splits.AGREES)
MOST = 20
"""Places that are told of a rule."""
_ALL = text(
    " UNION ALL ".join(
        f"SELECT {i}, place FROM (({query}) LIMIT {MOST}) AS found(place)"
        for i, query in enumerate(_CHECKS.values())
    )
)
"""One statement, so that all rules look at the same books."""


async def faults(session: AsyncSession) -> list[Fault]:
    """Return everything that is wrong with the books, at most MOST places a rule."""
    rows = sorted(await session.execute(_ALL), key=itemgetter(0))
    found = [Fault(rule=RULES[i], where=place) for i, place in rows]
    told = dict.fromkeys(RULES, 0)
    async for rule, where in books_splits.wrong(session):
        told[rule] += 1
        if told[rule] <= MOST:
            found.append(Fault(rule=rule, where=where))
    return found
