"""Who speaks, and where: users, their identities on platforms, and chats.

These stand outside ledgers: no foreign key leads from here into ledger data.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class UserRow(Base):
    """A person with an account."""

    __tablename__ = "users"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(20))
    timezone: Mapped[str] = mapped_column(String(64))
    timezone_known: Mapped[bool] = mapped_column(server_default="true")
    """Told by the person or their platform; else guessed, and asked for when it first matters."""
    personal_ledger_id: Mapped[uuid.UUID | None]
    created_at: Mapped[dt.datetime]


class IdentityRow(Base):
    """Who someone is on a platform; never a display name."""

    __tablename__ = "identities"
    __table_args__ = (
        Index("ix_identities_user_id", "user_id"),
        Index(
            "ix_identities_handle",
            "platform",
            "workspace",
            "handle",
            postgresql_where=text("handle IS NOT NULL"),
        ),
    )

    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    handle: Mapped[str | None] = mapped_column(String(64))
    """The name by which others mention them there, folded; it may change hands."""
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
    brief: Mapped[bool] = mapped_column(server_default="false")
    """A plain entry is acknowledged by a reaction instead of an answer."""
    listens: Mapped[bool] = mapped_column(server_default="false")
    """In this group, what surely is an expense is logged though nobody called us."""
    title: Mapped[str | None] = mapped_column(String(80))
    """Of a group, as its platform showed it last, where that is told."""
    moved_to: Mapped[str | None] = mapped_column(String(128))
    """The name that the chat goes by now: this one only leads to what was said under it."""
    blocked_at: Mapped[dt.datetime | None]
    """Since when we may not write there: blocked, removed, archived."""
    created_at: Mapped[dt.datetime]


class ThreadRow(Base):
    """A thread or topic of a chat that has a ledger of its own (`group here`)."""

    __tablename__ = "threads"
    __table_args__ = (Index("ix_threads_ledger_id", "ledger_id"),)

    chat_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True
    )
    thread: Mapped[str] = mapped_column(Text, primary_key=True)
    ledger_id: Mapped[uuid.UUID]
    created_at: Mapped[dt.datetime]


class LinkCodeRow(Base):
    """The one-time code with which another of a person's identities may join them."""

    __tablename__ = "link_codes"
    __table_args__ = (Index("uq_link_codes_hash", "code_hash", unique=True),)

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the code, in hex."""
    expires_at: Mapped[dt.datetime]


class LinkTryRow(Base):
    """How many wrong codes somebody typed: after five in ten minutes they have to wait."""

    __tablename__ = "link_tries"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    tries: Mapped[int] = mapped_column(SmallInteger)
    since: Mapped[dt.datetime]
    """When the first of them was typed; ten minutes later the count begins anew."""


class LinkRow(Base):
    """Two users who became one: whose book was copied into whose, so that it can be undone.

    Its id is that of the turn that linked them.
    """

    __tablename__ = "links"
    __table_args__ = (
        Index("ix_links_kept_user_id", "kept_user_id"),
        Index("ix_links_joined_user_id", "joined_user_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kept_user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    joined_user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kept_ledger_id: Mapped[uuid.UUID]
    joined_ledger_id: Mapped[uuid.UUID]
    joined: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What moved (identities, chats, members) and was made besides entries, by keys: what undoing
    moves back and removes."""
    linked_at: Mapped[dt.datetime]
    undone_at: Mapped[dt.datetime | None]
