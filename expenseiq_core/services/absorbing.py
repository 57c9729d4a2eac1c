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
from expenseiq_core.services import absorbing_queries as queries
from expenseiq_core.services import budgets, merging, recurring, recurring_moving
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
    await session.execute(text(queries.LOCK), parameters)
    members = await _members(session, parameters)
    entries = (await session.execute(text(queries.LIVING), parameters)).all()
    comes_back = await recurring.of(session, gone)
    categories = await _categories(session, parameters) if entries or comes_back else {}
    await recurring_moving.copy(
        session, old=gone, kept=kept, members=members, categories=categories, now=now
    )
    if entries:
        await _copy(session, entries, members, categories, parameters)
        await budgets.derive(session, kept)
    written = await session.scalar(text(queries.WRITTEN), parameters)
    for statement in (*queries.POINT, *(queries.CLOSE if written else queries.ERASE)):
        await session.execute(text(statement), parameters)
    if written:
        await budgets.derive(session, gone)


async def _members(session: AsyncSession, parameters: Mapping[str, Any]) -> Ids:
    """Return who each member is in the kept ledger; those who are not there yet are made."""
    rows = (await session.execute(text(queries.MEMBERS), parameters)).all()
    there = [row for row in rows if row.ledger_id == parameters["p_kept"]]
    came = [row for row in rows if row.ledger_id == parameters["p_gone"]]
    found = {row.id: _same(row, there) for row in came if row.merged_into is None}
    made = {old: new_id() for old, same in found.items() if same is None}
    await session.execute(text(queries.MAKE_MEMBERS), {**parameters, **_arrays(made)})
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
    rows = (await session.execute(text(queries.CATEGORIES), parameters)).all()
    there = {r.folded: r.id for r in rows if r.ledger_id == parameters["p_kept"]}
    came = [r for r in rows if r.ledger_id == parameters["p_gone"]]
    made = {r.id: new_id() for r in came if r.merged_into is None and r.folded not in there}
    await session.execute(text(queries.MAKE_CATEGORIES), {**parameters, **_arrays(made)})
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
        text(queries.COPY),
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
