"""Categories of a ledger: added, changed, merged into one another, and summed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.ledger import CategoryKind
from expenseiq_core.domain.period import Period
from expenseiq_core.domain.words import fold
from expenseiq_core.services import budgets, ledgers
from expenseiq_core.services.chats import Category, Resolved
from expenseiq_core.services.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What living entries of a category come to, in minor units of the ledger's currency."""

    minor: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge moved, and which budgets it took over or ended."""

    entries: int
    moved: tuple[Budget, ...] = ()
    ended: tuple[Budget, ...] = ()


async def sums(
    session: AsyncSession, who: Resolved, period: Period | None = None
) -> Mapping[uuid.UUID, Sum]:
    """Return the sum of expenses by living category, in a period or of all time."""
    rows = await session.execute(
        text("""
            SELECT coalesce(k.merged_into, k.id) AS id, count(*) AS number,
                   coalesce(sum(e.base_amount) FILTER (WHERE e.kind = 'expense'), 0)::bigint
                     AS minor
              FROM entries e
              JOIN categories k ON k.ledger_id = e.ledger_id AND k.id = e.category_id
             WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL
               AND (CAST(:p_start AS date) IS NULL OR e.date >= :p_start)
               AND (CAST(:p_end AS date) IS NULL OR e.date < :p_end)
             GROUP BY 1
        """),
        {
            "p_ledger": who.ledger_id,
            "p_start": period.start if period else None,
            "p_end": period.end if period else None,
        },
    )
    return {row.id: Sum(minor=row.minor, count=row.number) for row in rows}


async def add(
    session: AsyncSession,
    who: Resolved,
    *,
    name: str,
    emoji: str,
    colour: str,
    now: dt.datetime,
) -> None:
    """Make a category; its name must be free (the caller has looked, the index makes sure)."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("""
            INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, position,
                                    created_at)
            SELECT :p_ledger, :p_id, :p_name, :p_folded, 'spending', :p_emoji, :p_colour,
                   coalesce(max(position), 0) + 1, :p_now
              FROM categories WHERE ledger_id = :p_ledger
        """),
        {
            "p_ledger": who.ledger_id,
            "p_id": new_id(),
            "p_name": name,
            "p_folded": fold(name),
            "p_emoji": emoji,
            "p_colour": colour,
            "p_now": now,
        },
    )


async def change(session: AsyncSession, who: Resolved, category: Category) -> None:
    """Give a category the name, emoji, colour, kind and aliases of this value."""
    await ledgers.begin_change(session, who)
    await session.execute(
        text("""
            UPDATE categories
               SET name = :p_name, folded = :p_folded, emoji = :p_emoji, colour = :p_colour,
                   aliases = CAST(:p_aliases AS text[])
             WHERE ledger_id = :p_ledger AND id = :p_id
        """),
        {
            "p_ledger": who.ledger_id,
            "p_id": category.id,
            "p_name": category.name,
            "p_folded": fold(category.name),
            "p_emoji": category.emoji,
            "p_colour": category.colour,
            "p_aliases": list(category.aliases),
        },
    )
    before = who.category(category.id)
    assert before is not None, "a living category"
    if before.kind != category.kind:
        await _set_kind(session, who, category.id, category.kind)
        await budgets.derive(session, who.ledger_id)


async def merge(
    session: AsyncSession,
    who: Resolved,
    source: Category,
    target: Category,
    *,
    with_name: bool,
    now: dt.datetime,
) -> Merged:
    """Let one category be part of another; entries keep pointing to it, readers follow.

    With `with_name` the target answers to the source's name and aliases and takes over its budgets
    (where both have one, the target's stays); without, the source is forgotten but for its entries.
    """
    await ledgers.begin_change(session, who)
    moved, ended = _budgets(who, source, target) if with_name else ((), _of(who, source))
    await budgets.end(session, who.ledger_id, [b.id for b in ended], now=now)
    parameters = {
        "p_ledger": who.ledger_id,
        "p_source": source.id,
        "p_target": target.id,
        "p_moved": [b.id for b in moved],
        "p_aliases": _aliases(source, target) if with_name else list(target.aliases),
    }
    count = await session.scalar(
        text("""
            SELECT count(*) FROM entries e
              JOIN categories k ON k.ledger_id = e.ledger_id AND k.id = e.category_id
             WHERE e.ledger_id = :p_ledger AND e.voided_at IS NULL
               AND coalesce(k.merged_into, k.id) = :p_source
        """),
        parameters,
    )
    for statement in _MERGE:
        await session.execute(text(statement), parameters)
    await _set_kind(session, who, target.id, target.kind)
    await budgets.derive(session, who.ledger_id)
    return Merged(entries=count or 0, moved=tuple(moved), ended=tuple(ended))


_MERGE = (
    """
    UPDATE learned_words SET category_id = :p_target
     WHERE ledger_id = :p_ledger AND category_id = :p_source
    """,
    """
    UPDATE budgets SET category_id = :p_target
     WHERE ledger_id = :p_ledger AND id = ANY(CAST(:p_moved AS uuid[]))
    """,
    # Flattened: a merged category points to a living one, never to another merged one.
    """
    UPDATE categories SET merged_into = :p_target, aliases = '{}'
     WHERE ledger_id = :p_ledger AND (id = :p_source OR merged_into = :p_source)
    """,
    """
    UPDATE categories SET aliases = CAST(:p_aliases AS text[])
     WHERE ledger_id = :p_ledger AND id = :p_target
    """,
)


async def _set_kind(
    session: AsyncSession, who: Resolved, category_id: uuid.UUID, kind: CategoryKind
) -> None:
    """Set the kind of a category and of all that were merged into it: sums look at either."""
    await session.execute(
        text("""
            UPDATE categories SET kind = :p_kind
             WHERE ledger_id = :p_ledger AND (id = :p_id OR merged_into = :p_id)
        """),
        {"p_ledger": who.ledger_id, "p_id": category_id, "p_kind": kind},
    )


def _of(who: Resolved, category: Category) -> list[Budget]:
    return [b for b in who.budgets if b.category_id == category.id]


def _budgets(
    who: Resolved, source: Category, target: Category
) -> tuple[Sequence[Budget], Sequence[Budget]]:
    """Return the source's budgets that the target takes over, and those that end."""
    taken = {b.cadence for b in _of(who, target)}
    own = _of(who, source)
    return [b for b in own if b.cadence not in taken], [b for b in own if b.cadence in taken]


def _aliases(source: Category, target: Category) -> list[str]:
    every = (*target.aliases, source.folded, *source.aliases)
    return [alias for alias in dict.fromkeys(every) if alias != target.folded]
