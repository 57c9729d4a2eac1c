"""What many people want on the full hour comes in the minutes after it, to each at their own."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

OVER: Final = dt.timedelta(minutes=5)
"""A bot may send some 1,500 notices a minute: as many as 7,500 are told in time."""


def spread(at: dt.datetime, key: uuid.UUID) -> dt.datetime:
    """Return when to say what is due at an instant: later if that is a full quarter of an hour.

    A schedule (its id is the key) is always moved by the same number of seconds. Somebody's full
    hour is a quarter or a half of others', so quarters are spread alike.
    """
    if at.minute % 15 or at.second or at.microsecond:
        return at
    return at + dt.timedelta(seconds=1 + key.int % (OVER.seconds - 1))
