"""Find entries of one ledger: pages of them, newest first, and what they add up to.

Pages go on behind the last entry shown (by date and id), never by OFFSET: the hundredth page costs
what the first one does, and an entry recorded meanwhile moves nothing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, not_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.db.models import EntryRow
from expenseiq_core.domain.filter import AmountRange, Filter, Kinds, Place
from expenseiq_core.domain.ledger import Entry, EntryKind
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period
from expenseiq_core.services import entries
from expenseiq_core.services.chats import Resolved

E = EntryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What an entry of a group is to one of its members: a part of it."""

    group: str
    whole: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry as lists show it."""

    id: uuid.UUID
    no: int
    kind: EntryKind
    amount: Money
    base_minor: int | None
    date: dt.date
    description: str
    category_id: uuid.UUID | None
    payment_method: str | None
    tags: tuple[str, ...]
    note: str | None
    share: Share | None = None
    """Set: it is a group's entry, its number is the group's, and `amount` one's own part of it."""

    @property
    def place(self) -> Place:
        """Where the next page goes on if this entry is the last one shown."""
        return Place(self.date, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries, newest first, and whether there are more behind the last one."""

    entries: tuple[Found, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What entries add up to, in minor units of the ledger's currency."""

    count: int
    spent: int
    saved: int
    moved: int
    """Between own accounts: neutral categories."""
    income: int
    without_rate: int
    """Entries that no sum contains, since no rate was known."""


def kinds_of(who: Resolved) -> Kinds:
    """Return which categories are no spending."""
    return Kinds(
        saving=frozenset(
            i for c in who.categories if c.kind == "saving" for i in ids_of(who, c.id)
        ),
        neutral=frozenset(
            i for c in who.categories if c.kind == "neutral" for i in ids_of(who, c.id)
        ),
    )


def ids_of(who: Resolved, category_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return a category's id and those of the categories that were merged into it."""
    return (category_id, *(old for old, into in who.merged.items() if into == category_id))


async def page(
    session: AsyncSession,
    who: Resolved,
    wanted: Filter,
    *,
    limit: int,
    after: Place | None = None,
) -> Page:
    """Return the newest entries that fit, behind `after` if it is given."""
    statement = page_statement(who.ledger_id, wanted, limit=limit + 1, after=after)
    found = [_found(row) for row in (await session.scalars(statement)).all()]
    return Page(entries=tuple(found[:limit]), more=len(found) > limit)


def page_statement(
    ledger_id: uuid.UUID, wanted: Filter, *, limit: int, after: Place | None = None
) -> Select[EntryRow]:
    """Return the query of a page: a walk back along `ix_entries_recent`."""
    statement = select(E).where(*conditions(ledger_id, wanted))
    if after is not None:
        statement = statement.where(tuple_(E.date, E.id) < tuple_(after.date, after.id))
    return statement.order_by(E.date.desc(), E.id.desc()).limit(limit)


async def totals(session: AsyncSession, who: Resolved, wanted: Filter) -> Totals:
    """Return count and sums of all entries that fit, in one statement."""
    row = (await session.execute(totals_statement(who.ledger_id, wanted, kinds_of(who)))).one()
    return Totals(**row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for a row as a mapping)


def totals_statement(
    ledger_id: uuid.UUID, wanted: Filter, kinds: Kinds
) -> Select[int, int, int, int, int, int]:
    """Return the query of the sums."""

    def total(*parts: ColumnElement[bool]) -> ColumnElement[int]:
        summed = func.coalesce(func.sum(E.base_amount).filter(*parts), 0)
        return summed.cast(E.base_amount.type)

    expense = E.kind == "expense"
    category = func.coalesce(E.category_id, uuid.UUID(int=0))
    saving, neutral = category.in_(kinds.saving), category.in_(kinds.neutral)
    return select(
        func.count().label("count"),
        total(expense, not_(saving), not_(neutral)).label("spent"),
        total(expense, saving).label("saved"),
        total(expense, neutral).label("moved"),
        total(E.kind == "income").label("income"),
        func.count().filter(E.base_amount.is_(None)).label("without_rate"),
    ).where(*conditions(ledger_id, wanted))


async def newest(
    session: AsyncSession, ledger_id: uuid.UUID, wanted: Filter, *, limit: int
) -> list[Entry]:
    """Return the newest entries that fit with their shares, by number: those about to change."""
    chosen = (
        select(E.id)
        .where(*conditions(ledger_id, wanted))
        .order_by(E.date.desc(), E.id.desc())
        .limit(limit)
    )
    return await entries.where(session, ledger_id, E.id.in_(chosen.scalar_subquery()))


def conditions(ledger_id: uuid.UUID, wanted: Filter) -> list[ColumnElement[bool]]:
    """Return what a living entry of the ledger must be to fit."""
    parts: list[ColumnElement[bool]] = [E.ledger_id == ledger_id, E.voided_at.is_(None)]
    if wanted.period is not None:
        parts += _dates(wanted.period)
    if wanted.categories:
        parts.append(E.category_id.in_(wanted.categories))
    parts += [E.folded.contains(word, autoescape=True) for word in wanted.words]
    if wanted.tags:
        # Said as the index says it, which knows only entries with tags.
        parts += [E.tags != literal_column("'{}'"), E.tags.contains(list(wanted.tags))]
    if wanted.payment_method is not None:
        parts.append(func.lower(E.payment_method) == wanted.payment_method.lower())
    if wanted.amounts is not None:
        parts.append(_amounts(wanted.amounts))
    return parts


def _dates(period: Period) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if period.start > dt.date.min:
        parts.append(E.date >= period.start)
    if period.end < dt.date.max:
        parts.append(E.date < period.end)
    return parts


def _amounts(wanted: AmountRange) -> ColumnElement[bool]:
    """Compare the size, not the sign: a refund of 30 is over 20 as well."""
    column = E.base_amount if wanted.currency is None else E.amount
    plus, minus = [column >= wanted.least], [column <= -wanted.least]
    if wanted.most is not None:
        plus.append(column <= wanted.most)
        minus.append(column >= -wanted.most)
    size = or_(and_(*plus), and_(*minus))
    return size if wanted.currency is None else and_(E.currency == wanted.currency, size)


def _found(row: EntryRow) -> Found:
    return Found(
        id=row.id,
        no=row.no,
        kind=row.kind,
        amount=Money(row.amount, row.currency),
        base_minor=row.base_amount,
        date=row.date,
        description=row.description,
        category_id=row.category_id,
        payment_method=row.payment_method,
        tags=tuple(row.tags),
        note=row.note,
    )
