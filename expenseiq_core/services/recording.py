"""The second statement of a turn: everything that a change of entries does, all of it or nothing.

Recording, correcting, undoing and redoing are one shape: some entries are voided, some are made.
The statement inserts the turn, compares-and-sets the ledger's counters, voids, inserts entries and
shares, and moves balances and spent sums; the rules that say by how much are pure functions of what
`chats.resolve` found. If anything was changed by somebody faster, no row comes back.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import split
from expenseiq_core.domain.ledger import (
    Content,
    Entry,
    balance_changes,
    spending_minor,
)
from expenseiq_core.domain.words import fold
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.ids import new_id


class OvertakenError(Exception):
    """Somebody was faster: roll back and run the whole turn again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnNote:
    """The turn that a change belongs to."""

    id: uuid.UUID
    source: str
    command: str
    said: str
    now: dt.datetime
    actions: tuple[str, ...] = ()
    takes_back: uuid.UUID | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A content to record under a number; a replacement keeps number and source of the old one."""

    content: Content
    source: str
    no: int
    version: int = 1
    replaces: uuid.UUID | None = None
    author_id: uuid.UUID | None = None
    """Whose entry it is, whoever corrects it; None: the speaker's."""
    odd_turn: int = 0
    """Where the rotation of the odd units stood when its amount was divided."""
    odd: int = 0
    """How many odd units were given out: by so much the ledger's rotation goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a budget's period had spent before and after this turn, in minor units."""

    budget_id: uuid.UUID
    period_start: dt.date
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An entry that may be the same thing, recorded before."""

    no: int
    description: str
    author_id: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a change of entries did."""

    entries: tuple[Entry, ...]
    day_total: int
    """Spending of the first entry's day, in minor units of the ledger's currency."""
    charges: tuple[Charge, ...] = ()
    revision: int = 0
    """Of the ledger, after this turn."""
    same: Twin | None = None
    """An equal entry that the same member recorded within two minutes before, or one of the same
    amount and about the same day that another member recorded within a day."""


_WRITE = text(
    " ".join(
        """
WITH turn AS (
  INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, said, numbers, actions,
                     takes_back, thread, created_at)
  VALUES (:p_chat, :p_source, :p_turn, :p_user, :p_ledger, :p_command, :p_said,
          CAST(:p_numbers AS bigint[]), CAST(:p_actions AS text[]), CAST(:p_takes_back AS uuid),
          CAST(:p_thread AS text), :p_now)
  ON CONFLICT (chat_id, source) DO NOTHING RETURNING id
), counter AS (
  UPDATE ledgers SET next_no = next_no + :p_count, revision = revision + :p_changes,
         odd_turn = odd_turn + :p_odd
   WHERE id = :p_ledger AND next_no = :p_next_no AND odd_turn = :p_odd_turn
     AND revision = :p_revision AND EXISTS (SELECT FROM turn) RETURNING id
), void AS (
  UPDATE entries SET voided_at = :p_now, voided_by = :p_turn
   WHERE ledger_id = :p_ledger AND id = ANY(CAST(:p_void AS uuid[])) AND voided_at IS NULL
     AND EXISTS (SELECT FROM counter) RETURNING id
), ready AS (
  SELECT FROM counter
   WHERE (SELECT count(*) FROM void) = cardinality(CAST(:p_void AS uuid[]))
), made AS (
  INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                       rate_date, date, description, folded, category_id, payment_method, tags,
                       note, source, author_id, odd_turn, created_at, turn_id, replaces, split,
                       pays)
  SELECT :p_ledger, id, no, version, kind, amount, currency, base_amount, rate, rate_date, date,
         description, folded, category_id, payment_method, tags, note, source, author_id,
         odd_turn, :p_now, :p_turn, replaces, split, pays
    FROM jsonb_populate_recordset(NULL::entries, CAST(:p_entries AS jsonb))
   WHERE EXISTS (SELECT FROM ready)
  ON CONFLICT DO NOTHING RETURNING id
), made_shares AS (
  INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
  SELECT :p_ledger, entry_id, member_id, paid, owed
    FROM jsonb_populate_recordset(NULL::shares, CAST(:p_shares AS jsonb))
   WHERE EXISTS (SELECT FROM ready)
), moved AS (
  INSERT INTO balances (ledger_id, member_id, currency, amount)
  SELECT :p_ledger, member_id, currency, amount
    FROM jsonb_populate_recordset(NULL::balances, CAST(:p_balances AS jsonb))
   WHERE EXISTS (SELECT FROM ready)
  ON CONFLICT (ledger_id, member_id, currency)
  DO UPDATE SET amount = balances.amount + excluded.amount
), charged AS (
  INSERT INTO spent (ledger_id, budget_id, period_start, amount)
  SELECT :p_ledger, budget_id, period_start, amount
    FROM jsonb_populate_recordset(NULL::spent, CAST(:p_charges AS jsonb))
   WHERE EXISTS (SELECT FROM ready)
  ON CONFLICT (ledger_id, budget_id, period_start)
  DO UPDATE SET amount = spent.amount + excluded.amount
  RETURNING budget_id, period_start, amount
)
SELECT (SELECT count(*) FROM made) AS made,
       (SELECT jsonb_agg(jsonb_build_object('budget_id', budget_id, 'period_start', period_start,
                                            'amount', amount)) FROM charged) AS charged,
       (SELECT coalesce(sum(e.base_amount), 0)::bigint
          FROM entries e
          LEFT JOIN categories k ON k.ledger_id = e.ledger_id AND k.id = e.category_id
         WHERE e.ledger_id = :p_ledger AND e.date = :p_day AND e.voided_at IS NULL
           AND e.kind = 'expense' AND coalesce(k.kind, 'spending') = 'spending') AS day_before,
       (SELECT jsonb_build_object('no', e.no, 'description', e.description,
                                  'author_id', e.author_id) FROM entries e
         WHERE e.ledger_id = :p_ledger AND e.date BETWEEN :p_same_from AND :p_same_until
           AND e.voided_at IS NULL AND e.kind = :p_same_kind AND e.amount = :p_same_amount
           AND e.currency = :p_same_currency AND e.created_at > :p_same_since
           AND (e.author_id <> :p_member OR (e.date = :p_day AND e.folded = :p_same_folded
                                             AND e.created_at > :p_same_own_since))
         ORDER BY e.no DESC LIMIT 1) AS same
  FROM ready
"""
        # One line: the driver remembers how to bind only statements under 4,096 characters.
        .split()
    )
)


async def write(
    session: AsyncSession,
    who: Resolved,
    turn: TurnNote,
    *,
    new: Sequence[NewEntry] = (),
    void: Sequence[Entry] = (),
) -> Recorded:
    """Void and record entries as one turn, in one statement.

    Raises OvertakenError if the turn exists already, or if the ledger or an entry to void changed
    since `who` was resolved.
    """
    assert new or void, "a change of nothing"
    named = {share.member_id for n in new for share in n.content.shares}
    assert named.isdisjoint(who.merged_members), "a merged member has no balance"
    ids = [new_id() for _ in new]
    changes = _charges(who, new=[n.content for n in new], void=[v.content for v in void])
    first = new[0].content if new else void[0].content
    parameters = {
        **_turn_parameters(who, turn, new, void),
        **_question_parameters(first, now=turn.now),
        "p_entries": json.dumps(
            [_entry_json(i, n, who=who) for i, n in zip(ids, new, strict=True)]
        ),
        "p_shares": json.dumps(_shares_json(ids, new)),
        "p_balances": json.dumps(_balances_json(new, void)),
        "p_charges": json.dumps(
            [
                {"budget_id": str(b), "period_start": p.isoformat(), "amount": c}
                for (b, p), c in changes.items()
            ]
        ),
    }
    row = (await session.execute(_WRITE, parameters)).one_or_none()
    if row is None or row.made != len(new):
        raise OvertakenError(turn.source)
    return Recorded(
        entries=tuple(_entry(i, n, who=who, turn=turn) for i, n in zip(ids, new, strict=True)),
        day_total=row.day_before + _day_change(who, first.date, new, void),
        charges=tuple(_charge(charged, changes) for charged in row.charged or ()),
        revision=who.revision + _changes(who, new, void),
        same=twin(row.same),
    )


def folded_words(content: Content) -> str:
    """Return what search looks at: description and note, folded."""
    return fold(f"{content.description} {content.note or ''}")


def _turn_parameters(
    who: Resolved, turn: TurnNote, new: Sequence[NewEntry], void: Sequence[Entry]
) -> dict[str, object]:
    numbers = sorted({n.no for n in new} | {v.no for v in void})
    return {
        "p_chat": who.chat_id,
        "p_source": turn.source,
        "p_turn": turn.id,
        "p_user": who.user_id,
        "p_ledger": who.ledger_id,
        "p_member": who.member_id,
        "p_command": turn.command,
        "p_said": turn.said,
        "p_numbers": numbers,
        "p_actions": list(turn.actions),
        "p_takes_back": turn.takes_back,
        "p_thread": turn.thread,
        "p_now": turn.now,
        "p_count": sum(1 for n in new if n.no >= who.next_no),
        "p_next_no": who.next_no,
        "p_odd_turn": who.odd_turn,
        "p_odd": sum(n.odd for n in new),
        "p_revision": who.revision,
        "p_changes": _changes(who, new, void),
        "p_void": [v.id for v in void],
    }


def twin(fields: Mapping[str, Any] | None) -> Twin | None:
    """Return the equal entry that a statement found."""
    if fields is None:
        return None
    author_id = uuid.UUID(fields["author_id"])
    return Twin(no=fields["no"], description=fields["description"], author_id=author_id)


def _question_parameters(first: Content, *, now: dt.datetime) -> dict[str, object]:
    """Return what is asked about the first entry: its day's total, and its equal until now."""
    return {
        "p_day": first.date,
        "p_same_from": first.date - dt.timedelta(days=1),
        "p_same_until": first.date + dt.timedelta(days=1),
        "p_same_kind": first.kind,
        "p_same_amount": first.amount.minor,
        "p_same_currency": first.amount.currency,
        "p_same_folded": folded_words(first),
        "p_same_since": now - dt.timedelta(days=1),
        "p_same_own_since": now - dt.timedelta(minutes=2),
    }


def _charge(charged: Mapping[str, Any], changes: Mapping[tuple[uuid.UUID, dt.date], int]) -> Charge:
    """Return a budget's period as the statement left it, and what it was before."""
    budget_id = uuid.UUID(charged["budget_id"])
    start = dt.date.fromisoformat(charged["period_start"])
    after = charged["amount"]
    before = after - changes[budget_id, start]
    return Charge(budget_id=budget_id, period_start=start, before=before, after=after)


def _changes(who: Resolved, new: Sequence[NewEntry], void: Sequence[Entry]) -> int:
    """Return by how much the revision moves: new numbers tell others enough, the rest does not.

    Without it, who waits for a correction would judge by totals from before it.
    """
    return int(bool(void) or any(n.no < who.next_no for n in new))


def _charges(
    who: Resolved, *, new: Sequence[Content], void: Sequence[Content]
) -> dict[tuple[uuid.UUID, dt.date], int]:
    """Return by how much each (budget, period) moves, in the order in which rows are locked."""
    changes: dict[tuple[uuid.UUID, dt.date], int] = {}
    for sign, contents in ((1, new), (-1, void)):
        for content in contents:
            minor = sign * _spending(who, content)
            living = who.category(content.category_id)
            for budget in who.budgets if minor else ():
                period = budget.period(content.date)
                if period is not None and budget.covers(living.id if living else None):
                    key = (budget.id, period.start)
                    changes[key] = changes.get(key, 0) + minor
    return {key: changes[key] for key in sorted(changes)}


def _spending(who: Resolved, content: Content) -> int:
    category = who.category(content.category_id)
    return spending_minor(content, category.kind if category else "spending")


def _day_change(who: Resolved, day: dt.date, new: Sequence[NewEntry], void: Sequence[Entry]) -> int:
    added = sum(_spending(who, n.content) for n in new if n.content.date == day)
    return added - sum(_spending(who, v.content) for v in void if v.content.date == day)


def _entry_json(entry_id: uuid.UUID, new: NewEntry, *, who: Resolved) -> dict[str, object]:
    content, base = new.content, new.content.base
    return {
        "id": str(entry_id),
        "no": new.no,
        "version": new.version,
        "kind": content.kind,
        "amount": content.amount.minor,
        "currency": content.amount.currency,
        "base_amount": base.minor if base else None,
        "rate": str(base.rate) if base else None,
        "rate_date": base.rate_date.isoformat() if base else None,
        "date": content.date.isoformat(),
        "description": content.description,
        "folded": folded_words(content),
        "category_id": str(content.category_id) if content.category_id else None,
        "payment_method": content.payment_method,
        "tags": list(content.tags),
        "note": content.note,
        "source": new.source,
        "author_id": str(new.author_id or who.member_id),
        "odd_turn": new.odd_turn,
        "replaces": str(new.replaces) if new.replaces else None,
        "split": split.to_plain(content.split) if content.split else None,
        "pays": content.pays,
    }


def _shares_json(ids: Sequence[uuid.UUID], new: Sequence[NewEntry]) -> list[dict[str, object]]:
    return [
        {
            "entry_id": str(entry_id),
            "member_id": str(share.member_id),
            "paid": share.paid,
            "owed": share.owed,
        }
        for entry_id, entry in zip(ids, new, strict=True)
        for share in entry.content.shares
    ]


def _balances_json(new: Sequence[NewEntry], void: Sequence[Entry]) -> list[dict[str, object]]:
    changes = balance_changes(new=[n.content for n in new], void=[v.content for v in void])
    return [
        {"member_id": str(member), "currency": currency, "amount": change}
        for (member, currency), change in changes.items()
    ]


def _entry(entry_id: uuid.UUID, new: NewEntry, *, who: Resolved, turn: TurnNote) -> Entry:
    return Entry(
        id=entry_id,
        no=new.no,
        version=new.version,
        content=new.content,
        source=new.source,
        author_id=new.author_id or who.member_id,
        odd_turn=new.odd_turn,
        created_at=turn.now,
        turn_id=turn.id,
        replaces=new.replaces,
    )
