"""One personal book copied into another; `unmerging` takes the copies back.

A copy is an entry of its own, under the source `merge:<ledger>:<entry>`. The book it came from is
left as it is. Copied once more after it was taken back, a copy is the next version of the voided
one: its source stays unique, and its number the same.

Both ledgers must be locked. Friends who share something in the old book come along
(`merging_friends`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.budget import Budget
from expenseiq_core.services import (
    budgets,
    merging_friends,
    merging_settings,
    rates,
    recurring_moving,
    revaluing,
)
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id

SOURCE = "merge:"
"""What the source of a copy begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What came along with a book."""

    numbers: tuple[int, ...]
    """Of the copies, in the order of their old numbers."""
    without_rate: int
    """Copies that no report counts, because no rate is known for them."""
    budgets: tuple[Budget, ...]
    skipped: tuple[Budget, ...]
    """Budgets of the old book that stayed there."""
    made: Mapping[str, list[Any]]
    """Keys of what was made besides entries, as JSON: what `unmerging` removes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """Where an entry of the old book goes: a new number, or the next version of an old copy."""

    old_id: uuid.UUID
    old_no: int
    new_id: uuid.UUID
    no: int
    version: int
    replaces: uuid.UUID | None
    lives: bool
    """A copy was brought back by hand, and lives already."""


def source_prefix(ledger_id: uuid.UUID) -> str:
    """Return what the sources of all copies from this ledger begin with."""
    return f"{SOURCE}{ledger_id}:"


async def copy(
    session: AsyncSession,
    old: Resolved,
    kept: Resolved,
    *,
    turn_id: uuid.UUID,
    today: dt.date,
    now: dt.datetime,
) -> Copied:
    """Copy what lives in one personal ledger into another, as the doing of a turn."""
    parameters: dict[str, Any] = {
        "p_old": old.ledger_id,
        "p_kept": kept.ledger_id,
        "p_member": kept.member_id,
        "p_prefix": source_prefix(old.ledger_id),
        "p_turn": turn_id,
    }
    members = await merging_friends.copy(session, old, kept)
    categories = await merging_settings.copy_categories(session, old, kept, now=now)
    own_rates = await merging_settings.copy_rates(session, old, kept)
    copies = await _plan(session, kept, parameters)
    new = [copy for copy in copies if not copy.lives]
    await _record(session, new, categories.mapped, {**parameters, **members})
    await merging_friends.keep_shares(session, kept, turn_id=turn_id)
    await _value(session, old, kept, turn_id=turn_id)
    receipts = await _copy_receipts(session, copies, parameters)
    words = await merging_settings.copy_words(session, old, kept, categories.mapped)
    came = await merging_settings.copy_budgets(
        session, old, kept, categories.mapped, today=today, now=now
    )
    series = await recurring_moving.copy(
        session,
        old=old.ledger_id,
        kept=kept.ledger_id,
        members=dict(zip(members["p_old_members"], members["p_members"], strict=True)),
        categories=categories.mapped,
        now=now,
    )
    await budgets.derive(session, kept.ledger_id)
    await merging_friends.derive_balances(session, kept.ledger_id)
    return Copied(
        numbers=tuple(copy.no for copy in new),
        without_rate=await session.scalar(text(_WITHOUT_RATE), parameters) or 0,
        budgets=came.copied,
        skipped=came.skipped,
        made={
            "categories": [str(category_id) for category_id in categories.made],
            "budgets": [str(budget.id) for budget in came.copied],
            "receipts": [str(receipt_id) for receipt_id in receipts],
            "words": words,
            "rates": own_rates,
            "recurring": [[str(old_id), str(made_id)] for old_id, made_id in series],
        },
    )


async def _plan(
    session: AsyncSession, kept: Resolved, parameters: Mapping[str, Any]
) -> list[_Copy]:
    """Return where each living entry goes, in the order of their numbers."""
    # Matched here: without statistics of new rows PostgreSQL joins large books by nested loops.
    last = {row.source: row for row in await session.execute(text(_LAST), parameters)}
    next_no, copies = kept.next_no, []
    for row in await session.execute(text(_LIVING), parameters):
        before = last.get(f"{parameters['p_prefix']}{row.id}")
        copies.append(
            _Copy(
                old_id=row.id,
                old_no=row.no,
                new_id=new_id(),
                no=before.no if before else next_no,
                version=before.version + 1 if before else 1,
                replaces=before.id if before else None,
                lives=before is not None and before.voided_at is None,
            )
        )
        next_no += before is None
    return copies


async def _record(
    session: AsyncSession,
    copies: Sequence[_Copy],
    categories: Mapping[uuid.UUID, uuid.UUID],
    parameters: Mapping[str, Any],
) -> None:
    await session.execute(
        text(_RECORD),
        {
            **parameters,
            "p_old_ids": [c.old_id for c in copies],
            "p_ids": [c.new_id for c in copies],
            "p_nos": [c.no for c in copies],
            "p_versions": [c.version for c in copies],
            "p_replaces": [c.replaces for c in copies],
            "p_count": sum(c.version == 1 for c in copies),
            "p_old_categories": list(categories),
            "p_categories": list(categories.values()),
        },
    )


async def _value(
    session: AsyncSession, old: Resolved, kept: Resolved, *, turn_id: uuid.UUID
) -> None:
    """Let the copies' base amounts be in the kept ledger's currency."""
    if old.currency != kept.currency:
        await revaluing.convert_copies(session, old, kept, turn_id=turn_id)
    else:
        # One of the two books may have a rate of its own that the other lacked.
        await rates.value_missing(session, kept)


async def _copy_receipts(
    session: AsyncSession, copies: Sequence[_Copy], parameters: Mapping[str, Any]
) -> list[uuid.UUID]:
    """Copy the receipts of what was copied, and those that wait for an entry."""
    nos = {"p_old_nos": [c.old_no for c in copies], "p_nos": [c.no for c in copies]}
    found = (await session.scalars(text(_RECEIPTS), {**parameters, **nos})).all()
    new_ids = [new_id() for _ in found]
    ids = {"p_old_ids": list(found), "p_ids": new_ids}
    await session.execute(text(_COPY_RECEIPTS), {**parameters, **nos, **ids})
    return new_ids


_LIVING = """
SELECT id, no FROM entries WHERE ledger_id = :p_old AND voided_at IS NULL ORDER BY no
"""
_LAST = """
SELECT DISTINCT ON (source) source, no, id, version, voided_at FROM entries
 WHERE ledger_id = :p_kept AND starts_with(source, :p_prefix)
 ORDER BY source, version DESC
"""
"""All versions of a copy have its source."""
_RECORD = """
WITH copies AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[]),
                       CAST(:p_nos AS bigint[]), CAST(:p_versions AS smallint[]),
                       CAST(:p_replaces AS uuid[])) AS c(old_id, id, no, version, replaces)
), counted AS (
  UPDATE ledgers SET next_no = next_no + :p_count WHERE id = :p_kept
), made AS (
  INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                       rate_date, date, description, folded, category_id, payment_method, tags,
                       note, source, author_id, created_at, turn_id, replaces, odd_turn)
  SELECT :p_kept, c.id, c.no, c.version, o.kind, o.amount, o.currency, o.base_amount, o.rate,
         o.rate_date, o.date, o.description, o.folded, m.new_id, o.payment_method, o.tags,
         o.note, CAST(:p_prefix AS text) || o.id, :p_member, o.created_at, :p_turn, c.replaces,
         o.odd_turn
    FROM copies c
    JOIN entries o ON o.ledger_id = :p_old AND o.id = c.old_id
    LEFT JOIN unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
              AS m(old_id, new_id) ON m.old_id = o.category_id
)
INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
SELECT :p_kept, c.id, m.member_id, sum(s.paid), sum(s.owed)
  FROM copies c
  JOIN shares s ON s.ledger_id = :p_old AND s.entry_id = c.old_id
  JOIN unnest(CAST(:p_old_members AS uuid[]), CAST(:p_members AS uuid[]))
       AS m(old_id, member_id) ON m.old_id = s.member_id
 GROUP BY c.id, m.member_id
"""
"""Shares are copied as they were divided, without their rule: it names members of the old book."""
_WITHOUT_RATE = """
SELECT count(*) FROM entries
 WHERE ledger_id = :p_kept AND turn_id = :p_turn AND base_amount IS NULL
"""
_RECEIPTS = """
SELECT id FROM receipts
 WHERE ledger_id = :p_old AND (no IS NULL OR no = ANY(CAST(:p_old_nos AS bigint[]))) ORDER BY id
"""
_COPY_RECEIPTS = """
INSERT INTO receipts (ledger_id, id, no, turn_id, platform, workspace, file_id, kind, name,
                      media_type, created_at)
SELECT :p_kept, m.id, n.no, o.turn_id, o.platform, o.workspace, o.file_id, o.kind, o.name,
       o.media_type, o.created_at
  FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[])) AS m(old_id, id)
  JOIN receipts o ON o.ledger_id = :p_old AND o.id = m.old_id
  LEFT JOIN unnest(CAST(:p_old_nos AS bigint[]), CAST(:p_nos AS bigint[])) AS n(old_no, no)
       ON n.old_no = o.no
"""
