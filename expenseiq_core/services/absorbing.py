"""A group's ledger taken in by another: both were made for one chat, under its two names.

Entries come as copies of their own, under the source `merge:<ledger>:<entry>` and with the next
numbers; in the ledger that they came from they are voided, and it is closed. A ledger without
entries goes as if it had never been.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part, Split
from expenseiq_core.domain.words import fold
from expenseiq_core.services import budgets, merging
from expenseiq_core.services.ids import new_id

Ids = Mapping[uuid.UUID, uuid.UUID]


async def absorb(
    session: AsyncSession,
    *,
    kept: uuid.UUID,
    gone: uuid.UUID,
    chat_id: uuid.UUID,
    now: dt.datetime,
) -> None:
    """Let one group ledger have all that another has; every chat of the other points to it then.

    `chat_id` is the chat whose turn the copying is.
    """
    parameters = {
        "p_kept": kept,
        "p_gone": gone,
        "p_chat": chat_id,
        "p_turn": new_id(),
        "p_now": now,
    }
    await session.execute(text(_LOCK), parameters)
    members = await _members(session, parameters)
    entries = (await session.execute(text(_LIVING), parameters)).all()
    if entries:
        categories = await _categories(session, parameters)
        await _copy(session, entries, members, categories, parameters)
        await budgets.derive(session, kept)
    written = await session.scalar(text(_WRITTEN), parameters)
    for statement in (*_POINT, *(_CLOSE if written else _ERASE)):
        await session.execute(text(statement), parameters)
    if written:
        await budgets.derive(session, gone)


async def _members(session: AsyncSession, parameters: Mapping[str, Any]) -> Ids:
    """Return who each member is in the kept ledger; those who are not there yet are made."""
    rows = (await session.execute(text(_MEMBERS), parameters)).all()
    there = [row for row in rows if row.ledger_id == parameters["p_kept"]]
    came = [row for row in rows if row.ledger_id == parameters["p_gone"]]
    found = {row.id: _same(row, there) for row in came if row.merged_into is None}
    made = {old: new_id() for old, same in found.items() if same is None}
    await session.execute(text(_MAKE_MEMBERS), {**parameters, **_arrays(made)})
    mapped = {old: same or made[old] for old, same in found.items()}
    return {**mapped, **{r.id: mapped[r.merged_into] for r in came if r.merged_into is not None}}


def _same(came: Row[Any], there: Sequence[Row[Any]]) -> uuid.UUID | None:
    """Return the member with the same account, or of the same name if there is one without."""
    for row in there:
        is_it = row.user_id == came.user_id
        if came.user_id is None:
            is_it = fold(row.name) == fold(came.name)
        if is_it and row.merged_into is None:
            return uuid.UUID(str(row.id))
    return None


async def _categories(session: AsyncSession, parameters: Mapping[str, Any]) -> Ids:
    rows = (await session.execute(text(_CATEGORIES), parameters)).all()
    there = {r.folded: r.id for r in rows if r.ledger_id == parameters["p_kept"]}
    came = [r for r in rows if r.ledger_id == parameters["p_gone"]]
    made = {r.id: new_id() for r in came if r.merged_into is None and r.folded not in there}
    await session.execute(text(_MAKE_CATEGORIES), {**parameters, **_arrays(made)})
    mapped = {r.id: there.get(r.folded) or made[r.id] for r in came if r.merged_into is None}
    return {**mapped, **{r.id: mapped[r.merged_into] for r in came if r.merged_into is not None}}


async def _copy(
    session: AsyncSession,
    entries: Sequence[Row[Any]],
    members: Ids,
    categories: Ids,
    parameters: Mapping[str, Any],
) -> None:
    ids = {row.id: new_id() for row in entries}
    splits = [None if row.split is None else _split(row, members) for row in entries]
    old_members, new_members = _lists(members)
    old_categories, new_categories = _lists(categories)
    await session.execute(
        text(_COPY),
        {
            **parameters,
            **_arrays(ids),
            "p_splits": [s and json.dumps(split.to_plain(s.rule)) for s in splits],
            "p_turns": [s.turn if s else r.odd_turn for s, r in zip(splits, entries, strict=True)],
            "p_old_members": old_members,
            "p_members": new_members,
            "p_old_categories": old_categories,
            "p_categories": new_categories,
            "p_source": f"moved:{parameters['p_gone']}",
            "p_prefix": merging.source_prefix(parameters["p_gone"]),
        },
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """A rule among members of the kept ledger, and where the rotation stood for it."""

    rule: Split
    turn: int


def _split(row: Row[Any], members: Ids) -> _Split:
    """Return the rule that makes the same shares: the old one, if it still does in their order."""
    old, amount = split.from_plain(row.split), Money(row.amount, row.currency)
    owes: dict[uuid.UUID, int] = {}
    for member_id, minor in row.parts.items():
        new = members[uuid.UUID(member_id)]
        owes[new] = owes.get(new, 0) + minor
    parts = [replace(part, member_id=members[part.member_id]) for part in old.parts]
    if len({part.member_id for part in parts}) == len(parts):
        items = [replace(i, member_ids=tuple(members[m] for m in i.member_ids)) for i in old.items]
        rule = split.split_of(old.mode, parts, items)
        for turn in range(row.odd_turn, row.odd_turn + rule.heads):
            if _some(split.owed(amount, rule, turn=turn).minor) == _some(owes):
                return _Split(rule, turn)
    exact = [Part(member_id=member_id, exact=abs(minor)) for member_id, minor in owes.items()]
    return _Split(split.split_of("exact", exact), row.odd_turn)


def _some(owes: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, int]:
    return {member_id: minor for member_id, minor in owes.items() if minor}


def _lists(ids: Ids) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    return list(ids), list(ids.values())


def _arrays(ids: Ids) -> dict[str, list[uuid.UUID]]:
    old, new = _lists(ids)
    return {"p_old_ids": old, "p_ids": new}


_IDS = "unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[])) AS n(old_id, new_id)"
_LOCK = """
SELECT id FROM ledgers WHERE id IN (:p_kept, :p_gone) ORDER BY id FOR UPDATE
"""
_LIVING = """
SELECT e.id, e.amount, e.currency, e.split, e.odd_turn,
       (SELECT jsonb_object_agg(s.member_id, CASE e.kind WHEN 'income' THEN s.paid ELSE s.owed END)
          FROM shares s WHERE s.ledger_id = e.ledger_id AND s.entry_id = e.id) AS parts
  FROM entries e WHERE e.ledger_id = :p_gone AND e.voided_at IS NULL ORDER BY e.no
"""
_MEMBERS = """
SELECT ledger_id, id, user_id, name, merged_into FROM members
 WHERE ledger_id IN (:p_kept, :p_gone) ORDER BY id
"""
_MAKE_MEMBERS = f"""
INSERT INTO members (ledger_id, id, user_id, name, handle, joined_at, left_at, removed_at, added_by)
SELECT :p_kept, n.new_id, m.user_id, m.name, m.handle, m.joined_at, m.left_at, m.removed_at,
       m.added_by
  FROM {_IDS} JOIN members m ON m.ledger_id = :p_gone AND m.id = n.old_id
"""
_CATEGORIES = """
SELECT ledger_id, id, folded, merged_into FROM categories WHERE ledger_id IN (:p_kept, :p_gone)
 ORDER BY merged_into IS NULL, id
"""
_MAKE_CATEGORIES = f"""
INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, description, aliases,
                        default_name, position, created_at)
SELECT :p_kept, n.new_id, k.name, k.folded, k.kind, k.emoji, k.colour, k.description, '{{}}',
       k.default_name, k.position, :p_now
  FROM {_IDS} JOIN categories k ON k.ledger_id = :p_gone AND k.id = n.old_id
"""
_COPY = """
WITH copies AS MATERIALIZED (
  SELECT c.old_id, c.id, CAST(c.split AS jsonb) AS split, c.odd_turn,
         l.next_no + c.rank - 1 AS no, o.no AS was
    FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[]), CAST(:p_splits AS text[]),
                CAST(:p_turns AS int[])) WITH ORDINALITY AS c(old_id, id, split, odd_turn, rank)
    JOIN entries o ON o.ledger_id = :p_gone AND o.id = c.old_id
    JOIN ledgers l ON l.id = :p_kept
), members_now AS (
  SELECT * FROM unnest(CAST(:p_old_members AS uuid[]), CAST(:p_members AS uuid[])) AS m(old_id, id)
), turn AS (
  INSERT INTO turns (chat_id, source, id, ledger_id, command, said, numbers, created_at,
                     answered_at)
  SELECT :p_chat, :p_source, :p_turn, :p_kept, 'moved', '', array_agg(no ORDER BY no), :p_now,
         :p_now
    FROM copies
), counted AS (
  UPDATE ledgers k SET next_no = k.next_no + (SELECT count(*) FROM copies),
         odd_turn = k.odd_turn + g.odd_turn, revision = k.revision + 1
    FROM ledgers g WHERE k.id = :p_kept AND g.id = :p_gone
), made AS (
  INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                       rate_date, date, description, folded, category_id, payment_method, tags,
                       note, source, author_id, odd_turn, created_at, turn_id, split, pays)
  SELECT :p_kept, c.id, c.no, 1, o.kind, o.amount, o.currency, b.base, b.rate, b.day, o.date,
         o.description, o.folded, k.id, o.payment_method, o.tags, o.note,
         CAST(:p_prefix AS text) || o.id, m.id, c.odd_turn, o.created_at, :p_turn, c.split, p.no
    FROM copies c
    JOIN entries o ON o.ledger_id = :p_gone AND o.id = c.old_id
    JOIN members_now m ON m.old_id = o.author_id
    JOIN ledgers l ON l.id = :p_kept
    JOIN ledgers g ON g.id = :p_gone
    LEFT JOIN LATERAL (
      SELECT o.amount AS base, 1::numeric AS rate, o.date AS day WHERE o.currency = l.currency
      UNION ALL
      SELECT o.base_amount, o.rate, o.rate_date
       WHERE o.currency <> l.currency AND l.currency = g.currency) b ON true
    LEFT JOIN copies p ON p.was = o.pays
    LEFT JOIN unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
              AS k(old_id, id) ON k.old_id = o.category_id
), shared AS (
  INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
  SELECT :p_kept, c.id, m.id, sum(s.paid), sum(s.owed)
    FROM copies c
    JOIN shares s ON s.ledger_id = :p_gone AND s.entry_id = c.old_id
    JOIN members_now m ON m.old_id = s.member_id
   GROUP BY c.id, m.id
), receipts AS (
  INSERT INTO receipts (ledger_id, id, no, turn_id, platform, workspace, file_id, kind, name,
                        media_type, created_at)
  SELECT :p_kept, r.id, c.no, r.turn_id, r.platform, r.workspace, r.file_id, r.kind, r.name,
         r.media_type, r.created_at
    FROM copies c JOIN receipts r ON r.ledger_id = :p_gone AND r.no = c.was
)
INSERT INTO balances (ledger_id, member_id, currency, amount)
SELECT :p_kept, m.id, b.currency, sum(b.amount)
  FROM balances b JOIN members_now m ON m.old_id = b.member_id
 WHERE b.ledger_id = :p_gone
 GROUP BY m.id, b.currency ORDER BY m.id, b.currency
ON CONFLICT (ledger_id, member_id, currency)
DO UPDATE SET amount = balances.amount + excluded.amount
"""
_POINT = (
    "UPDATE chats SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "UPDATE threads SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
)
_WRITTEN = "SELECT EXISTS (SELECT FROM entries WHERE ledger_id = :p_gone)"
_CLOSE = (
    """
    UPDATE entries SET voided_at = :p_now, voided_by = :p_turn
     WHERE ledger_id = :p_gone AND voided_at IS NULL
    """,
    "DELETE FROM balances WHERE ledger_id = :p_gone",
    # Whoever is about to record there sees that it changed, and runs again.
    "UPDATE ledgers SET closed_at = :p_now, revision = revision + 1 WHERE id = :p_gone",
    "UPDATE plans SET closed_at = :p_now WHERE ledger_id = :p_gone AND closed_at IS NULL",
    "DELETE FROM invitations WHERE ledger_id = :p_gone",
)
_ERASE = (
    "UPDATE turns SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "UPDATE invitations SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "DELETE FROM ledgers WHERE id = :p_gone",
)
