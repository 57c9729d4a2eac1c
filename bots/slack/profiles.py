"""Names, languages and time zones from people's profiles, asked for at the first contact only.

Slack may be slow, or not tell (people of other organisations): then one does without.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from bots.dialog.messages import Incoming
from bots.slack.calls import FAILURES, Api, code_of
from bots.slack.looking import look_up
from expenseiq_core.db.session import Sessions
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

log = structlog.get_logger()

PATIENCE: Final = 1.0
"""Seconds; there are three in all to answer Slack."""
SLACKBOT: Final = "USLACKBOT"
MOST: Final = 50_000
"""People who are remembered as known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody's profile tells."""

    name: str = ""
    locale: str | None = None
    timezone: str | None = None
    team: str | None = None
    is_program: bool = False
    is_admin: bool = False
    """They run the workspace."""


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
        return await look_up(self._sessions, lambda session: reaching.is_known(session, place))

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
        return profile_of(answer["user"])


def profile_of(user: dict[str, Any]) -> Profile:
    """Return what Slack tells of a user."""
    details = user.get("profile") or {}
    name = details.get("display_name") or details.get("real_name") or user.get("name") or ""
    locale = user.get("locale")
    return Profile(
        name=name,
        locale=locale.replace("-", "_") if locale else None,
        timezone=user.get("tz") or None,
        team=user.get("team_id") or None,
        is_program=bool(user.get("is_bot")) or user.get("id") == SLACKBOT,
        is_admin=any(user.get(key) for key in ("is_admin", "is_owner", "is_primary_owner")),
    )
