"""A ledger, its members and its categories."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CHAR,
    CheckConstraint,
    ForeignKey,
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


class LedgerRow(Base):
    """One book of accounts. `next_no` and `revision` are compared-and-set by whoever writes."""

    __tablename__ = "ledgers"
    __table_args__ = (
        CheckConstraint("kind IN ('personal', 'group')", name="kind"),
        CheckConstraint("mode IN ('split', 'shared')", name="mode"),
        CheckConstraint("month_start BETWEEN 1 AND 28", name="month_start"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(10), server_default="split")
    name: Mapped[str] = mapped_column(String(80))
    currency: Mapped[str] = mapped_column(CHAR(3))
    """Of reports, budgets and base amounts."""
    entry_currency: Mapped[str | None] = mapped_column(CHAR(3))
    """Of amounts typed without a currency, where it differs (`use thb`)."""
    month_start: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    next_no: Mapped[int] = mapped_column(server_default="1")
    odd_turn: Mapped[int] = mapped_column(server_default="0")
    revision: Mapped[int] = mapped_column(server_default="0")
    """Goes up whenever categories, budgets, the currency or what entries said before change: what a
    turn was judged by."""
    created_by: Mapped[uuid.UUID | None]
    """The user who may change the settings of a group, beside those who run its chat."""
    simplify: Mapped[bool] = mapped_column(server_default="true")
    """`settle` looks for the fewest payments; else the pairwise debts are the plan."""
    confirms: Mapped[bool] = mapped_column(server_default="false")
    """Whoever is paid is asked to confirm it."""
    default_split: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """How an expense is split that does not say it (domain.split.to_plain); None: all equally."""
    remind_offered_at: Mapped[dt.datetime | None]
    """When reminders to settle were offered: once."""
    created_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]


class MemberRow(Base):
    """Somebody in a ledger; may have no user behind it."""

    __tablename__ = "members"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "merged_into"],
            ["members.ledger_id", "members.id"],
            name="fk_members_merged_into",
        ),
        Index("uq_members_user", "ledger_id", "user_id", unique=True),
        Index("ix_members_user_id", "user_id"),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID | None]
    name: Mapped[str] = mapped_column(String(80))
    joined_at: Mapped[dt.datetime]
    handle: Mapped[str | None] = mapped_column(String(64))
    """What others typed behind the @, folded, of somebody without an account."""
    left_at: Mapped[dt.datetime | None]
    """Since when they take no part; they still read, and pay what they owe."""
    removed_at: Mapped[dt.datetime | None]
    """Since when they may do nothing here."""
    added_by: Mapped[uuid.UUID | None]
    """The user who named them first; None: they came themselves."""
    remind_from: Mapped[dt.date | None]
    """Before this date they are not reminded to settle here; 9999-12-31: never."""
    merged_into: Mapped[uuid.UUID | None]
    """The member that took over their shares: readers follow it."""


class CategoryRow(Base):
    """Where spending belongs. Merged away, it points to the one that took over; readers follow."""

    __tablename__ = "categories"
    __table_args__ = (
        CheckConstraint("kind IN ('spending', 'saving', 'neutral')", name="kind"),
        ForeignKeyConstraint(
            ["ledger_id", "merged_into"],
            ["categories.ledger_id", "categories.id"],
            name="fk_categories_merged_into",
        ),
        Index(
            "uq_categories_folded",
            "ledger_id",
            "folded",
            unique=True,
            postgresql_where=text("merged_into IS NULL"),
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    folded: Mapped[str] = mapped_column(Text)
    """The name without case and accents: unique among the ledger's living categories."""
    kind: Mapped[str] = mapped_column(String(10))
    emoji: Mapped[str] = mapped_column(String(16))
    colour: Mapped[str] = mapped_column(CHAR(7))
    description: Mapped[str] = mapped_column(String(200), server_default="")
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    default_name: Mapped[str | None] = mapped_column(String(40))
    """The default category this was made as: its keywords keep working after a rename."""
    merged_into: Mapped[uuid.UUID | None]
    position: Mapped[int] = mapped_column(SmallInteger)
    created_at: Mapped[dt.datetime]


class LearnedWordRow(Base):
    """A word whose category somebody corrected: the next one goes there too."""

    __tablename__ = "learned_words"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            ondelete="CASCADE",
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    category_id: Mapped[uuid.UUID]
    learned_at: Mapped[dt.datetime]


class LedgerRateRow(Base):
    """A rate somebody gave: one `base` is `rate` `quote`, from `date` on."""

    __tablename__ = "ledger_rates"

    ledger_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True
    )
    base: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    quote: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    rate: Mapped[Decimal] = mapped_column(Numeric)
