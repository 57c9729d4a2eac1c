"""Who and where, as Slack tells it: profiles and channels, remembered for a while.

Only what is said in a group is introduced by it. Slack may be slow, or not tell (people of other
organisations): then one does without, and does not ask again at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import structlog

from bots.slack.calls import FAILURES, Api, code_of
from bots.slack.manifest import NAME
from bots.slack.people import Own
from bots.slack.profiles import PATIENCE, Profile, profile_of

log = structlog.get_logger()

REMEMBERED: Final = 600.0
"""Seconds."""
REMEMBERED_NOTHING: Final = 30.0
"""Seconds for which Slack is not asked again what it did not tell."""
MOST: Final = 50_000
_GROUP_MESSAGE: Final = "mpdm-"

_Told = TypeVar("_Told")
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What Slack tells of a channel."""

    title: str
    creator: str | None = None
    people: int | None = None
    """Members without ourselves."""


class Remembered(Generic[_Told]):
    """What was told of the newest so many, for as long as it is believed."""

    def __init__(self) -> None:
        self._told: dict[Key, tuple[_Told | None, float]] = {}

    async def get(self, key: Key, ask: Callable[[], Awaitable[_Told | None]]) -> _Told | None:
        """Return what is known, asked for if it is not; None: it is not told."""
        known = self._told.get(key)
        if known is not None and time.monotonic() < known[1]:
            return known[0]
        told = await ask()
        life = REMEMBERED_NOTHING if told is None else REMEMBERED
        self._told.pop(key, None)
        self._told[key] = (told, time.monotonic() + life)
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]
        return told

    def forget(self, key: Key) -> None:
        """Ask again next time."""
        self._told.pop(key, None)


class Directory:
    """People and channels of all workspaces."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._people: Remembered[Profile] = Remembered()
        self._channels: Remembered[Channel] = Remembered()

    async def person(self, user: str, own: Own) -> Profile | None:
        """Return somebody's profile; None: Slack does not tell."""

        async def ask() -> Profile | None:
            async with asyncio.timeout(PATIENCE):
                answer = await self._api.client.users_info(
                    token=own.token, user=user, include_locale=True
                )
            return profile_of(answer["user"])

        return await self._people.get(_key(user, own), lambda: _told(ask()))

    async def channel(self, channel: str, own: Own) -> Channel | None:
        """Return what a channel is called and who made it; None: Slack does not tell."""

        async def ask() -> Channel | None:
            async with asyncio.timeout(PATIENCE):
                answer = await self._api.client.conversations_info(
                    token=own.token, channel=channel, include_num_members=True
                )
            return _channel_of(answer["channel"])

        return await self._channels.get(_key(channel, own), lambda: _told(ask()))

    def forget(self, channel: str, own: Own) -> None:
        """Ask again of a channel: it has another name, or other members."""
        self._channels.forget(_key(channel, own))


async def _told(asking: Awaitable[_Told | None]) -> _Told | None:
    try:
        return await asking
    except FAILURES as error:
        log.info("not told by Slack", reason=code_of(error) or type(error).__name__)
        return None


def _channel_of(shape: dict[str, Any]) -> Channel:
    members = shape.get("num_members")
    return Channel(
        title=title_of(shape.get("name") or ""),
        creator=shape.get("creator") or None,
        people=members - 1 if isinstance(members, int) and members > 1 else None,
    )


def title_of(name: str) -> str:
    """Return what people call a channel; of a group message, who is in it (`mpdm-ana--bob-1`)."""
    if not name.startswith(_GROUP_MESSAGE):
        return name
    people = name.removeprefix(_GROUP_MESSAGE).rpartition("-")[0].split("--")
    return ", ".join(one for one in people if one and one != NAME.casefold())


def _key(name: str, own: Own) -> Key:
    return own.enterprise or own.team, name
