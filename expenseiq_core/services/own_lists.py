"""Lists and sums of all that is one's own: entries of one's ledger, and shares in groups.

In the ledger of a group, and for whoever is in no group, these are the functions of searching.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.filter import Filter, Place
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period
from expenseiq_core.services import own_queries, own_view, searching
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.searching import Found, Page, Share, Totals

_MINE: Final = f"""
WITH {own_queries.GROUPS}, mine AS MATERIALIZED (
  SELECT g.ledger_id, g.name, g.currency AS group_currency, e.*
    FROM groups g CROSS JOIN LATERAL (
      SELECT e.id, e.no, e.kind, e.category_id, e.amount, e.currency, e.rate, e.date,
             e.description, e.tags, e.payment_method, e.note, s.owed,
             b.own_id, b.kind AS category_kind
        FROM entries e
        CROSS JOIN LATERAL {own_queries.OWED} s
        LEFT JOIN belongs b ON b.ledger_id = e.ledger_id AND b.id = e.category_id
       WHERE e.ledger_id = g.ledger_id AND e.voided_at IS NULL AND e.kind <> 'settlement'
         AND s.owed <> 0 AND e.date >= :p_since AND e.date < :p_until
         AND (CAST(:p_words AS text[]) IS NULL OR e.folded LIKE ALL (CAST(:p_words AS text[])))
         AND (CAST(:p_categories AS uuid[]) IS NULL
              OR coalesce(b.own_id, CAST(:p_other AS uuid)) = ANY(CAST(:p_categories AS uuid[])))
         AND e.tags @> CAST(:p_tags AS text[])
         AND (CAST(:p_method AS text) IS NULL OR lower(e.payment_method) = :p_method)
         AND (CAST(:p_after_date AS date) IS NULL
              OR (e.date, e.id) < (CAST(:p_after_date AS date), CAST(:p_after_id AS uuid)))
       ORDER BY e.date DESC, e.id DESC LIMIT CAST(:p_walk AS bigint)
    ) e
), VALUED, fitting AS (
  SELECT v.*, CASE WHEN v.doubtful THEN ARRAY[v.currency] END AS unsure
    FROM valued v
   WHERE (CAST(:p_of AS text) IS NULL OR v.currency = :p_of)
     AND abs(CASE WHEN CAST(:p_of AS text) IS NULL THEN v.base ELSE v.owed END)
         BETWEEN :p_least AND :p_most
      OR NOT :p_sized
)
"""
"""The rules of `searching.conditions`, said for shares: an amount that is asked for is one's own
part. At most `p_walk` are looked at in each group, the newest first."""

_PAGE: Final = own_queries.statement(
    f"{_MINE} SELECT * FROM fitting ORDER BY date DESC, id DESC LIMIT :p_limit"
)
_TOTALS: Final = own_queries.statement(f"""{_MINE}
SELECT kind, own_id, category_kind, count(*) AS count,
       coalesce(sum(base), 0)::bigint AS minor,
       count(*) FILTER (WHERE base IS NULL) AS without_rate,
       array_agg(DISTINCT currency) FILTER (WHERE doubtful) AS unsure
  FROM fitting GROUP BY kind, own_id, category_kind
""")
_BIGGEST: Final = own_queries.statement(f"""{_MINE}
SELECT * FROM fitting
 WHERE kind = 'expense' AND base > 0
   AND CASE WHEN own_id IS NULL THEN coalesce(category_kind, 'spending') = 'spending'
            ELSE own_id <> ALL(CAST(:p_not_spent AS uuid[])) END
 ORDER BY base DESC, date DESC, id DESC LIMIT 1
""")


async def page(
    session: AsyncSession, who: Resolved, wanted: Filter, *, limit: int, after: Place | None = None
) -> Page:
    """Return the newest of all that fit, behind `after` if it is given."""
    own = await searching.page(session, who, wanted, limit=limit, after=after)
    if not _reaches(who):
        return own
    walk = None if wanted.amounts else limit + 1
    more = _parameters(who, wanted, after=after, walk=walk) | {"p_limit": limit + 1}
    rows = await _rows(session, who, _PAGE, more)
    shares = [_found(who, row) for row in rows]
    merged = sorted([*own.entries, *shares], key=lambda e: (e.date, e.id), reverse=True)
    return Page(entries=tuple(merged[:limit]), more=own.more or len(merged) > limit)


async def totals(session: AsyncSession, who: Resolved, wanted: Filter) -> Totals:
    """Return count and sums of all that fits."""
    own = await searching.totals(session, who, wanted)
    if not _reaches(who):
        return own
    found = {
        "count": own.count,
        "spending": own.spent,
        "saving": own.saved,
        "neutral": own.moved,
        "income": own.income,
        "without_rate": own.without_rate,
    }
    for row in await _rows(session, who, _TOTALS, _parameters(who, wanted)):
        _, counts_as, _ = own_view.placed(who, row.own_id, row.category_kind)
        found["count"] += row.count
        found["without_rate"] += row.without_rate
        found["income" if row.kind == "income" else counts_as] += row.minor
    return Totals(
        count=found["count"],
        spent=found["spending"],
        saved=found["saving"],
        moved=found["neutral"],
        income=found["income"],
        without_rate=found["without_rate"],
    )


async def biggest(session: AsyncSession, who: Resolved, period: Period) -> Found | None:
    """Return the largest share in a group's expense of a period that is spending."""
    if not _reaches(who):
        return None
    kinds = searching.kinds_of(who)
    more = _parameters(who, Filter(period=period))
    more["p_not_spent"] = [*kinds.saving, *kinds.neutral]
    # Which one that is, rates decide.
    rows = await own_view.rows_of(session, who, _BIGGEST, more, needs_rates=True)
    return _found(who, rows[0]) if rows else None


async def _rows(
    session: AsyncSession, who: Resolved, statement: own_queries.Statement, more: dict[str, Any]
) -> Sequence[Any]:
    # Whether an amount fits that was typed without a currency, rates decide.
    needs_rates = bool(more["p_sized"]) and more["p_of"] is None
    return await own_view.rows_of(session, who, statement, more, needs_rates=needs_rates)


def _reaches(who: Resolved) -> bool:
    return who.reaches and not who.is_group


def _parameters(
    who: Resolved, wanted: Filter, *, after: Place | None = None, walk: int | None = None
) -> dict[str, Any]:
    period = wanted.period or own_queries.ALWAYS
    amounts, most = wanted.amounts, own_queries.MOST
    return {
        "p_since": period.start,
        "p_until": period.end,
        "p_words": [f"%{_literal(word)}%" for word in wanted.words] or None,
        "p_categories": list(wanted.categories) or None,
        "p_other": own_queries.other(who),
        "p_tags": list(wanted.tags),
        "p_method": wanted.payment_method.lower() if wanted.payment_method else None,
        "p_after_date": after.date if after else None,
        "p_after_id": after.id if after else None,
        "p_walk": walk,
        "p_sized": amounts is not None,
        "p_of": amounts.currency if amounts else None,
        "p_least": amounts.least if amounts else 0,
        "p_most": most if amounts is None or amounts.most is None else amounts.most,
    }


def _literal(word: str) -> str:
    """Return a word in which nothing stands for anything else in LIKE."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _found(who: Resolved, row: Any) -> Found:
    category, _, _ = own_view.placed(who, row.own_id, row.category_kind)
    return Found(
        id=row.id,
        no=row.no,
        kind=row.kind,
        amount=Money(row.owed, row.currency),
        base_minor=row.base,
        date=row.date,
        description=row.description,
        category_id=category.id if category else None,
        payment_method=row.payment_method,
        tags=tuple(row.tags),
        note=row.note,
        share=Share(group=row.name, whole=Money(row.amount, row.currency)),
    )
