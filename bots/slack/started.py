"""Which channels keep a book, and whether we listen there: looked up, and believed for a moment.

All that is said in a channel comes here. Most of it is neither said to us nor to be listened to,
and must cost nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from bots.slack.looking import look_up
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

BELIEVED: Final = 10.0
"""Seconds: another process may have heard that it starts, or that we should listen."""
MOST: Final = 50_000
"""Channels that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """That a channel keeps a book."""

    listens: bool


class Started:
    """The channels that keep a book."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._believed: dict[str, tuple[Book | None, float]] = {}

    async def book(self, place: Place, *, now: bool = False) -> Book | None:
        """Return the book of a channel; None: it keeps none. `now`: believe nothing from before.

        Raises UnavailableError if nobody can tell.
        """
        key = place.source_prefix
        known = self._believed.get(key)
        if known is not None and not now and time.monotonic() < known[1]:
            return known[0]
        listens = await look_up(self._sessions, lambda session: reaching.listens(session, place))
        book = None if listens is None else Book(listens=listens)
        self._believed.pop(key, None)
        self._believed[key] = (book, time.monotonic() + BELIEVED)
        if len(self._believed) > MOST:
            del self._believed[next(iter(self._believed))]
        return book

    def forget(self, place: Place) -> None:
        """Look again next time: something was said to us that may have changed it."""
        self._believed.pop(place.source_prefix, None)
