"""What somebody's shares in groups add up to, beside the entries of their own ledger."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.ledger import CategoryKind, EntryKind
from expenseiq_core.services import own_queries, rates
from expenseiq_core.services.chats import Category, Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSum:
    """Shares in entries of one kind, category and group between two neighbouring dates."""

    ledger_id: uuid.UUID
    group: str
    kind: EntryKind
    category: Category | None
    """One's own, where they count."""
    counts_as: CategoryKind
    homeless: str | None
    """The name of the group's category, if it belongs to none of one's own: then Other has it."""
    start: dt.date
    """The first of the two dates."""
    minor: int
    """In minor units of one's own currency."""
    minor_before: int
    """The same before what is asked about was changed."""
    entries: int
    without_rate: int


_SUMS: Final = own_queries.statement(f"""
WITH {own_queries.GROUPS}, mine AS MATERIALIZED (
  SELECT g.ledger_id, g.name, g.currency AS group_currency, e.*
    FROM groups g CROSS JOIN LATERAL (
      SELECT e.kind, e.category_id, e.currency, e.rate, e.date, true AS now,
             e.id <> ALL(CAST(:p_new AS uuid[])) AS before, s.owed
        FROM entries e CROSS JOIN LATERAL {own_queries.OWED} s
       WHERE e.ledger_id = g.ledger_id AND e.voided_at IS NULL
         AND e.date >= :p_since AND e.date < :p_until
       UNION ALL
      SELECT e.kind, e.category_id, e.currency, e.rate, e.date, false, true, s.owed
        FROM entries e CROSS JOIN LATERAL {own_queries.OWED} s
       WHERE e.ledger_id = g.ledger_id AND e.id = ANY(CAST(:p_void AS uuid[]))
         AND e.date >= :p_since AND e.date < :p_until
    ) e
   WHERE e.owed <> 0 AND e.kind <> 'settlement'
), VALUED
SELECT v.ledger_id, v.name, v.kind, b.own_id, b.name AS category, b.kind AS category_kind,
       width_bucket(v.date, CAST(:p_edges AS date[])) AS position,
       coalesce(sum(v.base) FILTER (WHERE v.now), 0)::bigint AS minor,
       coalesce(sum(v.base) FILTER (WHERE v.before), 0)::bigint AS minor_before,
       count(*) FILTER (WHERE v.now) AS entries,
       count(*) FILTER (WHERE v.now AND v.base IS NULL) AS without_rate,
       array_agg(DISTINCT v.currency) FILTER (WHERE v.doubtful) AS unsure
  FROM valued v LEFT JOIN belongs b ON b.ledger_id = v.ledger_id AND b.id = v.category_id
 GROUP BY v.ledger_id, v.name, v.kind, b.own_id, b.name, b.kind, position
""")


async def sums(
    session: AsyncSession,
    who: Resolved,
    edges: Collection[dt.date],
    *,
    new: Sequence[uuid.UUID] = (),
    void: Sequence[uuid.UUID] = (),
) -> list[GroupSum]:
    """Return the sums between each two neighbours of some dates, in one statement.

    `new` and `void` are the ids of entries that were just recorded and voided. Nobody in no group
    needs a statement.
    """
    ordered = sorted(set(edges))
    if who.is_group or not who.reaches or len(ordered) < 2:
        return []
    parameters = {
        "p_since": ordered[0],
        "p_until": ordered[-1],
        "p_edges": ordered,
        "p_new": list(new),
        "p_void": list(void),
    }
    rows = await rows_of(session, who, _SUMS, parameters)
    return [_sum(who, row, ordered[row.position - 1]) for row in rows]


async def rows_of(
    session: AsyncSession,
    who: Resolved,
    statement: own_queries.Statement,
    more: Mapping[str, Any],
    *,
    needs_rates: bool = False,
) -> Sequence[Any]:
    """Return the rows of a statement about one's shares, with all rates that the file knows.

    Each row says in `unsure` for which currencies there is no rate, or an old one: then, or where
    the statement itself looks at what rows are worth, it is said again with rates.
    """
    parameters = {**own_queries.parameters(who), **more}
    if not needs_rates:
        rows = (await session.execute(statement.plain, parameters)).all()
        if not _unsure(rows):
            return rows
    parameters["p_digits"] = own_queries.DIGITS
    rows = (await session.execute(statement.valued, parameters)).all()
    unsure = _unsure(rows)
    if unsure and await rates.refresh(session, {*unsure, who.currency}):
        rows = (await session.execute(statement.valued, parameters)).all()
    return rows


def _unsure(rows: Sequence[Any]) -> set[str]:
    return {currency for row in rows for currency in row.unsure or ()}


def placed(
    who: Resolved, own_id: uuid.UUID | None, group_kind: str | None
) -> tuple[Category | None, CategoryKind, bool]:
    """Return where a group's category counts, as what, and whether it belongs there.

    What belongs nowhere counts in Other, but as what the group takes it for.
    """
    own = who.category(own_id)
    if own is not None:
        return own, own.kind, True
    kinds: dict[str | None, CategoryKind] = {"saving": "saving", "neutral": "neutral"}
    return who.category(own_queries.other(who)), kinds.get(group_kind, "spending"), False


def _sum(who: Resolved, row: Any, start: dt.date) -> GroupSum:
    category, kind, belongs = placed(who, row.own_id, row.category_kind)
    return GroupSum(
        ledger_id=row.ledger_id,
        group=row.name,
        kind=row.kind,
        category=category,
        counts_as=kind,
        homeless=None if belongs else row.category,
        start=start,
        minor=row.minor,
        minor_before=row.minor_before,
        entries=row.entries,
        without_rate=row.without_rate,
    )
