"""What Slack gives an app that many workspaces install: tokens, encrypted, and states of OAuth."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class SlackInstallationRow(Base):
    """One installation of the app; of those of a workspace, the newest counts."""

    __tablename__ = "slack_installations"
    __table_args__ = (
        Index("ix_slack_installations_place", "client_id", "enterprise_id", "team_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(64))
    enterprise_id: Mapped[str] = mapped_column(String(64))
    """Empty without an enterprise."""
    team_id: Mapped[str] = mapped_column(String(64))
    """Empty for an installation on a whole enterprise."""
    user_id: Mapped[str] = mapped_column(String(64))
    secret: Mapped[str] = mapped_column(Text)
    """The installation with its tokens as JSON, encrypted (Fernet)."""
    installed_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]


class SlackStateRow(Base):
    """A state of OAuth that we gave out: it comes back once, or the answer is forged."""

    __tablename__ = "slack_states"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the state, in hex."""
    expires_at: Mapped[dt.datetime]
