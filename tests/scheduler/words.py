"""A kind of notice for tests: it says what it is about."""

from __future__ import annotations

import datetime as dt
import uuid

from bots.dialog.messages import Answer, lines
from bots.dialog.notices.kind import Kind, Skip
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Notice


async def compose(session, claimed, now):  # noqa: ARG001 (as all kinds)
    """Say what the notice is about; what is about nothing is not true any more."""
    return {
        one.id: Answer(lines=lines(one.about["words"])) if one.about else Skip("not true")
        for one in claimed
    }


async def plan(session, dues, now):
    """Let each occurrence be said in the chat that its schedule names."""
    made = [
        Notice(
            occurrence=due.occurrence,
            kind="words",
            user_id=due.schedule.user_id,
            chat_id=uuid.UUID(due.schedule.settings["chat"]),
            about={"words": due.occurrence, "awake": True},
            due_at=due.at,
            expires_at=due.at + dt.timedelta(hours=4),
        )
        for due in dues
    ]
    await deliveries.put(session, made, now=now)


WORDS = Kind(name="words", compose=compose, plan=plan)
CATCHING_UP = Kind(name="catching", compose=compose, plan=plan, catches_up=True)
ACCOUNT = Kind(name="account", compose=compose)
