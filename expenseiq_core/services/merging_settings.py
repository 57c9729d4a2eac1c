"""What goes along when a book is copied into another: categories, words, own rates, budgets.

What the kept book has already stays as it is there.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget, moved_start
from expenseiq_core.domain.words import fold
from expenseiq_core.services import budgets
from expenseiq_core.services.chats import Category, Resolved
from expenseiq_core.services.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories:
    """The category of the kept book that each one of the old book is, merged ones too."""

    mapped: Mapping[uuid.UUID, uuid.UUID]
    made: tuple[uuid.UUID, ...]
    """Those that the kept book lacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Copies of budgets, and budgets that stayed in the old book."""

    copied: tuple[Budget, ...]
    skipped: tuple[Budget, ...]


async def copy_categories(
    session: AsyncSession, old: Resolved, kept: Resolved, *, now: dt.datetime
) -> Categories:
    """Make the categories that the kept book lacks; an alias that means another there stays so."""
    found = {category.id: _same(category, kept) for category in old.categories}
    missing = {old_id: new_id() for old_id, same in found.items() if same is None}
    await session.execute(
        text("""
            INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, description,
                                    aliases, default_name, position, created_at)
            SELECT :p_kept, m.id, o.name, o.folded, o.kind, o.emoji, o.colour, o.description,
                   ARRAY(SELECT a FROM unnest(o.aliases) a
                          WHERE a <> ALL(CAST(:p_taken AS text[]))),
                   o.default_name,
                   (SELECT coalesce(max(position), 0) FROM categories WHERE ledger_id = :p_kept)
                     + m.rank,
                   :p_now
              FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[]))
                   WITH ORDINALITY AS m(old_id, id, rank)
              JOIN categories o ON o.ledger_id = :p_old AND o.id = m.old_id
        """),
        {
            "p_old": old.ledger_id,
            "p_kept": kept.ledger_id,
            "p_old_ids": list(missing),
            "p_ids": list(missing.values()),
            "p_taken": [word for c in kept.categories for word in (c.folded, *c.aliases)],
            "p_now": now,
        },
    )
    living = {old_id: same.id for old_id, same in found.items() if same is not None} | missing
    merged = {old_id: living[into] for old_id, into in old.merged.items()}
    return Categories(mapped={**living, **merged}, made=tuple(missing.values()))


def _same(category: Category, kept: Resolved) -> Category | None:
    """Return the kept book's category of this name, or the default that both were made as."""
    by_name = next((c for c in kept.categories if c.folded == category.folded), None)
    if by_name is None and category.default_name is not None:
        by_name = kept.category(kept.defaults.get(fold(category.default_name)))
    return by_name or kept.category_named(category.name)


async def copy_rates(session: AsyncSession, old: Resolved, kept: Resolved) -> list[list[str]]:
    """Copy own rates for pairs and days that have none; return the keys of the copies."""
    rows = await session.execute(
        text("""
            INSERT INTO ledger_rates (ledger_id, base, quote, date, rate)
            SELECT :p_kept, o.base, o.quote, o.date, o.rate FROM ledger_rates o
             WHERE o.ledger_id = :p_old
               AND NOT EXISTS (SELECT FROM ledger_rates k
                                WHERE k.ledger_id = :p_kept AND k.date = o.date
                                  AND ((k.base, k.quote) = (o.base, o.quote)
                                       OR (k.base, k.quote) = (o.quote, o.base)))
            RETURNING base, quote, date
        """),
        {"p_old": old.ledger_id, "p_kept": kept.ledger_id},
    )
    return [[row.base, row.quote, row.date.isoformat()] for row in rows]


async def copy_words(
    session: AsyncSession,
    old: Resolved,
    kept: Resolved,
    categories: Mapping[uuid.UUID, uuid.UUID],
) -> list[str]:
    """Copy learned words that mean nothing yet; return them."""
    words = await session.scalars(
        text("""
            INSERT INTO learned_words (ledger_id, word, category_id, learned_at)
            SELECT :p_kept, o.word, m.id, o.learned_at
              FROM learned_words o
              JOIN unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[])) AS m(old_id, id)
                ON m.old_id = o.category_id
             WHERE o.ledger_id = :p_old
            ON CONFLICT (ledger_id, word) DO NOTHING RETURNING word
        """),
        {
            "p_old": old.ledger_id,
            "p_kept": kept.ledger_id,
            "p_old_ids": list(categories),
            "p_ids": list(categories.values()),
        },
    )
    return list(words)


async def copy_budgets(
    session: AsyncSession,
    old: Resolved,
    kept: Resolved,
    categories: Mapping[uuid.UUID, uuid.UUID],
    *,
    today: dt.date,
    now: dt.datetime,
) -> Budgets:
    """Copy budgets in the same currency for categories that have none.

    Their periods are those of the kept book; what is spent of them is still to be derived.
    """
    taken = {budget.category_id for budget in kept.budgets}
    copies: dict[tuple[uuid.UUID | None, str], tuple[Budget, Budget]] = {}
    for budget in old.budgets:
        category = categories[budget.category_id] if budget.category_id else None
        key = (category, budget.cadence)
        if budget.currency != kept.currency or category in taken or key in copies:
            continue
        moved = replace(budget, id=new_id(), category_id=category, month_start=kept.month_start)
        copies[key] = (budget, replace(moved, starts=moved_start(moved, today=today)))
    for _, copy in copies.values():
        await budgets.keep(session, kept.ledger_id, copy, now=now)
    followed = {budget.id for budget, _ in copies.values()}
    return Budgets(
        copied=tuple(copy for _, copy in copies.values()),
        skipped=tuple(budget for budget in old.budgets if budget.id not in followed),
    )
