"""How fast notices may be sent on each platform; answers have what is left of its limits."""

from __future__ import annotations

import datetime as dt
from typing import Final

from expenseiq_core.domain.pacing import Limit
from expenseiq_core.services.chats import Place

TELEGRAM_BOT: Final = dt.timedelta(seconds=1) / 25
"""Telegram takes 30 a second from a bot: five are left for answers."""
GROUP: Final = dt.timedelta(seconds=61) / 20
"""Telegram takes 20 a minute for a group."""
CHAT: Final = dt.timedelta(seconds=1)


def limits(place: Place | None) -> tuple[Limit, ...]:
    """Return what counts a notice to a place, from the widest limit to the narrowest."""
    if place is not None and place.platform == "telegram":
        every = GROUP if place.chat.startswith("-") else CHAT
        bot = Limit(name="telegram", every=TELEGRAM_BOT)
        return bot, Limit(name=f"telegram:{place.chat}", every=every)
    if place is not None and place.platform == "slack":
        return (Limit(name=f"slack:{place.workspace}:{place.chat}", every=CHAT),)
    return ()
