"""What was spent between the dates of many digests at once: of own books, and shares in groups.

The rules are those of `analytics.figures` and `own_view.sums`, said for many readers in a statement
each. What each entry is worth comes along, in arrays: medians are judged by it.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import EntryKind
from expenseiq_core.services import own_queries, rate_queries, rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring dates between which one reader's sums are wanted; `n` is the reader's."""

    n: int
    ledger_id: uuid.UUID
    user_id: uuid.UUID | None
    """Whose shares in groups count too; None: nobody's."""
    currency: str
    edges: tuple[dt.date, ...]
    named_from: dt.date = dt.date.max
    """Among the entries since then is one that may be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Entries of one kind and category of a ledger."""

    n: int
    ledger_id: uuid.UUID
    """Of a group, if they are shares."""
    category_id: uuid.UUID | None
    """Of that ledger, perhaps merged."""
    kind: EntryKind
    minors: Mapping[dt.date, Sequence[int | None]]
    """What each is worth in the reader's currency, by the first of the two neighbouring dates that
    it lies between; None: there is no rate."""
    largest: uuid.UUID | None
    """The entry worth most since `Stretch.named_from`."""


async def own(session: AsyncSession, stretches: Sequence[Stretch]) -> list[Sum]:
    """Return what the ledgers' own entries add up to."""
    rows = await session.execute(_OWN, {"p_stretches": _json(stretches)})
    return [_sum(row, stretches) for row in rows]


async def shares(session: AsyncSession, stretches: Sequence[Stretch]) -> list[Sum]:
    """Return what the readers' shares in groups add up to, with all rates that the file knows."""
    found = [one for one in stretches if one.user_id is not None]
    if not found:
        return []
    parameters = {"p_stretches": _json(found), "p_digits": json.dumps(own_queries.DIGITS)}
    rows = (await session.execute(_SHARES, parameters)).all()
    unsure = {currency for row in rows for currency in row.unsure or ()}
    if unsure and await rates.refresh(session, unsure | {one.currency for one in found}):
        rows = (await session.execute(_SHARES, parameters)).all()
    return [_sum(row, found) for row in rows]


def _json(stretches: Iterable[Stretch]) -> str:
    return json.dumps(
        [
            {
                "n": one.n,
                "part": part,
                "ledger_id": str(one.ledger_id),
                "user_id": one.user_id and str(one.user_id),
                "currency": one.currency,
                "since": one.edges[0].isoformat(),
                "until": one.edges[-1].isoformat(),
                "named_from": one.named_from.isoformat(),
            }
            for part, one in enumerate(stretches)
        ]
    )


def _sum(row: Any, stretches: Sequence[Stretch]) -> Sum:
    starts = _starts(stretches[row.part].edges)
    minors: dict[dt.date, list[int | None]] = {}
    for day, minor in zip(row.days, row.minors, strict=True):
        minors.setdefault(starts[day], []).append(minor)
    return Sum(
        n=row.n,
        ledger_id=row.ledger_id,
        category_id=row.category_id,
        kind=row.kind,
        minors=minors,
        largest=row.largest,
    )


@lru_cache(maxsize=256)
def _starts(edges: tuple[dt.date, ...]) -> Sequence[dt.date]:
    """Return for each day since the first edge the edge that it lies behind."""
    return [start for start, end in pairwise(edges) for _ in range((end - start).days)]


_STRETCHES: Final = """
stretches AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(CAST(:p_stretches AS jsonb))
         AS s(n int, part int, ledger_id uuid, user_id uuid, currency char(3), since date,
              until date, named_from date)
)"""
_OWN: Final = text(f"""
WITH {_STRETCHES}
SELECT s.n, s.part, s.ledger_id, e.*
  FROM stretches s CROSS JOIN LATERAL (
    SELECT e.category_id, e.kind,
           array_agg(e.date - s.since) AS days, array_agg(e.base_amount) AS minors,
           (array_agg(e.id ORDER BY e.base_amount DESC NULLS LAST, e.id DESC)
             FILTER (WHERE e.date >= s.named_from))[1] AS largest
      FROM entries e
     WHERE e.ledger_id = s.ledger_id AND e.voided_at IS NULL
       AND e.date >= s.since AND e.date < s.until AND e.kind <> 'settlement'
     GROUP BY e.category_id, e.kind
  ) e
""")
"""Index-only, along `ix_entries_recent`; each book is sorted alone, which is far less than all."""

_SHARES: Final = text(f"""
WITH {_STRETCHES}, groups AS MATERIALIZED (
  SELECT t.n, l.id AS ledger_id, l.currency AS group_currency, array_agg(o.id) AS members
    FROM (SELECT DISTINCT n, user_id FROM stretches) t
   CROSS JOIN LATERAL (
      SELECT m.id, m.ledger_id FROM members m
       WHERE m.user_id = t.user_id AND num_nonnulls(m.merged_into, m.removed_at) = 0 OFFSET 0) m
    JOIN ledgers l ON l.id = m.ledger_id AND l.kind = 'group'
    JOIN members o ON o.ledger_id = m.ledger_id AND m.id IN (o.id, o.merged_into)
   GROUP BY t.n, l.id
), mine AS MATERIALIZED (
  SELECT t.n, t.part, t.ledger_id AS own_ledger_id, t.currency AS own_currency, t.since,
         t.named_from, g.ledger_id, g.group_currency,
         e.id, e.kind, e.category_id, e.currency, e.rate, e.date, s.owed
    FROM stretches t
    JOIN groups g ON g.n = t.n
    JOIN entries e ON e.ledger_id = g.ledger_id AND e.voided_at IS NULL
         AND e.date >= t.since AND e.date < t.until AND e.kind <> 'settlement'
   CROSS JOIN LATERAL {own_queries.OWED} s
   WHERE s.owed <> 0
), days AS MATERIALIZED (
  SELECT DISTINCT own_ledger_id, own_currency, currency, group_currency, date
    FROM mine WHERE currency <> own_currency
), known AS MATERIALIZED (
  SELECT p.*, direct.rate AS direct, through.rate AS through, direct.date AS rate_date
    FROM days p
    LEFT JOIN LATERAL {
    rate_queries.between("p.currency", "p.own_currency", ledger="p.own_ledger_id")
} direct ON true
    LEFT JOIN LATERAL {
    rate_queries.between("p.group_currency", "p.own_currency", ledger="p.own_ledger_id")
} through
           ON direct.rate IS NULL
), worth AS (
  SELECT m.*, k.rate_date,
         CASE WHEN m.currency = m.own_currency THEN m.owed
              ELSE round(m.owed * coalesce(k.direct, m.rate * k.through)
                   * power(10::numeric,
                           coalesce((CAST(:p_digits AS jsonb) ->> m.own_currency)::int, 2)
                           - coalesce((CAST(:p_digits AS jsonb) ->> m.currency)::int, 2)))
         END AS exact
    FROM mine m
    LEFT JOIN known k USING (own_ledger_id, own_currency, currency, group_currency, date)
), valued AS (
  SELECT w.*, CASE WHEN abs(w.exact) <= 1e15 THEN w.exact::bigint END AS base,
         w.currency <> w.own_currency
         AND (w.rate_date IS NULL OR w.date - w.rate_date > {rates.OLD_AFTER.days}) AS doubtful
    FROM worth w
)
SELECT v.n, v.part, v.ledger_id, v.category_id, v.kind, array_agg(v.date - v.since) AS days,
       array_agg(v.base) AS minors,
       (array_agg(v.id ORDER BY v.base DESC NULLS LAST, v.id DESC)
         FILTER (WHERE v.date >= v.named_from))[1] AS largest,
       array_agg(DISTINCT v.currency) FILTER (WHERE v.doubtful) AS unsure
  FROM valued v
 GROUP BY v.n, v.part, v.ledger_id, v.category_id, v.kind
""")
"""`own_queries.VALUED` for many readers: each has its own currency, and its own rates first.
`OFFSET 0` has memberships looked up one by one: joined, all that there are are read."""
