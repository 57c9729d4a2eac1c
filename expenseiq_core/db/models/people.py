"""Who speaks, and where: users, their identities on platforms, and chats.

These stand outside ledgers: no foreign key leads from here into ledger data.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class UserRow(Base):
    """A person with an account."""

    __tablename__ = "users"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(20))
    timezone: Mapped[str] = mapped_column(String(64))
    personal_ledger_id: Mapped[uuid.UUID | None]
    created_at: Mapped[dt.datetime]


class IdentityRow(Base):
    """Who someone is on a platform; never a display name."""

    __tablename__ = "identities"
    __table_args__ = (Index("ix_identities_user_id", "user_id"),)

    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]


class ChatRow(Base):
    """A conversation on a platform; points to one ledger, or to none after `forget me`."""

    __tablename__ = "chats"
    __table_args__ = (
        Index("uq_chats_place", "platform", "workspace", "external_id", unique=True),
        Index("ix_chats_ledger_id", "ledger_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    workspace: Mapped[str] = mapped_column(String(64))
    external_id: Mapped[str] = mapped_column(String(128))
    private: Mapped[bool]
    ledger_id: Mapped[uuid.UUID | None]
    created_at: Mapped[dt.datetime]
