"""What to do about an exception: run the turn again, or tell where it was raised.

A turn whose transaction is gone may always run again (it happens once by its source), but only
what time can mend is worth it: somebody who was faster, a lock, a server that restarts.
"""

from __future__ import annotations

import random
import traceback
from typing import Final

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from expenseiq_core.services.recording import OvertakenError

PATIENCE: Final = 20.0
"""Seconds after which the person hears that it did not work."""
ATTEMPTS: Final = 40
"""How often a turn is run in that time, at most."""
COLLISIONS: Final = 6
"""How often a unique key may be taken: once it is, the next attempt sees by whom."""

_CONTENTION: Final = ("40001", "40P01", "55P03")
"""Serialization failure, deadlock, lock timeout."""
_UNIQUE: Final = "23505"
_LOST: Final = ("08", "57P", "53300")
"""Connection lost, server shutting down or starting, too many connections."""


class UnavailableError(Exception):
    """The database does not answer: the message was neither handled nor kept, and must come again.

    A platform that delivers again is not told that it was received; a person is told to repeat it.
    """


def pause(error: Exception, attempt: int) -> float | None:
    """Return the seconds to wait before the turn runs again; None: it would fail again."""
    if attempt + 1 >= ATTEMPTS:
        return None
    # Two who keep overtaking each other part by chance.
    soon = random.uniform(0, 0.002) * (attempt + 1)  # noqa: S311
    if isinstance(error, OvertakenError):
        return soon
    if not isinstance(error, DBAPIError):
        return None
    state = sqlstate(error)
    if state in _CONTENTION or (state == _UNIQUE and attempt + 1 < COLLISIONS):
        return soon
    return min(0.05 * (attempt + 1), 1.0) if _is_lost(error, state) else None


def _is_lost(error: DBAPIError, state: str | None) -> bool:
    if error.connection_invalidated or (state is not None and state.startswith(_LOST)):
        return True
    # The driver's own errors have no state: it could not connect, or the server hung up.
    return state is None and isinstance(error, OperationalError | InterfaceError)


def sqlstate(error: Exception) -> str | None:
    """Return PostgreSQL's code of an error, if it comes from there."""
    state: str | None = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state


def where(error: Exception) -> str:
    """Return where an error was raised: for logs, so without its message, which may quote people.

    "Failing row contains (…, lunch, …)" says what somebody bought.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__name__} {sqlstate(error) or ''}".rstrip()
