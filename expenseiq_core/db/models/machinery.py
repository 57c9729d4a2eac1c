"""What makes things happen once: turns; and leases, rates, messages that failed."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class TurnRow(Base):
    """One exchange that wrote something or offered buttons. (chat, source) happens once."""

    __tablename__ = "turns"
    __table_args__ = (
        Index("uq_turns_id", "id", unique=True),
        Index("ix_turns_ledger_user", "ledger_id", "user_id", "id"),
        Index(
            "ix_turns_unanswered",
            "created_at",
            postgresql_where=text("answered_at IS NULL"),
        ),
        Index(
            "ix_turns_answer",
            "chat_id",
            "answer_id",
            postgresql_where=text("answer_id IS NOT NULL"),
        ),
    )

    chat_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    """The message's name on its platform; a hash of it after `forget me`."""
    id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID | None]
    ledger_id: Mapped[uuid.UUID | None]
    command: Mapped[str] = mapped_column(String(40))
    said: Mapped[str | None] = mapped_column(Text)
    """What was typed, so that an edited message can be compared with it."""
    numbers: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """The entries that this turn changed."""
    actions: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """What each button does, as the command that it stands for."""
    reply: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """The answer; none where it is made anew from the entries."""
    takes_back: Mapped[uuid.UUID | None]
    """The turn that this undo or redo took back."""
    taken_back_by: Mapped[uuid.UUID | None]
    asked_by: Mapped[uuid.UUID | None]
    """The member at whose request somebody else made this change."""
    created_at: Mapped[dt.datetime]
    answered_at: Mapped[dt.datetime | None]
    """When the answer reached the platform; a sweeper answers what stays without."""
    answer_id: Mapped[str | None] = mapped_column(Text)
    """The platform's name of the answer: a reply to it is about this turn."""
    thread: Mapped[str | None] = mapped_column(Text)
    """The topic or thread of the chat in which it was said, and is answered."""
    edited_at: Mapped[dt.datetime | None]


class LeaseRow(Base):
    """Who may do what only one may do, until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    holder: Mapped[str] = mapped_column(String(120))
    expires_at: Mapped[dt.datetime]


class RateRow(Base):
    """Units of a currency for one euro on a day (European Central Bank reference rates)."""

    __tablename__ = "rates"

    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    per_euro: Mapped[Decimal] = mapped_column(Numeric)


class FailedMessageRow(Base):
    """A message that could not be handled: kept for the people who run the program."""

    __tablename__ = "failed_messages"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    chat: Mapped[str] = mapped_column(String(128))
    source: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    error: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
