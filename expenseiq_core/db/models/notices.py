"""What is said without being asked: when it is due, whom it may reach, what became of it.

These stand outside ledgers, but for `recurring` and `reminded`, which are ledger data.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class ScheduleRow(Base):
    """Something that comes back: a digest, a reminder, a recurring entry, the daily rates.

    One row per user, or ledger, and kind (and cadence; and recurring entry). `next_at` is the
    instant of `at` o'clock on `next_on` in its time zone, computed for that date.
    """

    __tablename__ = "schedules"
    __table_args__ = (
        CheckConstraint("cadence IN ('daily', 'weekly', 'monthly', 'yearly')", name="cadence"),
        Index(
            "uq_schedules_subject",
            "kind",
            "user_id",
            "ledger_id",
            "subject_id",
            "cadence",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_schedules_due", "next_at", postgresql_where=text("next_at IS NOT NULL")),
        Index("ix_schedules_user_id", "user_id"),
        Index("ix_schedules_ledger_id", "ledger_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """Whose it is; None: a ledger's, or the program's own."""
    ledger_id: Mapped[uuid.UUID | None]
    subject_id: Mapped[uuid.UUID | None]
    """The recurring entry."""
    cadence: Mapped[str] = mapped_column(String(10))
    every: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    day: Mapped[int | None] = mapped_column(SmallInteger)
    """Of the month, 1 to 31; in a shorter month its last one."""
    weekday: Mapped[int | None] = mapped_column(SmallInteger)
    """Monday is 0."""
    month: Mapped[int | None] = mapped_column(SmallInteger)
    starts: Mapped[dt.date]
    """The first date that may count; of `every` 2 and more the one to count from."""
    until: Mapped[dt.date | None]
    """The last date that may count."""
    at: Mapped[dt.time]
    timezone: Mapped[str] = mapped_column(String(64))
    tz_version: Mapped[str] = mapped_column(String(20))
    """The release of the time zone database by which `next_at` was computed."""
    next_on: Mapped[dt.date | None]
    next_at: Mapped[dt.datetime | None]
    """None: paused, or over."""
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    chat_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("chats.id", ondelete="CASCADE"))
    """Where it is said; None: wherever the user wants to hear (`preferences`)."""
    thread: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime]


class RecurringRow(Base):
    """An entry that is recorded again and again. When, its row in `schedules` says."""

    __tablename__ = "recurring"
    __table_args__ = (
        ForeignKeyConstraint(["ledger_id"], ["ledgers.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["ledger_id", "author_id"], ["members.ledger_id", "members.id"]),
        Index("uq_recurring_no", "ledger_id", "no", unique=True),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    no: Mapped[int] = mapped_column(SmallInteger)
    """The number that people read; never given again."""
    author_id: Mapped[uuid.UUID]
    template: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What an occurrence records (services.recurring_template)."""
    version: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    """Grows with each change: a button that takes one back names the version it was shown with."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What it was before its last change: template, rule, whether paused or stopped."""
    made_by: Mapped[uuid.UUID]
    """The turn that set it up, which its message may change later."""
    changed_by: Mapped[uuid.UUID]
    """The turn of its last change, which `undo` takes back."""
    paused_at: Mapped[dt.datetime | None]
    stopped_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]


class DeliveryRow(Base):
    """A notice on its way to one destination: something said without being asked, at most once.

    pending -> claimed -> sending (committed before the call) -> sent, uncertain, failed, skipped.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(
            "state IN ('pending', 'claimed', 'sending', 'sent', 'uncertain', 'failed', 'skipped')",
            name="state",
        ),
        CheckConstraint("chat_id IS NOT NULL OR user_id IS NOT NULL", name="destination"),
        Index("uq_deliveries_occurrence", "chat_id", "occurrence", unique=True),
        Index(
            "uq_deliveries_mail",
            "user_id",
            "occurrence",
            unique=True,
            postgresql_where=text("chat_id IS NULL"),
        ),
        # Whoever moves to another chat is told nothing again; and all of it goes with a user.
        Index("ix_deliveries_user", "user_id", "occurrence"),
        Index("ix_deliveries_inbox", "user_id", "created_at"),
        Index("ix_deliveries_ledger_id", "ledger_id"),
        Index(
            "ix_deliveries_due",
            "due_at",
            postgresql_where=text("state IN ('pending', 'claimed', 'sending')"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    occurrence: Mapped[str] = mapped_column(Text)
    """The key that names the notice for ever: `digest:<schedule>:2026-11-20`."""
    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """Who is told; None: a group."""
    ledger_id: Mapped[uuid.UUID | None]
    """The ledger that it is about."""
    chat_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("chats.id", ondelete="CASCADE"))
    """Where it is said; None: by e-mail."""
    thread: Mapped[str | None] = mapped_column(Text)
    about: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    """What its words are made of when it is sent, and checked by."""
    notice: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What it said, as `turns.reply` keeps answers; None: not composed yet."""
    turn_id: Mapped[uuid.UUID | None]
    """The turn that its buttons are of."""
    state: Mapped[str] = mapped_column(String(10), server_default="pending")
    due_at: Mapped[dt.datetime]
    """When it is to be sent."""
    expires_at: Mapped[dt.datetime | None]
    """After this it is no news, and skipped; None: it is said however late."""
    claimed_until: Mapped[dt.datetime | None]
    """Of what is claimed or being sent: when whoever does it must have died."""
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it failed, is uncertain, or was skipped."""
    created_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    """When it was sent, or given up."""
    read_at: Mapped[dt.datetime | None]
    """When the user saw it in `notices`, or pressed one of its buttons."""


class PreferenceRow(Base):
    """How a user wants to be told things. Without a row: as the defaults say."""

    __tablename__ = "preferences"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    quiet_from: Mapped[dt.time] = mapped_column(server_default="22:00")
    quiet_until: Mapped[dt.time] = mapped_column(server_default="07:00")
    """Quiet hours of the user's clock; equal: none."""
    muted_until: Mapped[dt.datetime | None]
    off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """Kinds of notices that are not wanted."""
    hear: Mapped[str | None] = mapped_column(String(20))
    """The platform to be told on, or `all`; None: the one used last."""
    digest_offers: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """How often a digest was offered; who refused it counts as offered often enough."""
    digest_offered_at: Mapped[dt.datetime | None]


class EmailRow(Base):
    """A user's address, once they have typed the code that was sent there."""

    __tablename__ = "emails"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str | None] = mapped_column(String(254))
    """Where mail goes: nowhere else is anything sent but codes."""
    verified_at: Mapped[dt.datetime | None]
    off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """Kinds of notices that are not wanted by mail."""
    wanted: Mapped[str | None] = mapped_column(String(254))
    """The address that takes its place when the code that is sent there is typed."""
    code_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the user's id and the code, in hex; None: it was not sent yet."""
    code_expires_at: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """Wrong codes typed since it was sent."""


class RemindedRow(Base):
    """Who was reminded to pay whom on which date: once a day a pair."""

    __tablename__ = "reminded"
    __table_args__ = (
        ForeignKeyConstraint(["ledger_id"], ["ledgers.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["ledger_id", "payer_id"], ["members.ledger_id", "members.id"]),
        ForeignKeyConstraint(["ledger_id", "payee_id"], ["members.ledger_id", "members.id"]),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payer_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payee_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    occurrence: Mapped[str] = mapped_column(Text)
    """Of the notice that does so: it may be composed again, after it could not be sent."""


class PaceRow(Base):
    """How soon a bot, a chat or a channel may be sent the next notice, for all processes."""

    __tablename__ = "paces"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    free_at: Mapped[dt.datetime]
    """Until when what was sent takes up its share (the theoretical arrival time of GCRA)."""
