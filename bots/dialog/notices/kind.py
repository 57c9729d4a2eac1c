"""What a kind of notice is: how it is planned from schedules, and composed when it is sent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog.messages import Answer
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.schedules import Due


@dataclass(frozen=True, slots=True)
class Skip:
    """There is nothing to say, or it is not true any more."""

    reason: str


Composed = Mapping[uuid.UUID, Answer | Skip]
"""By the id of the delivery. Buttons of a notice to a group are `for_all`."""

Plan = Callable[[AsyncSession, Sequence[Due], dt.datetime], Awaitable[None]]
"""Makes deliveries of schedules that are due, in the transaction that moves these on."""

Compose = Callable[[AsyncSession, Sequence[Claimed], dt.datetime], Awaitable[Composed]]
"""Makes the words of notices that are about to be sent, as things are now; all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of notice. `name` is that of its schedules and deliveries."""

    name: str
    compose: Compose | None = None
    plan: Plan | None = None
    """None: it has no schedules."""
    batch: int = 500
    """Schedules planned in one transaction."""
    catches_up: bool = False
    """After a time away it happens for every date that was missed, not for the last one only."""
