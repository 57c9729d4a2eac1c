"""Identifiers made by the application."""

from __future__ import annotations

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """Return a UUIDv7 (RFC 9562): later ones of one process sort behind earlier ones."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)
