"""Names, languages and time zones from people's profiles, asked for at the first contact only.

Slack may be slow, or not tell (people of other organisations): then one does without.
"""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.messages import Incoming
from bots.slack.calls import FAILURES, Api, code_of
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

log = structlog.get_logger()

PATIENCE: Final = 1.0
"""Seconds; there are three in all to answer Slack."""
MOST: Final = 50_000
"""People who are remembered as known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody's profile tells."""

    name: str = ""
    locale: str | None = None
    timezone: str | None = None


class Profiles:
    """Who is known, and what Slack tells of those who are not."""

    def __init__(self, api: Api, sessions: Sessions) -> None:
        self._api, self._sessions = api, sessions
        self._known: dict[Place, None] = {}

    async def is_known(self, place: Place) -> bool:
        """Whether somebody has written to us before; UnavailableError if nobody can tell."""
        if place in self._known:
            return True
        known = await self.has_written(place)
        if known:
            self._known[place] = None
            if len(self._known) > MOST:
                del self._known[next(iter(self._known))]
        return known

    async def has_written(self, place: Place) -> bool:
        """Tell the same from the database alone: another process may have erased somebody."""
        # With the patience of a turn: the database may be about to be back.
        clock = asyncio.get_running_loop()
        until = clock.time() + failures.PATIENCE
        for attempt in itertools.count():
            try:
                async with self._sessions() as session:
                    return await reaching.is_known(session, place)
            except SQLAlchemyError as error:
                pause = failures.pause(error, attempt)
                if pause is None or clock.time() + pause > until:
                    raise failures.UnavailableError from None
                await asyncio.sleep(pause)
        raise AssertionError("it is told, or nobody can tell")

    def forget(self, place: Place) -> None:
        """Look again at the next message: after `forget me` somebody is new."""
        self._known.pop(place, None)

    async def introduced(self, incoming: Incoming, token: str) -> Incoming:
        """Return a message with what the profile tells of its sender, if they are new."""
        if incoming.button is not None or incoming.deleted_at is not None:
            return incoming
        if await self.is_known(incoming.place):
            return incoming
        profile = await self._profile(incoming.place, token)
        return replace(
            incoming,
            sender_name=profile.name,
            locale=profile.locale,
            timezone=profile.timezone,
        )

    async def _profile(self, place: Place, token: str) -> Profile:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._api.client.users_info(
                    token=token, user=place.sender, include_locale=True
                )
        except FAILURES as error:
            log.info("no profile", reason=code_of(error) or type(error).__name__)
            return Profile()
        return _read(answer["user"])


def _read(user: dict[str, Any]) -> Profile:
    details = user.get("profile") or {}
    name = details.get("display_name") or details.get("real_name") or user.get("name") or ""
    locale = user.get("locale")
    return Profile(
        name=name,
        locale=locale.replace("-", "_") if locale else None,
        timezone=user.get("tz") or None,
    )
