"""Whether a request over HTTP comes from Slack: signed with our secret, within five minutes.

In front of bolt, whose verifier raises on a timestamp that is no number, or a signature that is not
ASCII.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

WINDOW: Final = 300
"""Seconds by which the time of a request may be off, both ways."""


def is_signed(
    secret: str,
    body: bytes,
    *,
    timestamps: Sequence[str],
    signatures: Sequence[str],
    now: dt.datetime,
) -> bool:
    """Whether the headers, each given once, sign this body; compared in constant time."""
    if len(timestamps) != 1 or len(signatures) != 1:
        return False
    stamp, given = timestamps[0], signatures[0]
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and given.isascii()):
        return False
    if abs(int(stamp) - now.timestamp()) > WINDOW:
        return False
    signed = b"v0:" + stamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), given.encode())
