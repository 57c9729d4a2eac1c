"""Warnings of budgets on their way: what each is about, and which are said in one message."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.services.deliveries import Claimed

KIND: Final = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A threshold that a period of a budget has reached, and the entry by which it did."""

    budget_id: uuid.UUID
    start: dt.date
    """The first day of the period."""
    threshold: int
    limit_minor: int
    """Of the budget then: with another limit the same percent is another sum, and news again."""
    ledger_id: uuid.UUID
    """Of the entry."""
    no: int

    @property
    def occurrence(self) -> str:
        """What names it for ever."""
        return occurrence(self.budget_id, self.start, self.threshold, self.limit_minor)

    def about(self, due_at: dt.datetime, *, awake: bool) -> dict[str, Any]:
        """Return what a notice keeps of it: those due at the same time are said together."""
        return {
            "budget": str(self.budget_id),
            "start": self.start.isoformat(),
            "threshold": self.threshold,
            "limit": self.limit_minor,
            "ledger": str(self.ledger_id),
            "no": self.no,
            "with": due_at.isoformat(),
            "awake": awake,
        }


def occurrence(budget_id: uuid.UUID, start: dt.date, threshold: int, limit_minor: int) -> str:
    """Return the name of the warning of one threshold, in one period, of one limit."""
    return f"{KIND}:{budget_id}:{start}:{threshold}:{limit_minor}"


def of_budget(budget: Budget, start: dt.date, thresholds: Collection[int]) -> list[str]:
    """Return the names of the warnings of some thresholds."""
    return [occurrence(budget.id, start, one, budget.limit_minor) for one in thresholds]


def crossing_of(about: Mapping[str, Any]) -> Crossing:
    """Return what a notice is about."""
    return Crossing(
        budget_id=uuid.UUID(about["budget"]),
        start=dt.date.fromisoformat(about["start"]),
        threshold=about["threshold"],
        limit_minor=about["limit"],
        ledger_id=uuid.UUID(about["ledger"]),
        no=about["no"],
    )


async def together(
    session: AsyncSession, claimed: Sequence[Claimed]
) -> dict[uuid.UUID, tuple[Crossing, ...]]:
    """Return what each notice is to say: the first of those due together at a place, for all.

    The others say nothing, nor does what was said by one that is sent: its answer's data name it.
    """
    rows = await session.execute(_TOGETHER, {"p_ids": [one.id for one in claimed]})
    wanted = {one.id for one in claimed}
    return {
        row.ids[0]: tuple(crossing_of(about) for about in row.abouts)
        for row in rows
        if row.ids[0] in wanted
    }


SAID: Final = "said"
"""In the data of an answer: the occurrences that it says."""
WITH_ANOTHER: Final = "said with another"
_TOGETHER: Final = text(f"""
    WITH places AS (
      SELECT DISTINCT user_id, chat_id, about ->> 'with' AS moment
        FROM deliveries WHERE id = ANY(CAST(:p_ids AS uuid[]))
    ), near AS MATERIALIZED (
      SELECT p.user_id AS reader, p.chat_id AS place, p.moment, d.id, d.about, d.occurrence,
             d.notice, d.state IN ('pending', 'claimed') AS waits,
             d.state = 'skipped' AND d.reason = '{WITH_ANOTHER}' AS led
        FROM places p
        JOIN deliveries d ON d.user_id = p.user_id AND d.occurrence LIKE '{KIND}:%'
             AND d.chat_id IS NOT DISTINCT FROM p.chat_id AND d.about ->> 'with' = p.moment
    )
    SELECT array_agg(n.id ORDER BY n.waits DESC, n.id) AS ids,
           jsonb_agg(n.about ORDER BY n.id) AS abouts
      FROM near n
     WHERE (n.waits OR n.led) AND NOT EXISTS (
           SELECT FROM near s
            WHERE (s.reader, s.moment) = (n.reader, n.moment)
              AND s.place IS NOT DISTINCT FROM n.place AND NOT s.waits
              AND s.notice -> 'data' -> '{SAID}' ? n.occurrence)
     GROUP BY n.reader, n.place, n.moment
""")


async def entries(
    session: AsyncSession, keys: Collection[tuple[uuid.UUID, int]]
) -> dict[tuple[uuid.UUID, int], tuple[str, str | None]]:
    """Return what entries are for now, and in which group (None: in one's own book)."""
    rows = await session.execute(
        text("""
            SELECT e.ledger_id, e.no, e.description,
                   CASE l.kind WHEN 'group' THEN l.name END AS group_name
              FROM unnest(CAST(:p_ledgers AS uuid[]), CAST(:p_nos AS bigint[])) AS k(ledger_id, no)
              JOIN entries e ON e.ledger_id = k.ledger_id AND e.no = k.no AND e.voided_at IS NULL
              JOIN ledgers l ON l.id = e.ledger_id
        """),
        {"p_ledgers": [ledger for ledger, _ in keys], "p_nos": [no for _, no in keys]},
    )
    return {(row.ledger_id, row.no): (row.description, row.group_name) for row in rows}
