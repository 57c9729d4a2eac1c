"""What groups need besides entries: plans to settle, invitations, what counts as whose."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import (
    CHAR,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class PlanRow(Base):
    """The payments that `settle` suggested last: kept, so that paying one leaves the others."""

    __tablename__ = "plans"
    __table_args__ = (
        Index(
            "uq_plans_open", "ledger_id", unique=True, postgresql_where=text("closed_at IS NULL")
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    currency: Mapped[str | None] = mapped_column(CHAR(3))
    """Everything was converted into it; None: each currency for itself."""
    rate_date: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]


class TransferRow(Base):
    """A suggested payment. Whether it is made is not kept: it follows from the balances."""

    __tablename__ = "transfers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "plan_id"], ["plans.ledger_id", "plans.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["ledger_id", "payer_id"], ["members.ledger_id", "members.id"]),
        ForeignKeyConstraint(["ledger_id", "payee_id"], ["members.ledger_id", "members.id"]),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    """The number that it is shown under."""
    payer_id: Mapped[uuid.UUID]
    payee_id: Mapped[uuid.UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount: Mapped[int]
    """What is handed over, in minor units; nothing where two currencies cancel each other out."""
    parts: Mapped[dict[str, int]] = mapped_column(JSONB)
    """Currency -> minor units that it settles, negative where the payee owes them."""


class InvitationRow(Base):
    """A code that lets whoever has it join a ledger, until it expires."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_ledger_id", "ledger_id"),)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the code, in hex."""
    ledger_id: Mapped[uuid.UUID]
    created_by: Mapped[uuid.UUID]
    expires_at: Mapped[dt.datetime]


class OwnCategoryRow(Base):
    """Which category of a personal ledger a group's category counts as, chosen once."""

    __tablename__ = "own_categories"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            ondelete="CASCADE",
        ),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(Text, primary_key=True)
    """The group's category's name, without case and accents."""
    category_id: Mapped[uuid.UUID]
