"""Who reads digests: thousands of books with all that their figures are judged by, at once."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.digest import Days, days_of
from expenseiq_core.domain.period import Cadence
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Category, Member, Resolved

NOBODY: Final = uuid.UUID(int=0)
"""As whom a group's digest is read, and where nothing is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One digest that is wanted: of a user's own book, or (no user) of a group's."""

    key: uuid.UUID
    user_id: uuid.UUID | None = None
    ledger_id: uuid.UUID | None = None
    """Of a group."""
    chat_id: uuid.UUID | None = None
    """Where it goes: it must still be a chat of that book. None: nowhere in particular."""
    thread: str | None = None
    cadence: Cadence
    on: dt.date
    evening: bool = False
    day: int | None = None
    """Of the month, that it is monthly on."""
    locale: str = "en_GB"
    """Of a group's digest; a user has their own."""
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose digest it is, as a turn would know them; about which days; since when there is one."""

    request: Request
    who: Resolved
    days: Days
    since: dt.date
    """When the book began."""
    own_categories: Mapping[str, uuid.UUID]
    """Folded names of groups' categories -> which of one's own they were chosen to count as."""


async def readers(session: AsyncSession, requests: Sequence[Request]) -> list[Reader]:
    """Return the readers of all requests that may still be answered, in one statement.

    Not where the book is closed, or the chat (or thread) is no longer one of that book.
    """
    wanted = [
        {
            "n": n,
            "user_id": request.user_id and str(request.user_id),
            "ledger_id": request.ledger_id and str(request.ledger_id),
            "chat_id": request.chat_id and str(request.chat_id),
            "thread": request.thread,
            "since": (request.on - dt.timedelta(days=370)).isoformat(),
        }
        for n, request in enumerate(requests)
    ]
    rows = await session.execute(_READERS, {"p_wanted": json.dumps(wanted)})
    return [_reader(requests[row.n], row) for row in rows]


_READERS: Final = text("""
WITH wanted AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(CAST(:p_wanted AS jsonb))
         AS w(n int, user_id uuid, ledger_id uuid, chat_id uuid, thread text, since date)
)
SELECT w.n, l.id AS ledger_id, l.kind, l.name, l.mode, l.currency, l.month_start, l.created_at,
       u.name AS user_name, u.locale, u.timezone,
       (SELECT min(e.date) FROM entries e
         WHERE e.ledger_id = l.id AND e.voided_at IS NULL) AS first_entry,
       CASE l.kind WHEN 'personal' THEN ARRAY(
         SELECT CAST(o.joined_at AS date) FROM members o
          WHERE o.user_id = u.id AND num_nonnulls(o.merged_into, o.removed_at) = 0
            AND o.ledger_id <> l.id) END AS joined,
       (SELECT json_agg(json_build_array(m.id, m.name, m.user_id, m.merged_into, m.joined_at,
                                         m.left_at, m.removed_at) ORDER BY m.id)
          FROM members m WHERE m.ledger_id = l.id AND (l.kind = 'group' OR m.user_id = u.id))
       AS members,
       (SELECT json_agg(json_build_array(k.id, k.name, k.folded, k.kind, k.emoji, k.aliases,
                                         k.default_name, k.merged_into)
                        ORDER BY k.position, k.id)
          FROM categories k WHERE k.ledger_id = l.id) AS categories,
       (SELECT json_object_agg(o.folded, o.category_id) FROM own_categories o
         WHERE o.ledger_id = l.id) AS own_categories,
       (SELECT json_agg(json_build_array(b.id, b.category_id, b.limit_minor, b.currency, b.cadence,
               b.starts, b.ends, b.rollover, b.warns,
               (SELECT json_object_agg(s.period_start, s.amount) FROM spent s
                 WHERE s.ledger_id = l.id AND s.budget_id = b.id
                   AND (b.rollover OR s.period_start > w.since)))
               ORDER BY b.created_at, b.id)
          FROM budgets b WHERE b.ledger_id = l.id AND b.closed_at IS NULL) AS budgets
  FROM wanted w
  LEFT JOIN LATERAL (SELECT * FROM users u WHERE u.id = w.user_id OFFSET 0) u ON true
  JOIN LATERAL (SELECT * FROM ledgers l
                 WHERE l.id = coalesce(u.personal_ledger_id, w.ledger_id) OFFSET 0) l
       ON l.kind = CASE WHEN w.user_id IS NULL THEN 'group' ELSE 'personal' END
  LEFT JOIN chats c ON c.id = w.chat_id
  LEFT JOIN threads t ON t.chat_id = c.id AND t.thread = w.thread
 WHERE l.closed_at IS NULL
   AND (w.chat_id IS NULL OR coalesce(t.ledger_id, c.ledger_id) = l.id
        AND c.private = (l.kind = 'personal'))
""")
"""`OFFSET 0` has users and books looked up one by one: joined, all that there are are read."""


def _reader(request: Request, row: Any) -> Reader:
    is_group = row.kind == "group"
    members = row.members or []
    categories = [(uuid.UUID(c[0]), c[7] and uuid.UUID(c[7]), c) for c in row.categories or ()]
    who = Resolved(
        chat_id=request.chat_id or NOBODY,
        user_id=request.user_id or NOBODY,
        user_name=row.user_name or "",
        locale=request.locale if is_group else row.locale,
        timezone=request.timezone if is_group else row.timezone,
        ledger_id=row.ledger_id,
        ledger_kind=row.kind,
        ledger_name=row.name,
        mode=row.mode,
        reaches=bool(row.joined),
        members=tuple(_member(m) for m in members if m[3] is None),
        merged_members={uuid.UUID(m[0]): uuid.UUID(m[3]) for m in members if m[3] is not None},
        member_id=NOBODY if is_group else uuid.UUID(members[0][0]),
        currency=row.currency,
        entry_currency=row.currency,
        month_start=row.month_start,
        next_no=0,
        odd_turn=0,
        revision=0,
        categories=tuple(_category(own, c) for own, living, c in categories if living is None),
        merged={own: living for own, living, _ in categories if living is not None},
        defaults={
            _default(c[6]): living or own for own, living, c in categories if c[6] is not None
        },
        budgets=tuple(_budget(b, month_start=row.month_start) for b in row.budgets or ()),
    )
    return Reader(
        request=request,
        who=who,
        days=_days(
            request.cadence,
            request.on,
            evening=request.evening,
            day=request.day,
            month_start=row.month_start,
        ),
        since=min([*(row.joined or ()), row.first_entry or request.on]),
        own_categories={f: uuid.UUID(c) for f, c in (row.own_categories or {}).items()},
    )


@lru_cache(maxsize=256)
def _days(
    cadence: Cadence, on: dt.date, *, evening: bool, day: int | None, month_start: int
) -> Days:
    """Return the days of a digest: nearly all of a batch are about the same ones."""
    return days_of(cadence, on, evening=evening, day=day, month_start=month_start)


@lru_cache(maxsize=256)
def _default(name: str) -> str:
    """Return the folded name of a default category: everybody has the same ones."""
    return fold(name)


def _member(fields: Sequence[Any]) -> Member:
    member_id, name, user_id, _, joined_at, left_at, removed_at = fields
    return Member(
        id=uuid.UUID(member_id),
        name=name,
        user_id=uuid.UUID(user_id) if user_id else None,
        joined_at=dt.datetime.fromisoformat(joined_at),
        left_at=dt.datetime.fromisoformat(left_at) if left_at else None,
        removed_at=dt.datetime.fromisoformat(removed_at) if removed_at else None,
    )


def _category(category_id: uuid.UUID, fields: Sequence[Any]) -> Category:
    _, name, folded, kind, emoji, aliases, default_name, _ = fields
    return Category(
        id=category_id,
        name=name,
        folded=folded,
        kind=kind,
        emoji=emoji,
        colour="",
        aliases=tuple(aliases),
        default_name=default_name,
    )


def _budget(fields: Sequence[Any], *, month_start: int) -> Budget:
    budget_id, category_id, limit, currency, cadence, starts, ends, rollover, warns, spent = fields
    return Budget(
        id=uuid.UUID(budget_id),
        category_id=uuid.UUID(category_id) if category_id else None,
        limit_minor=limit,
        currency=currency,
        cadence=cadence,
        starts=dt.date.fromisoformat(starts),
        ends=dt.date.fromisoformat(ends) if ends else None,
        rollover=rollover,
        warns=None if warns is None else tuple(warns),
        month_start=month_start,
        spent={dt.date.fromisoformat(day): minor for day, minor in (spent or {}).items()},
    )
