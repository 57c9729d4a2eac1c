"""An answer in parts: once the first is there, the others follow without it being sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bots.hosting.sending import LaterError, SendingError, UncertainError, UnreachableError
from bots.slack.calls import FAILURES, sending_error

TRIES: Final = 4
"""How often a later part is tried; the first is tried again by whoever sends the whole."""
LONGEST_PAUSE: Final = 30.0

Act = Callable[[], Awaitable[str | None]]
"""Sends one part and returns its name on the platform, if it has one."""


async def in_order(acts: Sequence[Act]) -> str | None:
    """Send the parts and return the name of the first; raises a SendingError."""
    names = [await (_patiently(act) if number else _once(act)) for number, act in enumerate(acts)]
    return names[0] if names else None


async def _once(act: Act) -> str | None:
    try:
        return await act()
    except FAILURES as error:
        raise sending_error(error) from None


async def _patiently(act: Act) -> str | None:
    """Send a later part; what ends it leaves the whole uncertain."""
    for attempt in range(1, TRIES + 1):
        try:
            return await _once(act)
        except LaterError as error:
            await asyncio.sleep(min(error.seconds, LONGEST_PAUSE))
        except UnreachableError:
            await asyncio.sleep(0.5 * attempt)
        except SendingError as error:
            raise UncertainError(f"in part: {error}") from None
    raise UncertainError("in part")
