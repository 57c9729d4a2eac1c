"""How fast messages may follow each other: the generic cell rate algorithm, without a burst.

Of each limit one instant is kept: until when what was sent takes up its share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One message in so much time, of all that counts for a bot, a chat or a channel."""

    name: str
    every: dt.timedelta


@dataclass(frozen=True, slots=True)
class Slot:
    """When a message may be sent, or may be tried again: after how long from now."""

    wait: dt.timedelta
    is_taken: bool
    """Whether it is kept for the message; else it is too far away for that."""


def slots(
    wanted: Sequence[Sequence[Limit]],
    free: Mapping[str, dt.datetime],
    *,
    now: dt.datetime,
    horizon: dt.timedelta,
) -> tuple[list[Slot], dict[str, dt.datetime]]:
    """Give each message, with its limits from the widest to the narrowest, the first slot it can.

    Returns them with what is free then. A message waits for a narrow limit without keeping the
    wide one from others.
    """
    given, then = [], dict(free)
    for limits in wanted:
        at, taken = now, {}
        for limit in limits:
            at = max(at, then.get(limit.name, now))
            taken[limit.name] = at + limit.every
        is_taken = at - now <= horizon
        if is_taken:
            then.update(taken)
        given.append(Slot(at - now, is_taken))
    return given, then
