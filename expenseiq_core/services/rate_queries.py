"""The rules of `rates.between` said as a set, for statements about many entries at once."""

from __future__ import annotations


def _own(one: str, other: str, ledger: str, *, later: bool = False) -> str:
    days = "g.date > p.date ORDER BY g.date" if later else "g.date <= p.date ORDER BY g.date DESC"
    return f"""(
        SELECT CASE WHEN g.base = {one} THEN g.rate ELSE 1 / g.rate END AS rate,
               least(g.date, p.date) AS date
          FROM ledger_rates g
         WHERE g.ledger_id = {ledger}
           AND ((g.base = {one} AND g.quote = {other}) OR (g.base = {other} AND g.quote = {one}))
           AND {days} LIMIT 1)"""


def _per_euro(currency: str, ledger: str) -> str:
    return f"""(
        SELECT rate, date FROM (
               SELECT 0 AS rank, 1::numeric AS rate, p.date AS date WHERE {currency} = 'EUR'
               UNION ALL SELECT 1, o.rate, o.date FROM {_own("'EUR'", currency, ledger)} o
               UNION ALL (SELECT 2, r.per_euro, r.date FROM rates r
                           WHERE r.currency = {currency} AND r.date <= p.date
                           ORDER BY r.date DESC LIMIT 1)
               UNION ALL SELECT 3, o.rate, o.date
                           FROM {_own("'EUR'", currency, ledger, later=True)} o) first_known
         ORDER BY rank LIMIT 1)"""


def between(one: str, other: str, *, ledger: str = ":p_ledger") -> str:
    """Return a query of the `rate` and `date` between two currencies, given as SQL.

    It yields one row, or none where no rate is known. Around it stand a row `p` with the `date`
    that is asked about, and `ledger`, whose own rates come first.
    """
    return f"""(
        SELECT rate, date FROM (
               SELECT 0 AS rank, 1::numeric AS rate, p.date AS date WHERE {one} = {other}
               UNION ALL SELECT 1, o.rate, o.date FROM {_own(one, other, ledger)} o
               UNION ALL SELECT 2, b.rate / a.rate, least(a.date, b.date)
                           FROM {_per_euro(one, ledger)} a, {_per_euro(other, ledger)} b
               UNION ALL SELECT 3, o.rate, o.date
                           FROM {_own(one, other, ledger, later=True)} o) first_known
         ORDER BY rank LIMIT 1)"""


COUNTS = """(
        CASE WHEN e.kind = 'settlement'
               OR (SELECT l.kind FROM ledgers l WHERE l.id = e.ledger_id) = 'group'
             THEN e.amount
             ELSE coalesce((SELECT sum(CASE e.kind WHEN 'income' THEN s.paid
                                                  ELSE s.owed END)::bigint
                              FROM shares s
                              JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
                             WHERE s.ledger_id = e.ledger_id AND s.entry_id = e.id
                               AND m.user_id IS NOT NULL), 0) END)"""
"""What counts of an entry `e`, in its own currency: `rates.base_for` as a query."""
