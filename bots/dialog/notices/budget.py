"""Budget warnings that no answer carries: a share in a group brought one's own budget over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import replies
from bots.dialog.notices.kind import Composed, Kind
from expenseiq_core.services.deliveries import Claimed


async def compose(
    session: AsyncSession,  # noqa: ARG001 (as all kinds)
    claimed: Sequence[Claimed],
    now: dt.datetime,  # noqa: ARG001
) -> Composed:
    """Return the warnings that are still true."""
    return {notice.id: replies.from_json(notice.about["said"]) for notice in claimed}


KIND: Final = Kind(name="budget", compose=compose)
