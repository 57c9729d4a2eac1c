"""What somebody did in a group's book while alone with us, told in the group."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import replies
from bots.dialog.notices.kind import Composed, Kind, Skip
from bots.dialog.there import TOLD
from expenseiq_core.services import telling
from expenseiq_core.services.deliveries import Claimed


async def compose(
    session: AsyncSession,
    claimed: Sequence[Claimed],
    now: dt.datetime,  # noqa: ARG001 (as all kinds)
) -> Composed:
    """Return what was done, where nothing was done to the same entries since."""
    turns = {notice.id: uuid.UUID(notice.about["turn"]) for notice in claimed}
    late = await telling.overtaken(session, list(turns.values()))
    return {
        notice.id: (
            Skip("changed since")
            if turns[notice.id] in late
            else replies.from_json(notice.about["said"])
        )
        for notice in claimed
    }


KIND: Final = Kind(name=TOLD, compose=compose)
