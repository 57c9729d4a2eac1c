"""Entries, their shares, and the balances that follow from them.

An entry's content never changes: a correction voids it and records a replacement with the same
number and the next version. Undo, redo, history and audit are this one mechanism.
"""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CHAR,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base
from expenseiq_core.domain.ledger import EntryKind

_LIVE = text("voided_at IS NULL")


class EntryRow(Base):
    """One thing that happened: expense (a refund is a negative one), income or settlement."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("kind IN ('expense', 'income', 'settlement')", name="kind"),
        CheckConstraint("amount <> 0", name="amount"),
        ForeignKeyConstraint(["ledger_id"], ["ledgers.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["ledger_id", "category_id"], ["categories.ledger_id", "categories.id"]
        ),
        ForeignKeyConstraint(["ledger_id", "author_id"], ["members.ledger_id", "members.id"]),
        ForeignKeyConstraint(["ledger_id", "replaces"], ["entries.ledger_id", "entries.id"]),
        Index("uq_entries_no", "ledger_id", "no", unique=True, postgresql_where=_LIVE),
        Index("uq_entries_version", "ledger_id", "no", "version", unique=True),
        Index(
            "uq_entries_source",
            "ledger_id",
            "source",
            unique=True,
            postgresql_where=text("replaces IS NULL"),
        ),
        # Without it, erasing a ledger looks through all its entries for each of them.
        Index(
            "ix_entries_replaces",
            "ledger_id",
            "replaces",
            postgresql_where=text("replaces IS NOT NULL"),
        ),
        Index(
            "ix_entries_recent",
            "ledger_id",
            "date",
            "id",
            postgresql_where=_LIVE,
            postgresql_include=["kind", "amount", "currency", "base_amount", "category_id"],
        ),
        Index(
            "ix_entries_pays",
            "ledger_id",
            "pays",
            postgresql_where=text("pays IS NOT NULL AND voided_at IS NULL"),
        ),
        Index("ix_entries_category", "ledger_id", "category_id", "date", postgresql_where=_LIVE),
        Index("ix_entries_amount", "ledger_id", "base_amount", postgresql_where=_LIVE),
        Index(
            "ix_entries_tagged",
            "ledger_id",
            "date",
            postgresql_where=text("voided_at IS NULL AND tags <> '{}'"),
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    no: Mapped[int]
    version: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[EntryKind] = mapped_column(String(10))
    amount: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    base_amount: Mapped[int | None]
    """In the ledger's currency at `rate`; none where no rate was known."""
    rate: Mapped[Decimal | None] = mapped_column(Numeric)
    rate_date: Mapped[dt.date | None]
    date: Mapped[dt.date]
    description: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Text)
    """Description and note without case and accents, for search."""
    category_id: Mapped[uuid.UUID | None]
    payment_method: Mapped[str | None] = mapped_column(String(40))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    note: Mapped[str | None] = mapped_column(String(1000))
    source: Mapped[str] = mapped_column(Text)
    author_id: Mapped[uuid.UUID]
    odd_turn: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[dt.datetime]
    turn_id: Mapped[uuid.UUID]
    replaces: Mapped[uuid.UUID | None]
    voided_at: Mapped[dt.datetime | None]
    voided_by: Mapped[uuid.UUID | None]
    """The turn that voided it."""
    split: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """The rule that made the shares (domain.split.to_plain); None: whoever paid owes it."""
    pays: Mapped[int | None]
    """Of a settlement: the number of the entry whose share it pays."""


class ShareRow(Base):
    """One member's line in an entry: what they paid and what they owed of it, in minor units."""

    __tablename__ = "shares"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "entry_id"], ["entries.ledger_id", "entries.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["ledger_id", "member_id"], ["members.ledger_id", "members.id"]),
        # What explains a member's balance: their entries, among 100,000 others. And what they owe
        # in a year, which their own budgets count, without a look at each row.
        Index(
            "ix_shares_member",
            "ledger_id",
            "member_id",
            "entry_id",
            postgresql_include=["paid", "owed"],
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    paid: Mapped[int]
    owed: Mapped[int]


class BalanceRow(Base):
    """Sum of paid - owed of a member's shares in living entries; plus: the others owe them."""

    __tablename__ = "balances"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "member_id"], ["members.ledger_id", "members.id"], ondelete="CASCADE"
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    amount: Mapped[int]
