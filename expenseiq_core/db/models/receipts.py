"""Receipts: photos and documents that came with a message, as their platform names them."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from expenseiq_core.db.models.base import Base


class ReceiptRow(Base):
    """A file that belongs to an entry, through all its versions; the platform keeps its content."""

    __tablename__ = "receipts"
    __table_args__ = (
        ForeignKeyConstraint(["ledger_id"], ["ledgers.id"], ondelete="CASCADE"),
        Index("ix_receipts_ledger_id_no", "ledger_id", "no"),
        Index("ix_receipts_ledger_id_turn_id", "ledger_id", "turn_id"),
    )

    ledger_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    no: Mapped[int | None]
    """The entry's number; none until somebody says what it cost."""
    turn_id: Mapped[uuid.UUID]
    """The turn of the message that brought it."""
    platform: Mapped[str] = mapped_column(String(20))
    workspace: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[str] = mapped_column(Text)
    """The platform's name of the file."""
    kind: Mapped[str] = mapped_column(String(10))
    """photo or document: which of the two the platform wants to be asked for."""
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
