"""Budgets, and what was spent of them per period."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import (
    CHAR,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class BudgetRow(Base):
    """A limit for a category, or for all spending, per day, week, month or year."""

    __tablename__ = "budgets"
    __table_args__ = (
        CheckConstraint("cadence IN ('daily', 'weekly', 'monthly', 'yearly')", name="cadence"),
        CheckConstraint("limit_minor > 0", name="limit"),
        ForeignKeyConstraint(["ledger_id"], ["ledgers.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["ledger_id", "category_id"], ["categories.ledger_id", "categories.id"]
        ),
        Index(
            "uq_budgets_category",
            "ledger_id",
            "category_id",
            "cadence",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    category_id: Mapped[uuid.UUID | None]
    """None: all spending."""
    limit_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    cadence: Mapped[str] = mapped_column(String(10))
    starts: Mapped[dt.date]
    """Entries from this date on count; the first day of a period."""
    ends: Mapped[dt.date | None]
    """The first date that no longer counts."""
    rollover: Mapped[bool]
    warns: Mapped[list[int] | None] = mapped_column(ARRAY(SmallInteger))
    """Percents of the limit at which it warns, rising; None: the usual ones; empty: never."""
    created_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]


class SpentRow(Base):
    """What living entries spent of a budget in the period that starts on `period_start`."""

    __tablename__ = "spent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "budget_id"], ["budgets.ledger_id", "budgets.id"], ondelete="CASCADE"
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    budget_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    period_start: Mapped[dt.date] = mapped_column(primary_key=True)
    amount: Mapped[int]
